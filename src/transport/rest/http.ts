import ky from 'ky';
import { ChatError } from '../../base/errors.js';
import type { Platform } from '../../base/platform.js';
import { Deadline } from './deadline.js';
import { Hedge } from './hedge.js';
import type { Answer } from './problem.js';
import type { Tokens } from './tokens.js';
import type { Query } from './wire.js';

/** How long an answer may take. */
const patience = 30_000;

export interface HttpOptions {
  base: URL;
  fetch: typeof fetch;
  platform: Pick<Platform, 'clock' | 'lifecycle'>;
  tokens: () => Tokens;
}

interface Request { path: string; query?: Query | undefined; json?: unknown; signal?: AbortSignal | undefined }

/** Requests with the bearer token in their header, and answers as JSON. Every failure is a `ChatError`; repeating is the caller's affair. */
export class Http {
  readonly #options: HttpOptions;
  readonly #hedge: Hedge;

  constructor(options: HttpOptions) {
    this.#options = options;
    this.#hedge = new Hedge(options.platform.clock);
  }

  /** The address of a path (segments already encoded) under the server's; an absolute one stays as it is. */
  url(path: string, query: Query = {}): URL {
    const url = new URL(path, this.#options.base);
    for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
    return url;
  }

  get(path: string, query?: Query, signal?: AbortSignal): Promise<unknown> {
    return this.#request('get', { path, query, signal });
  }

  post(path: string, json: unknown, signal?: AbortSignal): Promise<unknown> {
    return this.#request('post', { path, json, signal });
  }

  /** Runs a request with a token; where the server refuses the token, once more with a fresh one. */
  async authorised<T extends { status: number }>(send: (token: string) => Promise<T>): Promise<T> {
    const tokens = this.#options.tokens();
    const token = await tokens.get();
    const answer = await send(token);
    return answer.status === 401 ? send(await tokens.renew(token)) : answer;
  }

  /** What a request without an answer is: nobody can tell whether it arrived. */
  noAnswer(mutates: boolean, cause: unknown): ChatError {
    const { online } = this.#options.platform.lifecycle.get();
    const outcome = mutates ? 'maybe' : 'no';
    // The cause is the engine's own `TypeError`, which names neither headers nor body.
    return online
      ? new ChatError('unavailable', 'the server cannot be reached', { outcome, cause })
      : new ChatError('offline', 'there is no network', { outcome, cause });
  }

  async #request(method: 'get' | 'post', { path, query, json, signal }: Request): Promise<unknown> {
    if (signal?.aborted) throw new ChatError('aborted');
    const { clock } = this.#options.platform;
    const mutates = method === 'post';
    const deadline = new Deadline(clock, patience, signal);
    const trip = { sent: false };
    try {
      const url = this.url(path, query);
      const answer = await deadline.within(this.authorised(async (token) => {
        trip.sent = true;
        const init: RequestInit = {
          signal: deadline.signal, headers: { authorization: `Bearer ${token}`, accept: 'application/json' }, credentials: 'omit', cache: 'no-store',
        };
        const response = await (mutates ? post(url, init, json, this.#options.fetch) : this.#hedge.ask(() => this.#options.fetch(url, init)));
        return { status: response.status, ok: response.ok, headers: response.headers, text: await response.text() };
      }));
      if (!answer.ok) throw await problemIn(answer, clock.now(), mutates);
      return answer.status === 204 || answer.text === '' ? undefined : this.#json(answer.text, mutates);
    } catch (error) {
      const outcome = mutates && trip.sent ? 'maybe' : 'no';
      const ended = deadline.reason(outcome);
      if (ended) throw ended;
      if (error instanceof ChatError) throw error;
      throw this.noAnswer(outcome === 'maybe', rootOf(error));
    } finally {
      deadline.done();
    }
  }

  #json(text: string, mutates: boolean): unknown {
    try {
      return JSON.parse(text);
    } catch {
      throw new ChatError('unavailable', 'the answer is not JSON: does `server` name a clinic-chat server?', { outcome: mutates ? 'maybe' : 'no' });
    }
  }
}

/** What reads a refusal comes with the first one; where it cannot come, the server is as good as not there. */
export const problemIn = (answer: Answer, now: number, mutates: boolean): Promise<ChatError> =>
  import('./problem.js').then(
    ({ problemOf }) => problemOf(answer, now, mutates),
    (cause: unknown) => new ChatError('unavailable', `the server answered ${answer.status}`, { outcome: mutates ? 'maybe' : 'no', cause }),
  );

/** A command on its way. The store alone repeats, and the deadline runs on the platform's clock. */
const post = (url: URL, init: RequestInit, json: unknown, own: typeof fetch): Promise<Response> =>
  ky(url, { ...init, method: 'post', json, fetch: own, retry: 0, timeout: false, throwHttpErrors: false });

/** ky's errors hold the request with its headers: only what lies beneath them may be passed on. */
function rootOf(error: unknown): unknown {
  const { cause, request } = (error ?? {}) as { cause?: unknown; request?: unknown };
  return request === undefined ? error : cause;
}
