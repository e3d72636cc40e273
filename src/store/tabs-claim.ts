import type { Locks } from '../base/platform.js';

export interface ClaimHooks {
  /** This tab holds the lock; `term` aborts when it does no more. */
  won(term: AbortSignal): void;
  /** Another tab has taken it. */
  lost(): void;
  /** The browser has no locks for this page. */
  refused(): void;
}

/** One tab's claim to the lead: a lock that it waits for, holds, takes, or lets go. */
export class Claim {
  readonly #locks: Locks;
  readonly #name: string;
  readonly #hooks: ClaimHooks;
  #work: AbortController | undefined;
  #term: AbortController | undefined;

  constructor(locks: Locks, name: string, hooks: ClaimHooks) {
    this.#locks = locks;
    this.#name = name;
    this.#hooks = hooks;
  }

  /** While it is held: what aborts when it is held no more. */
  get term(): AbortSignal | undefined {
    return this.#term?.signal;
  }

  /** It is waited for, or held. */
  get isMade(): boolean {
    return this.#work !== undefined;
  }

  /** Waits for the lock. @param steal takes it from whoever holds it and does not answer */
  ask(steal: boolean): void {
    if (this.#term) return;
    this.#work?.abort();
    const work = (this.#work = new AbortController());
    let wasHeld = false;
    const hold = (): Promise<void> => new Promise((resolve) => {
      if (work.signal.aborted) return resolve();
      work.signal.addEventListener('abort', () => resolve());
      wasHeld = true;
      this.#term = work;
      this.#hooks.won(work.signal);
    });
    const over = (error?: { name?: string }): void => {
      if (this.#work !== work) return;
      this.drop();
      // It may be taken again before this tab has heard that it had it.
      if (wasHeld || error?.name === 'AbortError') this.#hooks.lost();
      else this.#hooks.refused();
    };
    this.#locks.request(this.#name, { signal: work.signal, steal }, hold).then(() => over(), over);
  }

  /** Lets the lock go, or waits for it no more. */
  drop(): void {
    const work = this.#work;
    this.#work = this.#term = undefined;
    work?.abort();
  }
}
