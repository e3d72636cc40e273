import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/people.js';
import type { Message } from '../model/index.js';
import { iconQuotes } from '../theme/kind-icons.js';
import { iconCopy } from '../theme/icons.js';
import '../ui/menu.js';
import { baseStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { copyText } from './copy-text.js';
import { wordsOf } from './words.js';

/**
 * The three-dots menu at the inline-start of one's own message. «Save reply» is its last item. Its code comes with the bar of whoever may save.
 *
 * @tag clinic-message-menu
 */
export class ClinicMessageMenu extends ChatElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        position: absolute;
        /* On the middle of the first line, in either design. */
        inset-block-start: calc(3px - var(--_menu-inset, 0px) / 4);
        inset-inline-end: calc(100% + 2px);
        --_size-control: 30px;
        --_size-target: 30px;
        --_size-icon: 18px;
      }
      @media (pointer: coarse) {
        :host {
          inset-block-start: calc(-1px - var(--_menu-inset, 0px) / 4);
          --_size-control: 36px;
          --_size-target: 44px;
        }
      }
    `,
  ];

  /** The message beside which it stands. */
  @property({ attribute: false }) message: Message | undefined;
  /** The button's place in the order of tab stops: 0, or -1 while the keyboard is not within the message. */
  @property({ attribute: false }) stop = -1;

  /** Its row makes room for it: all of it, so that name, words and delivery begin at one edge, and rows without words at the same. */
  protected override updated(): void {
    this.#row.style.setProperty('padding-inline-start', 'var(--_menu-inset, 0px)');
    this.parentElement?.style.setProperty('--_side', this.#text ? '36px' : '');
  }

  /** Of a row that is given everything. */
  protected override looksAround(): boolean {
    return false;
  }

  override render(): TemplateResult | typeof nothing {
    const t = wordsOf(this.chat);
    if (!this.#text) return nothing;
    const items = [{ id: 'copy', label: t('message.copy'), icon: iconCopy }, { id: 'save', label: t('message.save-reply'), icon: iconQuotes }];
    return html`<clinic-ui-menu align="start" .label=${t('message.more')} .stop=${this.stop} .items=${items} @clinic-ui-select=${this.#onSelect}></clinic-ui-menu>`;
  }

  /** The message, with a shadow root of its own or the list's. */
  get #row(): HTMLElement {
    return this.closest<HTMLElement>('clinic-message') ?? ((this.getRootNode() as ShadowRoot).host as HTMLElement);
  }

  get #text(): string {
    const { text } = (this.message?.payload ?? {}) as { text?: unknown };
    return typeof text === 'string' ? text.trim() : '';
  }

  readonly #onSelect = (event: CustomEvent<string>): void => {
    event.stopPropagation();
    if (event.detail === 'copy') void copyText(this.#text, () => undefined);
    else void this.#save();
  };

  /** The list's rows come and go: the form stands beside the list. */
  async #save(): Promise<void> {
    const { chat, message } = this;
    const root = this.#row.getRootNode() as ShadowRoot | Document;
    if (!chat || !message) return;
    await import('./saved-replies.js');
    const replies = document.createElement('clinic-saved-replies');
    Object.assign(replies, { chat, thread: message.threadId });
    replies.addEventListener('close', () => replies.remove());
    (root instanceof Document ? root.body : root).append(replies);
    await replies.openWith(this.#text);
  }
}

define('clinic-message-menu', ClinicMessageMenu);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-message-menu': ClinicMessageMenu;
  }
}
