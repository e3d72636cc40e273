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
