import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import { formatTime } from '../i18n/format.js';
import { isRelation, isStaff, type Acting, type Delivery, type Message, type MessageKind, type Participant, type Translate } from '../model/index.js';
import { iconAlert, iconCheck, iconCheckDouble, iconClock, iconPerson, type Icon } from '../theme/icons.js';
import { avatar } from '../ui/avatar.js';
import { icon } from '../ui/icon.js';
import { safeName } from '../ui/safe-text.js';
import { baseStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { firstFocusable } from './focusable.js';
import { isCardReady, loadKind, makerOf } from './load-kind.js';
import { isOld, isoOf, oldAfter, versionOf } from './message-facts.js';
import type { Bubble } from './message-bubble.js';
import { messageStyles } from './message.styles.js';
import { Watch } from './watch.js';
import { authorLabel, previewOf, roleName, wordsOf } from './words.js';

const marks: Readonly<Record<Delivery, Icon>> = { queued: iconClock, sending: iconClock, sent: iconCheck, delivered: iconCheckDouble, read: iconCheckDouble, failed: iconAlert };

/**
 * One message: who wrote it, what, when, and how far it has come. What it says is drawn by the element that its kind names; a kind that is not
 * known, cannot be read or breaks while drawing is shown as one line of plain text, and the rest of the thread goes on.
 * The host element is an `article` named by author, time and state.
 *
 * @tag clinic-message
 * @csspart head - The line with the author's name and role.
 * @csspart avatar - The author's initials.
 * @csspart bubble - What holds the message's content.
 * @csspart meta - The line with time and delivery.
 * @csspart line - What is nobody's message: one line in the middle, for example who has joined.
 */
export class ClinicMessage extends ChatElement {
  static override styles = [baseStyles, messageStyles];

  /** The message to show. */
  @property({ attribute: false }) message: Message | undefined;
  /** Who wrote it; without it the author is called unknown. */
  @property({ attribute: false }) author: Participant | undefined;
  /** The patient for whom a relation writes. */
  @property({ attribute: false }) behalf: Participant | undefined;
  /** Whether the viewer wrote it. */
  @property({ type: Boolean, reflect: true }) own = false;
  /** Whether it begins a group: it then has the author's name above it. */
  @property({ type: Boolean, reflect: true, attribute: 'group-start' }) groupStart = false;
  /** Whether it ends a group: it then has time and delivery below it, and the avatar beside it. */
  @property({ type: Boolean, reflect: true, attribute: 'group-end' }) groupEnd = false;
  /** Whether it is the list's one tab stop. Nothing is drawn anew for it. */
  @property({ attribute: false, noAccessor: true })
  get current(): boolean | undefined {
    return this.#current;
  }

  set current(current: boolean | undefined) {
    if (current === this.#current) return;
    this.#current = current;
    if (this.hasUpdated) this.#point();
  }

  /** Whether the keyboard is within the message: only then its links and buttons are tab stops. */
  @state() private entered = false;
  /** Revisions of this message that could not be drawn. */
  #broken: string | undefined;
  #bubble: Bubble | undefined;
  /** Only where the kind has verbs. */
  #acting: Watch<ReadonlyMap<string, Acting>> | undefined;
  /** What it says, where that is words alone. */
  #words: string | undefined;
  #current: boolean | undefined;
  #aging: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.addEventListener('focusout', () => {
      if (!this.matches(':focus-within')) this.entered = false;
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasAttribute('role')) this.setAttribute('role', 'article');
  }

  /** A list gives its messages everything. */
  protected override looksAround(): boolean {
    return this.current === undefined;
  }

  /** In a list it has no shadow root of its own, but the list's, with its styles: see `rowStyles`. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    return (this.getRootNode() as ShadowRoot).host?.localName === 'clinic-message-list' ? this : super.createRenderRoot();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#aging);
  }

  protected override willUpdate(): void {
    clearTimeout(this.#aging);
    const { message } = this;
    if (message?.delivery === 'queued' && !isOld(message)) {
      this.#aging = setTimeout(() => this.requestUpdate(), message.sentAt + oldAfter - Date.now());
    }
    if (this.message) this.#feed(this.message);
  }

  protected override updated(changed: PropertyValues): void {
    this.setAttribute('aria-label', this.#label());
    if (changed.has('message')) this.#point();
    if (this.entered) this.#bubble?.removeAttribute('tabindex');
    else this.#bubble?.setAttribute('tabindex', '-1');
  }

  #point(): void {
    if (this.current === undefined) return;
    this.tabIndex = this.current ? 0 : -1;
    // In a screen reader's focus mode the name is all that is read: the current message says its words too.
    if (this.current && this.message) this.setAttribute('aria-description', previewOf(this.message, this.chat, this.#t));
    else this.removeAttribute('aria-description');
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    await this.#bubble?.updateComplete?.catch(() => undefined);
    return done;
  }

  /** Draws at once what waits to be drawn, so that the list can measure it. */
  flush(): void {
    if (this.isUpdatePending) this.performUpdate();
    try {
      this.#bubble?.performUpdate?.();
    } catch {
      if (this.message) this.#break(this.message);
    }
  }

  /** Whether the keyboard is on something within the message. */
  get isEntered(): boolean {
    return this.matches(':focus-within:not(:focus)') && (!this.#bubble?.matches(':focus') || !!this.#bubble.shadowRoot?.activeElement);
  }

  /** Moves the focus to the first link or button within; answers whether there is one. */
  async enter(): Promise<boolean> {
    this.entered = true;
    await this.updateComplete;
    const inside = firstFocusable(this.renderRoot);
    if (inside) inside.focus();
    else this.entered = false;
    return !!inside;
  }

  override render(): TemplateResult | typeof nothing {
    const { message } = this;
    if (!message) return nothing;
    const frame = this.#frame(message);
    const time = this.#time(message);
    if (frame === 'line') return html`<div class="event ${this.#isLoading(message) ? 'loading' : ''}" part="line" dir="auto">${this.#words ?? previewOf(message, this.chat, this.#t)} <time datetime=${isoOf(message)}>${time}</time></div>`;
    return html`${this.#renderHead(message, time)}${this.own || frame === 'document' ? nothing : this.groupEnd ? avatar(this.author?.name ?? '', message.author, 'avatar') : html`<div class="face"></div>`}
      <div class="bubble ${frame === 'bubble' ? 'framed' : frame}" part="bubble">
        ${this.#renderContent(message)}${this.own && this.chat?.can('reply.save', message.threadId) ? html`<clinic-message-menu .chat=${this.chat} .message=${message} .stop=${this.entered ? 0 : -1}></clinic-message-menu>` : nothing}${this.groupEnd || this.#isSpecial(message) ? nothing : html`<span class="side" aria-hidden="true" .textContent=${time}></span>`}
      </div>
      ${this.groupStart ? nothing : html`<span class="row-time" aria-hidden="true" .textContent=${time}></span>`}${this.#renderMeta(message, time)}`;
  }

  #renderHead(message: Message, time: string): TemplateResult | typeof nothing {
    const { author } = this;
    if (this.own) return this.groupStart ? html`<div class="head name" part="head">${this.#t('author.you')}<time datetime=${isoOf(message)} .textContent=${time}></time></div>` : nothing;
    const relation = !!author && isRelation(author);
    // R-03: every message of a relation has the icon, the name and whom they write for.
    if (!this.groupStart && !relation) return nothing;
    const name = author ? safeName(author.name) : this.#t('author.unknown');
    return html`<div class="head" part="head">
      <span class="who">${relation ? icon(iconPerson) : nothing}<bdi class="name" .textContent=${name}></bdi>${author && isStaff(author) ? html`\u00a0· <bdi .textContent=${safeName(roleName(author, this.#t))}></bdi>` : nothing}${relation
        ? html`\u00a0· <bdi .textContent=${safeName(this.behalf ? this.#t('author.for', { patient: this.behalf.name }) : roleName(author, this.#t))}></bdi>`
        : nothing}</span><time datetime=${isoOf(message)} .textContent=${time}></time>
    </div>`;
  }

  #renderContent(message: Message): unknown {
    if (this.#words !== undefined) return html`<div class="plain" dir="auto" .textContent=${this.#words}></div>`;
    if (this.#bubble) return this.#bubble;
    return html`<div class="plain ${this.#isLoading(message) ? 'loading' : ''}" dir="auto">${previewOf(message, this.chat, this.#t)}</div>`;
  }

  #renderMeta(message: Message, time: string): TemplateResult | typeof nothing {
    if (!this.own) {
      return this.groupEnd ? html`<div class="meta" part="meta"><time class="foot-time" datetime=${isoOf(message)} .textContent=${time}></time></div>` : nothing;
    }
    if (!this.groupEnd && !this.#isSpecial(message)) return nothing;
    const isOpen = this.#isSpecial(message);
    // Rare: it comes when it is needed.
    if (isOpen) import('./message-actions.js').catch(() => undefined);
    return html`<div class="meta ${message.delivery}" part="meta">
      <span class="delivery">${icon(marks[message.delivery])}<span class="words" .textContent=${this.#stateWords(message)}></span></span>
      ${isOpen ? html`<clinic-message-actions .chat=${this.chat} .message=${message} .stop=${this.entered ? 0 : -1}></clinic-message-actions>` : nothing}
    </div>`;
  }

  get #t(): Translate { return wordsOf(this.chat); }

  #time({ sentAt }: Message): string {
    return formatTime(this.chat?.locale ?? 'en', sentAt);
  }

  /** What has to be said of an own message even within a group. */
  #isSpecial(message: Message): boolean {
    return this.own && (message.delivery === 'queued' || message.delivery === 'failed');
  }

  #stateWords(message: Message): string {
    const { delivery, problem } = message;
    if (delivery === 'queued') {
      const code = problem?.code;
      const state = this.#t(code === 'offline' ? 'delivery.queued.offline' : code === 'held' || code === 'unauthenticated' ? `error.${code}` : 'delivery.queued');
      return isOld(message) ? this.#t('delivery.queued.since', { state, time: this.#time(message) }) : state;
    }
    return this.#t(`delivery.${delivery}`, { time: this.#time(message) });
  }

  /** R-02, R-03: author, time and state, so that nothing is told by colour or side alone. */
  #label(): string {
    const { message } = this;
    if (!message) return '';
    const t = this.#t;
    const time = this.#time(message);
    if (this.#frame(message) === 'line') return t('message.label', { author: this.#words ?? previewOf(message, this.chat, t), time });
    if (!this.own) return t('message.label', { author: authorLabel(this.author, this.behalf, t), time });
    const state = this.#stateWords(message);
    // «Sent 14:02» has the time in it.
    return state.includes(time) ? t('message.label', { author: t('author.you'), time: state }) : t('message.label.state', { author: t('author.you'), time, state });
  }

  #frame(message: Message): NonNullable<MessageKind['frame']> {
    const frame = this.chat?.kinds.get(message.kind)?.frame ?? 'bubble';
    return frame === 'line' || this.#bubble ? frame : 'bubble';
  }

  /** Makes the kind's element and gives it the message; where that is not possible, there is no bubble. Never throws. */
  #feed(message: Message): void {
    const { chat } = this;
    const kind = chat?.kinds.get(message.kind);
    this.#words = undefined;
    if (!chat || !kind || this.#isBroken(message)) return void (this.#bubble = undefined);
    try {
      const payload = isCardReady(kind) ? kind.parse(message.payload) : undefined;
      this.#words = payload === undefined ? undefined : kind.plain?.(payload, message.files, this.#t);
      const make = makerOf(kind);
      if (this.#words !== undefined || payload === undefined || !kind.bubble || !make) {
        this.#bubble = undefined;
        if (this.#words === undefined && (payload === undefined || kind.bubble)) void loadKind(kind).then((ready) => (ready ? this.requestUpdate() : this.#break(message)));
        return;
      }
      if (kind.needs.act) this.#acting ??= new Watch(this, () => this.chat?.acting);
      this.#bubble = make(kind.bubble.tag, chat, this.#bubble, { message, payload, own: this.own, author: this.author, acting: this.#acting?.value?.get(message.id) }, this.#t);
      this.#bubble.updateComplete?.catch(() => this.#break(message));
    } catch {
      this.#bubble = undefined;
      this.#broken = versionOf(message);
    }
  }

  #break(message: Message): void {
    this.#broken = versionOf(message);
    this.requestUpdate();
  }

  #isLoading(message: Message): boolean {
    return this.#words === undefined && !!this.chat?.kinds.has(message.kind) && !this.#isBroken(message);
  }

  #isBroken(message: Message): boolean {
    return this.#broken === versionOf(message);
  }
}

define('clinic-message', ClinicMessage);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-message': ClinicMessage;
  }
}
