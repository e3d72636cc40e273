import { ChatError } from '../base/errors.js';
import { fullJitter } from '../base/backoff.js';
import type { Id, Position } from '../model/index.js';
import type { Core } from './core.js';

/** Milliseconds in which several steps of reading become one command. */
const pause = 300;
/** Milliseconds in which the tab where it was read has told the server; then any other tab does. */
export const elsewhere = 15_000;

interface Entry { wanted: Position; told: Position | undefined; isBusy: boolean; attempts: number; stopTimer?: () => void }

/** Tells the server how far the viewer has read: only forwards, one command a thread at a time, tried again by itself. */
export class Reads {
  readonly #core: Core;
  readonly #told: (threadId: Id) => void;
  readonly #unknown: (threadId: Id) => void;
  readonly #entries = new Map<Id, Entry>();

  /** @param told the server knows now @param unknown the server has no message at that position (it was moved, or the server is an older copy), or no such thread */
  constructor(core: Core, told: (threadId: Id) => void, unknown: (threadId: Id) => void) {
    this.#core = core;
    this.#told = told;
    this.#unknown = unknown;
  }

  /** @param wait milliseconds until it is told, unless the server knows by then */
  tell(threadId: Id, upTo: Position, wait = pause): void {
    if (this.#core.current?.features.read === false) return;
    const entry = this.#entries.get(threadId) ?? { wanted: upTo, told: undefined, isBusy: false, attempts: 0 };
    if (upTo > entry.wanted) entry.wanted = upTo;
    this.#entries.set(threadId, entry);
    entry.stopTimer?.();
    delete entry.stopTimer;
    this.#plan(threadId, entry, wait);
  }

  /** Said by the server: this far it knows already. */
  known(threadId: Id, upTo: Position): void {
    const entry = this.#entries.get(threadId);
    if (entry && upTo > (entry.told ?? '')) entry.told = upTo;
  }

  /** Where the viewer has read to and the server has not said that it knows. What it has said counts no more after a restart from an older copy. */
  untold(threadId: Id): Position | undefined {
    const entry = this.#entries.get(threadId);
    const isTold = entry?.told !== undefined && entry.told >= entry.wanted;
    if (isTold) this.#entries.delete(threadId);
    return isTold ? undefined : entry?.wanted;
  }

  /** Gives up what is under way; `resume` begins again. */
  reset(): void {
    for (const entry of this.#entries.values()) {
      entry.stopTimer?.();
      delete entry.stopTimer;
    }
  }

  resume(): void {
    for (const [threadId, entry] of this.#entries) this.#plan(threadId, entry, pause);
  }

  clear(): void {
    this.reset();
    this.#entries.clear();
  }

  #plan(threadId: Id, entry: Entry, wait: number): void {
    if (entry.isBusy || entry.stopTimer || this.#core.over || (entry.told !== undefined && entry.told >= entry.wanted)) return;
    entry.stopTimer = this.#core.platform.clock.after(wait, () => {
      delete entry.stopTimer;
      void this.#send(threadId, entry);
    });
  }

  async #send(threadId: Id, entry: Entry): Promise<void> {
    if (entry.told !== undefined && entry.told >= entry.wanted) return;
    entry.isBusy = true;
    const { signal, line, platform, transport } = this.#core;
    let wait = pause;
    let upTo = entry.wanted;
    try {
      await line.request(() => {
        // What was read while this waited for the line goes along.
        upTo = entry.wanted;
        return transport.submit({ type: 'read', id: platform.newId(), threadId, upTo }, { signal }).then(() => this.known(threadId, upTo));
      }, signal);
      entry.attempts = 0;
      this.#told(threadId);
    } catch (thrown) {
      const error = ChatError.from(thrown);
      wait = Math.max(fullJitter(entry.attempts++, () => platform.random()), error.retryAfterMs ?? 0);
      // A server that will not hear of it is not asked again; the count stays right here.
      if (!error.retryable && error.code !== 'unauthenticated' && !signal.aborted) {
        this.known(threadId, upTo);
        if (error.code === 'invalid' || error.code === 'not-found') this.#unknown(threadId);
      }
    }
    entry.isBusy = false;
    if (!signal.aborted) this.#plan(threadId, entry, wait);
  }
}
