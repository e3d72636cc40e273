import { ChatError } from '../base/errors.js';
import type { FileRef, Id, Message, Participant, Thread } from '../model/index.js';
import { together } from './cell.js';
import type { Core } from './core.js';
import { Creations } from './creations.js';
import { Drafts } from './drafts.js';
import { Extras } from './extras.js';
import type { Files } from './files.js';
import { Outbox } from './outbox.js';
import { Reads } from './reads.js';
import { Rooms } from './rooms.js';
import { Threads } from './threads.js';
import type { Upload } from './types.js';
import { Uploads } from './uploads.js';

/** Of the storage's keys. */
export const planKey = 'wish/plan';

/** The rooms of the store, and how they are joined: none knows another but through here. */
export class Parts {
  readonly core: Core;
  readonly threads: Threads;
  readonly rooms: Rooms;
  readonly uploads: Uploads;
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly reads: Reads;
  readonly creations: Creations;
  readonly extras: Extras;
  /** A thread is not there any more. Set by the cache. */
  onGone: (threadId: Id) => void = () => undefined;
  readonly #makeFiles: () => Promise<Files>;
  #files: Promise<Files> | undefined;

  constructor(core: Core, fetcher: typeof fetch | undefined) {
    this.core = core;
    this.creations = new Creations(core, (id) => this.#person(id));
    this.threads = new Threads(core, {
      changed: (threadId) => {
        this.outbox.pump(threadId);
        this.extras.changed(threadId);
      },
      untold: (threadId) => this.reads.untold(threadId),
      isOpen: (threadId) => !!this.rooms.find(threadId)?.history.isWanted,
      lost: (threadId) => this.gone(threadId, false),
      paged: (threads) => this.extras.care?.arrivals.paged(threads),
    });
    this.reads = new Reads(core, (threadId) => this.threads.confirmRead(threadId), (threadId) => this.threads.refetch(threadId));
    this.rooms = new Rooms(core, {
      isPending: (threadId) => this.creations.has(threadId),
      readUpTo: (threadId) => this.threads.readUpTo(threadId),
      seen: (threadId, messages) => {
        this.threads.seen(threadId, messages);
        this.outbox.settle(threadId, messages);
        return this.#receipted(threadId, messages);
      },
    });
    this.uploads = new Uploads(core, {
      changed: (upload) => this.#uploadChanged(upload),
      threadId: (threadId) => this.serverId(threadId),
    });
    this.drafts = new Drafts(core, this.uploads);
    this.outbox = new Outbox(core, this.uploads, {
      thread: (threadId) => this.threads.get(threadId),
      serverId: (threadId) => this.serverId(threadId),
      creation: (threadId) => this.creations.get(threadId),
      show: (threadId, message, isNew) => this.#show(threadId, message, isNew),
      unshow: (threadId, clientId, author) => this.rooms.get(threadId).timeline.remove(author, clientId),
      newest: (threadId, message, isNew) => {
        this.threads.local(threadId, message, isNew);
        this.extras.care?.strand.tell();
      },
      confirmed: (threadId, message) => this.messages(threadId, [message]),
      created: (tempId, thread) => this.created(tempId, thread),
      verify: (threadId) => this.rooms.get(threadId).history.verify(),
    });
    this.extras = new Extras(this);
    this.#makeFiles = async () => new (await import('./files.js')).Files(core, fetcher, (id) => this.uploads.get(id)?.blob);
  }

  /** The server's id; undefined while the thread is being created. */
  serverId(threadId: Id): Id | undefined {
    const id = this.rooms.resolve(threadId);
    return this.creations.has(id) ? undefined : id;
  }

  /** The addresses of files: their code comes with the first one that is asked for. */
  async fileUrl(file: FileRef, as: 'file' | 'preview'): Promise<string> {
    this.#files ??= this.#makeFiles().catch((cause: unknown) => {
      this.#files = undefined;
      throw new ChatError('unavailable', 'The code that reads files could not be loaded.', { cause });
    });
    return (await this.#files).url(file, as);
  }

  /** Several changes as one: nobody sees a message twice, or not at all, in between. */
  together(change: () => void): void {
    together(change);
  }

  /** Messages of one thread by event or answer. */
  messages(threadId: Id, messages: readonly Message[]): void {
    this.together(() => {
      for (const { clientId, author } of messages) this.#adopt(clientId, author, threadId);
      this.rooms.find(threadId)?.history.live(this.#receipted(threadId, messages.filter((message) => !this.core.isHidden(message))));
      this.outbox.settle(threadId, messages);
      this.threads.messages(threadId, messages);
    });
  }

  /** A thread by event or answer. Where it is one that is being created here, that one becomes it. */
  thread(thread: Thread): void {
    this.together(() => {
      this.threads.put(thread);
      this.#adopt(thread.last?.clientId, thread.last?.author, thread.id);
    });
  }

  /** An own message has turned up in a thread of the server: where it was to create one, that is the one. */
  #adopt(clientId: Id | undefined, author: Id | undefined, threadId: Id): void {
    const tempId = clientId !== undefined && author === this.core.viewerId ? this.outbox.creating(clientId) : undefined;
    const thread = this.threads.get(threadId);
    if (tempId !== undefined && tempId !== threadId && thread) this.created(tempId, thread);
  }

