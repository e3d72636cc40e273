/**
 * Two forms of one source: `npmForm` for bundlers (a file a module, dependencies left to the portal), `scriptForm` for a script tag
 * (everything within, a small loader and chunks that come when needed), `oneFileForm` for pages without modules.
 * `scripts/build.mjs` drives them; `npx rollup -c` builds all three.
 */
import { readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';
import minifyLiterals from '@lit-labs/rollup-plugin-minify-html-literals';
import ts from 'typescript';
import { closureOf, oneFileWith, openedWith, usedBy } from './scripts/build-chunks.mjs';
import { exportsByOwnNames } from './scripts/build-exports.mjs';
import { importsByName } from './scripts/build-imports.mjs';
import { cardsForPages } from './scripts/build-kinds.mjs';
import { kyInParts } from './scripts/build-ky.mjs';
import { litInParts } from './scripts/build-lit.mjs';
import { buildName } from './scripts/build-name.mjs';
import { oneFile } from './scripts/build-one-file.mjs';
import { propertiesWithoutDecorators } from './scripts/build-properties.mjs';
import { entries } from './scripts/entries.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const manifest = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));
const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
const compilerOptions = {
  ...ts.convertCompilerOptionsFromJson(config.compilerOptions, root).options,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  noEmit: false,
  isolatedModules: true,
  removeComments: false,
};

/** The browsers that we promise: those with popover, `light-dark()` and Web Locks. LightningCSS must not lower anything for older ones. */
const targets = { chrome: 125 << 16, edge: 125 << 16, firefox: 128 << 16, safari: (17 << 16) | (5 << 8) };

/** TypeScript file by file, by TypeScript itself; types are `npm run types`' business. */
function typescript(...more) {
  return {
    name: 'typescript-file-by-file',
    resolveId(source, importer) {
      if (!/\.ts(\?loader)?$/.test(importer ?? '') || !source.startsWith('.') || !source.endsWith('.js')) return null;
      return this.resolve(`${source.slice(0, -3)}.ts`, importer, { skipSelf: true });
    },
    transform(code, id) {
      if (!/\.ts(\?loader)?$/.test(id)) return null;
      const { outputText, sourceMapText } = ts.transpileModule(code, {
        fileName: id.replace('?loader', ''), compilerOptions: { ...compilerOptions, sourceMap: true }, transformers: { before: [propertiesWithoutDecorators, ...more] },
      });
      return { code: outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'), map: sourceMapText };
    },
  };
}

/**
 * The loader takes two icons out of a module that holds them all. A module is never split between chunks, so whatever the loader shares with
 * the rest becomes the loader's burden: it gets a copy of its own of the modules named here, of which only what it uses remains.
 */
const copies = new Set(['../theme/icons.js']);
const loaderFiles = /\/src\/elements\/popup[^/]*\.ts$/;
function ownCopy() {
  return {
    name: 'own-copy-for-the-loader',
    async resolveId(source, importer) {
      if (!importer || !copies.has(source) || !loaderFiles.test(importer) || importer.includes('popup-window')) return null;
      const resolved = await this.resolve(source, importer, { skipSelf: true });
      return resolved && { ...resolved, id: `${resolved.id}?loader` };
    },
    load(id) {
      return id.endsWith('?loader') ? readFileSync(id.slice(0, -'?loader'.length), 'utf8') : null;
    },
  };
}

/**
 * tus-js-client brings a parser of addresses for browsers without one, in a form that a browser cannot load. Ours have their own, of the same
 * shape.
 */
const platformUrl = () => ({
  name: 'platform-url',
  resolveId: (source) => (source === 'url-parse' ? '\0platform-url' : null),
  load: (id) => (id === '\0platform-url' ? 'export default globalThis.URL;' : null),
});

/**
 * Marked ends with an instance of its own class and functions around it, which no bundler can take out. Ours uses the lexer, the parser and the
 * renderer alone: the module ends before that.
 */
const markedInParts = () => ({
  name: 'marked-in-parts',
  transform(code, id) {
    if (!id.endsWith('/marked.esm.js')) return null;
    const end = code.search(/\bvar (\w+)=new \w+;function \w+\(\w+,\w+\)\{return \1\.parse\(/);
    const parts = ['Lexer', 'Parser', 'Renderer'].map((name) => new RegExp(`\\b\\w+ as ${name}\\b`).exec(code)?.[0]);
    if (end < 0 || parts.includes(undefined)) this.error('marked is not what it was');
    return { code: `${code.slice(0, end)}export{${parts.join()}};`, map: null };
  },
});

/** Templates and styles without their white space. A template that it cannot read fails the build. */
const literals = () =>
  minifyLiterals({
    include: ['**/src/**/*.ts'],
    failOnError: true,
    options: {
      minifyOptions: { minifyCSS: { minify: true, targets } },
      // A value such as css`4px` is no style sheet; there is nothing to gain in it.
      shouldMinifyCSS: ({ tag, parts }) => /css/i.test(tag ?? '') && parts.some(({ text }) => text.includes('{')),
    },
  });

/** A script tag stands in a page: what the npm form asks, which a server may import, is known here. */
const pageNames = ['document', 'window', 'navigator', 'customElements', 'HTMLElement', 'ResizeObserver', 'BroadcastChannel', 'XMLHttpRequest', 'CSS'];
const inAPage = () => replace({
  delimiters: ['', ''],
  preventAssignment: true,
  values: Object.fromEntries(pageNames.flatMap((name) => [[`typeof ${name} === 'undefined'`, 'false'], [`typeof ${name} !== 'undefined'`, 'true']])),
});

const version = () => replace({ preventAssignment: true, values: { __CLINIC_CHAT_VERSION__: JSON.stringify(manifest.version) } });

/** A circle or a missing import is a mistake, never a line in a log. */
function onwarn(warning) {
  // A file of types alone is an entry for its types.
  if (warning.code === 'EMPTY_BUNDLE') return;
  throw new Error(`${warning.code}: ${warning.message}`);
}

/** The chunks that have a budget: a second look by terser takes another percent off them. */
const budgeted = /^(clinic-chat|chat|rich-text)$/;
/** Safe, for nothing of ours is a constructor that is written as a function. */
const compress = { passes: 2, hoist_funs: true, inline: 0, keep_fargs: false, lhs_constants: false, unsafe_arrows: true, unsafe_methods: true };

/**
 * Most of what the opened popup has it uses: Chromium compiles such a file beside the main thread while it comes, where it would compile each function
 * on the main thread at its first call.
 */
const compiledAhead = (name) => (name === 'chat' ? '//# allFunctionsCalledOnLoad\n' : '');

/** Oxc's minifier, as Vite ships it: many times as fast as terser and nearly as small. */
const small = () => ({
  name: 'minify',
  async renderChunk(code, { fileName, name }) {
    const { minify } = await import('vite');
    const result = await minify(fileName, code, {
      module: true,
      compress: { target: 'es2022' },
      mangle: true,
      codegen: { removeWhitespace: true, legalComments: 'none' },
    });
    if (result.errors.length > 0) throw new Error(`${fileName}: ${result.errors[0].message}`);
    if (!budgeted.test(name)) return { code: result.code, map: null };
    const { minify: again } = await import('terser');
    return { code: compiledAhead(name) + (await again(result.code, { module: true, ecma: 2022, compress })).code, map: null };
  },
});

const bundled = () => [
  ownCopy(),
  platformUrl(),
  markedInParts(),
  kyInParts(),
  litInParts(),
  typescript(cardsForPages),
  literals(),
  inAPage(),
  version(),
  nodeResolve({ browser: true, exportConditions: ['production', 'browser', 'import', 'default'] }),
];

/** `dist/**.js`, a file a module, so that a portal's bundler takes what is used. */
export const npmForm = (dir = 'dist') => ({
  input: Object.fromEntries(entries(root).map((file) => [file.replace(/^src\//, '').replace(/\.ts$/, ''), file])),
  external: (id) => Object.keys(manifest.dependencies).some((name) => id === name || id.startsWith(`${name}/`)),
  plugins: [typescript(), literals(), version(), nodeResolve()],
  onwarn,
  output: {
    dir,
    format: 'es',
    preserveModules: true,
    preserveModulesRoot: 'src',
    // A folder named node_modules is left out by `npm pack`: the compiler's helpers get a plain name.
    entryFileNames: ({ name, facadeModuleId }) =>
      facadeModuleId?.includes(`${sep}node_modules${sep}`) ? 'vendor/[name].js'.replace('[name]', name.split('/').at(-1).replace('.es6', '')) : '[name].js',
    sourcemap: false,
  },
});

/**
 * One chunk for all that the opened popup uses: one request instead of a dozen, and brotli finds what repeats between them. The loader's own
 * modules stay with the loader, or it would have to wait for the rest.
 */
function chunks(form, files, name) {
  let used;
  return {
    ...form,
    plugins: [{ name: 'what-is-used', async buildStart() { used = await usedBy(form, files); } }, ...form.plugins],
    output: {
      ...form.output,
      manualChunks: (id, { getModuleInfo }) => (closureOf('script-tag', getModuleInfo).has(id) ? 'clinic-chat' : used.has(id) ? name : undefined),
    },
  };
}

/** The file's name, which only people read, with its folder's where that says whose it is. */
function chunkName({ facadeModuleId, name }) {
  const [, folder = '', file = name] = /^.*\/src\/(?:kinds\/(\w[\w-]*)\/)?(?:[\w-]+\/)*([\w-]+)\.ts$/.exec(facadeModuleId?.split(sep).join('/') ?? '') ?? [];
  return folder ? `${folder}-${file}` : file;
}

/** `dist/clinic-chat.js` (the loader) and what it brings when it is needed, in a folder of `dist/chunks/`. */
export function scriptForm(dir = 'dist') {
  const { plugin, fileNames } = buildName('chunks', chunkName);
  return chunks({
    input: { 'clinic-chat': 'src/script-tag.ts' },
    plugins: bundled(),
    onwarn,
    preserveEntrySignatures: false,
    output: {
      dir,
      format: 'es',
      entryFileNames: '[name].js',
      chunkFileNames: fileNames,
      // What stands beside it in a list of exports stays out. The one file takes it in: it can import nothing at once.
      onlyExplicitManualChunks: true,
      plugins: [plugin, small(), exportsByOwnNames(['clinic-chat', 'chat']), importsByName(['chat'])],
      hoistTransitiveImports: true,
    },
  }, openedWith, 'chat');
}

/** `dist/clinic-chat.iife.js`: one file for pages without modules; what few need comes from a folder of `dist/one-file/`. */
export function oneFileForm(dir = 'dist') {
  const { plugin, build, fileNames } = buildName('one-file', chunkName);
  return chunks({
    input: { 'clinic-chat': 'src/script-tag.ts' },
    plugins: bundled(),
    onwarn,
    preserveEntrySignatures: false,
    output: {
      dir,
      format: 'es',
      entryFileNames: '[name].iife.js',
      chunkFileNames: fileNames,
      plugins: [plugin, small(), oneFile('clinic-chat.iife.js', 'one-file', build)],
    },
  }, oneFileWith, 'clinic-chat');
}

export default [npmForm(), scriptForm(), oneFileForm()];
