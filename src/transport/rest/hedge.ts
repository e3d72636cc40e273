import type { Clock } from '../../base/platform.js';

/** How long an answer's head may take before the same is asked once more, in milliseconds; and how often, until one comes in time again. */
const patience = 6_000;
const most = 6;

/**
 * Asks, and asks again while no head of an answer has come; the first that comes is taken. For what may be asked twice only (RFC 9110, 9.2.2).
 * A browser keeps up to six connections for the next request, and a line that has gone dead in silence leaves it dead ones: each takes one
 * request with it. One that is answered late still counts, and a server that is slow or silent is asked six times more and then no oftener than
 * anybody else asks it. Nothing is aborted here: the caller's signal ends all.
 */
export class Hedge {
  readonly #clock: Clock;
  #left = most;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  ask<T>(send: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let cancel = (): void => undefined;
      const go = (): void => {
        let isLate = false;
        cancel = this.#clock.after(patience, () => {
          isLate = true;
          if (this.#left-- > 0) go();
        });
        send().then((answer) => {
          if (!isLate) this.#left = most;
          resolve(answer);
        }, reject).finally(() => cancel());
      };
      go();
    });
  }
}
