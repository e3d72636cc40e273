import { define } from '../base/define.js';
import { loaderStrings } from '../i18n/loader-strings.js';
import { translate, type Translator } from '../i18n/translate.js';
import type { Chat } from '../store/types.js';
import { loaderCss } from '../theme/loader-css.js';
import { ChatSource } from './chat-source.js';
import { make, whenIdle } from './dom.js';
import { deepFocus, PopupFrame } from './popup-frame.js';
import { drawBubble, lastSeen, makeBubble, sheetOf } from './popup-parts.js';
import { placeholder } from './popup-placeholder.js';
import { PopupProperties } from './popup-properties.js';
import { popupCss } from './popup-styles.js';
import type { ClinicPopupWindow } from './popup-window.js';
import { isBesideInbox, watchInboxes } from './setup.js';
import { fetchUnread } from './unread.js';

/**
 * The speech bubble at the bottom of a page, and its window. It works alone, with `server` and `token-url`; inside `<clinic-chat>`; or with
 * the property `chat`. Until it is opened, or the page is idle, it is all there is: no lit, one request for the unread count. It hides
 * beside a `<clinic-inbox>` of the same person.
 *
 * @tag clinic-popup
 * @attr {string} server - The address of the server, for example `/api/chat`.
 * @attr {string} token-url - An address on the page's own origin that answers a POST with `{ token, expiresAt }`.
 * @attr {boolean} disabled - Messaging is switched off: no node, no request.
 * @attr {boolean} open - Whether the window is open.
 * @attr {string} thread - The id of the thread in the window; absent with the list of threads.
 * @attr {string} messages-href - The address of the portal's messages page; `{thread}` in it is replaced by the thread's id. Without it there is no «Open in Messages».
 * @attr {'modern' | 'classic'} design - Which of the two designs.
 * @attr {'auto' | 'light' | 'dark'} scheme - The colour scheme; `auto` follows the page.
 * @attr {number} lock-after - Hides all content once nobody has used the page for so many minutes.
 * @attr {number} cache-hours - Keeps what was last seen on the device, encrypted, for so many hours.
 * @slot notices - Replaces the words of the notices; where it is empty they stay.
 * @fires {CustomEvent<{ open: boolean }>} clinic-open-change - The window was opened or closed.
 * @fires {CustomEvent<{ thread: string | undefined }>} clinic-thread-change - Another thread, or the list, is in the window.
 * @fires {CustomEvent<{ thread: string | undefined }>} clinic-inbox-open - «Open in Messages» was chosen; cancel it to route by yourself.
 * @fires {CustomEvent<{ unread: number }>} clinic-unread-change - The number of unread messages is known or has changed.
 * @fires {CustomEvent<{ error: ChatError }>} clinic-error - Something went wrong that is nobody's place to show.
 * @fires {CustomEvent} clinic-unlock - «Show messages» was chosen on the cover of a locked chat. Cancel it to ask for a PIN first.
 * @fires {CustomEvent} clinic-session-expired - The server has refused the token: the person has to sign in again.
 * @fires {CustomEvent} clinic-session-end - The person has logged out, here or in another tab: nothing of them is left.
 * @csspart bubble - The round button.
 * @csspart count - The unread count on it.
 * @csspart window - The window.
 * @cssprop [--clinic-color-badge] - Background of the unread count on the bubble.
 */
export class ClinicPopup extends PopupProperties {
  static readonly observedAttributes = ['server', 'token-url', 'disabled', 'open', 'thread', 'messages-href'];

  readonly #source = new ChatSource(this, () => this.#onChat(), () => import('./host-events.js'));
  readonly #t: Translator = translate(globalThis.document?.documentElement.lang || globalThis.navigator?.language || 'en', [{ en: loaderStrings }]);
  #bubble: HTMLButtonElement | undefined;
  #layer: HTMLElement | undefined;
  #dialog: HTMLDialogElement | undefined;
  #frame: PopupFrame | undefined;
  #window: ClinicPopupWindow | undefined;
  #unread = 0;
  #isOpen = false;
  #isOff = false;
  #failed = false;
  #pending = false;
  #stops: (() => void)[] = [];
  #stopChat: (() => void) | undefined;

