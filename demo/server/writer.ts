import { randomUUID } from 'node:crypto';
import { foldersOf, isPatientSide, isStaff, type Acted, type Id, type NoticePayload, type OpenRequest } from '../../src/model/index.js';
import type { Access } from './access.js';
import type { MessageRow, NewMessage, Store } from './store.js';

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
    this.#keepDocuments(ws, message, message.sentAt);
    this.#keepRequest(ws, message);
  }

  /** What a verb has made of a message. */
  change(ws: Id, message: MessageRow, { payload, files = [], record }: Acted<unknown>): void {
    const { store } = this;
    store.changeMessage(ws, message.id, { payload, files });
    this.#keepDocuments(ws, { ...message, files }, this.now());
    if (record !== undefined && message.for !== undefined) {
      store.addSubmission(ws, message.for, { message: message.id, thread: message.threadId, kind: message.kind, record, at: this.now() });
    }
    store.append(ws, { type: 'message', thread: message.threadId, message: message.id });
    this.#keepRequest(ws, { ...message, payload });
  }

  /** what was uploaded in a thread is kept in the folders of the patients whom it concerns; who uploaded it is the file's owner. */
  #keepDocuments(ws: Id, { threadId, author, files, for: addressee }: Pick<NewMessage, 'threadId' | 'author' | 'files' | 'for'>, savedAt: number): void {
    if (files.length === 0) return;
    const people = this.store.members(ws, threadId).map((m) => ({ ...m.person, active: m.active }));
    for (const id of files) {
      const owner = this.store.person(ws, this.store.file(ws, id)?.owner ?? author);
      const facts = { file: id, author: owner?.id ?? author, savedAt, byStaff: !!owner && isStaff(owner) };
      for (const patient of foldersOf(owner, people, addressee)) this.store.addDocument(ws, patient, facts);
    }
  }

  /** what was asked in a thread that is erased binds nobody any longer. */
  dropRequests(ws: Id, thread: Id): void {
    for (const request of this.store.requestsIn(ws, thread)) {
      this.store.dropRequest(ws, request.message);
      this.#tell(ws, request);
    }
  }

  #keepRequest(ws: Id, { id, kind, payload, threadId, for: patient }: Pick<NewMessage, 'id' | 'kind' | 'payload' | 'threadId' | 'for'>): void {
    const practitioner = patient === undefined ? undefined : this.access.kinds.get(kind)?.holds?.(payload);
    const request = { message: id, thread: threadId, patient: patient ?? '', practitioner: practitioner ?? '' };
    if (practitioner === undefined) {
      const dropped = this.store.dropRequest(ws, id);
      if (dropped) this.#tell(ws, dropped);
    } else if (this.store.addRequest(ws, request)) this.#tell(ws, request);
  }

  /** Tells a patient's side how the threads stand now in which a request holds it. */
  #tell(ws: Id, { thread, patient, practitioner }: OpenRequest): void {
    for (const { id } of this.access.side(ws, patient)) {
      const held = this.store.threadsWith(ws, [practitioner, id]).filter((one) => this.store.kindOf(ws, one) === 'direct');
      for (const one of new Set([...held, ...this.store.threadsWith(ws, [id]).filter((other) => other === thread)])) {
        this.store.append(ws, { type: 'thread', thread: one, person: id });
      }
    }
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
