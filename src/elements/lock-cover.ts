import { css, LitElement, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/more.js';
import type { Chat } from '../store/types.js';
import { iconMessages } from '../theme/icons.js';
import { panelStyles } from '../ui/panels.js';
import { state, stateStyles } from '../ui/state.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { wordsOf } from './words.js';

/**
 * What stands in the place of all content while a chat is locked: one sentence and one button. Made by the elements that own a chat; not for use
 * by itself.
 *
 * @tag clinic-lock-cover
 * @fires {CustomEvent} clinic-unlock - «Show messages» was chosen. Cancel it to ask for a PIN first, and call `chat.unlock()` yourself.
 */
export class ClinicLockCover extends LitElement {
  static override readonly styles = [
    baseStyles,
    buttonStyles,
    panelStyles,
    stateStyles,
    css`
      :host {
        display: block;
        block-size: 100%;
        background: var(--_color-page);
        color: var(--_color-text);
      }
    `,
  ];

  /** The chat that is locked. */
  @property({ attribute: false }) chat: Chat | undefined;
  /** Whether the focus was inside what is covered. */
  @property({ attribute: false }) takesFocus = false;
  @query('button') private button: HTMLButtonElement | null | undefined;

  protected override firstUpdated(): void {
    if (this.takesFocus) this.button?.focus({ preventScroll: true });
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    return state({ icon: iconMessages, title: t('lock.title'), hint: t('lock.hint'), action: { label: t('lock.show'), run: () => this.#show() } });
  }

  #show(): void {
    const unlock = new CustomEvent('clinic-unlock', { bubbles: true, composed: true, cancelable: true });
    if (this.dispatchEvent(unlock)) this.chat?.unlock();
  }
}

define('clinic-lock-cover', ClinicLockCover);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-lock-cover': ClinicLockCover;
  }
  interface HTMLElementEventMap {
    'clinic-unlock': CustomEvent;
  }
}
