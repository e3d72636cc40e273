import { ChatError } from '../base/errors.js';
import type { Cursor, Id, Message, Page, Position, Thread } from '../model/index.js';
import type { ThreadQuery } from '../transport/transport.js';
import type { Cell } from './cell.js';
import type { Core } from './core.js';
import { firstPage, listOf, newEntry, nextPage, take, unreadOf, viewOf, type Entry, type ThreadsHooks } from './thread-entry.js';
import type { ThreadsState } from './types.js';
import { ReadState } from './unread.js';

const pageSize = 50;

/** The list of threads: what the server says of each, with what is known better here (unread, read position, own pending message). */
export class Threads {
  readonly state: Cell<ThreadsState>;
  readonly unread: Cell<number>;
  readonly #core: Core;
  readonly #hooks: ThreadsHooks;
  readonly #entries = new Map<Id, Entry>();
  /** Newest activity first, as the server lists them and as things happen: no clock decides. */
  #order: Id[] = [];
  #more: Cursor | undefined;
  #loading: symbol | undefined;
  #clock = 0;

  constructor(core: Core, hooks: ThreadsHooks) {
    this.#core = core;
    this.#hooks = hooks;
    this.state = core.cell<ThreadsState>({ phase: 'idle', items: [], more: false, view: {} });
    this.unread = core.cell(0);
  }

