import type { Clock } from '../base/platform.js';
import type { Id } from '../model/index.js';

/** Milliseconds until what the leader has not answered is told once more; then twice as long, up to the longest. */
const shortest = 1_000;
const longest = 2_000;

/** What this tab has told and the one that leads has not answered: it may not have heard, or may not lead any more. */
export class Untold {
  readonly #clock: Clock;
  readonly #again: () => void;
  /** Drafts, and how often each was told: the leader decides which of two is the later one. */
  readonly #drafts = new Map<Id, number>();
  readonly #items = new Set<Id>();
  #stop: (() => void) | undefined;

  /** @param again tells once more what is left */
  constructor(clock: Clock, again: () => void) {
    this.#clock = clock;
    this.#again = again;
  }

  get hasItems(): boolean {
    return this.#items.size > 0;
  }

  hasDraft(threadId: Id): boolean {
    return this.#drafts.has(threadId);
  }

  draft(threadId: Id): void {
    this.#drafts.set(threadId, (this.#drafts.get(threadId) ?? 0) + 1);
    this.#wait(shortest);
  }

  /** The leader has passed a draft on. */
  echoed(threadId: Id): void {
    const told = this.#drafts.get(threadId) ?? 0;
    if (told > 1) this.#drafts.set(threadId, told - 1);
    else this.#drafts.delete(threadId);
  }

  item(clientId: Id): void {
    this.#items.add(clientId);
    this.#wait(shortest);
  }

  /** The leader has said how a message stands. */
  heard(clientId: Id): void {
    this.#items.delete(clientId);
  }

  /** The drafts that are left, to be told anew. */
  takeDrafts(): Id[] {
    const threadIds = [...this.#drafts.keys()];
    this.#drafts.clear();
    return threadIds;
  }

  clear(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#drafts.clear();
    this.#items.clear();
  }

  #wait(ms: number): void {
    this.#stop ??= this.#clock.after(ms, () => {
      this.#stop = undefined;
      if (this.#drafts.size + this.#items.size === 0) return;
      // What is told now waits as long as this, and does not begin anew.
      this.#wait(Math.min(2 * ms, longest));
      this.#again();
    });
  }
}
