import { ChatError } from '../../src/base/errors.js';
import { between, type Random } from './chance.js';
import type { Device } from './device.js';
import type { RequestFault } from './plan.js';
import type { Server } from './server.js';
import type { Owner, World } from './world.js';
import { copyOf } from './words.js';

export type RequestKind = 'session' | 'stream' | 'threads' | 'messages' | 'send' | 'read' | 'command' | 'upload' | 'people';

/** Milliseconds that an answer may take. */
export const patience = 30_000;

const mutating: ReadonlySet<RequestKind> = new Set<RequestKind>(['send', 'read', 'command', 'upload']);
/** Faults that make sense only where something is changed. */
const afterwards: ReadonlySet<RequestFault> = new Set<RequestFault>(['lose-answer', 'reset-answer', 'gateway-502', 'garbled-answer', 'twice']);

/** What a tab is to the network. */
export interface NetworkUser extends Owner {
  readonly user: string;
  readonly device: Device;
  /** Faults that wait for a request which they can strike. */
  readonly faults: RequestFault[];
  /** Milliseconds of the session until which the server has asked for patience, for the session and for the rest. */
  readonly waits: { session: number; other: number };
  readonly waitsSince: { session: number; other: number };
  /** Its clock has jumped. */
  readonly hasJumped: boolean;
  /** Requests since the server went down, and what the person did meanwhile. */
  requestsWhileDown: number;
  readonly acts: number;
  /** The tab's own clock, milliseconds since the epoch. */
  now(): number;
  token(reason: 'initial' | 'rejected'): Promise<string>;
}

/** Written down of every request. */
export interface NetworkNotes {
  request(tab: NetworkUser, kind: RequestKind, begun: number): void;
  fault(name: string): void;
  retryAfter(tab: NetworkUser, kind: RequestKind, ms: number): void;
}

/** The way between a tab and the server, with all that can go wrong on it. */
export class Network {
  readonly #world: World;
  readonly #server: Server;
  readonly #random: Random;
  readonly #notes: NetworkNotes;

  constructor(world: World, server: Server, random: Random, notes: NetworkNotes) {
    this.#world = world;
    this.#server = server;
    this.#random = random;
    this.#notes = notes;
  }

  /** Milliseconds for one way. */
  delay(): number {
    return this.#random() < 0.08 ? between(this.#random, 200, 3_000) : between(this.#random, 2, 60);
  }

  /**
   * Carries `work` out on the server and brings its answer. Rejects with ChatError.
   * @param isKnown the server has carried it out before: it will not refuse it now
   */
  async request<T>(tab: NetworkUser, kind: RequestKind, what: string, work: () => T, signal: AbortSignal | undefined, isKnown?: () => boolean): Promise<T> {
    if (signal?.aborted) throw new ChatError('aborted');
    const begun = this.#world.now;
    const first = await this.#within(tab, tab.token('initial'), signal);
    const answer = await this.#trip(tab, kind, what, work, first, signal, begun, isKnown);
    if (answer !== 'refused') return answer.value;
    const second = await this.#within(tab, tab.token('rejected'), signal);
    const again = await this.#trip(tab, kind, what, work, second, signal, begun, isKnown);
    if (again === 'refused') throw new ChatError('unauthenticated', 'the token was refused');
    return again.value;
  }

