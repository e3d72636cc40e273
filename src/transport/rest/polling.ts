import type { Clock } from '../../base/platform.js';

/** How one attempt to hear the server ended. */
export interface Ending {
  isPoll: boolean;
  /** The server was heard: its greeting came. */
  hello: boolean;
  /** Nothing came for too long. */
  silent: boolean;
  /** It went on for so long that heartbeats must have come. */
  good: boolean;
}

/** Seconds: proxies cut off what takes longer than half a minute, and a line that says nothing for 25 counts as dead. */
const wait = 15;
/** From here on we poll; how much each kind of ending adds. */
const enough = 3;
const weight = { mute: 3, silent: 2, cut: 1 };
/** Milliseconds until a stream is tried again: the first time, and at most. */
const again = { first: 60_000, most: 60 * 60_000 };

/**
 * Whether to hear the server by a stream or by long polls. A proxy that holds answers back until they are whole makes streams mute, and one that
 * cuts what takes long makes them short; polls get through both. Streams are tried again by and by, for they cost less and are faster.
 */
export class Manner {
  readonly #clock: Clock;
  /** How much speaks for polling, 0 to `enough`. */
  #doubt = 0;
  #polls = false;
  /** The last poll was answered. */
  #works = false;
  #patience = again.first;
  #streamAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many seconds the next attempt, a long poll, waits for news (the first only looks whether it gets through); undefined: it is to be a stream. */
  next(): number | undefined {
    if (!this.#polls || this.#clock.now() >= this.#streamAt) return undefined;
    return this.#works ? wait : 0;
  }

  ended({ isPoll, hello, silent, good }: Ending): void {
    if (isPoll) {
      // Where polls do not get through either, it is not the streams' fault.
      this.#doubt = hello ? enough : this.#doubt - 1;
      this.#works = hello;
      if (this.#doubt <= 0) this.#polls = false;
    } else if (good && !silent) {
      this.#doubt = 0;
      this.#polls = false;
      this.#patience = again.first;
    } else {
      if (!hello && !silent) return;
      const is = !hello ? 'mute' : silent ? 'silent' : 'cut';
      this.#doubt = Math.min(enough, this.#doubt + weight[is]);
      if (this.#doubt < enough) return;
      if (this.#polls) this.#patience = Math.min(again.most, this.#patience * 2);
      this.#polls = true;
      this.#streamAt = this.#clock.now() + this.#patience;
    }
  }
}
