import { ChatError } from '../base/errors.js';
import type { Cursor, Id, Message, Page, Position } from '../model/index.js';
import type { MessageQuery } from '../transport/transport.js';
import type { Core } from './core.js';
import type { Timeline } from './timeline.js';

const pageSize = 50;
/** So many pages a catch-up reads back; what lies further down stays, if it joins, and else gives way. */
const catchUpPages = 20;

export interface HistoryHooks {
  /** The server's id of the thread; undefined while it is being created. */
  threadId(): Id | undefined;
  /** Messages from pages, before they are shown. */
  seen(messages: readonly Message[]): void;
  readUpTo(): Position | undefined;
}

/**
 * The pages of one thread, at both ends: one load at a time an end, waiting for the line. Live messages come in by `live`, which lets no
 * silent gap open: while the loaded window does not reach the present they are held back until it does.
 */
export class History {
  /** The thread is in view. */
  isWanted = false;
  readonly #core: Core;
  readonly #timeline: Timeline;
  readonly #hooks: HistoryHooks;
  #older: Cursor | undefined;
  #newer: Cursor | undefined;
  #held: Message[] = [];
  /** Grows whenever the window is replaced: answers for an earlier one are dropped. */
  #window = 0;
  #catchUpDue = false;
  /** Where the viewer had read to when the thread was opened; `false` while it is not open. */
  #divider: Position | undefined | false = false;

  constructor(core: Core, timeline: Timeline, hooks: HistoryHooks) {
    this.#core = core;
    this.#timeline = timeline;
    this.#hooks = hooks;
  }

  /** The thread comes into view: sets the divider, and loads the newest page the first time. */
  open(): void {
    this.#divider = this.#hooks.readUpTo();
    this.#divide();
    this.start();
  }

