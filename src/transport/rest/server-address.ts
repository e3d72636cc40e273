import { ChatError } from '../../base/errors.js';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The server's address with one slash at its end. Relative ones count from the page.
 * Throws `ChatError` `invalid` whose message tells the developer what to write.
 */
export function serverAddress(server: unknown, page = typeof document === 'undefined' ? undefined : document.baseURI): URL {
  const wrong = (why: string): ChatError => new ChatError('invalid', `clinic-chat: ${why} Write for example server="/api/chat" or server="https://clinic.example/api/chat".`);
  if (typeof server !== 'string' || server.trim() === '') throw wrong('`server` is missing.');
  let url: URL;
  try {
    url = new URL(server.trim(), page);
  } catch {
    throw wrong(page ? '`server` is not an address.' : '`server` must be absolute where there is no page.');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw wrong('`server` must be reached by http or https.');
  if (url.username || url.password || url.search || url.hash) throw wrong('`server` must hold neither a password nor a query nor a fragment.');
  if (page?.startsWith('https:') && url.protocol === 'http:' && !loopback.has(url.hostname)) {
    throw wrong('`server` is http, but the page is https: browsers refuse that.');
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}