  cell(threadId: Id): Cell<Thread | undefined> { return this.#entry(threadId).cell; }

  readonly get = (threadId: Id): Thread | undefined => this.#entries.get(threadId)?.view;
  /** The last message that the server has named. */
  readonly last = (threadId: Id): Message | undefined => this.#entries.get(threadId)?.server?.last;
  readonly readUpTo = (threadId: Id): Position | undefined => this.#entries.get(threadId)?.reads.readUpTo;

  /** The first page, or the next one. */
  load(): void {
    const { phase } = this.state.get();
    if (this.#loading || (phase === 'ready' && this.#more === undefined)) return;
    void this.#page(phase === 'ready' ? this.#more : undefined);
  }

  /** Everything may have changed while nobody watched, and the server may have been restarted from an older copy: its next word counts alone. */
  reload(): void {
    this.#loading = undefined;
    for (const [id, entry] of this.#entries) this.#doubt(id, entry);
    void this.#page(undefined, this.state.get().phase === 'ready' ? Number.POSITIVE_INFINITY : 2);
  }

  /** The same for one thread. */
  refetch(threadId: Id): void {
    this.#doubt(threadId, this.#entry(threadId));
    void this.fetch(threadId);
  }

  /** Reads one thread, if nobody is doing so already who will know as much. */
  async fetch(threadId: Id): Promise<void> {
    const entry = this.#entry(threadId);
    if (entry.asked >= Math.max(entry.doubt ?? 0, entry.told)) return;
    const since = (entry.asked = this.#clock);
    try {
      await this.page({ id: threadId }, Number.POSITIVE_INFINITY);
    } catch (thrown) {
      const error = ChatError.from(thrown);
      if (error.code === 'not-found' && entry.doubt !== undefined) this.#hooks.lost(threadId);
      else this.#core.report(error);
    } finally {
      if (entry.asked === since) entry.asked = -1;
    }
  }

  /** A page for whoever asks. Rejects with `ChatError`. */
  async page(query: ThreadQuery, tries?: number): Promise<Page<Thread>> {
    const since = ++this.#clock;
    const page = await this.#ask(query, tries);
    for (const thread of page.items) this.#take(thread, since);
    this.#commit(page.items.map((thread) => thread.id));
    return page;
  }

  /** Changes what is known of one thread. */
  change(threadId: Id, change: (entry: Entry) => void): void {
    const entry = this.#entries.get(threadId);
    if (!entry) return;
    change(entry);
    this.#commit([threadId]);
  }

  /** By event or answer: the newest that is known of it. */
  put(thread: Thread): void {
    const isNew = this.#entries.get(thread.id)?.server === undefined;
    const entry = this.#entry(thread.id);
    const last = entry.server?.last;
    this.#take(thread, Number.POSITIVE_INFINITY);
    entry.touched = ++this.#clock;
    if (isNew || (thread.last?.position ?? '') > (last?.position ?? '')) this.#bump(thread.id);
    this.#commit([thread.id]);
  }

  /** As an earlier page of this browser knew them: shown until the server has answered. */
  cached(threads: readonly Thread[]): void {
    const fresh = this.state.get().phase === 'ready' ? [] : threads.filter(({ id }) => !this.#entries.get(id)?.server);
    for (const thread of fresh) this.#take(thread, 0);
    this.#order.push(...fresh.map(({ id }) => id));
    this.#commit(fresh.map(({ id }) => id));
  }

  gone(threadId: Id): void {
    const entry = this.#entries.get(threadId);
    if (!entry) return;
    Object.assign(entry, { server: undefined, local: undefined, guesses: [], reads: new ReadState(), touched: ++this.#clock });
    this.#order = this.#order.filter((id) => id !== threadId);
    this.#commit([threadId]);
  }

  /** What was created here is the server's thread now; whoever watches the temporary one goes on with it. */
  move(from: Id, to: Id): void {
    const entry = this.#entry(from);
    this.#order = this.#order.filter((id) => id !== from);
    entry.server = undefined;
    entry.local = undefined;
    this.cell(to).subscribe((thread) => entry.cell.set(thread));
    this.#commit([to]);
  }

  /** Messages by event: the last one, the unread count, and the place in the list. */
  messages(threadId: Id, messages: readonly Message[]): void {
    const entry = this.#entry(threadId);
    entry.touched = ++this.#clock;
    this.#see(threadId, entry, messages);
    if (!entry.server) return void this.fetch(threadId);
    for (const message of messages) {
      if (this.#core.isQuiet(message)) continue;
      const { last } = entry.server;
      const isLater = message.position !== undefined && message.position > (last?.position ?? '');
      if (entry.doubt !== undefined && (message.position ?? '') > (entry.news?.position ?? '')) entry.news = message;
      if (isLater) this.#bump(threadId);
      if (isLater || (last?.id === message.id && message.revision >= last.revision)) entry.server = { ...entry.server, last: message };
    }
    this.#commit([threadId]);
  }

  /** Messages from pages: they make the unread count surer, no more. */
  seen(threadId: Id, messages: readonly Message[]): void {
    const entry = this.#entries.get(threadId);
    if (entry && this.#see(threadId, entry, messages)) this.#commit([threadId]);
  }

  /** Returns whether the read position moved. */
  read(threadId: Id, upTo: Position): boolean {
    const entry = this.#entry(threadId);
    if (!entry.reads.read(upTo)) return false;
    this.#commit([threadId]);
    return true;
  }

  /** The server knows the read position, or has moved a message: where the count cannot be told from what is known here, it is asked. */
  confirmRead(threadId: Id): void {
    const entry = this.#entry(threadId);
    entry.told = ++this.#clock;
    if (entry.server && !entry.reads.isCertain) void this.fetch(threadId);
  }

  /** The newest own message that is not confirmed, shown as the thread's last. */
  local(threadId: Id, message: Message | undefined, isNew = false): void {
    const entry = this.#entry(threadId);
    if (entry.local === message) return;
    entry.local = message;
    if (isNew) this.#bump(threadId);
    this.#commit([threadId]);
  }

  /** The end: no threads, and that is certain. */
  clear(): void {
    this.#loading = undefined;
    const ids = [...this.#entries.keys()];
    for (const entry of this.#entries.values()) Object.assign(entry, { server: undefined, local: undefined, reads: new ReadState() });
    this.#order = [];
    this.#commit(ids);
    this.state.set({ phase: 'ready', items: [], more: false, view: {} });
  }

  /** Requests were given up; the list is read again when the session opens. */
  reset(): void {
    this.#loading = undefined;
    if (this.state.get().phase === 'loading') this.#set({ phase: 'idle' });
  }

  async #page(before: Cursor | undefined, tries?: number): Promise<void> {
    const loading = (this.#loading = Symbol('loading'));
    const since = ++this.#clock;
    if (this.state.get().phase !== 'ready') this.#set({ phase: 'loading' });
    try {
      const page = await this.#ask({ sort: 'recent', limit: pageSize, ...(before === undefined ? {} : { before }) }, tries);
      if (loading !== this.#loading) return;
      const ids = page.items.map((thread) => thread.id);
      for (const thread of page.items) this.#take(thread, since);
      const isFresh = (id: Id): boolean => (this.#entries.get(id)?.touched ?? 0) > since || this.get(id)?.pending === true;
      this.#order = before === undefined ? firstPage(this.#order, ids, isFresh) : nextPage(this.#order, ids);
      this.#more = page.older;
      this.#loading = undefined;
      this.#set({ phase: 'ready', more: page.older !== undefined });
      this.#commit(ids);
      if (before !== undefined) return;
      if (page.older === undefined) this.settle(since, true);
      else this.#hooks.rest(this.#clock);
    } catch (thrown) {
      if (loading !== this.#loading || this.#core.over) return;
      this.#loading = undefined;
      const error = ChatError.from(thrown);
      this.#set({ phase: this.state.get().phase === 'ready' ? 'ready' : 'failed', error });
    }
  }

  /** An error stands until the next attempt. */
  #set(change: Partial<ThreadsState>): void {
    const { items, more, phase } = this.state.get();
    this.state.set({ items, more, phase, view: {}, ...change });
  }

  async #ask(query: ThreadQuery, tries = 2): Promise<Page<Thread>> {
    const page = await this.#core.ask((signal) => this.#core.transport.threads(query, { signal }), { tries });
    const items = page.items.flatMap((thread) => this.#core.saneThread(thread) ?? []);
    this.#hooks.paged(items);
    return { ...page, items };
  }

  #entry(threadId: Id): Entry {
    let entry = this.#entries.get(threadId);
    if (!entry) this.#entries.set(threadId, (entry = newEntry(this.#core.cell<Thread | undefined>(undefined))));
    return entry;
  }

  #doubt(threadId: Id, entry: Entry): void {
    if (entry.view?.pending) return;
    // Where nothing but messages has been heard of it, those are in doubt.
    if (entry.server) Object.assign(entry, { doubt: ++this.#clock, asOf: this.#clock, news: undefined });
    entry.reads.doubt(this.#core.current?.features.read === false ? entry.reads.readUpTo : this.#hooks.untold(threadId));
  }

  /** What the server has not named since: gone, where all was listed; else it is further down and read. */
  settle(since: number, isAll: boolean): void {
    for (const [id, { server, view, doubt, touched, reads, local }] of this.#entries) {
      if (!server || doubt === undefined || doubt > since || view?.pending) continue;
      if (touched > since || server.archived || local || this.#hooks.isOpen(id)) void this.fetch(id);
      else if (isAll) this.gone(id);
      else {
        this.#take({ ...server, unread: 0 }, since);
        // Its last message is not known: what is seen of it, in a page perhaps, may be read.
        reads.isVague = true;
        if (reads.count) this.confirmRead(id);
        this.#commit([id]);
      }
    }
  }

  #take(thread: Thread, since: number): void {
    const entry = this.#entry(thread.id);
    take(entry, thread, since);
    // The answer is older than the server's word on what was read.
    if ((since < entry.told || entry.reads.isVague) && !entry.reads.isCertain) this.confirmRead(thread.id);
  }

  #see(threadId: Id, entry: Entry, messages: readonly Message[]): number {
    const news = entry.reads.see(messages, this.#core);
    if (news > 1) entry.told = ++this.#clock;
    if (news && entry.reads.isVague) this.confirmRead(threadId);
    return news;
  }

  #bump(threadId: Id): void {
    if (this.#order[0] !== threadId) this.#order = [threadId, ...this.#order.filter((id) => id !== threadId)];
  }

  #commit(ids: readonly Id[]): void {
    const state = this.state.get();
    for (const id of ids) {
      const entry = this.#entry(id);
      const wasThere = entry.view !== undefined;
      entry.cell.set((entry.view = viewOf(entry)));
      if (!wasThere && entry.view) this.#hooks.came(id);
      // Where all is listed nothing is further down: what is not there was taken out, or has been asked for by itself.
      if (state.phase === 'ready' && !state.more && entry.view && !this.#order.includes(id)) this.#order.unshift(id);
    }
    const items = listOf(this.#order, this.#entries);
    if (items.length !== state.items.length || items.some((thread, i) => state.items[i] !== thread)) this.state.set({ ...state, items });
    this.unread.set(unreadOf(this.#entries));
    for (const id of ids) this.#hooks.changed(id);
  }
}
