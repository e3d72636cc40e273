import { ChatError } from '../../base/errors.js';
import type { Clock } from '../../base/platform.js';
import type { GetToken, TokenReason } from '../transport.js';
import { Deadline } from './deadline.js';

/** A `getToken` that does not answer for so long has failed. */
const patience = 30_000;
/** A token is renewed so long before it expires, or in the last fifth of a shorter life. */
const ahead = 60_000;
/** After a renewal ahead of time has failed, the next one waits. */
const pause = 10_000;

interface Held { token: string; expiresAt?: number; renewAt?: number }

/** Holds the bearer token in memory and asks for another when it must; however many ask, `getToken` runs once at a time. */
export class Tokens {
  readonly #getToken: GetToken;
  readonly #clock: Clock;
  #held: Held | undefined;
  #pending: Promise<string> | undefined;
  #notBefore = 0;
  #stop = new AbortController();

  constructor(getToken: GetToken, clock: Clock) {
    this.#getToken = getToken;
    this.#clock = clock;
  }

  /** A token for the next request. Rejects with `ChatError` `unauthenticated` or `timeout`. */
  async get(): Promise<string> {
    const held = this.#held;
    const now = this.#clock.now();
    if (!held || (held.expiresAt !== undefined && held.expiresAt <= now)) return this.#ask(held ? 'expiring' : 'initial');
    if (held.renewAt !== undefined && held.renewAt <= now && now >= this.#notBefore) {
      // The token still holds: nobody waits for the next one, and nobody suffers if there is none yet.
      this.#ask('expiring').catch(() => { this.#notBefore = this.#clock.now() + pause; });
    }
    return held.token;
  }

  /** The server has refused `refused`: another token, unless somebody has already brought one. */
  async renew(refused: string): Promise<string> {
    if (this.#pending) return this.#pending;
    if (this.#held && this.#held.token !== refused) return this.#held.token;
    return this.#ask('rejected');
  }

  /** Forgets the token for good. */
  clear(): void {
    this.#held = undefined;
    this.#stop.abort();
  }

  #ask(reason: TokenReason): Promise<string> {
    this.#pending ??= this.#bring(reason).finally(() => { this.#pending = undefined; });
    return this.#pending;
  }

  async #bring(reason: TokenReason): Promise<string> {
    const deadline = new Deadline(this.#clock, patience, this.#stop.signal);
    try {
      return this.#take(await deadline.within(Promise.resolve().then(() => this.#getToken(reason))));
    } catch (error) {
      if (deadline.isLate) throw new ChatError('timeout', `getToken("${reason}") has not answered for ${patience / 1000} s`);
      // What the portal's function threw stays out of it: it may hold the token.
      if (error instanceof ChatError) throw error;
      throw new ChatError('unauthenticated', `getToken("${reason}") failed`, { retryable: true });
    } finally {
      deadline.done();
    }
  }

  #take(answer: unknown): string {
    const { token, expiresAt } = (typeof answer === 'string' ? { token: answer } : answer ?? {}) as { token?: unknown; expiresAt?: unknown };
    if (typeof token !== 'string' || token === '') {
      throw new ChatError('unauthenticated', 'getToken() must answer a token, or { token, expiresAt }', { retryable: true });
    }
    const now = this.#clock.now();
    // One that looks expired on arrival tells of a wrong clock here: the server's 401 then decides.
    const life = typeof expiresAt === 'number' ? expiresAt - now : 0;
    this.#held = life > 0 ? { token, expiresAt: now + life, renewAt: now + life - Math.min(ahead, life / 5) } : { token };
    if (this.#stop.signal.aborted) this.#held = undefined;
    return token;
  }
}
