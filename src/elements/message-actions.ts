import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/connection.js';
import '../i18n/errors.js';
import type { Message } from '../model/index.js';
import { baseStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { wordsOf } from './words.js';

/**
 * Why a message has failed, and the ways out for one that waits or has failed: try again, choose its files again, take it back, give it up. Its code comes with the first one, or with what tells
 * that the connection is gone.
 *
 * @tag clinic-message-actions
 */
export class ClinicMessageActions extends ChatElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: inline-flex;
        flex-wrap: wrap;
        gap: 0 12px;
      }
      button {
        position: relative;
        min-block-size: 24px;
        min-inline-size: 24px;
        color: var(--_color-accent-text);
        font-weight: var(--_weight-strong);
        text-decoration: underline;
        text-underline-offset: 2px;
      }
      @media (pointer: coarse) {
        button {
          min-block-size: 44px;
        }
      }
    `,
  ];

  /** The message that waits or was not sent. */
  @property({ attribute: false }) message: Message | undefined;
  /** The buttons' place in the order of tab stops: 0, or -1 while the keyboard is not within the message. */
  @property({ attribute: false }) stop = -1;

  override render(): TemplateResult | typeof nothing {
    const { chat, message } = this;
    if (!message) return nothing;
    const { delivery, problem } = message;
    const failed = delivery === 'failed';
    const lost = failed && /^(gone|conflict)$/.test(problem?.code ?? '') && message.files.some(({ scan }) => scan === 'pending');
    if (lost) import('./choose-again.js').catch(() => undefined);
    // What a sheet has composed goes back to no text field.
    const isText = !chat?.kinds.get(message.kind)?.compose;
    return html`${lost ? html`<clinic-choose-again .chat=${chat} .message=${message} .stop=${this.stop}></clinic-choose-again>` : failed && problem ? html`<span>${wordsOf(chat)(`error.${problem.code}`)}</span>` : nothing}
      ${failed && !lost ? this.#renderButton('retry') : nothing}${isText ? this.#renderButton('edit') : nothing}${this.#renderButton('discard')}`;
  }

  #renderButton(what: 'retry' | 'edit' | 'discard'): TemplateResult {
    return html`<button type="button" tabindex=${this.stop} @click=${() => this.#ask(what)}>${wordsOf(this.chat)(`delivery.${what}`)}</button>`;
  }

  #ask(what: 'retry' | 'edit' | 'discard'): void {
    const { message } = this;
    if (message) this.command({ type: `outbox.${what}`, threadId: message.threadId, clientId: message.clientId ?? message.id });
  }
}

define('clinic-message-actions', ClinicMessageActions);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-message-actions': ClinicMessageActions;
  }
}
