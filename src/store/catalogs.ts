import { ChatError } from '../base/errors.js';
import { can, isInvitableBy, isPatientSide, isRecipientFor, type Command, type Cursor, type Id, type Participant } from '../model/index.js';
import type { Cell } from './cell.js';
import type { ExtrasHost, ExtraValues } from './extra-values.js';
import type { CatalogState } from './types.js';

const pageSize = 100;
const pages = 10;
/** Lists that may be very long, with the size of their pages: they are read as far as somebody asks. */
const byPage: Readonly<Record<string, number>> = { documents: 48 };

interface Load { name: string; query: string; isBusy: boolean; older?: Cursor | undefined }
interface Read { items: unknown[]; older: Cursor | undefined }

/** The workspace's lists, each by its name and, for lists that have one, its thread: read whole, or page by page; the newest question counts. */
export class Catalogs {
  readonly #host: ExtrasHost;
  readonly #values: ExtraValues;
  readonly #loads = new Map<Cell<CatalogState<unknown>>, Load>();

  constructor(host: ExtrasHost, values: ExtraValues) {
    this.#host = host;
    this.#values = values;
  }

  async load({ name, text = '', filter, threadId, patient, more = false }: Extract<Command, { type: 'catalog.load' }>): Promise<void> {
    const { core } = this.#host;
    const cell = this.#values.catalog(name, threadId);
    const query = `${filter ?? ''}/${patient ?? ''}/${text}`;
    const before = this.#loads.get(cell);
    const isSame = before?.query === query;
    if (isSame && before.isBusy) return;
    if (more && !(isSame && before.older !== undefined)) return;
    const load: Load = { name, query, isBusy: true };
    this.#loads.set(cell, load);
    const isWanted = (): boolean => this.#loads.get(cell) === load && !core.over;
    const shown = isSame ? cell.get().items : [];
    cell.set({ phase: 'loading', items: shown, ...(more && { more }) });
    try {
      // what is the staff's alone is not even asked for.
      if (name === 'statuses' && core.current && !can(core.current, 'status.read')) throw new ChatError('forbidden', 'The capability «status.read» is missing.');
      const id = threadId === undefined ? undefined : this.#host.requireServerId(threadId);
      const { items, older } = await this.#read(name, {
        ...(text === '' ? {} : { text }), ...(filter === undefined ? {} : { filter }), ...(id === undefined ? {} : { threadId: id }), ...(patient === undefined ? {} : { patient }),
      }, isWanted, more ? before?.older : undefined);
      if (!isWanted()) return;
      if (name in byPage) load.older = older;
      const all = more ? [...shown, ...items] : name === 'people' ? this.#people(items as Participant[], id) : items;
      cell.set({ phase: 'ready', items: all, ...(load.older !== undefined && { more: true }) });
    } catch (thrown) {
      // The next attempt goes on where this one began.
      load.older = before?.older;
      if (isWanted()) cell.set({ phase: 'failed', items: cell.get().items, error: ChatError.from(thrown), ...(more && { more }) });
    } finally {
      load.isBusy = false;
    }
  }

  /** What has been read of it is old: whoever shows it asks again. */
  changed(name: string): void {
    for (const [cell, load] of this.#loads) {
      if (load.name !== name) continue;
      // What is under way may have been read before.
      this.#loads.set(cell, { ...load, isBusy: false });
      cell.set({ phase: 'idle', items: cell.get().items });
    }
  }

  async #read(name: string, query: object, isWanted: () => boolean, from: Cursor | undefined): Promise<Read> {
    const { core } = this.#host;
    const read: Read = { items: [], older: from };
    const limit = byPage[name] ?? pageSize;
    for (let page = 0; page < (name in byPage ? 1 : pages) && isWanted(); page++) {
      const { older: before } = read;
      const answer = await core.ask((signal) => core.transport.catalog(name, { limit, ...query, ...(before === undefined ? {} : { before }) }, { signal }));
      read.items.push(...answer.items);
      read.older = answer.older;
      if (read.older === undefined) break;
    }
    return read;
  }

  /** To whom the viewer may write; with a thread, whom they may invite into it. Whoever an adapter lists beyond that is left out. */
  #people(items: readonly Participant[], threadId: Id | undefined): Participant[] {
    const { core, threads } = this.#host;
    const viewer = core.current?.viewer;
    for (const person of items) this.#values.people.set(person.id, person);
    if (!viewer) return [];
    if (isPatientSide(viewer) && items.some((who) => isPatientSide(who) && who.id !== viewer.id)) {
      core.report(new ChatError('invalid', 'The server lists patients to the patient’s side; they were dropped.'));
    }
    if (threadId === undefined) return items.filter((who) => isRecipientFor(viewer, who));
    const thread = threads.get(threadId);
    const there = new Set(thread?.participants.filter(({ active }) => active).map(({ id }) => id));
    return thread ? items.filter((who) => isInvitableBy(viewer, who, thread, (id) => there.has(id))) : [];
  }
}
