import { fnv } from './chance.js';

/** Milliseconds since the epoch at which every session begins. */
export const epoch = 1_700_000_000_000;

/** Whoever events belong to: a dead one's are dropped, a frozen one's wait. */
export interface Owner { readonly name: string; dead: boolean; frozen: boolean }

interface Event { at: number; order: number; owner: Owner | undefined; run: () => void; off: boolean }

/** A turn of the real event loop: every promise that can settle has settled after it. */
export const turn: () => Promise<void> = (() => {
  const { setImmediate: soon } = globalThis as { setImmediate?: (run: () => void) => unknown };
  if (soon) return () => new Promise<void>((resolve) => void soon(resolve));
  const { port1, port2 } = new MessageChannel();
  let go: (() => void) | undefined;
  port1.onmessage = () => go?.();
  return () => new Promise<void>((resolve) => {
    go = resolve;
    port2.postMessage(0);
  });
})();

/** One virtual clock and one queue of events. Between two events all promises settle; real time plays no part. */
export class World {
  /** Milliseconds since the session began. */
  now = 0;
  /** Events so far. */
  steps = 0;
  /** Of all that was logged. */
  hash = 0x811c9dc5;
  /** Kept only where somebody wants to read it. */
  readonly lines: string[] | undefined;
  readonly #heap: Event[] = [];
  readonly #parked = new Map<Owner, Event[]>();
  #order = 0;

  constructor(keepsLines: boolean) {
    this.lines = keepsLines ? [] : undefined;
  }

  log(line: string): void {
    this.hash = fnv(line, this.hash);
    this.lines?.push(`${String(this.steps).padStart(5)} ${(this.now / 1000).toFixed(3).padStart(10)}  ${line}`);
  }

  /** For a reader of the trace alone: not worth the time where nobody reads it. */
  note(line: () => string): void {
    this.lines?.push(`${' '.repeat(18)}${line()}`);
  }

  /** Runs once after `ms`. Returns the function that cancels it. */
  after(ms: number, run: () => void, owner?: Owner): () => void {
    const event: Event = { at: this.now + Math.max(0, ms), order: this.#order++, owner, run, off: false };
    this.#push(event);
    return () => {
      event.off = true;
    };
  }

  /** What waited for a frozen owner comes now, in its order. */
  thaw(owner: Owner): void {
    const waiting = this.#parked.get(owner) ?? [];
    this.#parked.delete(owner);
    // Before whatever else is due for it just now.
    for (const event of waiting) this.#push(event);
  }

  /** Whether anything is due by then. */
  isDue(until: number): boolean {
    const [first] = this.#heap;
    return first !== undefined && first.at <= until;
  }

  /** Runs the next event, if one is due by `until`, and lets all promises settle. Returns whether there was one. */
  async next(until: number): Promise<boolean> {
    for (;;) {
      const [first] = this.#heap;
      if (!first || first.at > until) {
        this.now = Math.max(this.now, until);
        return false;
      }
      this.#pop();
      if (first.off || first.owner?.dead) continue;
      if (first.owner?.frozen) {
        const waiting = this.#parked.get(first.owner);
        if (waiting) waiting.push(first);
        else this.#parked.set(first.owner, [first]);
        continue;
      }
      this.now = Math.max(this.now, first.at);
      this.steps += 1;
      first.run();
      await turn();
      return true;
    }
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let at = heap.push(event) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up] as Event;
      if (!isBefore(event, parent)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Event, heap[child] as Event)) child += 1;
      if (!isBefore(heap[child] as Event, last)) break;
      heap[at] = heap[child] as Event;
      at = child;
    }
    heap[at] = last;
  }
}

const isBefore = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
