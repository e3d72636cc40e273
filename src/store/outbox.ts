import { ChatError } from '../base/errors.js';
import type { Id, Message } from '../model/index.js';
import type { Core } from './core.js';
import { bySending, itemOf, pendingMessage, prefix, stateOf, storedItems, toStore, type Item } from './outbox-item.js';
import { Lanes, type Lane } from './outbox-lanes.js';
import { whyItWaits, type OutboxHooks } from './outbox-waits.js';
import { storedUpload } from './drafts.js';
import type { ItemState, StoredItem } from './stored.js';
import type { Upload } from './types.js';
import type { Uploads } from './uploads.js';

type Sender = typeof import('./outbox-send.js').send;

/**
 * What is written and not yet on the server: one queue a thread, in the order of sending. A message is stored before it is shown, goes after its
 * uploads, and is tried again under the same id until the server answers. What keeps it waiting stands in `message.problem`. Only a refusal makes
 * it «failed»; it then steps aside for those behind it, so that one bad message does not silence a thread. (In a thread that is still being
 * created all wait for the first.) Of several tabs each shows it, and one sends.
 */
export class Outbox {
  readonly lanes = new Lanes();
  readonly core: Core;
  readonly uploads: Uploads;
  readonly hooks: OutboxHooks;
  readonly #stopLine: () => void;
  #order = 0;
  #adding: Promise<unknown> | undefined;
  /** What sends: its code comes with the first message. */
  #sender: Sender | undefined;

  constructor(core: Core, uploads: Uploads, hooks: OutboxHooks) {
    this.core = core;
    this.uploads = uploads;
    this.hooks = hooks;
    this.#stopLine = core.line.watch(() => this.pumpAll());
  }