  get chat(): Chat | undefined {
    return this.#source.chat;
  }
  set chat(chat: Chat | undefined) {
    this.#source.give(chat);
  }

  /** Whether the window is open. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  connectedCallback(): void {
    this.upgradeProperties();
    this.#source.connect();
    this.#stops = [watchInboxes(() => this.#draw())];
    this.#frame?.connect();
    this.restart();
    if (this.hasAttribute('open')) this.open();
  }

  disconnectedCallback(): void {
    for (const stop of this.#stops) stop();
    if (this.#isOpen && this.chat) lastSeen.set(this.chat, { thread: this.thread });
    this.#frame?.disconnect();
    this.#source.disconnect();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    // Those that the parser brings are read once, when it is connected: each by itself would be a request for the count.
    if (before === now || !this.isConnected || this.#stops.length === 0) return;
    if (name === 'open') void (now === null ? this.close() : this.open());
    else if (name === 'thread' || name === 'messages-href') this.#fill();
    else this.restart();
  }

  /** Opens the window and moves the focus into it: to the composer, or to the list of threads. */
  open(): void {
    if (this.disabled || this.#isOff || this.#isOpen) return;
    this.#isOpen = true;
    this.#draw();
    if (!this.#dialog) return;
    this.toggleAttribute('open', true);
    this.#fill();
    this.#frame?.show();
    if (this.#window) this.#window.enter();
    else this.#dialog.focus();
    void this.#load();
    this.#tell('clinic-open-change', { open: true });
  }

  /** Closes the window. The focus, where it was inside, returns to the bubble. Resolves when the page's history is as it was before. */
  async close(): Promise<void> {
    if (!this.#isOpen) return;
    const inside = this.#dialog && deepFocus(this.#dialog);
    this.#isOpen = false;
    this.toggleAttribute('open', false);
    const left = this.#frame?.hide();
    this.#draw();
    if (inside) this.#bubble?.focus();
    this.#tell('clinic-open-change', { open: false });
    await left;
  }

  protected override restart(): void {
    if (!this.isConnected) return;
    this.#failed = this.#isOff = false;
    const before = this.#source.shared;
    this.#source.read();
    const { shared } = this.#source;
    // how much waits elsewhere, or for somebody else, is not told here.
    if (shared !== before) this.#unread = 0;
    if (this.disabled) return this.#tearDown();
    this.#draw();
    if (!shared) return;
    if (!this.chat && !shared.chat) {
      void fetchUnread(shared).then((unread) => {
        if (this.chat || this.#source.shared !== shared || unread === undefined) return;
        this.#unread = unread;
        this.#draw();
        this.#tell('clinic-unread-change', { unread });
      });
    }
    if (shared.chat || this.#isOpen) void this.#load();
    else this.#stops.push(whenIdle(() => void this.#load(), 5_000));
  }

  /** Brings what the bubble does without: the elements of the window, the store, the adapter. */
  async #load(): Promise<void> {
    this.#failed = false;
    try {
      const [{ ClinicPopupWindow: Window, dress }] = await Promise.all([import('./popup-window.js'), this.#source.find()]);
      if (this.shadowRoot) await dress(this.shadowRoot);
      if (!customElements.get('clinic-popup-window')) define('clinic-popup-window', Window);
      this.#pending = true;
    } catch {
      // Not there, or refused by the page's policy: without lit one sentence is what can be shown.
      this.#failed = true;
    }
    this.#fill();
  }

  #onChat(): void {
    this.#stopChat?.();
    this.#stopChat = undefined;
    const { chat } = this;
    if (chat) {
      const stops = [
        chat.unread.subscribe((unread) => {
          // The bubble's own first count stands until the chat knows better.
          if (unread > 0 || chat.threads.get().phase === 'ready') this.#unread = unread;
          this.#draw();
        }),
        chat.threads.subscribe(({ phase }) => {
          if (phase === 'ready') this.#unread = chat.unread.get();
          this.#draw();
        }),
        chat.session.subscribe(({ phase }) => {
          this.#isOff = phase === 'off';
          if (phase === 'off') this.#tearDown();
          else this.#draw();
        }),
      ];
      this.#stopChat = () => stops.forEach((stop) => stop());
      const seen = lastSeen.get(chat);
      lastSeen.delete(chat);
      if (seen && !this.#isOpen) {
        this.thread ??= seen.thread;
        this.open();
      }
      if (this.#isOpen) void this.#load();
      else if (!this.#pending) this.#stops.push(whenIdle(() => void this.#load(), 5_000));
    }
    this.#fill();
  }

  /** The bubble as it should be now. */
  #draw(): void {
    const beside = isBesideInbox({ chat: this.chat, key: this.#source.shared?.key });
    if (this.disabled || this.#isOff || !this.isConnected) return;
    this.#build();
    if (!this.#layer || !this.#bubble) return;
    this.#layer.hidden = beside;
    if (beside && this.#isOpen) void this.close();
    // Before the layer is shown: the icons would come in by a change from one to the other.
    drawBubble(this.#bubble, { unread: this.#unread, isOpen: this.#isOpen, t: this.#t });
    // The top layer: no ancestor's overflow, transform or z-index reaches it. Lost at each move in the page.
    if (!beside && 'showPopover' in this.#layer && !this.#layer.matches(':popover-open')) this.#layer.showPopover();
  }

  #build(): void {
    if (this.#layer) return;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    if (root.adoptedStyleSheets.length === 0) root.adoptedStyleSheets = [sheetOf(loaderCss), sheetOf(popupCss)];
    this.#bubble = makeBubble();
    this.#bubble.addEventListener('click', () => void (this.#isOpen ? this.close() : this.open()));
    this.#dialog = make('dialog', { class: 'window', part: 'window', tabindex: '-1', 'aria-label': this.#t('messages') });
    this.#layer = make('div', { class: 'layer', popover: 'manual' }, this.#bubble, this.#dialog);
    this.#frame = new PopupFrame(this.#dialog, { back: () => this.#window?.back() ?? false, close: () => void this.close() });
    this.#frame.connect();
    root.replaceChildren(this.#layer);
  }

  /** What stands in the window now: the real one, a sentence, or the shape of what comes. */
  #fill(): void {
    const dialog = this.#dialog;
    if (!dialog) return;
    const problem = this.#failed ? 'popup.unavailable' : this.#source.problem === 'setup' ? 'setup' : this.#source.problem ? 'threads.failed' : undefined;
    const { chat } = this;
    if (chat && this.#pending && !this.#failed) {
      const isNew = !this.#window;
      this.#window ??= this.#makeWindow();
      Object.assign(this.#window, { chat, thread: this.thread, messagesHref: this.messagesHref });
      if (!isNew) return;
      const focused = deepFocus(dialog);
      dialog.replaceChildren(this.#window);
      if (focused && this.#isOpen) this.#window.enter();
      return;
    }
    // closed, too, it holds nothing of a chat that is not this one's any more.
    this.#window = undefined;
    const focused = deepFocus(dialog);
    dialog.replaceChildren(placeholder(this.#t, { problem, onClose: () => void this.close(), onRetry: () => this.#retry() }));
    if (focused) dialog.focus();
  }

  #retry(): void {
    this.#failed = false;
    this.#source.read();
    this.#fill();
    void this.#load();
  }

  #makeWindow(): ClinicPopupWindow {
    const element = document.createElement('clinic-popup-window');
    element.append(make('slot', { name: 'notices', slot: 'notices' }));
    element.addEventListener('clinic-popup-close', () => void this.close());
    element.addEventListener('clinic-thread-change', (event) => {
      event.stopPropagation();
      const { thread } = event.detail;
      if (thread === this.thread) return;
      this.thread = thread;
      this.#tell('clinic-thread-change', { thread });
    });
    return element;
  }

  #tearDown(): void {
    void this.close();
    this.#stopChat?.();
    this.#frame?.disconnect();
    this.#layer = this.#bubble = this.#dialog = this.#frame = this.#window = undefined;
    this.shadowRoot?.replaceChildren();
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

define('clinic-popup', ClinicPopup);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-popup': ClinicPopup;
  }
}
