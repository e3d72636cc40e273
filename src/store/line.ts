import { fullJitter } from '../base/backoff.js';
import { ChatError, type ErrorCode } from '../base/errors.js';
import type { Platform } from '../base/platform.js';

/** Why something waits, and until when (ms since the epoch) if that is known. */
export interface Problem { code: ErrorCode; retryAt?: number }

/** Failures that say something about the way to the server rather than about the request. */
const ofTheLine: ReadonlySet<ErrorCode> = new Set(['offline', 'timeout', 'unavailable', 'rate-limited', 'unauthenticated']);

/**
 * The way to the server, as everybody who sends sees it. It is open, or it says why not. After a failure it closes for a time that grows
 * with full jitter (never less than Retry-After), then lets one request through to try; when that succeeds it is open for all. So an outage
 * costs few requests, however many messages, files and pages wait.
 */
export class Line {
  readonly #platform: Platform;
  readonly #listeners = new Set<() => void>();
  #down: ErrorCode | undefined = 'offline';
  #failures = 0;
  #reason: ErrorCode = 'offline';
  /** Not before this (Retry-After): nobody may shorten it. */
  #floor = 0;
  /** Not before this (back-off): a person may. */
  #until = 0;
  #trying = false;
  /** When the clock was last looked at. */
  #seen = 0;
  #stopTimer: (() => void) | undefined;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Why nothing may be sent now; undefined when the line is open. */
  blocked(): Problem | undefined {
    if (this.#down) return { code: this.#down };
    const now = this.#now();
    const until = Math.max(this.#floor, this.#until);
    if (until > now) return { code: this.#reason, retryAt: until };
    return this.#failures > 0 && this.#trying ? { code: this.#reason } : undefined;
  }

  /** Whether the last that was heard of the line is good. */
  get isHealthy(): boolean {
    return !this.#down && this.#failures === 0;
  }

  /** The connection's owner says whether there is one. */
  setDown(down: ErrorCode | undefined): void {
    const was = this.#down;
    if (was === down) return;
    this.#down = down;
    // A connection that has just come up is the best news there is about the line.
    if (was && !down) this.#recover();
    this.#tell();
  }

  /** Is told of every change; returns the function that stops it. */
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes one request out onto the line; the function returned is called with how it ended (undefined: it was answered, or bytes moved), and whether that is the line's fault. */
  start(): (error?: ChatError, isLines?: boolean) => void {
    const probe = this.#failures > 0;
    const failures = this.#failures;
    if (probe) this.#trying = true;
    let over = false;
    return (error, isLines = ofTheLine.has(error?.code as ErrorCode)) => {
      if (over && !error) return;
      over = true;
      if (probe) this.#trying = false;
      if (error && isLines) return this.#fail(error, failures);
      // Whatever else the server answers, it answers; only a request that was given up says nothing.
      if (error?.code !== 'aborted' && this.#failures > 0) this.#recover();
      else if (!probe) return;
      this.#tell();
    };
  }

  /** Runs `work` as soon as the line is open; `work` is not run once `signal` has aborted. Rejects with ChatError. */
  async request<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const done = await this.#turn(signal);
    try {
      const result = await work();
      if (signal.aborted) throw new ChatError('aborted');
      done();
      return result;
    } catch (thrown) {
      const error = signal.aborted ? new ChatError('aborted') : ChatError.from(thrown);
      // Whatever is asked for once more, for whatever reason, is not asked for at once.
      done(error, error.retryable || undefined);
      throw error;
    }
  }

  /** A person asks, or the page came back: the back-off ends now, Retry-After stands. */
  nudge(): void {
    this.#until = 0;
    this.#tell();
  }

  stop(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  /** A clock that is put back makes no wait longer. */
  #now(): number {
    const now = this.#platform.clock.now();
    const back = Math.max(0, this.#seen - now);
    this.#floor -= back;
    this.#until -= back;
    this.#seen = now;
    return now;
  }

  #recover(): void {
    this.#failures = 0;
    this.#until = 0;
  }

  /** @param since how many failures there were when the request went out: those that went out together count as one. */
  #fail(error: ChatError, since: number): void {
    const now = this.#now();
    this.#reason = error.code;
    if (this.#failures <= since) {
      this.#until = now + fullJitter(this.#failures, () => this.#platform.random());
      this.#failures += 1;
    }
    if (error.retryAfterMs !== undefined) this.#floor = Math.max(this.#floor, now + error.retryAfterMs);
    this.#tell();
  }

  /** Waits for the line to open and takes it in the same breath, so that of many who wait one goes first. */
  #turn(signal: AbortSignal): Promise<ReturnType<Line['start']>> {
    if (signal.aborted) return Promise.reject(new ChatError('aborted'));
    if (!this.blocked()) return Promise.resolve(this.start());
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (!signal.aborted && this.blocked()) return;
        stop();
        signal.removeEventListener('abort', look);
        if (signal.aborted) reject(new ChatError('aborted'));
        else resolve(this.start());
      };
      const stop = this.watch(look);
      signal.addEventListener('abort', look);
    });
  }

  #tell(): void {
    this.#stopTimer?.();
    const now = this.#now();
    const wait = Math.max(this.#floor, this.#until) - now;
    this.#stopTimer = wait > 0 && !this.#down ? this.#platform.clock.after(wait, () => this.#tell()) : undefined;
    for (const listener of [...this.#listeners]) listener();
  }
}
