import { ChatError } from '../../base/errors.js';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The server's address with one slash at its end. Relative ones count from the page.
 * Throws `ChatError` `invalid` whose message tells the developer what to write.
 */
export function serverAddress(server: unknown, page = typeof document === 'undefined' ? undefined : document.baseURI): URL {
  let url: URL | undefined;
  try {
    if (typeof server === 'string' && server.trim()) url = new URL(server.trim(), page);
  } catch {
    // The same as none.
  }
  const isMixed = url?.protocol === 'http:' && page?.startsWith('https:') && !loopback.has(url.hostname);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash || isMixed) {
    throw new ChatError('invalid', `clinic-chat: server must be an ${isMixed ? 'https' : 'http(s)'} address, absolute or from the page's root, without user, query or fragment: "/api/chat".`);
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}
