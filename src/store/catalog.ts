import { ChatError } from '../base/errors.js';
import { isRecipientFor, type Cursor, type Id, type Participant } from '../model/index.js';
import type { Cell } from './cell.js';
import type { Core } from './core.js';
import type { CatalogState } from './types.js';

const pageSize = 100;
const pages = 10;

/** The people to whom the viewer may write. Whoever an adapter lists beyond that is left out here. */
export class People {
  readonly state: Cell<CatalogState<Participant>>;
  readonly #core: Core;
  #query = '';
  #load: symbol | undefined;
  readonly #known = new Map<Id, Participant>();

  constructor(core: Core) {
    this.#core = core;
    this.state = core.cell<CatalogState<Participant>>({ phase: 'idle', items: [] });
  }

  /** Anybody who was ever listed, also those to whom the viewer may not write. */
  get(id: Id): Participant | undefined {
    return this.#known.get(id);
  }

  async load(text = ''): Promise<void> {
    if (this.#load && text === this.#query) return;
    const load = (this.#load = Symbol('load'));
    const isSame = text === this.#query;
    this.#query = text;
    this.state.set({ phase: 'loading', items: isSame ? this.state.get().items : [] });
    try {
      let items: Participant[] = [];
      let before: Cursor | undefined;
      for (let page = 0; page < pages; page++) {
        const query = { limit: pageSize, ...(text === '' ? {} : { text }), ...(before === undefined ? {} : { before }) };
        const answer = await this.#core.ask((signal) => this.#core.transport.catalog('people', query, { signal }));
        if (load !== this.#load) return;
        items = [...items, ...answer.items];
        before = answer.older;
        if (before === undefined) break;
      }
      for (const person of items) this.#known.set(person.id, person);
      const viewer = this.#core.current?.viewer;
      this.state.set({ phase: 'ready', items: viewer ? items.filter((person) => isRecipientFor(viewer, person)) : [] });
    } catch (thrown) {
      if (load === this.#load && !this.#core.over) this.state.set({ phase: 'failed', items: this.state.get().items, error: ChatError.from(thrown) });
    } finally {
      if (load === this.#load) this.#load = undefined;
    }
  }

  clear(): void {
    this.#load = undefined;
    this.#known.clear();
    this.state.set({ phase: 'idle', items: [] });
  }
}
