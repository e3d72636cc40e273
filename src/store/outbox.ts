import { ChatError } from '../base/errors.js';
import { fullJitter } from '../base/backoff.js';
import { isInlineImage, type Id, type Message, type ResultOf, type ServerCommand } from '../model/index.js';
import type { Core } from './core.js';
import { commandOf, itemOf, pendingMessage, prefix, storedItems, toStore, type Item, type StoredItem } from './outbox-item.js';
import { Lanes, type Lane } from './outbox-lanes.js';
import { whyItWaits, type OutboxHooks } from './outbox-waits.js';
import type { Upload } from './types.js';
import type { Uploads } from './uploads.js';

/**
 * What is written and not yet on the server: one queue a thread, in the order of sending. A message is stored before it is shown, goes after its
 * uploads, and is tried again under the same id until the server answers. What keeps it waiting stands in `message.problem`. Only a refusal makes
 * it «failed»; it then steps aside for those behind it, so that one bad message does not silence a thread. (In a thread that is still being
 * created all wait for the first.)
 */
export class Outbox {
  readonly #core: Core;
  readonly #uploads: Uploads;
  readonly #hooks: OutboxHooks;
  readonly #lanes = new Lanes();
  readonly #stopLine: () => void;
  #order = 0;

  constructor(core: Core, uploads: Uploads, hooks: OutboxHooks) {
    this.#core = core;
    this.#uploads = uploads;
    this.#hooks = hooks;
    this.#stopLine = core.line.watch(() => this.pumpAll());
  }

