import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { define } from '../base/define.js';
import { messageKey, type Id, type Translate } from '../model/index.js';
import type { Chat } from '../store/types.js';
import { panelStyles } from '../ui/panels.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import './announcer.js';
import type { ClinicAnnouncer } from './announcer.js';
import { ChatElement } from './chat-element.js';
import { onListKey } from './list-keys.js';
import { ListModel } from './list-model.js';
import { recall, remember } from './list-places.js';
import { latestButton, listRow } from './list-row.js';
import { ListSpeech } from './list-speech.js';
import { emptyList, gapNear, listEdge, type StateActions } from './list-states.js';
import type { ClinicMessage } from './message.js';
import { messageListStyles } from './message-list.styles.js';
import { endsInView, isUnread, ReadMarker } from './read-marker.js';
import { ScrollAnchor } from './scroll-anchor.js';
import { showUnread } from './show-unread.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/** Older messages are asked for when less than this many heights of the view is left above. */
const ahead = 1.5;
/** From so many pixels above the end on there is a way back to it. */
const farFromEnd = 160;

/**
 * The messages of one thread, oldest first: grouped by author and time, with day separators and the divider of what is new. It keeps the
 * reader's place whatever is loaded or grows, stays at the bottom while the reader is there, loads older messages by itself, and tells the
 * server what has been read. One tab stop: Up, Down, Home and End move between messages, Enter goes into one, Escape comes back.
 *
 * @tag clinic-message-list
 * @slot empty - In place of the sentence that stands in a thread without messages.
 * @csspart list - The scrolling container, a `log` named after the thread.
 * @csspart day - A day separator.
 * @csspart unread - The divider above the first new message.
 * @csspart gap - Where messages may be missing.
 * @csspart latest - The button that goes to the newest message.
 * @csspart head - Of a message: the line with the author's name and role.
 * @csspart avatar - Of a message: the author's initials.
 * @csspart bubble - Of a message: what holds its content.
 * @csspart meta - Of a message: the line with time and delivery.
 */
export class ClinicMessageList extends ChatElement {
  static override styles = [baseStyles, buttonStyles, panelStyles, messageListStyles];

  /** The thread's id. */
  @property() thread = '';

  @query('.list') private list!: HTMLElement;
  @query('.rows') private rowsHolder!: HTMLElement;
  @query('clinic-announcer') private announcer!: ClinicAnnouncer;
  /** New messages that came while the reader was further up. */
  @state() private waiting = 0;
  /** The reader is so far up that there is a way back. */
  @state() private away = false;
  /** The key of the message that is the tab stop. */
  @state() private currentKey: string | undefined;

  readonly #timeline = new Watch(this, () => (this.#id ? this.chat?.timeline(this.#id) : undefined));
  readonly #thread = new Watch(this, () => (this.#id ? this.chat?.thread(this.#id) : undefined));
  readonly #session = new Watch(this, () => this.chat?.session);
  readonly #model = new ListModel();
  readonly #anchor = new ScrollAnchor({ canPin: () => this.#chasing || this.#model.reachesPresent, onChange: () => this.#onPlaceChange() });
  readonly #reads = new ReadMarker({ inView: () => this.#unreadInView(), onRead: (key) => this.#onRead(key) });
  readonly #speech = new ListSpeech(() => ({ announcer: this.announcer, chat: this.chat, people: this.#model.people, t: this.#t }));
  /** The thread that has been opened at the chat. */
  #opened: { chat: Chat; id: Id } | undefined;
  /** The reader's place in it has been found. */
  #landed = false;
  /** On the way to the present, which is still to be loaded. */
  #chasing = false;
  #hadFocus = false;
  #readUpTo: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#reads.connect();
    if (!this.hasUpdated) return;
    this.#attach();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#keepPlace();
    this.#anchor.detach();
    this.#reads.disconnect();
    // A move in the DOM disconnects and connects at once: only who is gone a moment later has closed the thread.
    setTimeout(() => !this.isConnected && this.#close());
  }

