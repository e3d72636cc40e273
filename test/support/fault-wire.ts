import type { Socket } from 'node:net';

/** Bytes that may wait in the proxy for one connection before its sender is asked to pause. */
const mostWaiting = 256 * 1024;
/** Milliseconds of a slow line's time that one connection may use before the next one has its turn. */
const turn = 20;

/** Where a lane's bytes go. */
export interface LaneEnd {
  /** Returns false where the receiver wants no more for now; `Lane.drained` goes on. */
  write(bytes: Buffer): boolean;
  end(): void;
  /** The sender is asked to pause, or to go on. */
  hold(isHeld: boolean): void;
}

/** The bytes of one connection on their way in one direction. */
export class Lane {
  /** In order; `undefined` bytes stand for the sender's end. */
  readonly queue: { bytes: Buffer | undefined; due: number }[] = [];
  blocked = false;
  waiting = 0;

  constructor(readonly wire: Wire, readonly to: LaneEnd) {}

  push(bytes: Buffer | undefined): void {
    this.queue.push({ bytes, due: Date.now() + this.wire.delayMs });
    this.waiting += bytes?.length ?? 0;
    if (this.waiting > mostWaiting) this.to.hold(true);
    this.wire.add(this);
  }

  /** Gives the next slice on, of `most` bytes at the most; returns how many it was. */
  pass(most: number): number {
    const [head] = this.queue;
    if (!head) return 0;
    const slice = head.bytes?.subarray(0, most);
    if (head.bytes && slice && slice.length < head.bytes.length) head.bytes = head.bytes.subarray(slice.length);
    else this.queue.shift();
    if (!slice) this.to.end();
    else {
      this.waiting -= slice.length;
      this.blocked = !this.to.write(slice);
      if (this.waiting <= mostWaiting / 2) this.to.hold(false);
    }
    return slice?.length ?? 0;
  }

  drained(): void {
    this.blocked = false;
    this.wire.run();
  }

  close(): void {
    this.queue.length = 0;
    this.wire.remove(this);
  }
}

/** One direction of the line, shared by all connections: its latency, its rate, and whether it stands still. */
export class Wire {
  /** Milliseconds that each byte is late. */
  delayMs = 0;
  readonly #lanes = new Set<Lane>();
  #bytesPerMs = Number.POSITIVE_INFINITY;
  #isStalled = false;
  /** When the slice that is on the wire has passed. */
  #freeAt = 0;
  #timer: NodeJS.Timeout | undefined;

  /** Bits a second for all connections together; undefined: as fast as it goes. */
  setRate(bitsPerSecond: number | undefined): void {
    this.#bytesPerMs = bitsPerSecond === undefined ? Number.POSITIVE_INFINITY : bitsPerSecond / 8_000;
    this.#freeAt = 0;
    this.run();
  }

  stall(isStalled: boolean): void {
    this.#isStalled = isStalled;
    this.run();
  }

  add(lane: Lane): void {
    this.#lanes.add(lane);
    this.run();
  }

  remove(lane: Lane): void {
    this.#lanes.delete(lane);
  }

  run(): void {
    clearTimeout(this.#timer);
    if (this.#isStalled) return;
    for (;;) {
      const now = Date.now();
      const next = this.#next();
      if (!next) return;
      const at = Math.max(this.#freeAt, next.queue[0]?.due ?? 0);
      if (at > now) {
        this.#timer = setTimeout(() => this.run(), at - now);
        return;
      }
      const isSlow = Number.isFinite(this.#bytesPerMs);
      const passed = next.pass(isSlow ? Math.max(1, Math.floor(this.#bytesPerMs * turn)) : Number.MAX_SAFE_INTEGER);
      // Counted from the plan, not from the clock, so that late timers do not slow the line; a line that was idle saves nothing up.
      if (isSlow) this.#freeAt = Math.max(this.#freeAt, now - turn) + passed / this.#bytesPerMs;
      // The others have their turn first.
      this.#lanes.delete(next);
      if (next.queue.length > 0) this.#lanes.add(next);
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#lanes.clear();
  }

  /** The lane that may pass soonest; of several that may pass now the one that has waited longest for its turn. */
  #next(): Lane | undefined {
    let best: Lane | undefined;
    for (const lane of this.#lanes) {
      if (lane.blocked || lane.queue.length === 0) continue;
      const due = lane.queue[0]?.due ?? 0;
      if (due <= Date.now()) return lane;
      if (!best || due < (best.queue[0]?.due ?? 0)) best = lane;
    }
    return best;
  }
}

/** The end of a lane between two sockets. */
export const endOf = (from: Socket, to: Socket, passed: (bytes: Buffer) => void = () => undefined): LaneEnd => ({
  write: (bytes) => {
    passed(bytes);
    return to.write(bytes);
  },
  end: () => to.end(),
  hold: (isHeld) => {
    if (isHeld) from.pause();
    else if (from.isPaused()) from.resume();
  },
});
