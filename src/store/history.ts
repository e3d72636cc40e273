import { codeMissing } from '../base/code-missing.js';
import { ChatError } from '../base/errors.js';
import type { Cursor, Id, Message, Page, Position } from '../model/index.js';
import type { MessageQuery } from '../transport/transport.js';
import { together } from './cell.js';
import type { Core } from './core.js';
import { firstUnread } from './divider.js';
import type { Gaps } from './gaps.js';
import type { Timeline } from './timeline.js';

const pageSize = 50;

export interface HistoryHooks {
  /** The server's id of the thread; undefined while it is being created. */
  threadId(): Id | undefined;
  /** Messages from pages, before they are shown; as they are to be shown. */
  seen(messages: Message[]): Message[];
  readUpTo(): Position | undefined;
}

/**
 * The pages of one thread, at both ends and in the holes between (`gaps.ts`): one load at a time each, waiting for the line. A page is the
 * server's word for the stretch that it covers. Live messages come in by `live`, which lets no silent gap open: those whose neighbours are not
 * loaded, and all that come while a page is on its way, are held back until they can take their place.
 */
export class History {
  /** The thread is in view. */
  isWanted = false;
  readonly timeline: Timeline;
  readonly #core: Core;
  readonly #hooks: HistoryHooks;
  #older: Cursor | undefined;
  #newer: Cursor | undefined;
  #held: Message[] = [];
  #loads = 0;
  /** Grows whenever the window is replaced: answers for an earlier one are dropped. */
  #window = 0;
  /** What is loaded has to be compared with the server's. */
  #isDoubtful = false;
  #gaps: Gaps | undefined;
  /** Where the viewer had read to when the thread was opened; `false` while it is not open. */
  #divider: Position | undefined | false = false;

  constructor(core: Core, timeline: Timeline, hooks: HistoryHooks) {
    this.#core = core;
    this.timeline = timeline;
    this.#hooks = hooks;
  }

  get #state() { return this.timeline.state.get(); }

  /** The thread comes into view: sets the divider, and loads the newest page the first time. */
  open(): void {
    this.#divider = this.#hooks.readUpTo();
    this.#divide();
    this.start();
  }

  /** Loads the newest page the first time; compares or completes what was left in doubt since. */
  start(): void {
    this.isWanted = true;
    this.resume();
  }

  close(): void {
    this.isWanted = false;
    this.#divider = false;
    this.timeline.patch({ firstUnread: undefined as never });
  }

