import type { Acting, Id, Participant, ThreadLink } from '../model/index.js';
import type { Cell } from './cell.js';
import type { Core } from './core.js';
import type { Rooms } from './rooms.js';
import type { Threads } from './threads.js';
import type { Arrival, CatalogState, JoinState, Stranded, ThreadsState } from './types.js';

/** One value a key, made when it is first asked for. */
class Keyed<T> {
  readonly #make: () => Cell<T>;
  readonly #cells = new Map<string, Cell<T>>();

  constructor(make: () => Cell<T>) {
    this.#make = make;
  }

  get(key: string): Cell<T> {
    let cell = this.#cells.get(key);
    if (!cell) this.#cells.set(key, (cell = this.#make()));
    return cell;
  }

  setAll(value: T): void {
    for (const cell of this.#cells.values()) cell.set(value);
  }
}

/** What the makers of these values need of the rest of the store. */
export interface ExtrasHost {
  readonly core: Core;
  readonly threads: Threads;
  readonly rooms: Rooms;
  /** The server's id; undefined while the thread is being created. */
  serverId(threadId: Id): Id | undefined;
  requireServerId(threadId: Id): Id;
  together(change: () => void): void;
}

export const idle: CatalogState<unknown> = { phase: 'idle', items: [] };
const nobody: readonly Id[] = [];

/** The values that a plain thread can be shown without. */
export class ExtraValues {
  /** The list of threads as it is shown. */
  readonly list: Cell<ThreadsState>;
  readonly typing: Keyed<readonly Id[]>;
  readonly presence: Cell<ReadonlyMap<Id, string>>;
  readonly links: Keyed<ThreadLink | undefined>;
  readonly joined: Cell<JoinState | undefined>;
  readonly stranded: Cell<readonly Stranded[]>;
  readonly acting: Cell<ReadonlyMap<Id, Acting>>;
  readonly catalogs: Keyed<CatalogState<unknown>>;
  /** Anybody who was ever listed, also those to whom the viewer may not write. */
  readonly people = new Map<Id, Participant>();
  readonly listeners = new Set<(batch: readonly Arrival[]) => void>();

  readonly #threads: Threads;
  #isViewed = false;

  constructor({ core, threads }: ExtrasHost) {
    this.#threads = threads;
    this.list = core.cell(threads.state.get());
    threads.state.subscribe((state) => {
      if (!this.#isViewed) this.list.set(state);
    });
    this.typing = new Keyed(() => core.cell(nobody));
    this.presence = core.cell<ReadonlyMap<Id, string>>(new Map());
    this.links = new Keyed(() => core.cell<ThreadLink | undefined>(undefined));
    this.joined = core.cell<JoinState | undefined>(undefined);
    this.stranded = core.cell<readonly Stranded[]>([]);
    this.acting = core.cell<ReadonlyMap<Id, Acting>>(new Map());
    this.catalogs = new Keyed(() => core.cell(idle));
  }

  /** @param state undefined: everything */
  show(state: ThreadsState | undefined): void {
    this.#isViewed = state !== undefined;
    this.list.set(state ?? this.#threads.state.get());
  }

  catalog(name: string, threadId: Id | undefined): Cell<CatalogState<unknown>> {
    return this.catalogs.get(`${name}/${threadId ?? ''}`);
  }
}