  #within<T>(tab: NetworkUser, work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = this.#world.after(patience, () => reject(new ChatError('timeout', 'no token')), tab);
      const onAbort = (): void => reject(new ChatError('aborted'));
      signal?.addEventListener('abort', onAbort, { once: true });
      work.then(resolve, (error: unknown) => reject(ChatError.from(error, 'unauthenticated'))).finally(() => {
        stop();
        signal?.removeEventListener('abort', onAbort);
      });
    });
  }

  #trip<T>(tab: NetworkUser, kind: RequestKind, what: string, work: () => T, token: string, signal: AbortSignal | undefined, begun: number, isKnown: (() => boolean) | undefined): Promise<{ value: T } | 'refused'> {
    const world = this.#world;
    const server = this.#server;
    const { device } = tab;
    const mutates = mutating.has(kind);
    const maybe = mutates ? 'maybe' as const : 'no' as const;
    this.#notes.request(tab, kind, begun);
    const fault = this.#fault(tab, kind);
    world.log(`${tab.name} asks ${what}${fault ? ` (${fault})` : ''}`);
    return new Promise((resolve, reject) => {
      let over = false;
      const stop = world.after(patience, () => end(() => reject(new ChatError('timeout', 'no answer', { outcome: maybe }))), tab);
      const onAbort = (): void => end(() => reject(new ChatError('aborted', 'aborted', { outcome: maybe })));
      const end = (how: () => void): void => {
        if (over) return;
        over = true;
        stop();
        signal?.removeEventListener('abort', onAbort);
        how();
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      if (!device.online) return void world.after(1, () => end(() => reject(new ChatError('offline', 'no network'))), tab);
      /** Back to the tab, unless the way back is closed. */
      const back = (how: () => void, ms = this.delay()): void => {
        world.after(ms, () => {
          if (device.downUntil > world.now) this.#notes.fault('answer lost on the way');
          else if (device.online) end(how);
        }, tab);
      };
      const refuse = (error: ChatError): void => {
        if (error.retryAfterMs === undefined) return back(() => reject(error));
        back(() => {
          this.#notes.retryAfter(tab, kind, error.retryAfterMs!);
          reject(error);
        });
      };
      const arrive = (): void => {
        if (device.upUntil > world.now || fault === 'lose-request') return;
        if (server.downUntil > world.now) return refuse(new ChatError('unavailable', 'the server is down', { outcome: maybe, ...(this.#random() < 0.3 ? { retryAfterMs: 5_000 } : {}) }));
        if (token !== server.tokenOf(tab.user) || (server.refusedUntil.get(tab.user) ?? 0) > world.now) return back(() => resolve('refused'));
        if (fault === 'too-many') return refuse(new ChatError('rate-limited', 'too many', { retryAfterMs: between(this.#random, 1, 60) * 1_000 }));
        if (fault === 'answer-500') return refuse(new ChatError('unavailable', 'the server answered 503'));
        if (fault === 'refuse' && !isKnown?.()) return refuse(new ChatError('invalid', 'the server will not have it'));
        let value: T;
        try {
          value = copyOf(work());
        } catch (error) {
          return refuse(ChatError.from(error));
        }
        if (fault === 'twice') world.after(between(this.#random, 5, 20_000), () => this.#again(work));
        if (fault === 'lose-answer') return;
        if (fault === 'reset-answer') return back(() => reject(new ChatError('unavailable', 'the connection was cut', { outcome: maybe })));
        if (fault === 'gateway-502') return back(() => reject(new ChatError('unavailable', 'a gateway answered 502', { outcome: maybe })));
        if (fault === 'garbled-answer') return back(() => reject(new ChatError('unavailable', 'the answer is not JSON', { outcome: maybe })));
        back(() => resolve({ value }), fault === 'slow' ? between(this.#random, 3_000, 28_000) : this.delay());
      };
      world.after(fault === 'late-request' ? patience + between(this.#random, 1, 30_000) : fault === 'slow' ? between(this.#random, 1_000, 20_000) : this.delay(), arrive);
    });
  }

  /** The network delivers the same request once more, long after. */
  #again(work: () => unknown): void {
    try {
      work();
    } catch {
      // Refused this time: nobody hears of it.
    }
  }

  #fault(tab: NetworkUser, kind: RequestKind): RequestFault | undefined {
    const at = tab.faults.findIndex((fault) => (fault === 'refuse' ? kind === 'send' : afterwards.has(fault) ? mutating.has(kind) : fault !== 'no-refresh'));
    if (at < 0) return undefined;
    const [fault] = tab.faults.splice(at, 1);
    if (fault) this.#notes.fault(fault);
    return fault;
  }
}
