// Styles beside styles, first of all: they have words in common, which brotli finds where they stand together.
import './composer.styles.js';
import './message-list.styles.js';
import './message.styles.js';
import './thread-list.styles.js';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import type { Id, Translate } from '../model/index.js';
import type { Chat } from '../store/types.js';
import { iconBack, iconClose, iconExternal, iconMinimise } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { panelStyles } from '../ui/panels.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { bringNotifier } from './bring-notifier.js';
import { ChatAnswer } from './chat-answer.js';
import { focusInto } from './focus.js';
import { codeFailure, loadForm, type FormState } from './load-form.js';
import { LateConnection } from './late-connection.js';
import { Lock } from './lock.js';
import './notices.js';
import type { ClinicThreadList } from './thread-list.js';
import './thread-list.js';
import './thread.js';
import { followThreads } from './thread-ways.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/** The popup whose window it is. */
type Popup = HTMLElement & { close(): Promise<void> };

/** The popup takes all tokens from here: its bubble has only the few that it needs by itself. */
export { dress } from './popup-dress.js';

/**
 * What stands in the popup's window once its code has arrived: the threads, one of them, or the form for a new message. Made by
 * `<clinic-popup>`; not for use by itself.
 *
 * @tag clinic-popup-window
 * @slot notices - Replaces the words of the notices.
 * @fires {CustomEvent<{ thread: string | undefined }>} clinic-thread-change - Another thread, or the list, is shown.
 * @fires {CustomEvent<{ forget: boolean }>} clinic-popup-close - The window is to be closed; `forget`: it begins with the list next time.
 */
export class ClinicPopupWindow extends LitElement {
  static override readonly styles = [
    baseStyles,
    buttonStyles,
    panelStyles,
    css`
      :host {
        position: relative;
        display: flex;
        flex-direction: column;
        min-block-size: 0;
      }
      .views {
        position: relative;
        flex: 1;
        min-block-size: 0;
        display: flex;
        flex-direction: column;
      }
      .views > * {
        flex: 1;
        min-block-size: 0;
      }
      /* Out of sight with its scroll position kept. */
      .behind {
        position: absolute;
        inset: 0;
        visibility: hidden;
      }
      clinic-notices {
        flex: none;
        border-block-start: var(--_border-hairline);
      }
      .buttons {
        display: flex;
        flex: none;
        gap: 2px;
      }
      /* The icon, not the area around it, stands at the edge of the text. */
      clinic-thread > .buttons,
      clinic-new-message > .buttons {
        margin-inline-end: -8px;
      }
      clinic-thread-list > .buttons {
        margin-inline-end: calc(var(--_row-inset) - 8px);
      }
      [slot='start'] {
        margin-inline: -8px;
      }
    `,
  ];

  /** The chat to show. */
  @property({ attribute: false }) chat: Chat | undefined;
  /** The thread in view; absent with the list. */
  @property({ attribute: false }) thread: Id | undefined;
  /** The address of the portal's messages page, with `{thread}` where the thread's id belongs. */
  @property({ attribute: false }) messagesHref: string | undefined;

  @state() private form: FormState = 'closed';
  @query('clinic-thread') private threadElement: HTMLElement | null | undefined;
  @query('clinic-new-message') private formElement: HTMLElement | null | undefined;
  @query('clinic-thread-list') private list: ClinicThreadList | null | undefined;
  readonly #answer = new ChatAnswer(this);
  readonly #lock = new Lock(this, () => this.chat, () => this.enter());
  readonly #threads = new Watch(this, () => this.chat?.threads);
  readonly #session = new Watch(this, () => this.chat?.session);

