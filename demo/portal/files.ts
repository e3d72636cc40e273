import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context } from 'hono';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.json': 'application/json', '.map': 'application/json',
};

/** Answers with a file below `folder`; `hashed` names are kept by browsers for ever, the others are asked for again. */
export async function sendFile(c: Context, folder: URL, path: string): Promise<Response> {
  const root = fileURLToPath(folder);
  const file = normalize(join(root, path));
  const type = types[extname(file)];
  if (!type || !file.startsWith(root.endsWith(sep) ? root : root + sep) || !(await stat(file).catch(() => undefined))?.isFile()) return c.text('Not found', 404);
  const bytes = await readFile(file);
  const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  c.header('Cache-Control', path.startsWith('chunks/') ? 'public, max-age=31536000, immutable' : 'no-cache');
  c.header('ETag', tag);
  if (c.req.header('if-none-match') === tag) return c.body(null, 304);
  return c.body(new Uint8Array(bytes), 200, { 'Content-Type': type });
}