  /** Stores the message, then shows it, then tells the other tabs, then sends it when its turn comes. */
  async add(item: Omit<StoredItem, 'order' | 'sentAt'>): Promise<void> {
    const added = itemOf({ ...item, order: ++this.#order, sentAt: this.core.platform.clock.now() });
    this.lanes.open(item.threadId).items.push(added);
    // A storage that is slow with the one before does not let this one overtake it, for another tab may read what is stored by then.
    await (this.#adding = Promise.resolve(this.#adding).then(() => this.core.vault.set(prefix + item.clientId, toStore(added))));
    if (this.core.over || !this.lanes.has(added)) return;
    added.shown = true;
    this.show(added, true);
    this.core.tell({ t: 'add', item: this.shared(added) });
    this.pump(added.threadId);
  }

  /** What an earlier page left behind; it goes before what was written since. `isAgain`: what another tab may have added. */
  restore(found: ReadonlyMap<string, unknown>, isAgain = false): void {
    const stored = storedItems(found);
    const shift = isAgain ? 0 : stored.at(-1)?.order ?? 0;
    for (const [, lane] of this.lanes.all) for (const item of lane.items) {
      // What another tab has stored, and told of in the meantime, has its place.
      if (!found.has(prefix + item.clientId)) item.order += shift;
      if (shift && item.shown) void this.keep(item);
    }
    this.#order += shift;
    for (const value of stored) this.insert(value);
    for (const threadId of this.lanes.threads) this.lanes.open(threadId).items.sort(bySending);
    this.refresh();
  }

  /** One that was stored, here or by another tab, in its place; undefined where it stands there already. */
  insert(value: StoredItem): Item | undefined {
    const lane = this.lanes.open(value.threadId);
    if (this.lanes.find(value.threadId, value.clientId)) return undefined;
    const item = { ...itemOf({ ...value, uploads: value.uploads.map((upload) => storedUpload(this.uploads.restore(value.threadId, upload))) }), shown: true };
    this.#order = Math.max(this.#order, item.order);
    lane.items.push(item);
    lane.items.sort(bySending);
    return item;
  }

  /** As it is told to the other tabs: with the bytes that are not stored. */
  shared(item: Item): StoredItem {
    return {
      ...toStore(item),
      uploads: item.uploads.map((stored) => {
        const blob = this.uploads.get(stored.id)?.blob;
        return blob && !stored.file ? { ...stored, blob } : stored;
      }),
    };
  }

  /** The client ids of a thread's messages on their way, in the order of sending. */
  ids(threadId: Id): Id[] {
    return this.lanes.items(threadId).map((item) => item.clientId);
  }

  /** The temporary id of the thread that this message is to create. */
  creating(clientId: Id): Id | undefined {
    return this.lanes.creating(clientId);
  }

  /** The threads with a message that has failed: the server may have it after all, for what was stored of a later attempt may be lost. */
  get doubtful(): Id[] {
    return this.lanes.threads.filter((threadId) => this.hooks.serverId(threadId) !== undefined && this.lanes.items(threadId).some(({ state }) => state === 'failed'));
  }

  /** Whether the thread's creation is on its way with one of its messages. */
  isCreating(threadId: Id): boolean {
    return this.lanes.items(threadId).some((item) => item.createId !== undefined);
  }

  /** An upload has ended or waits: what hangs on it is drawn anew and, it may be, sent. */
  uploaded(threadId: Id, { id, file }: Upload): void {
    for (const item of this.lanes.items(threadId)) {
      const stored = item.uploads.find((upload) => upload.id === id);
      if (!stored) continue;
      if (file && !stored.file) {
        stored.file = file;
        delete stored.blob;
        void this.keep(item);
      }
      if (item.shown) this.show(item);
    }
    this.pump(threadId);
  }

  get(threadId: Id, clientId: Id): Item | undefined {
    return this.lanes.find(threadId, clientId);
  }

  /** The person asks: now, whatever the back-off says. */
  retry(threadId: Id, clientId: Id): void {
    const item = this.get(threadId, clientId);
    if (!item || item.state === 'sending') return;
    for (const upload of item.uploads) {
      // The thread was gone for a while, and the upload with it.
      this.uploads.restore(threadId, upload);
      this.uploads.retry(upload.id);
    }
    Object.assign(item, { attempts: 0, notBefore: 0, asked: true, isKept: true });
    this.set(item, 'queued');
    // Else a page that dies now would take what it has sent for one that failed.
    void this.keep(item).then(() => {
      item.isKept = false;
      this.pump(threadId);
    });
  }

  /**
   * Takes a message out, for the draft or for good. Undefined where it is not here, or is on its way or perhaps with the server: it could be there twice.
   * @param kept it leaves the storage only after this
   */
  take(threadId: Id, clientId: Id, kept?: (item: Item) => Promise<void>): Item | undefined {
    const item = this.get(threadId, clientId);
    if (!item || item.state === 'sending' || (item.doubt && item.state === 'queued')) return undefined;
    this.drop(item, undefined, kept?.(item));
    this.hooks.unshow(threadId, clientId, item.author);
    // In a thread that does not exist yet, the next message becomes the first.
    const [next] = this.lanes.items(threadId);
    if (item.createId !== undefined && next && next.createId === undefined) {
      next.createId = this.core.platform.newId();
      void this.keep(next);
    }
    this.pump(threadId);
    return item;
  }

  /** The server has it: said by an event, a page or the answer, whichever comes first. Returns those that were on their way until now. */
  settle(threadId: Id, messages: readonly Message[]): Message[] {
    if (this.lanes.items(threadId).length === 0) return [];
    const settled = messages.filter((message) => {
      const item = message.clientId !== undefined && message.author === this.core.viewerId ? this.get(threadId, message.clientId) : undefined;
      if (item) this.drop(item, message);
      return item;
    });
    this.pump(threadId);
    return settled;
  }

  /** The thread is gone: nothing can be sent there. What was written is kept, for the person to copy. */
  gone(threadId: Id, title: string): void {
    for (const item of this.lanes.items(threadId)) {
      item.stranded = title;
      // What is on its way may have arrived before: its answer says so. And whether it is, the tab that leads knows.
      if (item.doubt) continue;
      if (this.core.leads) this.#fail(item, 'gone');
      for (const { id } of item.uploads) this.uploads.remove(id);
    }
  }

  /** The thread has got its id from the server; its messages go on there. */
  move(from: Id, to: Id): void {
    for (const item of this.lanes.close(from)) {
      item.threadId = to;
      delete item.createId;
      this.lanes.open(to).items.push(item);
      void this.keep(item);
    }
    this.lanes.open(to).items.sort(bySending);
    this.refresh();
  }

  /** Draws all of it anew: who the viewer is has become known, or an upload has gone on. */
  refresh(): void {
    for (const [, { items }] of this.lanes.all) for (const item of items) if (item.shown) this.show(item);
    this.pumpAll();
  }

  pumpAll(): void {
    for (const threadId of this.lanes.threads) this.pump(threadId);
  }

  /** Sends what may be sent, or says why not. */
  pump(threadId: Id): void {
    const lane = this.lanes.get(threadId);
    if (!lane || lane.isBusy || this.core.over || !this.core.leads) return;
    lane.stopTimer?.();
    delete lane.stopTimer;
    const head = lane.items.find((item) => item.state !== 'failed');
    if (!head?.shown || head.isKept || head.state === 'sending') return;
    const broken = head.uploads.map(({ id }) => this.uploads.get(id)).find((upload) => upload?.state === 'failed' || upload?.state === 'refused');
    if (broken) return this.fail(head, broken.error?.code ?? 'unknown');
    const problem = whyItWaits(head, this.core, this.uploads, this.hooks, lane.items[0]?.problem?.code);
    if (problem === undefined) return this.#sender ? void this.#sender(this, lane, head) : this.#fetchSender(lane, head);
    for (const item of lane.items) if (item.shown && item.state !== 'failed') this.set(item, 'queued', problem === 'waits' ? undefined : problem);
    if (problem === 'waits' || problem.retryAt === undefined || problem.retryAt !== head.notBefore) return;
    lane.stopTimer = this.core.platform.clock.after(head.notBefore - this.core.platform.clock.now(), () => this.pump(threadId));
  }

  /** Where the code that sends cannot come, that is a failure of the line like any other. */
  #fetchSender(lane: Lane, head: Item): void {
    const done = this.core.line.start();
    lane.isBusy = true;
    void import('./outbox-send.js').then(({ send }) => {
      this.#sender = send;
      return undefined;
    }, () => new ChatError('unavailable')).then((error) => {
      lane.isBusy = false;
      done(error ?? new ChatError('aborted'));
      this.pump(head.threadId);
    });
  }

  finish(): void {
    this.#stopLine();
    for (const threadId of this.lanes.threads) this.lanes.close(threadId);
  }

  fail(item: Item, code: string): void {
    this.#fail(item, code);
    this.pump(item.threadId);
  }

  #fail(item: Item, code: string): void {
    if (item.state === 'failed') return;
    this.set(item, 'failed', { code });
    void this.keep(item);
  }

  set(item: Item, state: Item['state'], problem?: ItemState['problem']): void {
    if (item.state === state && item.problem?.code === problem?.code && item.problem?.retryAt === problem?.retryAt) return;
    item.state = state;
    if (problem) item.problem = problem;
    else delete item.problem;
    if (item.shown) this.show(item);
    this.core.tell({ t: 'item', item: stateOf(item) });
  }

  /** @param message the server's evidence that it was sent */
  drop(item: Item, message?: Message, kept?: Promise<void>): void {
    const { threadId, clientId } = item;
    const lane = this.lanes.open(threadId);
    lane.items = lane.items.filter((known) => known !== item);
    const forget = (): void => void this.core.vault.delete(prefix + clientId);
    if (kept) void kept.then(forget);
    else forget();
    this.core.tell({ t: 'gone', threadId, clientId, ...(message ? { message } : {}) });
    this.#tellNewest(threadId, false);
  }

  /** Of several tabs only the one that sends writes what is stored already: what it has sent meanwhile must not come back. */
  async keep(item: Item): Promise<void> {
    if (this.core.leads) await this.store(item);
  }

  store(item: Item): Promise<unknown> {
    return this.core.vault.set(prefix + item.clientId, toStore(item));
  }

  /** Draws it anew. */
  show(item: Item, isNew = false): void {
    const viewer = this.core.current?.viewer;
    if (item.revision > 0 && item.author !== (viewer?.id ?? '')) this.hooks.unshow(item.threadId, item.clientId, item.author);
    item.author = viewer?.id ?? '';
    item.revision += 1;
    item.message = pendingMessage(item, this.hooks.serverId(item.threadId) ?? item.threadId, viewer, (id) => this.uploads.get(id));
    this.hooks.show(item.threadId, item.message, isNew);
    this.#tellNewest(item.threadId, isNew);
  }

  #tellNewest(threadId: Id, isNew: boolean): void {
    this.hooks.newest(threadId, this.lanes.open(threadId).items.filter((item) => item.shown).at(-1)?.message, isNew);
  }
}
