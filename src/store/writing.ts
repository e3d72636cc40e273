import type { Id, Message, Thread } from '../model/index.js';
import { together } from './cell.js';
import type { Core } from './core.js';
import { Creations } from './creations.js';
import { Drafts } from './drafts.js';
import { dropNotes } from './notes.js';
import { Outbox } from './outbox.js';
import type { Parts } from './parts.js';
import { Strand } from './stranded.js';
import type { Upload } from './types.js';
import { Uploads } from './uploads.js';
import type { WritingSide } from './writing-port.js';

/** What is written and on its way: the rooms of the store that a reader does without, and how they are joined with the others. */
export class Writing implements WritingSide {
  readonly core: Core;
  readonly parts: Parts;
  readonly uploads: Uploads;
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly creations: Creations;
  /** Who else wants to know of an upload, by its id. */
  readonly watched = new Map<Id, (upload: Upload) => void>();
  readonly #strand: Strand;

  constructor(parts: Parts) {
    const { core, rooms, threads } = parts;
    this.core = core;
    this.parts = parts;
    this.creations = new Creations(core);
    this.uploads = new Uploads(core, {
      changed: (upload) => this.#uploadChanged(upload),
      threadId: (threadId) => parts.serverId(threadId),
    });
    this.drafts = new Drafts(core, parts.drafts, this.uploads);
    this.outbox = new Outbox(core, this.uploads, {
      thread: (threadId) => threads.get(threadId),
      serverId: (threadId) => parts.serverId(threadId),
      creation: (threadId) => this.creations.get(threadId),
      show: (threadId, message, isNew) => this.#show(threadId, message, isNew),
      unshow: (threadId, clientId, author) => this.unshow(threadId, clientId, author),
      newest: (threadId, message, isNew) => {
        threads.local(threadId, message, isNew);
        this.#strand.tell();
      },
      confirmed: (threadId, message) => parts.messages(threadId, [message]),
      created: (tempId, thread) => this.created(tempId, thread),
      verify: (threadId) => rooms.get(threadId).history.verify(),
    });
    this.#strand = new Strand(parts, parts.extras, this.drafts, this.outbox);
  }

  isPending(threadId: Id): boolean {
    return this.creations.has(threadId);
  }

  creating(clientId: Id): Id | undefined {
    return this.outbox.creating(clientId);
  }

  /** The thread made here is the server's now, perhaps one that was there before: everything under the temporary id follows. */
  created(tempId: Id, thread: Thread): void {
    const { rooms, threads } = this.parts;
    together(() => {
      if (!this.creations.has(tempId)) return threads.put(thread);
      this.core.tell({ t: 'created', id: tempId, thread });
      this.creations.drop(tempId);
      rooms.move(tempId, thread.id);
      threads.move(tempId, thread.id);
      threads.put(thread);
      this.drafts.move(tempId, thread.id);
      this.outbox.move(tempId, thread.id);
    });
    this.uploads.pump();
  }

  /** A thread made here stands in the list at once. */
  showCreation(tempId: Id): void {
    const creation = this.creations.get(tempId);
    if (creation) this.parts.showCreation(tempId, creation);
  }

  /** A thread that was being created is given up. */
  dropCreation(tempId: Id): void {
    this.core.tell({ t: 'creation', id: tempId });
    this.creations.drop(tempId);
    this.drafts.drop(tempId);
    this.parts.threads.gone(tempId);
    this.parts.rooms.gone(tempId);
  }

  /** A pending message is not shown any more. */
  unshow(threadId: Id, clientId: Id, author: Id): void {
    const { timeline } = this.parts.rooms.get(threadId);
    const known = timeline.get({ id: clientId, author, clientId });
    if (known && known.position === undefined) timeline.drop(known);
  }

  /** Puts a thread's pending messages into the order of sending: stored ones have come back after newer ones were typed. */
  arrange(threadId: Id): void {
    const at = new Map(this.outbox.ids(threadId).map((id, index) => [id, index]));
    // What is confirmed and kept aside stands above all of them, as it will where its place is loaded.
    this.parts.rooms.find(threadId)?.timeline.sortTail((m) => (m.position === undefined ? at.get(m.clientId ?? '') ?? Number.MAX_SAFE_INTEGER : -1));
  }

  settle(threadId: Id, messages: readonly Message[]): void {
    const settled = this.outbox.settle(threadId, messages);
    // A page may be dropped that says so, and the bubble must not wait for ever.
    if (settled.length) this.parts.rooms.find(threadId)?.history.live(settled);
  }

  pump(threadId?: Id): void {
    if (threadId === undefined) return this.outbox.pumpAll();
    this.#look(threadId);
    this.outbox.pump(threadId);
  }

  gone(threadId: Id, title: string, isErased: boolean, forget: () => void): void {
    this.outbox.gone(threadId, title);
    if (isErased) this.#strand.draft(threadId, title);
    forget();
    void dropNotes(this.core.vault, threadId);
    // What was not sent stays to be seen, to be taken back or given up.
    this.outbox.refresh();
    this.arrange(threadId);
  }

  blob(fileId: Id): Blob | undefined {
    return this.uploads.get(fileId)?.blob;
  }

  restore(found: ReadonlyMap<string, unknown>): void {
    for (const tempId of this.creations.restore(found)) this.showCreation(tempId);
    this.outbox.restore(found);
    for (const threadId of this.outbox.lanes.threads) this.#look(threadId);
    for (const threadId of this.outbox.doubtful) void this.parts.rooms.get(threadId).history.verify();
    this.drafts.restore(found);
    for (const { id } of this.parts.rooms.all()) this.arrange(id);
  }

  refresh(): void {
    this.outbox.refresh();
  }

  flush(): void {
    this.drafts.flush();
  }

  reset(): void {
    this.uploads.reset();
  }

  resume(): void {
    this.outbox.refresh();
    this.uploads.pump();
  }

  finish(): void {
    this.outbox.finish();
    this.uploads.finish();
    this.drafts.finish();
    this.creations.clear();
  }

  /** What the server names as the thread's last message may be one whose answer was lost. */
  #look(threadId: Id): void {
    const last = this.parts.threads.last(threadId);
    if (last?.clientId !== undefined && last.author === this.core.viewerId && this.outbox.get(threadId, last.clientId)) this.parts.messages(threadId, [last]);
  }

  #show(threadId: Id, message: Message, isNew: boolean): void {
    const { timeline, history } = this.parts.rooms.get(threadId);
    timeline.merge([message]);
    if (isNew) history.toPresent();
  }

  #uploadChanged(upload: Upload): void {
    this.core.tell({ t: 'upload', upload });
    const threadId = this.parts.rooms.resolve(upload.threadId);
    this.watched.get(upload.id)?.(upload);
    this.drafts.changed(threadId, upload);
    if (upload.state !== 'uploading') this.outbox.uploaded(threadId, upload);
  }
}
