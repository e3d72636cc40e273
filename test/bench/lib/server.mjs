/** Serves the pages on loopback, and images that come when they are let go. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml' };
const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240"><rect width="320" height="240" fill="#7aa"/></svg>';
/** With these two headers the browser tells the whole memory of a page, and its clocks are fine. */
const isolated = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

/**
 * @param {{ pages: string, dist: string, texts?: string[] }} options
 * @returns {Promise<{ origin: string, close(): void }>}
 */
export function serve({ pages, dist, texts = [] }) {
  const waiting = new Map();
  const released = new Set();
  const send = (response) => response.writeHead(200, { 'content-type': types['.svg'], 'cache-control': 'no-store', ...isolated }).end(picture);

  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    const name = path.split('/').at(-1);
    if (path.startsWith('/late/')) {
      if (released.has(name)) send(response);
      else waiting.set(name, [...(waiting.get(name) ?? []), response]);
    } else if (path.startsWith('/release/')) {
      released.add(name);
      for (const response of waiting.get(name) ?? []) send(response);
      waiting.delete(name);
      response.writeHead(204).end();
    } else if (path === '/token' || path.startsWith('/api/')) {
      response.writeHead(200, { 'content-type': 'application/json', ...isolated }).end(JSON.stringify({ token: 'bench', unread: 0 }));
    } else if (path === '/texts.json') {
      response.writeHead(200, { 'content-type': 'application/json', ...isolated }).end(JSON.stringify(texts));
    } else {
      const [folder, rest] = path.startsWith('/dist/') ? [dist, path.slice(5)] : [pages, path];
      const file = join(folder, rest.endsWith(sep) ? `${rest}index.html` : rest);
      // The loader's page: what the popup fetches while the page is idle is not the loader's cost, and never comes.
      if (path.startsWith('/dist/chunks/')) return;
      if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404, isolated).end();
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', ...isolated });
      createReadStream(file).pipe(response);
    }
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        origin: `http://127.0.0.1:${server.address().port}`,
        close() {
          server.close();
          server.closeAllConnections();
        },
      });
    });
  });
}
