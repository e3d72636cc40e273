import type { Clock } from '../../base/platform.js';

/** Milliseconds without an answer: then the next connection is tried too. */
const patience = 1_500;

/**
 * Sends a request, and again beside it for as long as nobody answers and `mayAgain` says so. A browser hands out the connections that it has kept one by
 * one, and learns of a dead one by waiting alone. The first answer counts, and the others are given up: so their connections are closed, and no
 * command comes upon them (docs/decisions/0028-dials-beside-one-another.md).
 */
export function dial(clock: Clock, signal: AbortSignal, send: (signal: AbortSignal) => Promise<Response>, mayAgain: () => boolean): Promise<Response> {
  const all: AbortController[] = [];
  let stop: (() => void) | undefined;
  return new Promise<Response>((resolve, reject) => {
    const next = (): void => {
      const own = new AbortController();
      all.push(own);
      send(AbortSignal.any([signal, own.signal])).then((answer) => {
        for (const other of all) if (other !== own) other.abort();
        resolve(answer);
      }, reject);
      stop = clock.after(patience, () => {
        if (mayAgain()) next();
      });
    };
    next();
  }).finally(() => stop?.());
}
