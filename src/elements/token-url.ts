import { ChatError } from '../base/errors.js';
import type { GetToken } from '../store/types.js';

/** How long a portal may take to answer for a token, in milliseconds. */
const patience = 15_000;
/** A token whose end is nearer than this is not handed on, in milliseconds. */
const margin = 30_000;
/** For how long a token without a stated end is handed on, in milliseconds. */
const unstated = 60_000;

/**
 * Asks the portal for a token: a POST on the page's own origin, with the portal's own cookies, that answers `{ token, expiresAt }`
 * (milliseconds since the epoch). Rejects with `ChatError`: `unauthenticated` when the portal knows nobody, else what the answer says.
 */
export function tokenFromUrl(url: string): GetToken {
  return async () => {
    let response: Response;
    try {
      response = await fetch(url, {
        method: 'POST', credentials: 'same-origin', cache: 'no-store', headers: { accept: 'application/json' }, signal: AbortSignal.timeout(patience),
      });
    } catch (cause) {
      throw new ChatError((cause as { name?: string } | null)?.name === 'TimeoutError' ? 'timeout' : 'offline', 'token-url did not answer', { cause });
    }
    if (!response.ok) throw new ChatError(codeOf(response.status), `token-url answered ${response.status}`);
    const body = (await response.json().catch(() => undefined)) as { token?: unknown; expiresAt?: unknown } | undefined;
    if (typeof body?.token !== 'string' || body.token === '') throw new ChatError('invalid', 'token-url must answer { token, expiresAt }');
    return typeof body.expiresAt === 'number' ? { token: body.token, expiresAt: body.expiresAt } : { token: body.token };
  };
}

const codeOf = (status: number): ConstructorParameters<typeof ChatError>[0] =>
  status === 401 || status === 403 ? 'unauthenticated' : status === 404 ? 'not-found' : status === 429 ? 'rate-limited' : 'unavailable';

/**
 * Lets the first who asks fetch the token and hands it on to the next who asks for an `initial` one: the bubble's unread request and the
 * chat behind it make one request, not two. Kept in memory only. Who asks at the same time waits for the same answer.
 */
export function sharedToken(get: GetToken): GetToken {
  let last: { answer: Awaited<ReturnType<GetToken>>; until: number } | undefined;
  let running: ReturnType<GetToken> | undefined;
  return (reason) => {
    if (running) return running;
    if (reason === 'initial' && last && Date.now() < last.until) return Promise.resolve(last.answer);
    last = undefined;
    const asking: ReturnType<GetToken> = Promise.resolve()
      .then(() => get(reason))
      .then((answer) => {
        const expiresAt = typeof answer === 'string' ? undefined : answer.expiresAt;
        last = { answer, until: expiresAt === undefined ? Date.now() + unstated : expiresAt - margin };
        return answer;
      })
      .finally(() => {
        if (running === asking) running = undefined;
      });
    running = asking;
    return asking;
  };
}
