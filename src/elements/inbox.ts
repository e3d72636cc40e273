import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/states.js';
import type { Id, Translate } from '../model/index.js';
import type { Chat } from '../store/types.js';
import { iconBack, iconMessages, iconPlus, iconWarning } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { panelStyles } from '../ui/panels.js';
import { rootStyles } from '../ui/root-styles.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { focusInto } from './focus.js';
import { markInbox } from './inbox-mark.js';
import { inboxStyles } from './inbox.styles.js';
import { LateConnection } from './late-connection.js';
import { codeFailure, loadForm, type FormState } from './load-form.js';
import './notices.js';
import './notifier.js';
import { OwnerElement } from './owner-element.js';
import type { ClinicThreadList } from './thread-list.js';
import './thread-list.js';
import './thread.js';
import { followThreads } from './thread-ways.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/** Narrower than this, in CSS pixels, one thing is shown at a time. */
const narrowBelow = 700;

/**
 * The messages page for a route of the portal: the threads at the start, the thread in the main area; on a narrow screen one at a time. It
 * fills its parent's height, else most of the screen's. It works alone, with `server` and `token-url`; inside `<clinic-chat>`; or with the
 * property `chat`.
 *
 * @tag clinic-inbox
 * @slot notices - Replaces the words of the notices (R-13); where it is empty they stay.
 * @slot off - What is shown where messaging is switched off, by the clinic or by `disabled`: how to reach the clinic by phone or in person.
 * @slot actions - In the header of a thread, after its title.
 * @fires {CustomEvent<{ thread: string | undefined }>} clinic-thread-change - Another thread was opened, or none: for the portal's router.
 * @fires {CustomEvent<{ unread: number }>} clinic-unread-change - The number of unread messages is known or has changed.
 * @fires {CustomEvent<{ error: ChatError }>} clinic-error - Something went wrong that is nobody's place to show.
 * @fires {CustomEvent} clinic-unlock - «Show messages» was chosen on the cover of a locked chat. Cancel it to ask for a PIN first.
 * @fires {CustomEvent} clinic-session-expired - The server has refused the token: the person has to sign in again.
 * @fires {CustomEvent} clinic-session-end - The person has logged out, here or in another tab: nothing of them is left.
 * @csspart list - The column of threads.
 * @csspart main - The main area.
 */
export class ClinicInbox extends OwnerElement {
  static override readonly styles = [rootStyles, baseStyles, buttonStyles, panelStyles, inboxStyles];

  /** The id of the thread that is open: a deep link. `clinic-thread-change` tells when the person opens another. */
  @property({ reflect: true }) thread: Id | undefined;

  /** The code of a group's link (R-27): the viewer joins the group, and it is opened. */
  @property() join: string | undefined;

  /** Which calls the portal starts by itself: see `clinic-thread-header`. */
  @property() calls = '';

  @state() private form: FormState = 'closed';
  @state() private isNarrow = false;
  @query('clinic-thread') private threadElement: HTMLElement | null | undefined;
  @query('clinic-new-message') private formElement: HTMLElement | null | undefined;
  @query('clinic-thread-list') private list: ClinicThreadList | null | undefined;
  readonly #threads = new Watch(this, () => this.chat?.threads);
  readonly #session = new Watch(this, () => this.chat?.session);
  readonly #size = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(([entry]) => (this.isNarrow = (entry?.contentRect.width ?? narrowBelow) < narrowBelow));
  #unmark: (() => void) | undefined;
  #told: Id | undefined;

