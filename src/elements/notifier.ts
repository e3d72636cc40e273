import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/notify.js';
import type { Id, Position } from '../model/index.js';
import type { Arrival, Chat } from '../store/types.js';
import { iconClose } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import './announcer.js';
import type { ClinicAnnouncer } from './announcer.js';
import { ChatElement } from './chat-element.js';
import { askOutside, canOffer, countInTitle, forgetOutside, notifyOutside, playTone } from './notifier-outside.js';
import { notifierStyles } from './notifier.styles.js';
import { Watch } from './watch.js';
import { roleName, wordsOf } from './words.js';

/** R-11: a message whose end is in view for a second is read; whoever has not read it by then is told. In milliseconds. */
const unreadAfter = 1_500;
/** How long a notification stays, in milliseconds; not while the pointer or the focus is on it. */
const staysFor = 10_000;
/** More threads than this become one line. */
const most = 3;

interface Note { threadId: Id; title: string; author: string; count: number; last: Position }

const serving = new WeakMap<Chat, ClinicNotifier>();

/**
 * Tells of new messages whose thread is not in view (R-11): who has written, in which thread, never what. Muted threads and one's own messages
 * are silent; many at once are one line. Popup and inbox bring one by themselves; put one on the page to set its attributes.
 *
 * @tag clinic-notifier
 * @fires {CustomEvent<{ thread: string | undefined }>} clinic-notification-open - A notification was chosen. Cancel it to open the thread by yourself.
 * @csspart toast - One notification.
 */
export class ClinicNotifier extends ChatElement {
  static override styles = [baseStyles, buttonStyles, notifierStyles];

  /** Writes the number of unread messages before the page's title, in one tab. */
  @property({ type: Boolean, attribute: 'title-count' }) titleCount = false;
  /** Plays a short tone, in one tab. */
  @property({ type: Boolean }) sound = false;

