import type { Clock } from '../../base/platform.js';

/** How long an answer's head may take before the same is asked once more, in milliseconds. */
const patience = 6_000;

/**
 * Asks, and asks again while no head of an answer has come; the first that comes is taken. For what may be asked twice only (RFC 9110, 9.2.2).
 * A browser keeps connections for the next request, and a line that has gone dead in silence leaves it dead ones: each takes one request with
 * it. One that is answered late still counts, so that a slow server is not asked for ever. Nothing is aborted here: the caller's signal ends all.
 */
export function hedged<T>(clock: Clock, ask: () => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let cancel = (): void => undefined;
    const go = (): void => {
      cancel = clock.after(patience, go);
      ask().then(resolve, reject).finally(() => cancel());
    };
    go();
  });
}
