import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/connection.js';
import type { Message } from '../model/index.js';
import { baseStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { wordsOf } from './words.js';

/**
 * The ways out for a message that waits or has failed: try again, take it back, give it up. Its code comes with the first one, or with what tells
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
  /** Whether it can be tried again as it is. */
  @property({ attribute: false }) retry = false;
  /** The buttons' place in the order of tab stops: 0, or -1 while the keyboard is not within the message. */
  @property({ attribute: false }) stop = -1;

  override render(): TemplateResult {
    // What a sheet has composed goes back to no text field.
    const isText = !this.chat?.kinds.get(this.message?.kind ?? '')?.compose;
    return html`${this.retry ? this.#renderButton('retry') : nothing}${isText ? this.#renderButton('edit') : nothing}${this.#renderButton('discard')}`;
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
