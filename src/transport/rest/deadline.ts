import { ChatError } from '../../base/errors.js';
import type { Clock } from '../../base/platform.js';

/** A signal for one request that ends by the caller's signal or by a deadline, and tells afterwards which it was. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #clock: Clock;
  #cancel: () => void = () => undefined;
  #late = false;

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
      this.#late = true;
      this.#controller.abort();
    });
  }

  /** The error for what ended the request, if it was one of the two. */
  reason(outcome: 'no' | 'maybe'): ChatError | undefined {
    if (this.#caller?.aborted) return new ChatError('aborted', 'aborted', { outcome });
    return this.#late ? new ChatError('timeout', 'the server has not answered in time', { outcome }) : undefined;
  }

  /** To be called when the request is over. */
  done(): void {
    this.#cancel();
    this.#caller?.removeEventListener('abort', this.#onAbort);
  }

  readonly #onAbort = (): void => this.#controller.abort();
}
