/** Makes a page of each subject, as a portal's bundler would: minified, in production mode, code splitting where the subject splits. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';

const here = fileURLToPath(new URL('..', import.meta.url));
const root = join(here, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The product's own entries, out of dist/; and the subject's page, which is no file. */
const found = (name, entry) => ({
  name: 'bench',
  enforce: 'pre',
  resolveId(path) {
    if (path === entry) return path;
    if (!/^clinic-chat(\/|$)/.test(path)) return undefined;
    const wanted = path.replace(/^clinic-chat/, '.');
    const deep = /^\.\/elements\/(.+)$/.exec(wanted);
    return { id: join(root, deep ? `dist/elements/${deep[1]}` : manifest.exports[wanted].default), moduleSideEffects: true };
  },
  load: (id) => (id === entry ? `import { subject } from './subjects/${name}.js'; import { begin } from './page/entry.js'; begin(subject);` : undefined),
});

const page = (script, style) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>bench</title><meta name="viewport" content="width=device-width">
<style>html, body { margin: 0; height: 100%; } #host { height: 100%; max-width: 420px; max-height: 640px; } #host .fill { display: flex; height: 100%; }</style>${style ? `<link rel="stylesheet" href="${style}">` : ''}
<body><div id="host"></div><script type="module" src="${script}"></script></body></html>`;

/**
 * @param {string[]} names files of subjects/, without their ending
 * @param {{ plain?: boolean }} [options] `plain` keeps the names, for profiles
 * @returns {Promise<{ folder: string, sizes: Record<string, number> }>} where the pages are; and what a page loads at once, in bytes of brotli
 */
export async function buildPages(names, { plain = false } = {}) {
  const folder = join(here, '.built');
  rmSync(folder, { recursive: true, force: true });
  const sizes = {};
  for (const name of names) {
    const outDir = join(folder, name);
    const entry = join(here, `${name}.page.js`);
    const made = (groups) => build({
      root: here, configFile: false, logLevel: 'error', plugins: [found(name, entry)],
      build: {
        outDir, emptyOutDir: true, target: 'es2022', minify: !plain, modulePreload: false, cssCodeSplit: false, assetsInlineLimit: Infinity, reportCompressedSize: false,
        rolldownOptions: { input: entry, output: { entryFileNames: 'page.js', chunkFileNames: 'chunk-[hash].js', assetFileNames: 'page[extname]', codeSplitting: { groups } } },
      },
    });
    const first = await made([]);
    const { output } = await made([{ name: 'start', test: among(first.output) }]);
    const files = new Map(output.map((file) => [file.fileName, file]));
    const style = files.has('page.css') ? 'page.css' : undefined;
    writeFileSync(join(outDir, 'index.html'), page('page.js', style));
    compileAhead(outDir, [...atOnce(files)]);
    sizes[name] = [...atOnce(files), ...(style ? [style] : [])].reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(outDir, file))).length, 0);
  }
  return { folder, sizes };
}

/**
 * The same page once more, in `NAME-ahead`, with the hint to Chromium that our README advises a portal that shows a thread at once to give: its
 * scripts are compiled beside the main thread.
 */
function compileAhead(outDir, scripts) {
  const ahead = `${outDir}-ahead`;
  cpSync(outDir, ahead, { recursive: true });
  for (const file of scripts) writeFileSync(join(ahead, file), `//# allFunctionsCalledOnLoad\n${readFileSync(join(outDir, file), 'utf8')}`);
}

/**
 * Whether a module is loaded at once: all that is comes as one file, as from Rollup. Rolldown leaves modules that later code needs too in files of
 * their own (rolldown #10731, open), which is four requests more for ours.
 */
function among(output) {
  const files = new Map(output.map((file) => [file.fileName, file]));
  const modules = new Set([...atOnce(files)].flatMap((file) => files.get(file).moduleIds));
  return (id) => modules.has(id);
}

/** The page's script and what it imports statically. */
function atOnce(files) {
  const wanted = new Set();
  const visit = (file) => {
    if (wanted.has(file)) return;
    wanted.add(file);
    for (const other of files.get(file).imports) visit(other);
  };
  visit('page.js');
  return wanted;
}
