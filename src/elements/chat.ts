import { css, html, nothing, type TemplateResult } from 'lit';
import { define } from '../base/define.js';
import { rootStyles } from '../ui/root-styles.js';
import { baseStyles } from '../ui/styles.js';
import { focusInto } from './focus.js';
import { OwnerElement } from './owner-element.js';
import { wordsOf } from './words.js';

/**
 * The owner of a chat: it has no face of its own, and gives everything inside it one chat. Set `.chat`, or `server` and `token-url`. It takes
 * the commands of the elements inside; a listener of the capture phase may log or veto them.
 *
 * @tag clinic-chat
 * @slot - The elements that use the chat, among whatever the page likes.
 * @fires {CustomEvent<{ unread: number }>} clinic-unread-change - The number of unread messages is known or has changed.
 * @fires {CustomEvent<{ error: ChatError }>} clinic-error - Something went wrong that is nobody's place to show.
 * @fires {CustomEvent} clinic-unlock - «Show messages» was chosen on the cover of a locked chat. Cancel it to ask for a PIN first.
 * @fires {CustomEvent} clinic-session-expired - The server has refused the token: the person has to sign in again.
 * @fires {CustomEvent} clinic-session-end - The person has logged out, here or in another tab: nothing of them is left.
 */
export class ClinicChat extends OwnerElement {
  static override readonly styles = [
    rootStyles,
    baseStyles,
    css`
      p {
        padding: var(--_space-l);
        color: var(--_color-text-soft);
      }
    `,
  ];

  protected override enter(): void {
    void focusInto(() => this.querySelector<HTMLElement>('clinic-thread'));
  }

  override render(): TemplateResult | typeof nothing {
    if (this.disabled) return nothing;
    if (this.lock.isOn) return this.lock.render();
    return html`${this.problem ? html`<p role="alert">${wordsOf(undefined)(this.problem === 'setup' ? 'setup' : 'threads.failed')}</p>` : nothing}<slot></slot>`;
  }
}

define('clinic-chat', ClinicChat);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-chat': ClinicChat;
  }
}
