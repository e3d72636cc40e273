import { longestWait } from '../base/backoff.js';
import type { Cursor, Id, Message } from '../model/index.js';
import type { Connection, ServerEvent } from '../transport/transport.js';
import type { Connector } from './connection.js';
import { draftPrefix, hasBecome } from './drafts.js';
import { prefix, stateOf, type Item } from './outbox-item.js';
import type { Parts } from './parts.js';
import { elsewhere } from './reads.js';
import type { ItemState, StoredItem } from './stored.js';
import type { MirrorHooks, News, Said } from './tabs-port.js';
import { isRefusal, revived, told } from './tabs-told.js';
import { Untold } from './tabs-untold.js';
import type { Writing } from './writing.js';

/** Milliseconds after which a message that another tab has taken back is forgotten here too: by then that tab has stored its words elsewhere. */
const keptFor = 2_000;
/** Milliseconds after which a tab asks again how a leader stands that has said that it has no connection. */
const unsureFor = 30_000;

/** What only the tab that leads may say. */
const leaders: ReadonlySet<Said['t']> = new Set(['item', 'gone', 'upload', 'batch', 'ephemeral', 'line', 'lead']);

/** Shows in this tab what the others tell, and tells them what happens here. */
export class Mirror {
  readonly #parts: Parts;
  readonly #writing: Writing;
  readonly #connector: Connector;
  readonly #me: Id;
  readonly #tabs: MirrorHooks;
  /** What is on its way no more, and the server's evidence. */
  readonly #settled = new Map<Id, Message | undefined>();
  readonly #untold: Untold;
  /** What was said last by the tab that leads. */
  #last: Pick<Said, 'by' | 'n'> | undefined;
  #stopAsking: (() => void) | undefined;
  /** As it led, the server would not have this tab's token. */
  #isRefused = false;
  /** This tab has stood nowhere yet, and has read its threads before it heard of the leader: what that told in between it has missed. */
  #isLate = false;