  #stopNotifier: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#notify();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopNotifier?.();
    this.#stopNotifier = undefined;
  }

  constructor() {
    super();
    this.addEventListener('clinic-thread-select', (event) => this.#onSelect(event));
    this.addEventListener('clinic-message-new', (event) => {
      event.stopPropagation();
      void this.#write();
    });
    this.addEventListener('clinic-message-cancel', (event) => {
      event.stopPropagation();
      this.back();
    });
    new LateConnection(this, () => this.chat);
    followThreads(this, { list: () => this.list, close: () => this.back() });
  }

  get #host(): Popup | undefined {
    return (this.getRootNode() as Partial<ShadowRoot>).host as Popup | undefined;
  }

  private get isWriting(): boolean {
    return this.form !== 'closed';
  }

  async #write(): Promise<void> {
    this.form = await loadForm();
    this.enter();
  }

  /** Moves the focus to where the person goes on: the form, the composer, or the list. */
  enter(): void {
    void this.updateComplete.then(() => focusInto(() => (this.isWriting ? this.formElement : this.thread ? this.threadElement : this.list)));
  }

  /** One level back: from the form or a thread to the list. False when the list is what is shown. */
  back(): boolean {
    if (!this.isWriting && !this.thread) return false;
    if (this.isWriting) this.form = 'closed';
    else this.#show(undefined);
    this.enter();
    return true;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('chat')) {
      this.form = 'closed';
      this.#answer.set(this.chat);
      this.#notify();
      // Read here, because the bubble has no byte to spare for it.
      const number = (name: string): number => Number(this.#host?.getAttribute(name));
      if (number('lock-after') > 0) this.chat?.lockAfter(number('lock-after') * 60_000);
      if (number('cache-hours') > 0) this.chat?.cacheFor(number('cache-hours') * 3_600_000);
    }
    if (changed.has('thread') && this.thread) this.form = 'closed';
    // A thread that was created here has its real name now.
    const real = this.#threads.value && this.thread ? this.chat?.resolve(this.thread) : undefined;
    if (real && real !== this.thread) this.#show(real);
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    const isList = !this.isWriting && !this.thread;
    if (this.#lock.isOn) return this.#lock.render();
    if (this.#session.value?.phase === 'ended') return html`<p class="state">${t('ended')}</p>`;
    return html`<clinic-connection></clinic-connection>
      <div class="views">
        <clinic-thread-list class=${isList ? '' : 'behind'} selected=${this.thread ?? nothing}>${isList ? this.#renderButtons(t) : nothing}</clinic-thread-list>
        ${this.isWriting ? this.#renderForm(t) : this.thread ? this.#renderThread(t, this.thread) : nothing}
      </div>
      ${isList ? this.#renderNotices() : nothing}`;
  }

  /** Beside the bubble, not in the window: that one may be closed. */
  #notify(): void {
    this.#stopNotifier?.();
    this.#stopNotifier = this.chat && this.isConnected ? bringNotifier(this.chat, () => this.getRootNode() as ShadowRoot) : undefined;
  }

  #renderThread(t: Translate, thread: Id): TemplateResult {
    return html`<clinic-thread .thread=${thread} .calls=${this.#host?.getAttribute('calls') ?? ''}>
      ${this.#renderBack(t)}${this.#renderButtons(t)}
      <div slot="notice">${this.#renderNotices()}</div>
    </clinic-thread>`;
  }

  #renderForm(t: Translate): TemplateResult {
    if (this.form === 'failed') return html`<div role="alert">${this.#renderBack(t)}${codeFailure(t, () => void this.#write())}</div>`;
    return html`<clinic-new-message>${this.#renderBack(t)}${this.#renderButtons(t)}<slot name="notices" slot="notices"></slot></clinic-new-message>`;
  }

  #renderNotices(): TemplateResult {
    return html`<clinic-notices><slot name="notices"></slot></clinic-notices>`;
  }

  #renderBack(t: Translate): TemplateResult {
    return html`<button slot="start" class="icon-button" type="button" aria-label=${t('popup.back')} title=${t('popup.back')} @click=${this.back}>${icon(iconBack)}</button>`;
  }

  #renderButtons(t: Translate): TemplateResult {
    const href = this.messagesHref?.replace('{thread}', encodeURIComponent(this.thread ?? '')).replace(/\/$/, '');
    return html`<span slot="actions" class="buttons">
      ${href
        ? html`<a class="icon-button" href=${href} aria-label=${t('popup.open-page')} title=${t('popup.open-page')} @click=${this.#onOpenPage}>${icon(iconExternal)}</a>`
        : nothing}
      <button class="icon-button" type="button" aria-label=${t('popup.minimise')} title=${t('popup.minimise')} @click=${() => this.#close(false)}>${icon(iconMinimise)}</button>
      <button class="icon-button" type="button" aria-label=${t('popup.close')} title=${t('popup.close')} @click=${() => this.#close(true)}>${icon(iconClose)}</button>
    </span>`;
  }

  #show(thread: Id | undefined): void {
    this.thread = thread;
    this.dispatchEvent(new CustomEvent('clinic-thread-change', { detail: { thread } }));
  }

  #close(forget: boolean): void {
    this.dispatchEvent(new CustomEvent('clinic-popup-close', { detail: { forget } }));
    if (!forget) return;
    this.form = 'closed';
    this.#show(undefined);
  }

  #onSelect(event: CustomEvent<{ thread: Id }>): void {
    event.stopPropagation();
    this.form = 'closed';
    this.#show(event.detail.thread);
    this.enter();
  }

  readonly #onOpenPage = (event: MouseEvent): void => {
    // Another tab or window is the browser's own business.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void this.#openPage((event.currentTarget as HTMLAnchorElement).href);
  };

  /** The page's history is put in order first: the portal's router then starts from where it was. */
  async #openPage(href: string): Promise<void> {
    const popup = this.#host;
    const thread = this.thread && this.chat?.resolve(this.thread);
    await popup?.close();
    const open = new CustomEvent('clinic-inbox-open', { detail: { thread }, bubbles: true, composed: true, cancelable: true });
    if (popup?.dispatchEvent(open)) location.assign(href);
  }
}

define('clinic-popup-window', ClinicPopupWindow);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-popup-window': ClinicPopupWindow;
  }
  interface HTMLElementEventMap {
    'clinic-popup-close': CustomEvent<{ forget: boolean }>;
    'clinic-inbox-open': CustomEvent<{ thread: Id | undefined }>;
    'clinic-message-cancel': CustomEvent;
  }
}
