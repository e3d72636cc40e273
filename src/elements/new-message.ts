import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import { newId } from '../base/ids.js';
import { formatNumber } from '../i18n/format.js';
import '../i18n/more.js';
import { checkText, counterStartsAt, defaultLimits, textLength, type Limits, type Participant, type Translate } from '../model/index.js';
import type { Chat } from '../store/types.js';
import { iconSend } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { newMessageStyles } from './new-message.styles.js';
import './notices.js';
import './recipient-field.js';
import type { ClinicRecipientField } from './recipient-field.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/** The draft of the form is kept beside those of the threads, under a name that no thread has. */
const draftId = 'new-message';
const recipients = new WeakMap<Chat, Participant>();

/**
 * The form for a new message: whom to write to, and the first message. The new thread stands in the list at once. What was typed is
 * kept when the form is left.
 *
 * @tag clinic-new-message
 * @slot start - In the header before the title, for example a button that goes back.
 * @slot actions - In the header after the title.
 * @slot notices - Replaces the words of the notices; where it is empty they stay.
 * @fires {CustomEvent<{ thread: string }>} clinic-thread-select - Sent: the new thread is to be opened.
 * @fires {CustomEvent} clinic-message-cancel - The form is to be left.
 * @csspart header - The header.
 * @csspart text - The text field.
 * @csspart send - The button that sends.
 */
export class ClinicNewMessage extends ChatElement {
  static override readonly styles = [baseStyles, buttonStyles, newMessageStyles];

  @state() private recipient: Participant | undefined;
  @state() private attempted = false;
  @query('textarea') private textarea: HTMLTextAreaElement | null | undefined;
  @query('clinic-recipient-field') private field: ClinicRecipientField | null | undefined;
  readonly #session = new Watch(this, () => this.chat?.session);
  readonly #draft = new Watch(this, () => this.chat?.draft(draftId));
  #isSent = false;

  /** Moves the focus to the recipient; with one chosen, to the message. */
  override focus(options?: FocusOptions): void {
    if (this.recipient) this.textarea?.focus(options);
    else this.field?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('chat')) this.recipient = this.chat && recipients.get(this.chat);
  }

  protected override updated(_changed: PropertyValues): void {
    const text = this.#text;
    if (this.textarea && this.textarea.value !== text) this.textarea.value = text;
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    const wrong = this.attempted ? this.#wrongText(t) : textLength(this.#text) > this.#limits.textLength ? this.#wrongText(t) : undefined;
    const noRecipient = this.attempted && !this.recipient ? t('new.recipient.missing') : '';
    return html`<div class="header" part="header"><slot name="start"></slot><h2>${t('new.title')}</h2><slot name="actions"></slot></div>
      <form novalidate @submit=${this.#onSubmit} @keydown=${this.#onKeydown}>
        <clinic-recipient-field .recipient=${this.recipient} .reason=${noRecipient} @clinic-recipient-change=${this.#onRecipient}></clinic-recipient-field>
        <div class="field body">
          <label for="text">${t('composer.message')}</label>
          <textarea
            id="text"
            part="text"
            dir="auto"
            aria-invalid=${wrong ? 'true' : 'false'}
            aria-describedby="reason counter"
            @input=${this.#onInput}
          ></textarea>
          <div class="reason" id="reason" role="alert">${wrong ?? nothing}</div>
          ${this.#renderCounter(t)}
        </div>
        <footer>
          <button class="button quiet" type="button" @click=${this.#onCancel}>${t('new.cancel')}</button>
          <button class="button primary" part="send" type="submit">${icon(iconSend)}${t('composer.send')}</button>
        </footer>
      </form>
      <clinic-notices><slot name="notices"></slot></clinic-notices>`;
  }

  #renderCounter(t: Translate): unknown {
    const used = textLength(this.#text);
    const limits = this.#limits;
    if (used < counterStartsAt(limits)) return html`<div id="counter" class="counter" role="status" hidden></div>`;
    const locale = this.chat?.locale ?? 'en';
    return html`<div id="counter" class="counter" role="status">
      ${t('composer.counter', { used: formatNumber(locale, used), limit: formatNumber(locale, limits.textLength) })}
    </div>`;
  }

  get #text(): string {
    return this.#draft.value?.text ?? '';
  }

  get #limits(): Limits {
    return this.#session.value?.session?.workspace.limits ?? defaultLimits;
  }

  #wrongText(t: Translate): string | undefined {
    const limits = this.#limits;
    const wrong = checkText(this.#text, limits);
    if (wrong === 'empty') return t('composer.empty');
    return wrong && t('composer.over', { count: textLength(this.#text) - limits.textLength, limit: limits.textLength });
  }

  readonly #onRecipient = (event: CustomEvent<{ recipient: Participant | undefined }>): void => {
    event.stopPropagation();
    this.recipient = event.detail.recipient;
    if (!this.chat) return;
    if (this.recipient) recipients.set(this.chat, this.recipient);
    else recipients.delete(this.chat);
  };

  readonly #onInput = (event: Event): void => {
    this.#isSent = false;
    this.command({ type: 'draft.set', threadId: draftId, text: (event.target as HTMLTextAreaElement).value });
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      this.#send();
    }
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    this.#send();
  };

  readonly #onCancel = (): void => {
    this.dispatchEvent(new CustomEvent('clinic-message-cancel', { bubbles: true, composed: true }));
  };

  #send(): void {
    const { recipient, chat } = this;
    this.attempted = true;
    if (!chat || this.#isSent) return;
    const isWrong = checkText(this.#text, this.#limits) !== undefined;
    if (!recipient || isWrong) {
      (recipient ? this.textarea : this.field)?.focus();
      return;
    }
    this.#isSent = true;
    this.attempted = false;
    const id = newId();
    const first = { id: newId(), kind: 'text', payload: { text: this.#text, format: 'plain' }, files: [] };
    this.command({ type: 'thread.create', id, kind: 'direct', participants: [recipient.id], first });
    this.command({ type: 'draft.set', threadId: draftId, text: '' });
    recipients.delete(chat);
    this.recipient = undefined;
    this.dispatchEvent(new CustomEvent('clinic-thread-select', { detail: { thread: id }, bubbles: true, composed: true }));
  }
}

define('clinic-new-message', ClinicNewMessage);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-new-message': ClinicNewMessage;
  }
}
