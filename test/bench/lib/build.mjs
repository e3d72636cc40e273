/** Makes a page of each subject, as a portal's bundler would: minified, in production mode, code splitting where the subject splits. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('..', import.meta.url));
const root = join(here, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The product's own entries, out of dist/. */
const ours = {
  name: 'clinic-chat',
  setup({ onResolve }) {
    onResolve({ filter: /^clinic-chat(\/|$)/ }, ({ path }) => {
      const entry = path.replace(/^clinic-chat/, '.');
      const deep = /^\.\/elements\/(.+)$/.exec(entry);
      return { path: join(root, deep ? `dist/elements/${deep[1]}` : manifest.exports[entry].default), sideEffects: true };
    });
  },
};

const page = (script, style) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>bench</title><meta name="viewport" content="width=device-width">
<style>html, body { margin: 0; height: 100%; } #host { height: 100%; max-width: 420px; max-height: 640px; } #host > .fill { display: flex; height: 100%; }</style>${style ? `<link rel="stylesheet" href="${style}">` : ''}
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
    const outdir = join(folder, name);
    mkdirSync(outdir, { recursive: true });
    const { metafile } = await build({
      stdin: { contents: `import { subject } from './subjects/${name}.js'; import { begin } from './page/entry.js'; begin(subject);`, resolveDir: here, sourcefile: `${name}.js` },
      outdir, entryNames: 'page', chunkNames: 'chunk-[hash]', bundle: true, splitting: true, format: 'esm', target: 'es2022', minify: !plain, metafile: true,
      define: { 'process.env.NODE_ENV': '"production"' }, plugins: [ours], logLevel: 'error', loader: { '.svg': 'dataurl', '.png': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl', '.eot': 'empty', '.ttf': 'empty', '.wasm': 'empty', '.mp3': 'empty' },
      jsx: 'automatic', mainFields: ['browser', 'module', 'main'],
    });
    const style = existsSync(join(outdir, 'page.css')) ? 'page.css' : undefined;
    writeFileSync(join(outdir, 'index.html'), page('page.js', style));
    sizes[name] = [...atOnce(metafile), ...(style ? [join(outdir, style)] : [])].reduce((sum, file) => sum + brotliCompressSync(readFileSync(file)).length, 0);
  }
  return { folder, sizes };
}

/** The page's script and what it imports statically. */
function atOnce({ outputs }) {
  const found = new Set();
  const visit = (file) => {
    if (found.has(file)) return;
    found.add(file);
    for (const { path, kind } of outputs[file].imports) if (kind === 'import-statement') visit(path);
  };
  visit(Object.keys(outputs).find((file) => file.endsWith('/page.js')));
  return found;
}