  /** @param id of a message for the window to move around, or of the gap */
  load(direction: 'older' | 'newer' | 'reload' | 'gap', id?: Id): void {
    const { phase, older, newer } = this.#state;
    if (direction === 'gap') return this.#gaps?.load(id as Id);
    if (id !== undefined) return void this.newest(id);
    if (direction === 'reload' || phase === 'failed') return void this.newest();
    if (phase !== 'ready') return;
    const edge = direction === 'older' ? older : newer;
    if (edge.state !== 'more' && edge.state !== 'failed') return;
    if (!this.#isDoubtful) void this.#page(direction);
    else if (newer.state !== 'loading') void this.#compare();
  }

  /** The window jumps to the present where it does not reach it: the viewer has written something. */
  toPresent(): void {
    const { phase, newer } = this.#state;
    if (phase === 'ready' && newer.state === 'more' && !this.#isDoubtful) void this.newest();
  }

  /** Messages by event or answer. */
  live(messages: readonly Message[]): void {
    const { phase } = this.#state;
    const [now, aside, anew]: [Message[], Message[], Message[]] = [[], [], []];
    // Of one that comes twice, and was moved in between, the later counts alone.
    const latest = new Map<Id, Message>();
    for (const message of messages) if (message.revision >= (latest.get(message.id)?.revision ?? 0)) latest.set(message.id, message);
    for (const message of latest.values()) {
      const known = this.timeline.get(message);
      const placed = known && message.position === undefined ? known : message;
      const isLoaded = this.#isLoaded(placed);
      if (this.#loads > 0 || (phase !== 'idle' && !isLoaded && !this.#isPast(placed.position))) this.#held.push(message);
      // Of a server that may have gone back to an older copy, a lower revision counts where what is known has not been compared yet.
      if (isLoaded) (known?.position !== undefined && (this.#isDoubtful || this.#gaps?.doubts(known.position)) ? anew : now).push(message);
      else if (known && isLoaded === undefined && this.timeline.isAtTail(known)) aside.push(message);
      // Its place is where nothing is loaded: it comes with its neighbours.
      else if (known && (known.position === undefined || message.revision > known.revision)) this.timeline.drop(known);
    }
    if (aside.length) this.timeline.merge(aside, { aside: true });
    if (now.length) this.timeline.merge(now);
    if (anew.length) this.timeline.merge(anew, { trusted: true });
    this.#divide();
  }

  /** The events between cannot be had: what is loaded is compared with the server's, now or when the thread comes into view. */
  catchUp(): void {
    const { phase, newer } = this.#state;
    if (this.#hooks.threadId() === undefined) return;
    this.#held = [];
    // What was heard of a thread that has never been in view is no evidence any more.
    if (phase === 'idle') return this.timeline.cover([]);
    if (phase !== 'ready') return void this.newest();
    this.#isDoubtful = true;
    if (this.isWanted) void this.#compare();
    else if (newer.state === 'end') this.timeline.patch({ newer: { state: 'more' } });
  }

  /** Looks at the newest messages once, whatever is loaded: a lost answer may hide among them. Given up, it changes nothing. */
  async verify(): Promise<void> {
    await this.#ask({}, Number.POSITIVE_INFINITY).then(({ items }) => this.live(items), () => undefined);
  }

  /** The thread is gone: what was loaded goes too. */
  gone(error: ChatError): void {
    this.#replace();
    this.#held = [];
    this.timeline.clear();
    this.timeline.patch({ phase: 'failed', error, older: { state: 'end' }, newer: { state: 'end' }, firstUnread: undefined as never });
  }

  /** The thread is there, or there again: where the viewer had read to is known now. */
  back(): void {
    if (this.#state.error?.code === 'gone') this.timeline.patch({ phase: 'idle', error: undefined as never, older: { state: 'more' }, newer: { state: 'more' } });
    if (this.isWanted) this.open();
  }

  /** Requests were given up (messaging switched off): loads may start again. */
  reset(): void {
    const { phase, newer } = this.#state;
    this.#window++;
    this.#gaps?.stop(true);
    if (phase === 'loading') return this.timeline.patch({ phase: 'idle' });
    if (phase !== 'ready') return;
    this.#release();
    if (newer.state === 'loading') this.timeline.patch({ newer: { state: 'more' } });
  }

  /** The session is open again: what was given up starts anew. */
  resume(): void {
    if (!this.isWanted) return;
    const { phase, newer } = this.#state;
    if (phase === 'idle') void this.newest();
    else if (phase === 'ready' && this.#isDoubtful && newer.state !== 'loading') void this.#compare();
    else this.#gaps?.fill();
  }

  /** Loads the window anew: at the present, or around one message. */
  async newest(around?: Id): Promise<void> {
    const { newer, phase } = this.#state;
    const first = this.timeline.first === undefined && phase !== 'ready';
    this.#replace(true);
    this.timeline.patch(first ? { phase: 'loading', error: undefined as never, older: { state: 'more' }, newer: { state: 'more' } } : { newer: { state: 'loading' } });
    // A new thread has all of its messages here until the server knows it; it is loaded when it gets its id.
    if (this.#hooks.threadId() === undefined) return this.timeline.patch({ phase: 'ready', older: { state: 'end' }, newer: { state: 'end' } });
    await this.read(around === undefined ? {} : { around }, ({ items, older, ...page }) => {
      const after = around && page.newer;
      this.#replace();
      this.#isDoubtful = false;
      this.timeline.cover(items, older === undefined ? undefined : items[0]?.position, after === undefined ? undefined : items.at(-1)?.position, true);
      this.timeline.patch({ phase: 'ready', error: undefined as never });
      this.reaches('older', older);
      this.reaches('newer', after);
    }, 2, (error) => this.timeline.patch(first ? { phase: 'failed', error } : { error, newer: around === undefined || newer.state === 'loading' ? { state: 'failed', error } : this.#isDoubtful ? { state: 'more' } : newer }));
  }

  /** How far what is loaded reaches now: the cursor of the next page, or none at the very end. */
  reaches(end: 'older' | 'newer', cursor: Cursor | undefined): void {
    if (end === 'older') this.#older = cursor;
    else this.#newer = cursor;
    this.timeline.patch({ [end]: { state: cursor === undefined ? 'end' : 'more' } });
  }

  /** All that is loaded has been compared with the server's, or its doubtful part stands behind a gap. */
  isSettled(): void {
    this.#isDoubtful = false;
  }

  /**
   * Reads a page and takes it, as one change; what came live since it was asked for counts more. An answer for a window that was replaced in the
   * meantime is dropped. Never rejects. Resolves with whether the page was taken.
   */
  async read(query: MessageQuery, take: (page: Page<Message>) => void, tries: number, failed: (error: ChatError) => void): Promise<boolean> {
    const window = this.#window;
    this.#loads += 1;
    let page: Page<Message> | undefined;
    let error: ChatError | undefined;
    try {
      page = await this.#ask(query, tries);
    } catch (thrown) {
      error = ChatError.from(thrown);
    }
    this.#loads -= 1;
    if (window !== this.#window || this.#core.over) return false;
    together(() => {
      if (page) take(page);
      else failed(error as ChatError);
      const held = this.#held;
      this.#held = [];
      this.live(held);
      this.timeline.settle((message) => this.#isLoaded(message));
    });
    return page !== undefined;
  }

  async #page(direction: 'older' | 'newer'): Promise<void> {
    const cursor = direction === 'older' ? this.#older : this.#newer;
    // Without a cursor the newer end is found from the present.
    if (cursor === undefined) return this.newest();
    this.timeline.patch({ [direction]: { state: 'loading' } });
    await this.read(direction === 'older' ? { before: cursor } : { after: cursor }, (page) => {
      this.timeline.merge(page.items);
      // A server that names the same place again would be asked without end.
      this.reaches(direction, page[direction] === cursor ? undefined : page[direction]);
    }, 2, (error) => this.timeline.patch({ [direction]: { state: 'failed', error } }));
  }

  /** What compares comes with the first time that there is a doubt. */
  async #compare(): Promise<void> {
    this.#replace(true);
    const window = this.#window;
    this.timeline.patch({ newer: { state: 'loading' } });
    try {
      this.#gaps ??= new (await import('./gaps.js')).Gaps(this);
      if (window === this.#window) await this.#gaps.compare(this.#newer !== undefined);
    } catch (cause) {
      if (window === this.#window) this.timeline.patch({ newer: { state: 'failed', error: codeMissing('that compares', cause) } });
    }
  }

  /** Answers that are still on their way count no more. */
  #replace(keepsGaps = false): void {
    this.#window++;
    this.#gaps?.stop(keepsGaps);
    this.#release();
  }

  #release(): void {
    if (this.#state.older.state === 'loading') this.timeline.patch({ older: { state: 'more' } });
  }

  async #ask(query: MessageQuery, tries: number): Promise<Page<Message>> {
    const threadId = this.#hooks.threadId();
    if (threadId === undefined) throw new ChatError('not-found');
    const page = await this.#core.askNow((signal) => this.#core.transport.messages(threadId, { limit: pageSize, ...this.#core.include, ...query }, { signal }), { tries });
    return { ...page, items: this.#hooks.seen(this.#core.ofThread(page.items, threadId)) };
  }

  /** Before all that is loaded, though not at the very beginning. */
  #isPast(position = ''): boolean {
    const first = this.timeline.first?.position;
    return position !== '' && first !== undefined && position < first && this.#state.older.state !== 'end';
  }

  /** Its neighbours are loaded; undefined where what is loaded does not reach so far. */
  #isLoaded({ position }: Message): boolean | undefined {
    const { phase, newer } = this.#state;
    const last = this.timeline.last?.position;
    if (position === undefined || last === undefined || position > last) return (phase === 'ready' && newer.state === 'end') || undefined;
    return !this.#isPast(position) && !this.#gaps?.hides(position);
  }

  /** Puts the divider above the first unread message, once enough is loaded to know which that is. */
  #divide(): void {
    if (this.#divider === false || this.#state.firstUnread !== undefined) return;
    const first = firstUnread(this.#state, this.#divider, this.#core);
    // Only what was there when the thread was opened is «new since»: with nothing unread there is no divider.
    if (first === null) this.#divider = false;
    else if (first !== undefined) this.timeline.patch({ firstUnread: first });
  }
}
