import { codeMissing } from '../base/code-missing.js';
import { ChatError } from '../base/errors.js';
import type { FileRef, Id, Message, Participant, Thread } from '../model/index.js';
import { together } from './cell.js';
import type { Core } from './core.js';
import { DraftCells } from './draft-cells.js';
import { Extras } from './extras.js';
import type { Files } from './files.js';
import { pendingThread } from './pending-thread.js';
import { Rooms } from './rooms.js';
import { Threads } from './threads.js';
import type { Creation } from './stored.js';
import type { WritingSide } from './writing-port.js';

/** Of the storage's keys. */
export const planKey = 'wish/plan';

/** The rooms of the store, and how they are joined: none knows another but through here. What writes joins them when it is needed. */
export class Parts {
  readonly core: Core;
  readonly threads: Threads;
  readonly rooms: Rooms;
  readonly drafts: DraftCells;
  readonly extras: Extras;
  /** A thread is not there any more. Set by the cache. */
  onGone: (threadId: Id) => void = () => undefined;
  #writing: WritingSide | undefined;
  readonly #makeFiles: () => Promise<Files>;
  #files: Promise<Files> | undefined;

  constructor(core: Core, fetcher: typeof fetch | undefined) {
    this.core = core;
    this.drafts = new DraftCells(core);
    this.threads = new Threads(core, {
      changed: (threadId) => {
        this.writing?.pump(threadId);
        this.extras.changed(threadId);
      },
      came: (threadId) => this.rooms.find(threadId)?.history.back(),
      untold: (threadId) => this.extras.care?.reads.untold(threadId),
      isOpen: (threadId) => !!this.rooms.find(threadId)?.history.isWanted,
      lost: (threadId) => this.gone(threadId, false),
      rest: (since) => this.extras.use((care) => care.rest(since)),
      paged: (threads) => this.extras.paged(threads),
    });
    this.rooms = new Rooms(core, {
      isPending: (threadId) => this.writing?.isPending(threadId) === true,
      readUpTo: (threadId) => this.threads.readUpTo(threadId),
      seen: (threadId, messages) => {
        this.threads.seen(threadId, messages);
        this.writing?.settle(threadId, messages);
        return this.#receipted(threadId, messages);
      },
    });
    this.extras = new Extras(this);
    this.#makeFiles = async () => new (await import('./files.js')).Files(core, fetcher, (id) => this.writing?.blob(id));
  }

  get writing(): WritingSide | undefined {
    return this.#writing;
  }

  /** From now on there is a writing half. */
  join(writing: WritingSide): void {
    this.#writing = writing;
  }

  /** The server's id; undefined while the thread is being created. */
  serverId(threadId: Id): Id | undefined {
    const id = this.rooms.resolve(threadId);
    return this.writing?.isPending(id) ? undefined : id;
  }

  /** The addresses of files: their code comes with the first one that is asked for. */
  async fileUrl(file: FileRef, as: 'file' | 'preview'): Promise<string> {
    this.#files ??= this.#makeFiles().catch((cause: unknown) => {
      this.#files = undefined;
      throw codeMissing('that reads files', cause);
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
      this.writing?.settle(threadId, messages);
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
    const tempId = clientId !== undefined && author === this.core.viewerId ? this.writing?.creating(clientId) : undefined;
    const thread = this.threads.get(threadId);
    if (tempId !== undefined && tempId !== threadId && thread) this.writing?.created(tempId, thread);
  }

  /** A thread made here stands in the list at once. */
  showCreation(tempId: Id, creation: Creation): void {
    this.threads.put(pendingThread(tempId, creation, this.core.current?.viewer, (id) => this.#person(id)));
  }

  gone(threadId: Id, isErased: boolean): void {
    const forget = (): void => {
      this.threads.gone(threadId);
      this.onGone(threadId);
      this.extras.links.get(threadId).set(undefined);
    };
    this.together(() => {
      const title = this.threads.get(threadId)?.title ?? '';
      this.rooms.gone(threadId);
      if (this.writing) this.writing.gone(threadId, title, isErased, forget);
      else forget();
    });
  }

  /** The gap cannot be replayed. */
  resync(threadId?: Id): void {
    this.core.resyncs += 1;
    if (threadId === undefined) {
      this.threads.reload();
      this.extras.care?.view.reload();
    } else this.threads.refetch(threadId);
    for (const room of threadId === undefined ? this.rooms.all() : [this.rooms.find(threadId)]) room?.history.catchUp();
  }

  /** Requests are given up; nothing is lost, and `resume` goes on. */
  reset(): void {
    this.writing?.flush();
    this.core.abort();
    this.writing?.reset();
    this.extras.care?.reads.reset();
    this.threads.reset();
    for (const room of this.rooms.all()) room.history.reset();
  }

  /** The session is open (again). */
  resume(): void {
    if (this.threads.state.get().phase !== 'ready') this.threads.load();
    for (const room of this.rooms.all()) room.history.resume();
    this.extras.care?.reads.resume();
    this.writing?.resume();
  }

  /** What an earlier page left behind, once there is a writing half to take it: `bring` is called where there is any. */
  async restore(partition: string, bring: () => void): Promise<void> {
    await this.core.vault.attach(partition, (found) => this.together(() => {
      if (found.has(planKey)) this.extras.use((care) => care.plan.wished(true));
      this.writing?.restore(found);
    }), bring);
    this.writing?.pump();
  }

  /** The end: nothing of it is left in memory. */
  finish(): void {
    this.together(() => {
      this.writing?.finish();
      this.drafts.clear();
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

  /** Refuses what cannot be done to a thread that the server does not know yet. */
  requireServerId(threadId: Id): Id {
    const id = this.serverId(threadId);
    if (id === undefined) throw new ChatError('conflict', 'The thread is not there yet.');
    return id;
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
}
