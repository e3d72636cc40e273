import { fileURLToPath } from 'node:url';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Context, Hono } from 'hono';
import { contentSecurityPolicy } from './headers.js';
import { escapeHtml } from './pages.js';
import { tokenUrl, type Who } from './who.js';

/** A page whose portal bundles the npm form with a kind of its own (docs/own-kind.md). */
export function ownKindRoutes(app: Hono, whoAsks: (c: Context) => Who): void {
  app.get('/own-kind', async (c) => {
    const who = whoAsks(c);
    const template = await readFile(new URL('./public/own-kind.html', import.meta.url), 'utf8');
    const values: Readonly<Record<string, string>> = { clinic: who.workspace.name, token: tokenUrl(who) };
    c.header('Content-Security-Policy', contentSecurityPolicy(false));
    c.header('Cache-Control', 'no-store');
    return c.html(template.replace(/\{\{(\w+)\}\}/g, (_, key: string) => escapeHtml(values[key] ?? '')));
  });
  app.get('/own-kind/:file', async (c) => {
    const code = (await bundled()).get(c.req.param('file'));
    return code === undefined ? c.text('Not found', 404) : c.body(code, 200, { 'Content-Type': 'text/javascript; charset=utf-8' });
  });
}

let made: Promise<Map<string, string>> | undefined;

/** As a portal's own bundler would do it; made when it is first asked for. */
function bundled(): Promise<Map<string, string>> {
  return (made ??= bundle().catch((error: unknown) => {
    made = undefined;
    throw error;
  }));
}

async function bundle(): Promise<Map<string, string>> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../own-kind/page.ts', import.meta.url))], outdir: 'own-kind', write: false,
    bundle: true, splitting: true, format: 'esm', target: 'es2022', minify: true, conditions: ['production'],
  });
  return new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
}
