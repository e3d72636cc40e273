import { randomUUID } from 'node:crypto';
import { isPatientSide, isStaff, type Id, type NoticePayload } from '../../src/model/index.js';
import type { Access } from './access.js';
import type { NewMessage, Store } from './store.js';

/** Puts messages into the log, with what follows from them for their thread. To be called within a transaction. */
export class Writer {
  constructor(readonly store: Store, readonly access: Access, readonly now: () => number) {}

  write(ws: Id, message: Omit<NewMessage, 'quiet' | 'shownWith'>): void {
    const { store } = this;
    const visibility = this.access.visibilityOf(message.kind);
    if (!visibility.quiet) {
      // whoever has left the 1:1 sees it again.
      for (const person of store.unhide(ws, message.threadId)) store.append(ws, { type: 'thread', thread: message.threadId, person });
      this.#keepWaiting(ws, message);
    }
    store.addMessage(ws, { ...message, ...visibility });
  }

  /** says to everybody in the thread what has changed about it. */
  notice(ws: Id, threadId: Id, payload: NoticePayload, sentAt = this.now()): void {
    this.store.addMessage(ws, { id: randomUUID(), threadId, author: '', sentAt, kind: 'notice', payload, files: [], quiet: true });
  }

  /** The patient's side waits from its first message on, until somebody of the care team answers. */
  #keepWaiting(ws: Id, { threadId, author, sentAt }: Pick<NewMessage, 'threadId' | 'author' | 'sentAt'>): void {
    const person = this.store.person(ws, author);
    if (!person) return;
    if (isStaff(person)) this.store.setThread(ws, threadId, { waitingSince: null });
    else if (isPatientSide(person)) this.store.startWaiting(ws, threadId, sentAt);
  }
}