  constructor() {
    super();
    this.addEventListener('clinic-thread-select', (event) => this.openThread(event.detail.thread));
    this.addEventListener('clinic-message-new', () => void this.#write());
    this.addEventListener('clinic-message-cancel', () => this.#back());
    this.addEventListener('keydown', this.#onKeydown);
    new LateConnection(this, () => this.chat);
    followThreads(this, { list: () => this.list, close: () => this.#back() });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size?.observe(this);
    this.#mark();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size?.disconnect();
    this.#unmark?.();
    this.#unmark = undefined;
  }

  protected override chatChanged(_chat: Chat | undefined): void {
    this.#mark();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const isOther = changed.has('server') || changed.has('tokenUrl') || changed.has('getToken');
    if (!this.hasUpdated || isOther || changed.has('disabled')) this.#mark();
    // R-14: another person's or another workspace's: what was open, or being written, is not there.
    if (this.hasUpdated && isOther) {
      this.form = 'closed';
      if (!changed.has('thread')) this.thread = this.#told = undefined;
    }
    // A deep link that was set from outside is no news to the one who set it.
    if (changed.has('thread')) {
      if (this.thread) this.form = 'closed';
      this.#told ??= this.thread;
    }
    if (this.join) import('./join.js').catch(() => undefined);
    // A thread that was created here has its real name now.
    const real = this.#threads.value && this.thread ? this.chat?.resolve(this.thread) : undefined;
    if (real && real !== this.thread) {
      this.thread = real;
      this.#tellThread();
    }
  }

  override render(): TemplateResult | typeof nothing {
    if (this.disabled) return this.querySelector(':scope > [slot=off]') ? html`<slot name="off"></slot>` : nothing;
    const t = wordsOf(this.chat);
    if (this.problem) return this.#renderProblem(t);
    if (this.#session.value?.phase === 'off') return html`<slot name="off"><p class="state">${t('off')}</p></slot>`;
    if (this.lock.isOn) return this.lock.render();
    if (this.#session.value?.phase === 'ended') return html`<p class="state">${t('ended')}</p>`;
    const isMain = this.isWriting || this.thread !== undefined;
    const hidden = this.isNarrow ? (isMain ? 'list' : 'main') : '';
    return html`<clinic-connection></clinic-connection><clinic-notifier .chat=${this.chat}></clinic-notifier>
      ${this.join ? html`<clinic-join .code=${this.join}></clinic-join>` : nothing}
      <div class="columns ${this.isNarrow ? 'narrow' : ''}">
        <div class="list ${hidden === 'list' ? 'behind' : ''}" part="list">
          <clinic-thread-list selected=${(!this.isWriting && this.thread) || nothing}></clinic-thread-list>
          ${hidden === 'list' || this.isWriting ? nothing : this.#renderNotices()}
        </div>
        <div class="main ${hidden === 'main' ? 'behind' : ''}" part="main">${this.#renderMain(t)}</div>
      </div>`;
  }

  #renderMain(t: Translate): unknown {
    if (this.form === 'failed') return html`<div role="alert">${this.#renderBack(t)}${codeFailure(t, () => void this.#write())}</div>`;
    if (this.isWriting) return html`<clinic-new-message>${this.#renderBack(t)}<slot name="notices" slot="notices"></slot></clinic-new-message>`;
    if (this.thread) {
      return html`<clinic-thread .thread=${this.thread} .calls=${this.calls}>
        ${this.#renderBack(t)}<slot name="actions" slot="actions"></slot>
        ${this.isNarrow ? html`<div slot="notice">${this.#renderNotices()}</div>` : nothing}
      </clinic-thread>`;
    }
    const { phase, items } = this.#threads.value ?? { phase: 'idle', items: [] };
    if (phase !== 'ready') return nothing;
    return html`<div class="state">
      ${icon(iconMessages)}
      <p>${t(items.length > 0 ? 'threads.none-selected' : 'threads.empty.hint')}</p>
      ${this.chat?.can('thread.create') ? html`<button class="button" type="button" @click=${this.#onNew}>${icon(iconPlus)}${t('threads.write')}</button>` : nothing}
    </div>`;
  }

  #renderNotices(): TemplateResult {
    return html`<clinic-notices><slot name="notices"></slot></clinic-notices>`;
  }

  #renderBack(t: Translate): unknown {
    if (!this.isNarrow) return nothing;
    return html`<button slot="start" class="icon-button" type="button" aria-label=${t('popup.back')} title=${t('popup.back')} @click=${this.#back}>${icon(iconBack)}</button>`;
  }

  #renderProblem(t: Translate): TemplateResult {
    const isSetup = this.problem === 'setup';
    return html`<div class="state" role="alert">
      ${icon(iconWarning)}<strong>${t(isSetup ? 'setup' : 'threads.failed')}</strong>
      ${isSetup ? nothing : html`<button class="button" type="button" @click=${() => this.retry()}>${t('retry')}</button>`}
      ${this.#renderNotices()}
    </div>`;
  }

  /** Shows a thread, or the list alone, as if the person had chosen it: the router is told, the focus moves. */
  openThread(thread: Id | undefined): void {
    this.form = 'closed';
    this.thread = thread;
    this.#tellThread();
    this.enter();
  }

  /** Moves the focus to where the person goes on: the form, the composer, or the list. */
  protected override enter(): void {
    void this.updateComplete.then(() => focusInto(() => (this.isWriting ? this.formElement : this.thread ? this.threadElement : this.list)));
  }

  #tellThread(): void {
    // The router gets the server's own id only: the one that is made up here would be a dead link tomorrow.
    if (this.thread === this.#told || (this.thread && this.chat?.thread(this.thread).get()?.pending)) return;
    this.#told = this.thread;
    this.dispatchEvent(new CustomEvent('clinic-thread-change', { detail: { thread: this.thread }, bubbles: true, composed: true }));
  }

  /** The popup of the same person hides while this is on the page. */
  #mark(): void {
    this.#unmark?.();
    this.#unmark = undefined;
    const key = this.source.shared?.key;
    if (this.isConnected && !this.disabled && (this.chat || key)) this.#unmark = markInbox({ chat: this.chat, key });
  }

  readonly #back = (): void => {
    if (this.isWriting) this.form = 'closed';
    else this.thread = undefined;
    this.#tellThread();
    this.enter();
  };

  readonly #onNew = (): void => void this.#write();

  private get isWriting(): boolean {
    return this.form !== 'closed';
  }

  async #write(): Promise<void> {
    this.form = await loadForm();
    this.enter();
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    if (!this.isWriting && !(this.isNarrow && this.thread)) return;
    event.preventDefault();
    this.#back();
  };
}

define('clinic-inbox', ClinicInbox);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-inbox': ClinicInbox;
  }
}
