import { ChatError, type ErrorCode, type ChatErrorOptions } from '../../base/errors.js';
import type { ServerEvent } from '../transport.js';

/** What a fault can be planted on: a method of the port, or the type of a command. */
export type FaultTarget = 'open' | 'threads' | 'messages' | 'submit' | 'upload' | 'fileUrl' | 'catalog' | (string & {});

export interface FaultOptions {
  /** How many calls fail. Default 1. */
  times?: number;
  /** Carried out all the same: only the answer is lost, so that the outcome is `maybe`. Default false. */
  committed?: boolean;
}

interface Planted { error: ChatError; left: number; committed: boolean }

/** Switches for one viewer's line to the workspace, for tests, stories and demos. */
export class MemoryControls {
  /** Milliseconds that a request and its answer take together. */
  latency: number;
  #offline = false;
  #uploadsPaused = false;
  #eventsPaused = false;
  #tokenRefused: 'no' | 'once' | 'always' = 'no';
  readonly #planted = new Map<string, Planted>();
  readonly #watchers = new Set<() => void>();
  readonly #injectors = new Set<(events: ServerEvent[]) => void>();

  constructor(latency: number) {
    this.latency = latency;
  }

  /** While true every call rejects with `offline` and the stream stands still; back again, it catches up from its cursor. */
  get offline(): boolean {
    return this.#offline;
  }
  set offline(offline: boolean) {
    this.#offline = offline;
    this.#changed();
  }

  /** While true uploads make no progress. */
  get uploadsPaused(): boolean {
    return this.#uploadsPaused;
  }
  set uploadsPaused(paused: boolean) {
    this.#uploadsPaused = paused;
    this.#changed();
  }

  /** While true events are withheld though the connection looks online: answers come before their echoes. */
  get eventsPaused(): boolean {
    return this.#eventsPaused;
  }
  set eventsPaused(paused: boolean) {
    this.#eventsPaused = paused;
    this.#changed();
  }

  /** Makes the next calls of one method, or commands of one type, fail. */
  failNext(target: FaultTarget, error: ChatError | ErrorCode, options: FaultOptions & ChatErrorOptions = {}): void {
    const { times = 1, committed = false, ...rest } = options;
    const made = typeof error === 'string' ? new ChatError(error, error, { ...(committed && { outcome: 'maybe' as const }), ...rest }) : error;
    this.#planted.set(target, { error: made, left: times, committed });
  }

  /** Refuses the token as a 401 does: `once`, so that a fresh one is taken, or `always`. `acceptToken` ends it. */
  revokeToken(how: 'once' | 'always' = 'once'): void {
    this.#tokenRefused = how;
  }
  acceptToken(): void {
    this.#tokenRefused = 'no';
  }

  /** Hands events straight to this viewer's sinks: unknown kinds, messages without an author, nonsense. */
  inject(...events: ServerEvent[]): void {
    for (const injector of this.#injectors) injector(events);
  }

  /** Removes every fault. */
  heal(): void {
    this.#planted.clear();
    this.#tokenRefused = 'no';
    this.#offline = this.#uploadsPaused = this.#eventsPaused = false;
    this.#changed();
  }

  /** For the transport: what strikes this call, if anything, before (`committed: false`) or after it is carried out. */
  strike(targets: readonly string[], committed: boolean): ChatError | undefined {
    for (const target of targets) {
      const planted = this.#planted.get(target);
      if (planted?.committed !== committed) continue;
      if (--planted.left <= 0) this.#planted.delete(target);
      return planted.error;
    }
    return undefined;
  }

  /** For the transport: whether the token is refused now; `fresh` tells that it was just asked for. */
  refusesToken(fresh: boolean): boolean {
    const refused = this.#tokenRefused === 'always' || (this.#tokenRefused === 'once' && !fresh);
    if (fresh && this.#tokenRefused === 'once') this.#tokenRefused = 'no';
    return refused;
  }

  /** For the transport: told at every change. Returns the function that stops it. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  onInject(injector: (events: ServerEvent[]) => void): () => void {
    this.#injectors.add(injector);
    return () => this.#injectors.delete(injector);
  }

  #changed(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }
}
