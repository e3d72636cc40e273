import type { Id } from '../model/index.js';
import type { Cell } from './cell.js';
import type { Core } from './core.js';
import type { Draft } from './types.js';

export const emptyDraft: Draft = { text: '', attachments: [] };

/** Two texts that must both survive, as one. */
export const joined = (...texts: string[]): string => texts.filter((text) => text !== '').join('\n');

/** What is being written, a thread each, as it stands on the screen. `Drafts` keeps it. */
export class DraftCells {
  readonly #core: Core;
  readonly #cells = new Map<Id, Cell<Draft>>();

  constructor(core: Core) {
    this.#core = core;
  }

  cell(threadId: Id): Cell<Draft> {
    let cell = this.#cells.get(threadId);
    if (!cell) this.#cells.set(threadId, (cell = this.#core.cell(emptyDraft)));
    return cell;
  }

  get(threadId: Id): Draft {
    return this.#cells.get(threadId)?.get() ?? emptyDraft;
  }

  /** The threads in which something is written. */
  get threads(): Id[] {
    return [...this.#cells].filter(([, cell]) => cell.get().text !== '' || cell.get().attachments.length > 0).map(([threadId]) => threadId);
  }

  /** Nothing of it is left on screen. */
  clear(): void {
    for (const cell of this.#cells.values()) cell.set(emptyDraft);
  }
}