  /** The thread made here is the server's now, perhaps one that was there before: everything under the temporary id follows. */
  created(tempId: Id, thread: Thread): void {
    this.together(() => {
      if (!this.creations.has(tempId)) return this.threads.put(thread);
      this.core.tell({ t: 'created', id: tempId, thread });
      this.creations.drop(tempId);
      this.rooms.move(tempId, thread.id);
      this.threads.move(tempId, thread.id);
      this.threads.put(thread);
      this.drafts.move(tempId, thread.id);
      this.outbox.move(tempId, thread.id);
    });
    this.uploads.pump();
  }

  /** A thread made here stands in the list at once. */
  showCreation(tempId: Id): void {
    const thread = this.creations.thread(tempId);
    if (thread) this.threads.put(thread);
  }

  /** A thread that was being created is given up. */
  dropCreation(tempId: Id): void {
    this.core.tell({ t: 'creation', id: tempId });
    this.creations.drop(tempId);
    this.drafts.drop(tempId);
    this.threads.gone(tempId);
    this.rooms.gone(tempId);
  }

  gone(threadId: Id, isErased: boolean): void {
    this.together(() => {
      const title = this.threads.get(threadId)?.title ?? '';
      this.rooms.gone(threadId);
      this.outbox.gone(threadId, title);
      this.extras.use((care) => {
        if (isErased) care.strand.draft(threadId, title);
        care.strand.tell();
      });
      this.threads.gone(threadId);
      this.onGone(threadId);
      this.extras.links.get(threadId).set(undefined);
      // What was not sent stays to be seen, to be taken back or given up.
      this.outbox.refresh();
      this.rooms.find(threadId)?.timeline.arrange(this.outbox.ids(threadId));
    });
  }

  /** The gap cannot be replayed. */
  resync(threadId?: Id): void {
    if (threadId === undefined) {
      this.threads.reload();
      this.extras.care?.view.reload();
    } else this.threads.refetch(threadId);
    for (const room of threadId === undefined ? this.rooms.all() : [this.rooms.find(threadId)]) room?.history.catchUp();
  }

  /** Requests are given up; nothing is lost, and `resume` goes on. */
  reset(): void {
    this.drafts.flush();
    this.core.abort();
    this.uploads.reset();
    this.reads.reset();
    this.threads.reset();
    for (const room of this.rooms.all()) room.history.reset();
  }

  /** The session is open (again). */
  resume(): void {
    if (this.threads.state.get().phase !== 'ready') this.threads.load();
    for (const room of this.rooms.all()) room.history.resume();
    this.reads.resume();
    this.outbox.refresh();
    this.uploads.pump();
  }

  /** What an earlier page left behind. */
  async restore(partition: string): Promise<void> {
    await this.core.vault.attach(partition, (found) => this.together(() => {
      for (const tempId of this.creations.restore(found)) this.showCreation(tempId);
      this.outbox.restore(found);
      this.drafts.restore(found);
      if (found.has(planKey)) this.extras.use((care) => care.plan.wished(true));
      if (this.outbox.isStranded) this.extras.use((care) => care.strand.tell());
      for (const room of this.rooms.all()) room.timeline.arrange(this.outbox.ids(room.id));
    }));
    this.outbox.pumpAll();
  }

  /** The end: nothing of it is left in memory. */
  finish(): void {
    this.together(() => {
      this.outbox.finish();
      this.uploads.finish();
      this.drafts.finish();
      this.drafts.clear();
      this.reads.clear();
      this.creations.clear();
      this.extras.clear();
      this.rooms.clear();
      this.threads.clear();
    });
    void this.#files?.then((files) => files.clear());
  }

  /** Own messages that somebody has read say so. */
  #receipted(threadId: Id, messages: Message[]): Message[] {
    return this.extras.care?.receipts.shown(threadId, messages) ?? messages;
  }

  #show(threadId: Id, message: Message, isNew: boolean): void {
    const { timeline, history } = this.rooms.get(threadId);
    timeline.merge([message]);
    if (isNew) history.toPresent();
  }

  #uploadChanged(upload: Upload): void {
    this.core.tell({ t: 'upload', upload });
    const threadId = this.rooms.resolve(upload.threadId);
    this.drafts.changed(threadId, upload);
    if (upload.state !== 'uploading') this.outbox.uploaded(threadId, upload);
  }

  #person(id: Id): Participant | undefined {
    const known = this.extras.people.get(id);
    if (known) return known;
    for (const thread of this.threads.state.get().items) {
      const participant = thread.participants.find((who) => who.id === id);
      if (participant) return participant;
    }
    return undefined;
  }

  /** Refuses what cannot be done to a thread that the server does not know yet. */
  requireServerId(threadId: Id): Id {
    const id = this.serverId(threadId);
    if (id === undefined) throw new ChatError('conflict', 'The thread is still being created.');
    return id;
  }
}
