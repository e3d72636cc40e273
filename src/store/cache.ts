import { ChatError } from '../base/errors.js';
import type { Storage } from '../base/platform.js';
import type { Id, Message, Thread } from '../model/index.js';
import { together } from './cell.js';
import type { Parts } from './parts.js';

/** One kept copy: of the list of threads, or of a thread's newest messages. */
interface Copy<T> { format: number; at: number; items: T[] }

const format = 1;
/** Milliseconds from a change to the storage. */
const pause = 2_000;
const most = { threads: 50, messages: 30 };

/**
 * Copies of what the server has, for a portal that wants the last known state at once: the list of threads and the newest messages of those that
 * were opened. Shown while the server has not answered, replaced by what it answers; thrown away when too old or not readable.
 */
export class Cache {
  readonly #parts: Parts;
  readonly #storage: Storage;
  readonly #maxAge: number;
  readonly #stops = new Set<() => void>();
  readonly #watched = new Set<Id>();

  constructor(parts: Parts, storage: Storage, maxAge: number) {
    this.#parts = parts;
    this.#storage = storage;
    this.#maxAge = maxAge;
  }

  async start(): Promise<void> {
    const { threads, rooms, core } = this.#parts;
    for (const room of rooms.all()) if (room.history.isWanted) void this.opened(room.id);
    for (const key of await this.#storage.keys('').catch(() => [])) await this.#read(key);
    const kept = (await this.#read<Thread>('threads')) ?? [];
    if (core.over) return;
    this.#parts.onGone = (threadId) => void this.#storage.delete(`page/${threadId}`).catch(() => undefined);
    threads.cached(kept);
    this.#keep('threads', (save) => threads.state.subscribe(({ phase, items }) => {
      if (phase !== 'ready') return;
      // What the server does not list any more was only remembered here.
      const listed = new Set(items.map(({ id }) => id));
      for (const { id } of kept.splice(0)) if (!listed.has(id)) threads.gone(id);
      save(() => items.filter(({ pending }) => !pending).slice(0, most.threads));
    }));
  }

  /** A thread has come into view. */
  async opened(threadId: Id): Promise<void> {
    const { rooms, core } = this.#parts;
    const { id, timeline, history } = rooms.get(threadId);
    if (this.#watched.has(id)) return;
    this.#watched.add(id);
    const isOpen = (): boolean => timeline.state.get().phase !== 'ready' && !core.over && history.isWanted;
    const kept = isOpen() ? await this.#read<Message>(`page/${id}`) : undefined;
    if (kept?.length && isOpen()) {
      together(() => {
        history.reset();
        timeline.merge(kept);
        timeline.patch({ phase: 'ready', error: undefined as never, older: { state: 'more' }, newer: { state: 'more' } });
      });
      void history.newest();
    }
    if (core.over) return;
    this.#keep(`page/${id}`, (save) => timeline.state.subscribe(({ phase, newer, gaps, messages }) => {
      // Nothing that may hold a hole is kept, nor what is not there any more.
      if (phase === 'failed') save(() => []);
      if (phase === 'ready' && newer.state === 'end' && gaps.length === 0) save(() => messages.filter(({ position }) => position !== undefined).slice(-most.messages));
    }));
  }

  stop(): void {
    for (const stop of this.#stops) stop();
  }

  async #read<T>(key: string): Promise<T[] | undefined> {
    const { clock } = this.#parts.core.platform;
    const copy = (await this.#storage.get(key).catch(() => undefined)) as Partial<Copy<T>> | undefined;
    const age = clock.now() - (copy?.at ?? 0);
    if (copy?.format === format && age >= 0 && age <= this.#maxAge && Array.isArray(copy.items)) return copy.items;
    if (copy) this.#storage.delete(key).catch(() => undefined);
    return undefined;
  }

  #keep<T>(key: string, watch: (save: (items: () => T[]) => void) => () => void): void {
    const { clock } = this.#parts.core.platform;
    let stopTimer: (() => void) | undefined;
    let newest: () => T[] = () => [];
    const stop = watch((items) => {
      newest = items;
      stopTimer ??= clock.after(pause, () => {
        stopTimer = undefined;
        const copy: Copy<T> = { format, at: clock.now(), items: newest() };
        // No room: then there is no cache.
        this.#storage.set(key, copy).catch(() => this.#storage.clear().catch(() => undefined));
      });
    });
    this.#stops.add(() => {
      stop();
      stopTimer?.();
    });
  }
}

/** The cache of a chat, begun. Rejects with `ChatError` `unsupported` where the platform has none. */
export async function startCache(parts: Parts, maxAge: number): Promise<Cache> {
  const storage = parts.core.vault.cache;
  if (!storage) throw new ChatError('unsupported', 'This platform has no cache.');
  const cache = new Cache(parts, storage, maxAge);
  await cache.start();
  return cache;
}
