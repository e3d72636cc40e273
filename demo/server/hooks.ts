import type { Id } from '../../src/model/index.js';
import type { Access } from './access.js';
import { isVisibleTo, type NewMessage, type Scope, type Store } from './store.js';

/** Somebody has something to read. There is no word of it here: «you have a message» is all that a mail or an SMS may say. */
export interface UnreadNotice {
  workspace: Id;
  person: Id;
  thread: Id;
  /** Whether a window of theirs has a stream now: the chat itself tells them there. */
  connected: boolean;
}

/** Who has read what, and when: ids alone. */
export interface ReadEntry {
  /** Milliseconds since the epoch. */
  at: number;
  workspace: Id;
  person: Id;
  read: 'threads' | 'thread' | 'messages' | 'list' | 'file' | 'events';
  /** The threads out of which something was handed out. */
  threads?: Id[];
  /** The file, or the list's name. */
  id?: Id;
}

/** Finds out who has something new to read, once it is on the disk. */
export class UnreadHook {
  #noted: Pick<NewMessage, 'threadId' | 'author' | 'for'>[] = [];

  /** @param failed told of what the hook throws: it holds up nobody's message */
  constructor(
    readonly store: Store, readonly access: Access, readonly isConnected: (ws: Id, person: Id) => boolean,
    readonly hook: ((notice: UnreadNotice) => unknown) | undefined, readonly failed: (error: unknown) => void,
  ) {}

  /** A message is written, within a transaction that may still fail. */
  note(message: Pick<NewMessage, 'threadId' | 'author' | 'for'>): void {
    if (this.hook) this.#noted.push(message);
  }

  forget(): void {
    this.#noted = [];
  }

  /** What was noted is on the disk. */
  tell(ws: Id): void {
    const noted = this.#noted;
    this.#noted = [];
    for (const notice of noted.flatMap((message) => this.#notices(ws, message))) {
      // The answer does not wait for a mail server.
      setImmediate(() => void Promise.resolve(notice).then((one) => this.hook?.(one)).catch(this.failed));
    }
  }

  #notices(workspace: Id, { threadId: thread, author, for: addressee }: Pick<NewMessage, 'threadId' | 'author' | 'for'>): UnreadNotice[] {
    const readers = this.store.members(workspace, thread).filter(({ person, active, muted }) =>
      active && !muted && person.id !== author && person.active && person.portalAccess && isVisibleTo(this.access.scopeOf(workspace, person), addressee));
    return readers.map(({ person: { id: person } }) => ({ workspace, person, thread, connected: this.isConnected(workspace, person) }));
  }
}

/** Writes down every reading before it is handed out: what cannot be written down is not handed out. */
export class ReadLog {
  constructor(readonly write: ((entry: ReadEntry) => void) | undefined, readonly now: () => number) {}

  note(who: Pick<Scope, 'ws' | 'id'>, read: ReadEntry['read'], what: Pick<ReadEntry, 'threads' | 'id'> = {}): void {
    this.write?.({ at: this.now(), workspace: who.ws, person: who.id, read, ...what });
  }
}
