import { ChatError } from '../../src/base/errors.js';

export interface Rate {
  /** Requests a second, in the long run. */
  perSecond: number;
  /** Requests at once, after a rest. */
  burst: number;
}

/** One bucket of tokens for each person: full at first, refilled steadily, one taken by each request. */
export class RateLimit {
  readonly #buckets = new Map<string, { left: number; at: number }>();

  constructor(readonly rate: Rate, readonly now: () => number) {}

  /** Throws `rate-limited` with how long to wait where the bucket is empty. */
  take(who: string): void {
    const now = this.now();
    if (this.#buckets.size > 10_000) this.#sweep(now);
    const bucket = this.#buckets.get(who) ?? { left: this.rate.burst, at: now };
    const left = Math.min(this.rate.burst, bucket.left + ((now - bucket.at) / 1000) * this.rate.perSecond);
    this.#buckets.set(who, { left: left < 1 ? left : left - 1, at: now });
    if (left < 1) throw new ChatError('rate-limited', 'too many requests', { retryAfterMs: ((1 - left) / this.rate.perSecond) * 1000 });
  }

  /** A bucket that has filled up again says nothing and is forgotten. */
  #sweep(now: number): void {
    for (const [who, { left, at }] of this.#buckets) {
      if (left + ((now - at) / 1000) * this.rate.perSecond >= this.rate.burst) this.#buckets.delete(who);
    }
  }
}
