import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { define } from '../base/define.js';
import type { Id, Translate } from '../model/index.js';
import { panelStyles } from '../ui/panels.js';
import { baseStyles } from '../ui/styles.js';
import './announcer.js';
import type { ClinicAnnouncer } from './announcer.js';
import { ChatElement } from './chat-element.js';
import { ListExtras } from './list-extras.js';
import { onListKey } from './list-keys.js';
import { listRow, type RowSurroundings } from './list-row.js';
import { emptyList, listEdge, type StateActions } from './list-states.js';
import { ListStay } from './list-stay.js';
import { ListView } from './list-view.js';
import { nextFrame } from './next-frame.js';
import { messageListStyles } from './message-list.styles.js';
import { rowStyles } from './message.styles.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/** Older messages are asked for when less than this many heights of the view is left above; so many pixels above the end there is a way back to it, from a line on where something has come. */
const ahead = 1.5;
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
 * @csspart line - What is nobody's message: one line in the middle.
 */
export class ClinicMessageList extends ChatElement {
  static override styles = [baseStyles, panelStyles, rowStyles, messageListStyles];

  /** The thread's id. */
  @property() thread = '';
  /** The id of a message to go to, in place of the newest one: for links that lead to a message. */
  @property() message = '';

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
  readonly #view: ListView = new ListView({
    canPin: () => this.#chasing || this.#model.reachesPresent,
    onChange: () => this.#onPlaceChange(),
    held: () => [this.currentKey, ...this.#extras.held],
    update: (now) => {
      this.requestUpdate();
      if (now) this.performUpdate();
    },
  });
  readonly #model = this.#view.model;
  readonly #anchor = this.#view.anchor;
  readonly #extras = new ListExtras({
    view: this.#view,
    hasLanded: () => this.#stay.landed,
    list: () => this.list,
    thread: () => this.#id,
    chat: () => this.chat,
    t: (key, values) => this.#t(key, values),
    load: (what) => this.#load(what),
    announcer: () => this.announcer,
    onRead: (key) => this.#onRead(key),
  });
  readonly #stay = new ListStay(this.#view, () => this.list);
  /** On the way to the present, which is still to be loaded. */
  #chasing = false;
  #hadFocus = false;
  #drawnAt = 0;
  #readUpTo: string | undefined;
  #drawn: RowSurroundings['drawn'] = new Map();
  #changed: readonly number[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#extras.connect();
    // What is around it is painted first: all in one would be a long task.
    if (!this.hasUpdated) return void (this.#drawnAt = performance.now());
    this.#attach();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stay.keepPlace();
    this.#anchor.detach();
    this.#extras.disconnect();
    // A move in the DOM disconnects and connects at once: only who is gone a moment later has closed the thread.
    setTimeout(() => !this.isConnected && this.#stay.end());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#hadFocus = this.hasUpdated && this.list.matches(':focus-within');
    if (this.isConnected && !this.#stay.isIn(this.chat, this.#id)) this.#open(this.#id);
    if (changed.has('message') && this.message) this.goToMessage(this.message);
    const people = this.#thread.value?.participants;
    if (people) this.#model.people = new Map(people.map((person) => [person.id, person]));
    this.#view.prepare();
    const timeline = this.#timeline.value;
    if (!timeline || timeline === this.#model.timeline) return;
    const hasGap = timeline.gaps.length > (this.#model.timeline?.gaps.length ?? 0);
    const news = this.#view.take(timeline, this.#viewer);
    this.#extras.tell(hasGap, news);
    if (news) {
      if (!this.#anchor.pinned) this.waiting += news.incoming.length;
      if (news.sent.length > 0) this.goToLatest();
    }
    if (!this.#hadFocus || this.#model.indexOf(this.currentKey) < 0) this.currentKey = this.#model.keyAt(-1);
  }

  /** As often as is painted, at most: messages may come much faster. */
  protected override async scheduleUpdate(): Promise<void> {
    // Of a chat that is gone or locked nothing stays for a frame more.
    if (this.chat) await nextFrame(this.#drawnAt);
    void super.scheduleUpdate();
  }

  protected override firstUpdated(): void {
    this.#attach();
  }

  protected override updated(): void {
    this.#drawnAt = performance.now();
    this.#view.settle(this.#changed);
    if (this.#stay.landed) this.#goOn();
    else if (this.#thread.value && this.#model.messages.length > 0) void this.#stay.land().then(() => this.#goOn());
    // The message that had the focus is gone, and the focus must not go with it.
    if (this.#hadFocus && !this.list.matches(':focus-within')) this.focus({ preventScroll: true });
  }

  /** Puts the focus on the message that is the tab stop, else on the list. */
  override focus(options?: FocusOptions): void {
    if (this.hasUpdated) (this.#view.element(this.currentKey) ?? this.list).focus(options);
  }

  /** Goes to the newest message and stays there. */
  goToLatest(): void {
    const timeline = this.#model.timeline;
    this.#chasing = !!timeline && timeline.newer.state !== 'end';
    if (timeline?.newer.state === 'more') this.#load('reload');
    this.waiting = 0;
    this.#view.toEnd();
    this.#onPlaceChange();
  }

  /** Goes to a message, wherever in the thread it is: loads what is around it where that is not loaded, marks it, and puts the focus on it. */
  goToMessage(id: Id): void {
    this.#extras.go({ id });
  }

  /** Goes to the first message at or after a time (milliseconds since the epoch), as far back as a few thousand messages. */
  goToDate(at: number): void {
    this.#extras.go({ at });
  }

  /** Goes to the divider of what is new; where nothing is, to the newest message. */
  goToUnread(): void {
    this.#extras.go({ unread: true });
  }

  override render(): TemplateResult {
    const t = this.#t;
    const { timeline, messages } = this.#model;
    const some = messages.length > 0;
    const draws = new Map<string, readonly unknown[]>();
    const around: RowSurroundings = { drawn: this.#drawn, draws, changed: [], chat: this.chat, model: this.#model, viewer: this.#viewer, current: this.currentKey, size: this.#view.size, t, loadGap: (id: Id) => this.#load({ gap: id }) };
    this.#drawn = draws;
    this.#changed = around.changed;
    return html`<div class="list" part="list" role="log" aria-live="off" aria-label=${this.#thread.value?.title || t('messages')} aria-busy=${timeline?.phase === 'loading'}
        tabindex="-1" @keydown=${this.#onKeydown} @focusin=${this.#onFocusin} @pointerdown=${this.#onTouch}>
        <div class="inner ${this.#view.isPartial ? 'long' : ''}">
          ${some ? listEdge(timeline?.older, t('history.failed'), t, () => this.#load('older')) : this.thread ? emptyList(timeline, this.#stateActions) : nothing}
          <div class="rows">${repeat(this.#view.rows(), (row) => row.key, (row, at) => listRow(row, at, around))}</div>
          ${some ? listEdge(timeline?.newer, t('thread.failed'), t, () => this.#load('newer')) : nothing}
        </div>
      </div>
      ${this.away && some ? this.#renderLatest() : nothing}
      <clinic-announcer></clinic-announcer>`;
  }

  #renderLatest(): TemplateResult {
    // Where it cannot come now, the next time that something is drawn asks again.
    import('./list-latest.js').catch(() => undefined);
    return html`<clinic-list-latest exportparts="latest" .chat=${this.chat} .waiting=${this.waiting} .go=${() => this.#onLatest()}></clinic-list-latest>`;
  }

  get #id(): Id { return this.thread && this.chat ? this.chat.resolve(this.thread) : this.thread; }
  get #t(): Translate { return wordsOf(this.chat); }
  get #viewer(): Id | undefined { return this.#session.value?.session?.viewer.id; }

  get #stateActions(): StateActions {
    return { chat: this.chat, t: this.#t, canWrite: !!this.chat?.can('message.send', this.#id), reload: () => this.#load('reload') };
  }

  #attach(): void {
    this.#view.attach(this.list, this.rowsHolder);
  }

  /** Another thread, or another person's chat. */
  #open(id: Id): void {
    const isSome = this.#stay.begin(this.chat, id);
    this.#chasing = this.away = false;
    this.waiting = 0;
    this.currentKey = this.#readUpTo = undefined;
    this.#extras.reset();
    if (isSome) this.command({ type: 'thread.open', threadId: id });
  }

  #goOn(): void {
    this.#look();
    this.#extras.seek();
  }

  #onPlaceChange(): void {
    if (!this.#stay.landed || !this.#anchor.ready) return;
    this.#stay.keepPlace();
    this.#look();
  }

  /** Where the reader is now, and what follows: the way back, the next page, what has been read. */
  #look(): void {
    const [list, timeline] = [this.list, this.#model.timeline];
    if (!timeline || !this.#stay.landed || !this.#anchor.ready) return;
    this.#view.cover();
    const below = list.scrollHeight - list.clientHeight - list.scrollTop;
    if (this.#anchor.pinned) this.waiting = 0;
    if (timeline.newer.state === 'end') this.#chasing = false;
    this.away = !this.#anchor.pinned && below > (this.waiting ? farFromEnd / 5 : farFromEnd);
    if (timeline !== this.#model.asked) {
      const near = list.clientHeight * ahead;
      if (timeline.newer.state === 'more' && below < near) this.#load('newer');
      else if (timeline.older.state === 'more' && this.#view.above < near) this.#load('older');
      else if (timeline.gaps.length > 0) import('./gap.js').then(({ gapNear }) => gapNear(list, near, (gap) => this.#load({ gap })), () => undefined);
    }
    this.#extras.look();
  }

  #load(what: 'older' | 'newer' | 'reload' | { gap: Id } | { around: Id }): void {
    this.#model.asked = this.#model.timeline;
    this.command({ type: 'history.load', threadId: this.#id, ...(typeof what === 'string' ? { direction: what } : 'gap' in what ? { direction: 'gap', ...what } : { direction: 'reload', ...what }) });
  }

  #onRead(key: string): void {
    const upTo = this.#model.messages[this.#model.indexOf(key)]?.position;
    if (!upTo || upTo === this.#readUpTo) return;
    this.#readUpTo = upTo;
    this.command({ type: 'read', threadId: this.#id, upTo });
  }

  #onKeydown(event: KeyboardEvent): void {
    const step = onListKey(event);
    if (step !== undefined) this.#extras.step(this.currentKey, step);
  }

  #onTouch(): void {
    this.#extras.touch().catch(() => undefined);
  }

  #onFocusin(event: FocusEvent): void {
    this.#onTouch();
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