  /** Loads the newest page the first time. */
  start(): void {
    this.isWanted = true;
    if (this.#timeline.state.get().phase === 'idle') void this.#newest();
  }

  close(): void {
    this.isWanted = false;
    this.#divider = false;
    this.#timeline.patch({ firstUnread: undefined as never });
  }

  load(direction: 'older' | 'newer' | 'reload', around?: Id): void {
    const { phase, older, newer } = this.#timeline.state.get();
    if (around !== undefined) return void this.#newest(around);
    if (direction === 'reload' || phase === 'failed') return void this.#newest();
    if (phase !== 'ready') return;
    const edge = direction === 'older' ? older : newer;
    if (edge.state !== 'more' && edge.state !== 'failed') return;
    if (direction === 'newer' && this.#catchUpDue) void this.catchUp();
    else void this.#page(direction);
  }

  /** The window jumps to the present where it does not reach it: the viewer has written something. */
  toPresent(): void {
    const { phase, newer } = this.#timeline.state.get();
    if (phase === 'ready' && newer.state === 'more') void this.#newest();
  }

  /** Messages by event or answer. */
  live(messages: readonly Message[]): void {
    const { phase, older, newer } = this.#timeline.state.get();
    const whole = phase === 'ready' && newer.state === 'end';
    const { first, last } = this.#timeline;
    const now: Message[] = [];
    const aside: Message[] = [];
    for (const message of messages) {
      const known = this.#timeline.get(message);
      if (known) (!whole && this.#timeline.isAtTail(known) ? aside : now).push(message);
      else if (message.position !== undefined && first?.position !== undefined && message.position < first.position) {
        if (older.state === 'end') now.push(message);
      } else if (whole || (message.position !== undefined && last?.position !== undefined && message.position < last.position)) now.push(message);
      else if (phase !== 'idle') this.#held.push(message);
    }
    if (aside.length) {
      this.#timeline.merge(aside, { aside: true });
      this.#held.push(...aside);
    }
    if (now.length) this.#timeline.merge(now);
    this.#divide();
  }

  /** The gap cannot be replayed: reads the newest pages back to where they join what is loaded. */
  async catchUp(): Promise<void> {
    const { phase, newer } = this.#timeline.state.get();
    if (phase === 'idle') return;
    if (phase !== 'ready') return this.#newest();
    // A window away from the present reads its way there page by page and misses nothing.
    if (newer.state !== 'end' && !this.#catchUpDue) return;
    const { first, last } = this.#timeline;
    const window = ++this.#window;
    this.#catchUpDue = true;
    this.#timeline.patch({ newer: { state: 'loading' } });
    try {
      let read: Message[] = [];
      let cursor: Cursor | undefined;
      let joins = false;
      for (let pages = 0; pages < catchUpPages; pages++) {
        const page = await this.#ask(cursor === undefined ? {} : { before: cursor }, Number.POSITIVE_INFINITY);
        if (window !== this.#window) return;
        read = page.items.concat(read);
        cursor = page.older;
        const oldest = read[0]?.position;
        joins = cursor === undefined || (oldest !== undefined && last?.position !== undefined && oldest <= last.position);
        if (cursor === undefined || (joins && oldest !== undefined && first?.position !== undefined && oldest <= first.position)) break;
      }
      const goesBeyond = cursor === undefined || !joins || (first?.position !== undefined && (read[0]?.position ?? '') < first.position);
      if (goesBeyond) this.#older = cursor;
      if (joins) this.#timeline.merge(read);
      else this.#timeline.replaceWindow(read);
      this.#catchUpDue = false;
      this.#atPresent(goesBeyond ? { older: { state: cursor === undefined ? 'end' : 'more' } } : {});
    } catch (thrown) {
      if (window === this.#window && !this.#core.over) this.#timeline.patch({ newer: { state: 'failed', error: ChatError.from(thrown) } });
    }
  }

  /** Looks at the newest messages once, whatever is loaded: a lost answer may hide among them. */
  async verify(): Promise<void> {
    try {
      this.live((await this.#ask({}, Number.POSITIVE_INFINITY)).items);
    } catch {
      // Given up: then nothing is known that was not known before.
    }
  }

  /** The thread is gone: what was loaded goes too. */
  gone(error: ChatError): void {
    this.#window++;
    this.#held = [];
    this.#timeline.clear();
    this.#timeline.patch({ phase: 'failed', error, older: { state: 'end' }, newer: { state: 'end' }, firstUnread: undefined as never });
  }

  /** Requests were given up (messaging switched off): loads may start again. */
  reset(): void {
    this.#window++;
    const { phase, older, newer } = this.#timeline.state.get();
    if (phase === 'loading') return this.#timeline.patch({ phase: 'idle' });
    if (phase !== 'ready') return;
    if (newer.state === 'loading') this.#catchUpDue ||= this.#newer === undefined;
    this.#timeline.patch({
      ...(older.state === 'loading' ? { older: { state: 'more' } } : {}),
      ...(newer.state === 'loading' ? { newer: { state: 'more' } } : {}),
    });
  }

  /** The session is open again: what was given up starts anew. */
  resume(): void {
    if (this.#catchUpDue) void this.catchUp();
    else if (this.isWanted && this.#timeline.state.get().phase === 'idle') void this.#newest();
  }

  /** A thread that was just created, with all of its messages here. */
  startWhole(): void {
    this.#timeline.patch({ phase: 'ready', older: { state: 'end' }, newer: { state: 'end' } });
  }

  /** Loads the window anew: at the present, or around one message. */
  async #newest(around?: Id): Promise<void> {
    const window = ++this.#window;
    const first = this.#timeline.first === undefined && this.#timeline.state.get().phase !== 'ready';
    this.#catchUpDue = false;
    this.#timeline.patch(first ? { phase: 'loading', error: undefined as never } : { newer: { state: 'loading' } });
    // A new thread has nothing to load until the server knows it; it is loaded when it gets its id.
    if (this.#hooks.threadId() === undefined) return this.startWhole();
    try {
      const page = await this.#ask(around === undefined ? {} : { around });
      if (window !== this.#window) return;
      this.#older = page.older;
      this.#newer = around === undefined ? undefined : page.newer;
      this.#timeline.replaceWindow(page.items);
      const older = { state: page.older === undefined ? 'end' as const : 'more' as const };
      if (this.#newer === undefined) this.#atPresent({ phase: 'ready', error: undefined as never, older });
      else this.#timeline.patch({ phase: 'ready', error: undefined as never, older, newer: { state: 'more' } });
      this.#divide();
    } catch (thrown) {
      if (window !== this.#window || this.#core.over) return;
      const error = ChatError.from(thrown);
      this.#timeline.patch(first ? { phase: 'failed', error } : { newer: { state: 'failed', error } });
    }
  }

  async #page(direction: 'older' | 'newer'): Promise<void> {
    const window = this.#window;
    const cursor = direction === 'older' ? this.#older : this.#newer;
    // Without a cursor the newer end is found from the present.
    if (cursor === undefined) return this.#newest();
    this.#timeline.patch({ [direction]: { state: 'loading' } });
    try {
      const page = await this.#ask(direction === 'older' ? { before: cursor } : { after: cursor });
      if (window !== this.#window) return;
      const next = direction === 'older' ? page.older : page.newer;
      this.#timeline.merge(page.items);
      if (direction === 'older') {
        this.#older = next;
        this.#timeline.patch({ older: { state: next === undefined ? 'end' : 'more' } });
      } else {
        this.#newer = next;
        if (next === undefined) this.#atPresent({});
        else this.#timeline.patch({ newer: { state: 'more' } });
      }
      this.#divide();
    } catch (thrown) {
      if (window === this.#window && !this.#core.over) this.#timeline.patch({ [direction]: { state: 'failed', error: ChatError.from(thrown) } });
    }
  }

  /** The window reaches the present: what came live meanwhile takes its place. */
  #atPresent(change: Parameters<Timeline['patch']>[0]): void {
    const held = this.#held;
    this.#held = [];
    this.#newer = undefined;
    this.#timeline.patch({ ...change, newer: { state: 'end' } });
    this.#timeline.merge(held);
    this.#timeline.settle();
    this.#divide();
  }

  async #ask(query: MessageQuery, tries = 2): Promise<Page<Message>> {
    const threadId = this.#hooks.threadId();
    if (threadId === undefined) throw new ChatError('not-found');
    const page = await this.#core.ask((signal) => this.#core.transport.messages(threadId, { limit: pageSize, ...query }, { signal }), { tries });
    const items = this.#core.ofThread(page.items, threadId);
    this.#hooks.seen(items);
    return { ...page, items };
  }

  /** Puts the divider above the first unread message, once enough is loaded to know which that is. */
  #divide(): void {
    const { messages, older, phase, firstUnread } = this.#timeline.state.get();
    const readUpTo = this.#divider;
    if (readUpTo === false || firstUnread !== undefined || phase !== 'ready') return;
    const oldest = messages[0]?.position;
    if (older.state !== 'end' && (readUpTo === undefined || oldest === undefined || oldest > readUpTo)) return;
    const { viewerId } = this.#core;
    const first = messages.find((m) => m.position !== undefined && m.author !== viewerId && (readUpTo === undefined || m.position > readUpTo));
    // Only what was there when the thread was opened is «new since»: with nothing unread there is no divider.
    if (first) this.#timeline.patch({ firstUnread: first.id });
    else this.#divider = false;
  }
}