  protected override willUpdate(): void {
    this.#hadFocus = this.hasUpdated && this.list.matches(':focus-within');
    if (this.isConnected && (this.#opened?.id !== this.#id || this.#opened.chat !== this.chat)) this.#open(this.#id);
    const people = this.#thread.value?.participants;
    if (people) this.#model.people = new Map(people.map((person) => [person.id, person]));
    const timeline = this.#timeline.value;
    if (!timeline || timeline === this.#model.timeline) return;
    this.#speech.gaps(timeline, this.#model.timeline);
    const news = this.#model.take(timeline, this.#viewer, this.#anchor.pinned);
    if (news) {
      if (news.older) this.#speech.older(news.older);
      this.#speech.incoming(news.incoming);
      this.#speech.failed(news.failed);
      if (!this.#anchor.pinned) this.waiting += news.incoming.length;
      if (news.sent.length > 0) this.goToLatest();
    }
    const keys = this.#model.keys();
    if (!this.#hadFocus || !this.currentKey || !keys.includes(this.currentKey)) this.currentKey = keys.at(-1);
  }

  protected override firstUpdated(): void {
    this.#attach();
  }

  protected override updated(): void {
    this.#anchor.sync();
    void this.#settle();
    if (!this.#landed && this.#model.rows.length > 0) void this.#land();
    else this.#look();
    // The message that had the focus is gone, and the focus must not go with it.
    if (this.#hadFocus && !this.list.matches(':focus-within')) this.focus();
  }

  /** Puts the focus on the message that is the tab stop, else on the list. */
  override focus(options?: FocusOptions): void {
    if (this.hasUpdated) (this.#element(this.currentKey) ?? this.list).focus(options);
  }

  /** Goes to the newest message and stays there. */
  goToLatest(): void {
    const timeline = this.#model.timeline;
    this.#chasing = !!timeline && timeline.newer.state !== 'end';
    if (timeline?.newer.state === 'more') this.#load('reload');
    this.waiting = 0;
    this.#anchor.pin();
    this.#onPlaceChange();
  }

  override render(): TemplateResult {
    const t = this.#t;
    const { timeline, rows } = this.#model;
    const some = rows.length > 0;
    const around = { chat: this.chat, model: this.#model, viewer: this.#viewer, current: this.currentKey, t, loadGap: (id: Id) => this.#load({ gap: id }) };
    return html`<div class="list" part="list" role="log" aria-live="off" aria-label=${this.#thread.value?.title || t('messages')} aria-busy=${timeline?.phase === 'loading' ? 'true' : 'false'}
        tabindex="-1" @keydown=${this.#onKeydown} @focusin=${this.#onFocusin}>
        <div class="inner">
          ${some ? listEdge(timeline?.older, t('history.failed'), t, () => this.#load('older')) : this.thread ? emptyList(timeline, this.#stateActions) : nothing}
          <div class="rows">${repeat(rows, (row) => row.key, (row) => listRow(row, around))}</div>
          ${some ? listEdge(timeline?.newer, t('thread.failed'), t, () => this.#load('newer')) : nothing}
        </div>
      </div>
      ${this.away && some ? latestButton(this.waiting, this.chat?.locale ?? 'en', t, () => this.#onLatest()) : nothing}
      <clinic-announcer></clinic-announcer>`;
  }

  get #id(): Id {
    return this.thread && this.chat ? this.chat.resolve(this.thread) : this.thread;
  }

  get #t(): Translate {
    return wordsOf(this.chat);
  }

  get #viewer(): Id | undefined {
    return this.#session.value?.session?.viewer.id;
  }

  get #stateActions(): StateActions {
    return { t: this.#t, canWrite: !!this.chat?.can('message.send', this.#id), reload: () => this.#load('reload') };
  }

  #attach(): void {
    this.#anchor.attach(this.list, this.list.firstElementChild as HTMLElement, this.rowsHolder);
  }

  /** Another thread, or another person's chat: nothing of the former one stays. */
  #open(id: Id): void {
    this.#keepPlace();
    this.#close();
    this.#model.reset();
    this.#landed = this.#chasing = this.away = false;
    this.waiting = 0;
    this.currentKey = this.#readUpTo = undefined;
    this.#reads.reset();
    this.#speech.reset();
    if (!this.chat || !id) return;
    this.#opened = { chat: this.chat, id };
    this.command({ type: 'thread.open', threadId: id });
  }

  #close(): void {
    if (this.#opened) this.#opened.chat.dispatch({ type: 'thread.close', threadId: this.#opened.id });
    this.#opened = undefined;
  }

  /** New rows get their heights some microtasks later: corrected then, before anybody can look. */
  async #settle(): Promise<void> {
    const pending = this.#elements().filter((message) => message.isUpdatePending);
    if (pending.length === 0) return;
    await Promise.all(pending.map((message) => message.updateComplete));
    this.#anchor.sync();
  }

  /** Finds the reader's place in a thread that has just come into view, once its rows have their heights. */
  async #land(): Promise<void> {
    this.#landed = true;
    await Promise.all(this.#elements().map((message) => message.updateComplete));
    if (!this.#opened) return;
    const place = recall(this.#opened.chat, this.#opened.id);
    const row = place && place !== 'bottom' ? this.#element(place.key) : undefined;
    this.#anchor.pin();
    if (row && place && place !== 'bottom') this.#anchor.goTo(row, place.offset);
    else if (place !== 'bottom') showUnread(this.list, this.#anchor);
    this.#look();
  }

  #keepPlace(): void {
    const { place } = this.#anchor;
    if (this.#opened && this.#landed && place) remember(this.#opened.chat, this.#opened.id, place);
  }

  #onPlaceChange(): void {
    if (!this.#landed || !this.#anchor.ready) return;
    this.#keepPlace();
    this.#look();
  }

  /** Where the reader is now, and what follows: the way back, the next page, what has been read. */
  #look(): void {
    const [list, timeline] = [this.list, this.#model.timeline];
    if (!timeline || !this.#landed || !this.#anchor.ready) return;
    const below = list.scrollHeight - list.clientHeight - list.scrollTop;
    if (this.#anchor.pinned) this.waiting = 0;
    if (timeline.newer.state === 'end') this.#chasing = false;
    this.away = !this.#anchor.pinned && below > farFromEnd;
    if (timeline !== this.#model.asked) {
      const near = list.clientHeight * ahead;
      if (timeline.newer.state === 'more' && below < near) this.#load('newer');
      else if (timeline.older.state === 'more' && list.scrollTop < near) this.#load('older');
      else gapNear(list, near, (gap) => this.#load({ gap }));
    }
    this.#reads.check();
  }

  #load(what: 'older' | 'newer' | 'reload' | { gap: Id }): void {
    this.#model.asked = this.#model.timeline;
    this.command({ type: 'history.load', threadId: this.#id, ...(typeof what === 'string' ? { direction: what } : { direction: 'gap', ...what }) });
  }

  readonly #elements = (): ClinicMessage[] => [...this.rowsHolder.querySelectorAll('clinic-message')];

  #element(key: string | undefined): ClinicMessage | undefined {
    return key === undefined ? undefined : this.#elements().find((element) => element.dataset['key'] === key);
  }

  #unreadInView(): string[] {
    const thread = this.#thread.value;
    if (!thread || !this.#anchor.ready) return [];
    return endsInView(this.list, this.#anchor.rowAt(0)).flatMap((row) => {
      const { message } = row as Partial<ClinicMessage>;
      return message && isUnread(message, thread, this.#viewer) ? [messageKey(message)] : [];
    });
  }

  #onRead(key: string): void {
    const upTo = this.#model.position(key);
    if (!upTo || upTo === this.#readUpTo) return;
    this.#readUpTo = upTo;
    this.command({ type: 'read', threadId: this.#id, upTo });
  }

  #onKeydown(event: KeyboardEvent): void {
    this.currentKey = onListKey(event, this.#elements()) ?? this.currentKey;
  }

  #onFocusin(event: FocusEvent): void {
    const message = event.composedPath().find((node) => node instanceof HTMLElement && node.localName === 'clinic-message');
    this.currentKey = (message as HTMLElement | undefined)?.dataset['key'] ?? this.currentKey;
  }

  #onLatest(): void {
    this.goToLatest();
    this.focus({ preventScroll: true });
  }
}

define('clinic-message-list', ClinicMessageList);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-message-list': ClinicMessageList;
  }
}
