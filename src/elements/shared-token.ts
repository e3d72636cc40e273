import { ChatError } from '../base/errors.js';
import type { GetToken } from '../store/types.js';

/** A token whose end is nearer than this is not handed on, in milliseconds. */
const margin = 30_000;
/** For how long a token without a stated end is handed on, in milliseconds. */
const unstated = 60_000;

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

/**
 * Asks the portal for a token: what `tokenFromUrl` of `base/` does, short enough for the loader. The address has been checked by `share`.
 * Rejects with `ChatError` `unauthenticated`.
 */
export const tokenFrom = (url: string): GetToken => async () => {
  try {
    const response = await fetch(url, { method: 'POST', cache: 'no-store', headers: { accept: 'application/json' } });
    const answer = (await response.json()) as { token?: string; expiresAt?: number };
    if (response.ok && typeof answer.token === 'string') return { token: answer.token, ...(typeof answer.expiresAt === 'number' && { expiresAt: answer.expiresAt }) };
    throw new ChatError('unauthenticated', `token-url answered ${response.status}, not { token, expiresAt }`, { retryable: response.status >= 500 });
  } catch (error) {
    throw error instanceof ChatError ? error : new ChatError('unauthenticated', 'token-url has failed', { retryable: true, cause: error });
  }
};
