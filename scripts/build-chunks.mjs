/** What belongs into which file of the script-tag forms. */
import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';

const source = fileURLToPath(new URL('../src/', import.meta.url));

/** What an opened popup with a thread of plain text always needs, though some of it is asked for by `import()`. */
export const openedWith = ['elements/popup-window', 'elements/host-events', 'store/index', 'transport/rest/rest-transport', 'kinds/index'];

/** What the one file holds besides: text, images and files, read and written. */
export const oneFileWith = [
  ...openedWith,
  'base/indexed-storage', 'store/files', 'store/gaps', 'store/outbox-send', 'store/transfer', 'store/writing-commands',
  'transport/rest/problem', 'transport/rest/upload', 'transport/rest/wire-files', 'theme/classic',
  'kinds/text/bubble', 'kinds/image/bubble', 'kinds/file/bubble',
  'ui/attachments', 'ui/linked-text', 'ui/rich-text', 'ui/rich-links', 'ui/rich-images',
  'elements/attachment-list', 'elements/connection', 'elements/list-window',
];

/**
 * The modules of which the entry and these files really use something. One that is only named in a list of exports, an icon for example that a
 * menu draws, is not among them: it stays with whoever uses it.
 * @param {import('rollup').RollupOptions} form
 * @param {readonly string[]} files below `src/`, without `.ts`; whatever else comes by `import()` is left out
 * @returns {Promise<Set<string>>} ids of modules
 */
export async function usedBy({ input, plugins }, files) {
  const wanted = new Set(files.map((file) => `${source}${file}.ts`));
  const late = {
    name: 'late-left-out',
    async resolveDynamicImport(specifier, importer) {
      const found = await this.resolve(String(specifier), importer);
      return found && wanted.has(found.id) ? found : { id: String(specifier), external: true };
    },
  };
  const build = await rollup({ input, plugins: [late, ...plugins], onwarn: () => undefined });
  const { output } = await build.generate({ format: 'es', dir: source });
  await build.close();
  const used = output.flatMap((chunk) => Object.entries(chunk.modules ?? {}).filter(([, { renderedLength }]) => renderedLength > 0).map(([id]) => id));
  return new Set([...used, ...wanted]);
}

/** The modules that a file imports at once, and those that these import. */
export function closureOf(file, getModuleInfo) {
  const found = new Set();
  const visit = (id) => {
    if (found.has(id)) return;
    found.add(id);
    getModuleInfo(id)?.importedIds.forEach(visit);
  };
  visit(`${source}${file}.ts`);
  return found;
}