  @state() private notes: readonly Note[] = [];
  @state() private refused = false;
  @query('clinic-announcer') private announcer!: ClinicAnnouncer;
  @query('.stack') private stack!: HTMLElement;
  readonly #threads = new Watch(this, () => this.chat?.threads);
  readonly #unread = new Watch(this, () => this.chat?.unread);
  readonly #session = new Watch(this, () => this.chat?.session);
  readonly #locked = new Watch(this, () => this.chat?.locked);
  #heard: Chat | undefined;
  #stop: (() => void) | undefined;
  #leads = false;
  #waiting: Arrival[] = [];
  #timers = new Set<ReturnType<typeof setTimeout>>();
  #leaving: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#onVisible);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#onVisible);
    this.#listen(undefined);
  }

  protected override willUpdate(): void {
    if (this.isConnected) this.#listen(this.chat);
    const { phase } = this.#session.value ?? {};
    if (phase === 'ended') forgetOutside();
    if (phase === 'ended' || phase === 'off') this.notes = [];
    if (this.#threads.value && this.notes.some((note) => this.#isRead(note))) this.notes = this.notes.filter((note) => !this.#isRead(note));
  }

  protected override updated(changed: PropertyValues): void {
    if (this.titleCount && this.#leads) countInTitle(this.#unread.value ?? 0);
    if (!changed.has('notes' as keyof this)) return;
    // The top layer: also above a window that stands there.
    if (this.notes.length > 0 && !this.stack.matches(':popover-open')) this.stack.showPopover();
    if (this.notes.length === 0 && this.stack.matches(':popover-open')) this.stack.hidePopover();
  }

  /** Takes what has come before the element was there. */
  take(batch: readonly Arrival[]): void {
    const { chat } = this;
    if (!chat || (serving.get(chat) ?? this) !== this) return;
    this.#leads = batch.some(({ leads }) => leads);
    const isLooking = document.visibilityState === 'visible' && document.hasFocus();
    this.#waiting.push(...batch);
    this.#after(isLooking ? unreadAfter : 0, () => this.#tell(isLooking));
    this.requestUpdate();
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    const { notes } = this;
    const total = notes.reduce((sum, { count }) => sum + count, 0);
    const isBrief = notes.length > most || this.#locked.value;
    return html`<div class="stack" popover="manual" role="region" aria-label=${t('notify')} ?hidden=${notes.length === 0}
        @pointerenter=${this.#hold} @pointerleave=${this.#leave} @focusin=${this.#hold} @focusout=${this.#leave} @keydown=${this.#onKeydown}>
        ${isBrief
          ? this.#renderToast(t('notify.several', { count: total }), '', undefined)
          : notes.map((note) => this.#renderToast(t('notify.new', { count: note.count, author: note.author }), note.title === note.author ? '' : note.title, note.threadId))}
        ${notes.length > 0 && (this.refused || canOffer())
          ? html`<div class="outside">${this.refused ? t('notify.outside.refused') : html`<button class="text-button" type="button" @click=${this.#onOutside}>${t('notify.outside')}</button>`}</div>`
          : nothing}
      </div>
      <clinic-announcer></clinic-announcer>`;
  }

  #renderToast(words: string, title: string, threadId: Id | undefined): TemplateResult {
    const t = wordsOf(this.chat);
    return html`<div class="toast" part="toast">
      <button class="open" type="button" @click=${() => this.#open(threadId)}><bdi class="words">${words}</bdi>${title ? html`<bdi class="title">${title}</bdi>` : nothing}</button>
      <button class="icon-button" type="button" aria-label=${t('notify.dismiss')} title=${t('notify.dismiss')} @click=${() => this.#dismiss(threadId)}>${icon(iconClose)}</button>
    </div>`;
  }

  #listen(chat: Chat | undefined): void {
    if (chat === this.#heard) return;
    this.#stop?.();
    if (this.#heard && serving.get(this.#heard) === this) serving.delete(this.#heard);
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#waiting = [];
    this.notes = [];
    if (this.titleCount && this.#leads) countInTitle(0);
    this.#leads = false;
    this.#heard = chat;
    if (chat && !serving.has(chat)) serving.set(chat, this);
    this.#stop = chat?.arrivals((batch) => this.take(batch));
  }

  /** What of the messages that came is still unread. */
  #tell(isLooking: boolean): void {
    const { chat } = this;
    const came = this.#waiting;
    this.#waiting = [];
    if (!chat) return;
    const t = wordsOf(chat);
    const notes = new Map(this.notes.map((note) => [note.threadId, note]));
    const fresh = new Set<Id>();
    let leads = false;
    for (const arrival of came) {
      const thread = chat.thread(arrival.thread.id).get();
      const last = arrival.message.position;
      if (!thread || thread.muted || last === undefined || this.#isRead({ threadId: thread.id, last })) continue;
      const who = thread.participants.find(({ id }) => id === arrival.message.author);
      const before = notes.get(thread.id);
      const name = who ? who.name || roleName(who, t) : t('author.unknown');
      notes.set(thread.id, { threadId: thread.id, title: thread.title || t('threads.untitled'), author: before && before.author !== name ? thread.title : name, count: (before?.count ?? 0) + 1, last });
      fresh.add(thread.id);
      leads ||= arrival.leads;
    }
    if (fresh.size === 0) return;
    this.notes = [...notes.values()];
    const news = this.notes.filter(({ threadId }) => fresh.has(threadId));
    const count = news.reduce((sum, note) => sum + note.count, 0);
    const [first] = news;
    const isOne = news.length === 1 && !chat.locked.get();
    void this.updateComplete.then(() => this.announcer.say(isOne && first ? t('notify.new', { count, author: first.author }) : t('notify.several', { count })));
    if (leads && this.sound) playTone();
    if (leads && !isLooking) {
      notifyOutside(t('notify.several', { count }), { body: chat.session.get().session?.workspace.name ?? '', lang: chat.locale, open: () => this.#open(isOne ? first?.threadId : undefined) });
    }
    this.#leave();
  }

  #isRead({ threadId, last }: Pick<Note, 'threadId' | 'last'>): boolean {
    const thread = this.chat?.thread(threadId).get();
    return !thread || (thread.readUpTo !== undefined && thread.readUpTo >= last);
  }

  #open(threadId: Id | undefined): void {
    this.#dismiss(threadId);
    const event = new CustomEvent('clinic-notification-open', { detail: { thread: threadId }, bubbles: true, composed: true, cancelable: true });
    if (!this.dispatchEvent(event)) return;
    const [inbox, popup] = [document.querySelector('clinic-inbox'), document.querySelector('clinic-popup')];
    if (inbox) return inbox.openThread(threadId);
    if (!popup) return;
    popup.thread = threadId;
    popup.open();
  }

  #dismiss(threadId: Id | undefined): void {
    this.notes = threadId === undefined ? [] : this.notes.filter((note) => note.threadId !== threadId);
  }

  readonly #hold = (): void => clearTimeout(this.#leaving);

  /** They go by themselves once they have been on screen for a while; the count on the bubble stays. */
  readonly #leave = (): void => {
    clearTimeout(this.#leaving);
    if (document.visibilityState !== 'visible' || (this.hasUpdated && this.stack.matches(':hover, :focus-within'))) return;
    this.#leaving = setTimeout(() => this.#dismiss(undefined), staysFor);
  };

  readonly #onVisible = (): void => this.#leave();

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#dismiss(undefined);
  }

  async #onOutside(): Promise<void> {
    this.refused = !(await askOutside());
    this.requestUpdate();
  }

  #after(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, ms);
    this.#timers.add(timer);
  }
}

define('clinic-notifier', ClinicNotifier);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-notifier': ClinicNotifier;
  }
  interface HTMLElementEventMap {
    'clinic-notification-open': CustomEvent<{ thread: Id | undefined }>;
  }
}