  constructor(writing: Writing, connector: Connector, me: Id, tabs: MirrorHooks) {
    this.#parts = writing.parts;
    this.#writing = writing;
    this.#connector = connector;
    this.#me = me;
    this.#tabs = tabs;
    this.#untold = new Untold(writing.core.platform.clock, () => {
      if (this.#untold.hasItems) tabs.again();
      this.retell();
    });
  }

  /** All that is on its way. */
  get items(): Item[] {
    return [...this.#writing.outbox.lanes.all].flatMap(([, lane]) => lane.items.filter((item) => item.shown));
  }

  /** @param isEarly others are not told yet, and what they tell takes nothing away meanwhile */
  tell(news: News, leads: boolean, isEarly: boolean): void {
    if (!leads && leaders.has(news.t)) return;
    switch (news.t) {
      case 'gone':
        this.#settled.set(news.clientId, news.message);
        return this.#tabs.post(news);
      case 'add':
        if (!leads) this.#untold.item(news.item.clientId);
        return this.#tabs.post(news);
      case 'item':
        if (isRefusal(news.item.problem)) this.#isRefused = true;
        return this.#tabs.post(news);
      case 'draft':
        if (!leads) this.#untold.draft(news.threadId);
        return isEarly ? undefined : this.#tabs.post({ ...news, writer: this.#me, echo: leads });
      case 'upload': {
        const { blob: _blob, ...upload } = news.upload;
        return this.#tabs.post({ t: 'upload', upload: told(upload) });
      }
      case 'batch':
        this.#forget(news);
        return this.#tabs.post(news);
      case 'line':
        this.#judge(news.connection);
        return this.#tabs.post({ t: 'line', connection: told(news.connection) });
      default: return this.#tabs.post(news);
    }
  }

  /** Whether the tab that leads has said something before this that was not heard here, or is another one than before. */
  hasMissed({ t, by, n }: Said): boolean {
    const last = this.#last;
    if (by !== last?.by && !leaders.has(t)) return false;
    this.#last = { by, ...(n === undefined ? {} : { n }) };
    return by !== last?.by || (n ?? 0) > (last.n ?? n ?? 0) + 1;
  }

  /** A message that another tab has on its way. */
  add(stored: StoredItem): void {
    const { rooms } = this.#parts;
    const { creations, outbox, drafts } = this.#writing;
    const { clientId } = stored;
    const threadId = rooms.resolve(stored.threadId);
    const there = rooms.find(threadId)?.timeline.get({ id: clientId, author: this.#parts.core.viewerId, clientId });
    const message = there?.position === undefined ? this.#settled.get(clientId) : there;
    if (message || this.#settled.has(clientId)) return this.#parts.core.tell({ t: 'gone', threadId, clientId, ...(message ? { message } : {}) });
    const item = outbox.insert({ ...stored, threadId });
    if (!item) return;
    if (!creations.has(threadId)) delete item.createId;
    outbox.show(item);
    drafts.became(item, !this.#untold.hasDraft(threadId));
    this.#writing.arrange(threadId);
    this.#writing.pump(threadId);
    this.#parts.core.tell({ t: 'item', item: stateOf(item) });
  }

  /** What the leader has on its way. Of what was offered to it, it leaves out what is settled. */
  match(items: readonly { item: StoredItem; state: ItemState }[], offered: ReadonlySet<Id> | undefined): void {
    const kept = new Set(items.map(({ item }) => item.clientId));
    for (const { item, state } of items) {
      this.add(item);
      this.#untold.heard(item.clientId);
      this.#set(state);
    }
    if (offered) for (const { threadId, clientId } of this.items) if (offered.has(clientId) && !kept.has(clientId)) this.#gone(threadId, clientId);
  }

  /** @param leads this tab does */
  take(news: News, leads: boolean): void {
    const { core, rooms, threads } = this.#parts;
    const { creations, uploads } = this.#writing;
    switch (news.t) {
      case 'add': return this.add(news.item);
      case 'item':
        if (leads) return;
        this.#untold.heard(news.item.clientId);
        if (isRefusal(news.item.problem) && !this.#isRefused) this.#tabs.steal();
        return this.#set(news.item);
      case 'gone':
        this.#settled.set(news.clientId, news.message);
        this.#untold.heard(news.clientId);
        return this.#gone(rooms.resolve(news.threadId), news.clientId, news.message);
      case 'creation':
        if (!news.creation) {
          if (creations.has(news.id)) this.#writing.dropCreation(news.id);
        } else if (rooms.resolve(news.id) === news.id) {
          creations.take(news.id, news.creation);
          this.#writing.showCreation(news.id);
        }
        return;
      case 'created':
        if (creations.has(news.id)) this.#writing.created(news.id, news.thread);
        return;
      case 'draft': return this.#draft(news, leads);
      case 'upload': return leads ? undefined : uploads.mirror(revived(news.upload));
      case 'read':
        // That tab may be gone before the server knows.
        if (threads.read(rooms.resolve(news.threadId), news.upTo)) this.#parts.extras.use(({ reads }) => reads.tell(rooms.resolve(news.threadId), news.upTo, elsewhere));
        return;
      case 'batch':
        this.#forget(news);
        // Something told was lost: it may have been that a message is on its way no more. What is, the leader says.
        if (this.#connector.receive(news.events, news.from, news.cursor)) core.tabs?.restored();
        return this.#catchUp();
      case 'plan': return this.#parts.extras.use((care) => care.plan.wished(news.shown));
      case 'ephemeral': return leads ? undefined : this.#parts.extras.use((care) => care.signals.take(news.event));
      case 'line': return leads ? undefined : this.line(news.connection);
    }
  }

  /**
   * How the leader's connection stands. Where it has none it is asked again, for what it says next may not be heard; where its token is refused
   * this tab's own may be good: whoever has not tried takes the lead.
   */
  line(connection: Connection, cursor?: Cursor): void {
    this.stop();
    this.#connector.hear(revived(connection), cursor);
    if (cursor !== undefined) this.#catchUp();
    if (connection.state === 'online' || connection.state === 'polling') return this.#judge(connection);
    this.expect();
    if (isRefusal(connection.error) && !this.#isRefused) this.#tabs.steal();
  }

  /** Whoever leads has been asked how things are: where no answer is heard it is asked again. */
  expect(): void {
    this.stop();
    this.#stopAsking = this.#parts.core.platform.clock.after(unsureFor, () => this.#tabs.again());
    this.#isLate = this.#connector.cursor === undefined && this.#parts.threads.state.get().phase === 'ready';
  }

  /** This tab follows nobody any more. */
  stop(): void {
    this.#stopAsking?.();
  }

  /** This tab works with no other any more. */
  finish(): void {
    this.stop();
    this.#untold.clear();
  }

  /** What the storage holds and nobody has told. Resolves with what was told and is not stored. */
  async reread(): Promise<readonly Item[]> {
    const { core, rooms, drafts: cells } = this.#parts;
    const { creations, outbox, drafts } = this.#writing;
    const written = cells.threads;
    const found = new Map(await core.vault.entries());
    if (core.over) return [];
    // What was sent or emptied here while that was read is not written any more, whatever of it was still stored.
    for (const threadId of written) if (!cells.threads.includes(threadId)) found.delete(draftPrefix + threadId);
    // What was sent here while that was read may be missing in it.
    drafts.adopt(new Map([...found, ...this.items.map((item): [string, unknown] => [prefix + item.clientId, item])]));
    const known = new Set(this.items);
    const unstored = [...known].filter(({ clientId }) => !found.has(prefix + clientId));
    for (const key of [...found.keys()]) {
      const [kind, id = ''] = key.split('/');
      if (this.#settled.has(id) || (kind === 'create' && (creations.has(id) || rooms.resolve(id) !== id))) found.delete(key);
    }
    for (const tempId of creations.restore(found)) this.#writing.showCreation(tempId);
    outbox.restore(found, true);
    for (const item of this.items) if (!known.has(item)) drafts.became(item, !this.#untold.hasDraft(item.threadId), true);
    return unstored;
  }

  /** This tab leads now: what the former leader was sending may have arrived, and what it could not store may be stored here, or stands in this page alone. */
  takeOver(unstored: readonly Item[]): void {
    for (const item of this.items) {
      if (unstored.includes(item)) void this.#writing.outbox.keep(item);
      if (item.state === 'failed' || this.#writing.outbox.lanes.get(item.threadId)?.isBusy) continue;
      if (item.state === 'sending') item.doubt = true;
      // The server may have asked for patience; the former leader's line and token are not this tab's.
      const { code, retryAt = 0 } = item.problem ?? {};
      Object.assign(item, { state: 'queued', attempts: 0, notBefore: code === 'rate-limited' || code === 'unavailable' ? retryAt : 0, wait: longestWait });
    }
    this.retell();
    this.#untold.clear();
  }

  /** There is another leader: drafts that were told to the former one are told again. */
  retell(): void {
    // Others may have written since: whoever leads keeps both.
    const how = this.#parts.core.leads ? {} : { joins: '' };
    for (const threadId of this.#untold.takeDrafts()) this.#writing.drafts.tell(threadId, how);
  }

  /** The server may have been started from an older copy: what it had said before is evidence no more. */
  #forget({ events }: Extract<News, { t: 'batch' }>): void {
    if (events.some((event) => (event as ServerEvent | undefined)?.type === 'resync')) for (const clientId of this.#settled.keys()) this.#settled.set(clientId, undefined);
  }

  #catchUp(): void {
    if (this.#isLate) this.#parts.resync();
    this.#isLate = false;
  }

  #judge({ state, error }: Connection): void {
    if (state === 'online' || state === 'polling') this.#isRefused = false;
    else if (isRefusal(error)) this.#isRefused = true;
  }

  #set({ threadId, clientId, kind, state, problem }: ItemState): void {
    const { outbox, parts: { rooms } } = this.#writing;
    const item = outbox.get(rooms.resolve(threadId), clientId);
    if (!item) return;
    item.kind = kind;
    outbox.set(item, state, problem);
  }

  #gone(threadId: Id, clientId: Id, message?: Message): void {
    const { outbox, parts: { core } } = this.#writing;
    if (message) this.#parts.messages(message.threadId, [message]);
    const item = outbox.get(threadId, clientId);
    if (!item) return;
    outbox.drop(item, message, message ? undefined : new Promise((resolve) => { core.platform.clock.after(keptFor, resolve); }));
    if (!message) this.#writing.unshow(threadId, clientId, item.author);
  }

  #draft(news: Extract<News, { t: 'draft' }>, leads: boolean): void {
    const { drafts, outbox, parts: { rooms } } = this.#writing;
    const threadId = rooms.resolve(news.threadId);
    if (news.writer === this.#me) return this.#untold.echoed(threadId);
    // A tab that has died may have told a moment before of files that are a message's by now: its words are older.
    if (news.uploads.length > 0 && !news.gives && outbox.lanes.items(threadId).some((item) => item.shown && hasBecome(news, threadId, item, true))) {
      // One that lives hears so, or would tell of them again once the message has gone.
      if (leads) this.#tabs.post({ ...news, text: '', uploads: [], echo: true });
      return leads ? drafts.tell(threadId) : undefined;
    }
    if (leads) this.#tabs.post({ ...news, echo: true });
    else if (!news.echo) return;
    if (news.joins === (leads ? '' : this.#me)) {
      // It may be what is just becoming a message here, or has become one as it was read from the storage.
      if (!outbox.lanes.items(threadId).some((item) => hasBecome(news, threadId, item, true))) void drafts.join(threadId, news.text, news.uploads);
      if (leads) drafts.tell(threadId);
    } else if (news.joins !== undefined) return;
    else if (!this.#untold.hasDraft(threadId) && !drafts.isUntold(threadId)) drafts.receive(threadId, news.text, news.uploads);
    // What this tab has told meanwhile takes it away from the others again.
    else if (news.gives) void drafts.join(threadId, news.text, news.uploads, true);
  }
}
