/** The two pages of the loader's row: a bare Lit button, and `<clinic-popup>` of the script-tag form. Both count as shown a moment after `load`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('..', import.meta.url));
const page = (body, script) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>bench</title>
<body><h1>A portal</h1>${body}<script>addEventListener('load', () => setTimeout(() => { window.shown = true; }, 400));</script>
<script type="module" src="${script}"></script></body></html>`;

export async function loaderPages(folder) {
  const lit = join(folder, 'lit-button');
  mkdirSync(lit, { recursive: true });
  await build({ entryPoints: [join(here, 'subjects/lit-button.js')], outfile: join(lit, 'page.js'), bundle: true, format: 'esm', target: 'es2022', minify: true, define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'error' });
  writeFileSync(join(lit, 'index.html'), page('<bare-button></bare-button>', 'page.js'));
  const popup = join(folder, 'popup');
  mkdirSync(popup, { recursive: true });
  writeFileSync(join(popup, 'index.html'), page('<clinic-popup server="/api/chat" token-url="/token"></clinic-popup>', '/dist/clinic-chat.js'));
  writeFileSync(join(folder, 'blank.html'), '<!doctype html><title>bench</title>');
}
