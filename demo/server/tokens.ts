import { sign, verify } from 'hono/jwt';
import { ChatError } from '../../src/base/errors.js';
import type { Id } from '../../src/model/index.js';

/** Five minutes (trust.md): long enough to start a download or a film, too short to be passed around. */
export const ticketSeconds = 300;

export interface SessionClaims { ws: Id; sub: Id; /** Milliseconds since the epoch. */ expiresAt: number }
export interface TicketClaims extends SessionClaims { file: Id }

/**
 * Signs and reads tokens (JWT, HMAC with SHA-256). The first key signs, every key verifies: to rotate, put the new key in front and take the old
 * one away once its last token has expired. A ticket is no session and a session is no ticket.
 */
export class Tokens {
  readonly #keys: readonly string[];
  readonly #now: () => number;

  constructor(keys: readonly string[], now: () => number) {
    if (keys.length === 0 || keys.some((key) => key.length < 32)) {
      throw new Error('createChatServer: signingKeys needs at least one key of 32 characters or more, drawn at random.');
    }
    this.#keys = keys;
    this.#now = now;
  }

  /** The token of one person in one workspace. */
  async session(ws: Id, sub: Id, seconds: number): Promise<{ token: string; expiresAt: number }> {
    const exp = Math.floor(this.#now() / 1000) + seconds;
    return { token: await sign({ use: 'session', ws, sub, exp }, this.#keys[0]!, 'HS256'), expiresAt: exp * 1000 };
  }

  async ticket(ws: Id, sub: Id, file: Id): Promise<{ ticket: string; expiresAt: number }> {
    const exp = Math.floor(this.#now() / 1000) + ticketSeconds;
    return { ticket: await sign({ use: 'ticket', ws, sub, file, exp }, this.#keys[0]!, 'HS256'), expiresAt: exp * 1000 };
  }

  async readSession(token: string | undefined): Promise<SessionClaims> {
    return this.#read(token, 'session');
  }

  async readTicket(ticket: string | undefined): Promise<TicketClaims> {
    const claims = await this.#read(ticket, 'ticket');
    return { ...claims, file: claims.file ?? '' };
  }

  async #read(token: string | undefined, use: string): Promise<SessionClaims & { file?: string }> {
    const missing = new ChatError('unauthenticated', `no valid ${use} token`);
    if (!token) throw missing;
    for (const key of this.#keys) {
      // The time is compared below, by the server's own clock.
      const claims = await verify(token, key, { alg: 'HS256', exp: false }).catch(() => undefined);
      if (claims?.use !== use) continue;
      const { ws, sub, exp, file } = claims;
      if (typeof ws !== 'string' || typeof sub !== 'string' || typeof exp !== 'number') throw missing;
      if (exp * 1000 <= this.#now()) throw new ChatError('unauthenticated', `the ${use} token has expired`);
      return { ws, sub, expiresAt: exp * 1000, ...(typeof file === 'string' ? { file } : {}) };
    }
    throw missing;
  }
}