  /** Stores the message, then shows it, then sends it when its turn comes. */
  async add(item: Omit<StoredItem, 'order' | 'sentAt'>): Promise<void> {
    const added = itemOf({ ...item, order: ++this.#order, sentAt: this.#core.platform.clock.now() });
    this.#lanes.open(item.threadId).items.push(added);
    await this.#core.vault.set(prefix + item.clientId, toStore(added));
    if (this.#core.over || !this.#lanes.has(added)) return;
    added.shown = true;
    this.#show(added, true);
    this.pump(added.threadId);
  }

  /** What an earlier page left behind; it goes before what was written since. */
  restore(found: ReadonlyMap<string, unknown>): void {
    const stored = storedItems(found);
    const first = this.#order;
    this.#order += stored.at(-1)?.order ?? 0;
    const touched = new Set<Id>();
    for (const [threadId, lane] of this.#lanes.all) for (const item of lane.items) {
      item.order += this.#order - first;
      if (item.shown) void this.#core.vault.set(prefix + item.clientId, toStore(item));
      touched.add(threadId);
    }
    for (const value of stored) {
      const lane = this.#lanes.open(value.threadId);
      if (lane.items.some((item) => item.clientId === value.clientId)) continue;
      const item = itemOf(value);
      item.shown = true;
      for (const upload of item.uploads) this.#uploads.restore(item.threadId, upload);
      lane.items.push(item);
      touched.add(item.threadId);
    }
    for (const threadId of touched) this.#lanes.open(threadId).items.sort((a, b) => a.order - b.order);
    this.refresh();
  }

  /** The client ids of a thread's messages on their way, in the order of sending. */
  ids(threadId: Id): Id[] {
    return this.#lanes.items(threadId).map((item) => item.clientId);
  }

  /** The temporary id of the thread that this message is to create. */
  creating(clientId: Id): Id | undefined {
    return this.#lanes.creating(clientId);
  }

  /** Whether the thread's creation is on its way with one of its messages. */
  isCreating(threadId: Id): boolean {
    return this.#lanes.items(threadId).some((item) => item.createId !== undefined);
  }

  /** An upload has ended or waits: what hangs on it is drawn anew and, it may be, sent. */
  uploaded(threadId: Id, { id, file }: Upload): void {
    for (const item of this.#lanes.items(threadId)) {
      const stored = item.uploads.find((upload) => upload.id === id);
      if (!stored) continue;
      if (file) {
        stored.file = file;
        delete stored.blob;
        void this.#core.vault.set(prefix + item.clientId, toStore(item));
      }
      if (item.shown) this.#show(item);
    }
    this.pump(threadId);
  }

  get(threadId: Id, clientId: Id): Item | undefined {
    return this.#lanes.find(threadId, clientId);
  }

  /** The person asks: now, whatever the back-off says. */
  retry(threadId: Id, clientId: Id): void {
    const item = this.get(threadId, clientId);
    if (!item || item.state === 'sending') return;
    for (const upload of item.uploads) this.#uploads.retry(upload.id);
    Object.assign(item, { attempts: 0, notBefore: 0 });
    this.#set(item, 'queued');
    void this.#core.vault.set(prefix + clientId, toStore(item));
    this.pump(threadId);
  }

  /** Takes a message out, for the draft or for good. Undefined where it is not here or at this moment on its way. */
  take(threadId: Id, clientId: Id): Item | undefined {
    const item = this.get(threadId, clientId);
    if (!item || item.state === 'sending') return undefined;
    this.#drop(item);
    this.#hooks.unshow(threadId, clientId, item.author);
    // In a thread that does not exist yet, the next message becomes the first.
    const [next] = this.#lanes.items(threadId);
    if (item.createId !== undefined && next && next.createId === undefined) {
      next.createId = this.#core.platform.newId();
      void this.#core.vault.set(prefix + next.clientId, toStore(next));
    }
    this.pump(threadId);
    return item;
  }

  /** The server has it: said by an event, a page or the answer, whichever comes first. */
  settle(threadId: Id, messages: readonly Message[]): void {
    if (this.#lanes.items(threadId).length === 0) return;
    for (const { author, clientId } of messages) {
      const item = clientId !== undefined && author === this.#core.viewerId ? this.get(threadId, clientId) : undefined;
      if (item) this.#drop(item);
    }
    this.pump(threadId);
  }

  /** The thread is gone: nothing can be sent there. */
  gone(threadId: Id, isErased: boolean): void {
    for (const item of [...this.#lanes.items(threadId)]) {
      if (isErased) this.#drop(item);
      else this.#fail(item, 'gone');
    }
  }

  /** The thread has got its id from the server; its messages go on there. */
  move(from: Id, to: Id): void {
    for (const item of this.#lanes.close(from)) {
      item.threadId = to;
      delete item.createId;
      this.#lanes.open(to).items.push(item);
      void this.#core.vault.set(prefix + item.clientId, toStore(item));
    }
    this.#lanes.open(to).items.sort((a, b) => a.order - b.order);
    this.refresh();
  }

  /** Draws all of it anew: who the viewer is has become known, or an upload has gone on. */
  refresh(): void {
    for (const [, { items }] of this.#lanes.all) for (const item of items) if (item.shown) this.#show(item);
    this.pumpAll();
  }

  pumpAll(): void {
    for (const threadId of this.#lanes.threads) this.pump(threadId);
  }

  /** Sends what may be sent, or says why not. */
  pump(threadId: Id): void {
    const lane = this.#lanes.get(threadId);
    if (!lane || lane.isBusy || this.#core.over) return;
    lane.stopTimer?.();
    delete lane.stopTimer;
    const head = lane.items.find((item) => item.state !== 'failed');
    if (!head?.shown || head.state === 'sending') return;
    const broken = head.uploads.map(({ id }) => this.#uploads.get(id)).find((upload) => upload?.state === 'failed' || upload?.state === 'refused');
    if (broken) return this.#fail(head, broken.error?.code ?? 'unknown');
    const problem = whyItWaits(head, this.#core, this.#uploads, this.#hooks, lane.items[0]?.problem?.code);
    if (problem === undefined) return void this.#send(lane, head);
    for (const item of lane.items) if (item.shown && item.state !== 'failed') this.#set(item, 'queued', problem === 'waits' ? undefined : problem);
    if (problem === 'waits' || problem.retryAt === undefined || problem.retryAt !== head.notBefore) return;
    lane.stopTimer = this.#core.platform.clock.after(head.notBefore - this.#core.platform.clock.now(), () => this.pump(threadId));
  }

  finish(): void {
    this.#stopLine();
    for (const threadId of this.#lanes.threads) this.#lanes.close(threadId);
  }

  async #send(lane: Lane, item: Item): Promise<void> {
    lane.isBusy = true;
    const { signal } = this.#core;
    const creation = item.createId === undefined ? undefined : this.#hooks.creation(item.threadId);
    const refs = item.uploads.map(({ id }) => this.#uploads.get(id)?.file);
    // What a file is the server knows by its content: a name can promise an image that is none.
    if (item.kind === 'image' && refs.some((file) => file && !isInlineImage(file))) item.kind = 'file';
    const files = [...item.files, ...item.uploads.map(({ id }) => this.#uploads.get(id)?.file?.id ?? id)];
    const command = commandOf(item, this.#hooks.serverId(item.threadId) ?? item.threadId, files, creation);
    const done = this.#core.line.start();
    this.#set(item, 'sending');
    try {
      const result = await this.#core.transport.submit(command, { signal });
      if (this.#core.over) return;
      this.#accepted(item, command, result);
      lane.isBusy = false;
      done();
    } catch (thrown) {
      if (this.#core.over) return;
      const error = signal.aborted ? new ChatError('aborted') : ChatError.from(thrown);
      done(error);
      // Its event may have come before the answer was lost: then all is well.
      if (this.#lanes.has(item)) await this.#refused(item, error, signal.aborted);
      lane.isBusy = false;
    }
    if (!this.#core.over) this.pump(item.threadId);
  }

  #accepted(item: Item, command: ServerCommand, result: unknown): void {
    const created = command.type === 'thread.create' ? (result as ResultOf<typeof command>) : undefined;
    const answer = created ? created.message : (result as Message | undefined);
    // A server that carried this command out once already answers with what it made then: the words written since go after it.
    const isThis = answer !== undefined && (answer.clientId === undefined || answer.clientId === item.clientId);
    const message = isThis ? this.#core.sane({ ...answer, clientId: item.clientId, author: answer.author || this.#core.viewerId }) : undefined;
    if (message) this.#drop(item);
    else if (this.#lanes.has(item)) this.#set(item, created ? 'queued' : 'failed', created ? undefined : { code: 'unknown' });
    if (created) this.#hooks.created(item.threadId, created.thread);
    if (message) this.#hooks.confirmed(created?.thread.id ?? item.threadId, message);
  }

  async #refused(item: Item, error: ChatError, isGivenUp: boolean): Promise<void> {
    if (isGivenUp) return this.#set(item, 'queued');
    if (error.outcome === 'maybe' && this.#core.current?.features.idempotency === 'client') {
      // Sending again could make a second one: look first, then leave it to the person.
      await this.#hooks.verify(item.threadId);
      if (!this.#core.over && this.#lanes.has(item)) this.#fail(item, error.code);
      return;
    }
    const waits = error.retryable || error.code === 'held' || error.code === 'unauthenticated' || error.code === 'aborted';
    if (!waits) return this.#fail(item, error.code);
    const { clock } = this.#core.platform;
    item.notBefore = clock.now() + Math.max(fullJitter(item.attempts++, () => this.#core.platform.random()), error.retryAfterMs ?? 0);
    this.#set(item, 'queued', { code: error.code, retryAt: item.notBefore });
  }

  #fail(item: Item, code: string): void {
    if (item.state === 'failed') return;
    this.#set(item, 'failed', { code });
    void this.#core.vault.set(prefix + item.clientId, toStore(item));
    this.pump(item.threadId);
  }

  #set(item: Item, state: Item['state'], problem?: { code: string; retryAt?: number }): void {
    if (item.state === state && item.problem?.code === problem?.code && item.problem?.retryAt === problem?.retryAt) return;
    item.state = state;
    if (problem) item.problem = problem;
    else delete item.problem;
    if (item.shown) this.#show(item);
  }

  #show(item: Item, isNew = false): void {
    const viewer = this.#core.current?.viewer;
    if (item.revision > 0 && item.author !== (viewer?.id ?? '')) this.#hooks.unshow(item.threadId, item.clientId, item.author);
    item.author = viewer?.id ?? '';
    item.revision += 1;
    item.message = pendingMessage(item, this.#hooks.serverId(item.threadId) ?? item.threadId, viewer, (id) => this.#uploads.get(id));
    this.#hooks.show(item.threadId, item.message, isNew);
    this.#tellNewest(item.threadId, isNew);
  }

  #drop(item: Item): void {
    const lane = this.#lanes.open(item.threadId);
    lane.items = lane.items.filter((known) => known !== item);
    void this.#core.vault.delete(prefix + item.clientId);
    this.#tellNewest(item.threadId, false);
  }

  #tellNewest(threadId: Id, isNew: boolean): void {
    this.#hooks.newest(threadId, this.#lanes.open(threadId).items.filter((item) => item.shown).at(-1)?.message, isNew);
  }
}
