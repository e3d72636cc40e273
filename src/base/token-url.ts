import { ChatError } from './errors.js';

/** A bearer token and when it expires, in milliseconds since the epoch. */
export interface TokenAnswer { token: string; expiresAt?: number }

/**
 * Makes a `getToken` of an address of the portal's own: a same-origin POST, with the portal's cookies, that answers `{ token, expiresAt }`.
 * Costs no library, so that a small loader can use it too. The function rejects with `ChatError`.
 * @param address relative to the page, or absolute on the page's own origin
 */
export function tokenFromUrl(address: string, fetcher: typeof fetch = (input, init) => fetch(input, init)): () => Promise<TokenAnswer> {
  const page = typeof document === 'undefined' ? undefined : document.baseURI;
  const url = parse(address, page);
  if (!url) throw new ChatError('invalid', `clinic-chat: token-url «${address}» is not an address. Give a path of the portal, for example "/portal/token".`);
  if (page && url.origin !== new URL(page).origin) {
    throw new ChatError('invalid', `clinic-chat: token-url «${url.origin}» is another origin than the page. It must be the portal's own, because the portal's cookies go with it.`);
  }
  return async () => {
    let response: Response;
    try {
      response = await fetcher(url.href, { method: 'POST', credentials: 'same-origin', cache: 'no-store', headers: { accept: 'application/json' }, signal: AbortSignal.timeout(15_000) });
    } catch (cause) {
      // Nobody has been signed out by a line that is down.
      throw new ChatError('unavailable', 'token-url cannot be reached', { cause });
    }
    if (!response.ok) throw new ChatError(response.status >= 500 || response.status === 429 ? 'unavailable' : 'unauthenticated', `token-url answered ${response.status}`);
    const answer = await response.json().catch(() => undefined) as Partial<TokenAnswer> | undefined;
    if (typeof answer?.token !== 'string' || answer.token === '') {
      throw new ChatError('unauthenticated', 'token-url must answer JSON of the shape { token, expiresAt }');
    }
    return { token: answer.token, ...(typeof answer.expiresAt === 'number' && { expiresAt: answer.expiresAt }) };
  };
}

function parse(address: string, page: string | undefined): URL | undefined {
  if (address.trim() === '') return undefined;
  try {
    const url = new URL(address, page);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
  } catch {
    return undefined;
  }
}
