import type { Id } from '../model/index.js';
import type { Core } from './core.js';
import type { Creation } from './stored.js';

const prefix = 'create/';

/** Threads that are being created here: each has a temporary id, which is the id of its command. */
export class Creations {
  readonly #core: Core;
  readonly #creations = new Map<Id, Creation>();

  constructor(core: Core) {
    this.#core = core;
  }

  get(tempId: Id): Creation | undefined {
    return this.#creations.get(tempId);
  }

  has(threadId: Id): boolean {
    return this.#creations.has(threadId);
  }

  add(tempId: Id, creation: Creation): void {
    this.take(tempId, creation);
    void this.#core.vault.set(prefix + tempId, creation);
    this.#core.tell({ t: 'creation', id: tempId, creation });
  }

  /** One that another tab has made. */
  take(tempId: Id, creation: Creation): void {
    this.#creations.set(tempId, creation);
  }

  drop(tempId: Id): void {
    this.#creations.delete(tempId);
    void this.#core.vault.delete(prefix + tempId);
  }

  /** The temporary ids that were stored. */
  restore(found: ReadonlyMap<string, unknown>): Id[] {
    const ids: Id[] = [];
    for (const [key, value] of found) {
      const stored = value as Partial<Creation> | undefined;
      if (!key.startsWith(prefix) || !Array.isArray(stored?.participants)) continue;
      const id = key.slice(prefix.length);
      this.#creations.set(id, stored as Creation);
      ids.push(id);
    }
    return ids;
  }

  clear(): void {
    this.#creations.clear();
  }
}
