import { ChatError } from '../../base/errors.js';
import type { Clock } from '../../base/platform.js';

/** A signal for one piece of work that ends by the caller's signal or by a deadline, and tells afterwards which it was. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #clock: Clock;
  #cancel: () => void = () => undefined;
  isLate = false;

  constructor(clock: Clock, ms: number, caller?: AbortSignal) {
    this.#clock = clock;
    this.#caller = caller;
    if (caller?.aborted) this.#controller.abort();
    caller?.addEventListener('abort', this.#onAbort, { once: true });
    this.extend(ms);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Starts the time anew: something has moved. */
  extend(ms: number): void {
    this.#cancel();
    this.#cancel = this.#clock.after(ms, () => {
      this.isLate = true;
      this.#controller.abort();
    });
  }

  /** The work's result; once it is over, `aborted`: nobody is held up by what does not come. */
  within<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.signal.addEventListener('abort', () => reject(new ChatError('aborted')));
      work.then(resolve, reject);
    });
  }

  /** The error for what ended the request, if it was one of the two. */
  reason(outcome: 'no' | 'maybe'): ChatError | undefined {
    if (this.#caller?.aborted) return new ChatError('aborted', 'aborted', { outcome });
    return this.isLate ? new ChatError('timeout', 'the server has not answered', { outcome }) : undefined;
  }

  /** To be called when the request is over: what else was asked for it is given up. */
  done(): void {
    this.#cancel();
    this.#controller.abort();
    this.#caller?.removeEventListener('abort', this.#onAbort);
  }

  readonly #onAbort = (): void => this.#controller.abort();
}
