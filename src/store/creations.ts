import { directTitle, type Id, type Participant, type Thread } from '../model/index.js';
import type { Core } from './core.js';
import type { Creation } from './stored.js';

const prefix = 'create/';

/** Threads that are being created here: each has a temporary id, which is the id of its command. */
export class Creations {
  readonly #core: Core;
  readonly #person: (id: Id) => Participant | undefined;
  readonly #creations = new Map<Id, Creation>();

  constructor(core: Core, person: (id: Id) => Participant | undefined) {
    this.#core = core;
    this.#person = person;
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

  /** The thread as it stands in the list until the server has it. */
  thread(tempId: Id): Thread | undefined {
    const creation = this.#creations.get(tempId);
    if (!creation) return undefined;
    const viewer = this.#core.current?.viewer;
    const others = creation.participants.filter((id) => id !== viewer?.id)
      .map((id): Participant => this.#person(id) ?? { id, name: '', role: '', active: true });
    const title = creation.title ?? (creation.kind === 'direct' && viewer ? directTitle(others, viewer) : others.map(({ name }) => name).filter(Boolean).join(', '));
    return {
      id: tempId, kind: creation.kind, title, participants: viewer ? [viewer, ...others] : others, unread: 0, denied: [], muted: false, pinned: false, archived: false,
      pending: true,
    };
  }

  clear(): void {
    this.#creations.clear();
  }
}
