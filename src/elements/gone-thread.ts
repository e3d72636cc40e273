import { css, html, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/states.js';
import type { Id } from '../model/index.js';
import { iconInfo } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import './unsent.js';
import { wordsOf } from './words.js';

/**
 * What stands in the place of a thread that is not there any more: that it is so, what was written in it and not sent, to be copied, and
 * the way back.
 *
 * @tag clinic-gone-thread
 * @fires {CustomEvent} clinic-thread-close - The thread is to be closed.
 */
export class ClinicGoneThread extends ChatElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: grid;
        align-content: center;
        justify-items: center;
        gap: var(--_space-l);
        padding: var(--_space-xl) var(--_space-side);
        overflow-y: auto;
        font-size: var(--_text-body);
        text-align: center;
      }
      .head {
        display: grid;
        justify-items: center;
        gap: var(--_space-s);
        font-weight: var(--_weight-strong);
        --_size-icon: 32px;
      }
      .head .icon {
        color: var(--_color-text-soft);
      }
      clinic-unsent {
        inline-size: min(100%, 480px);
        max-block-size: none;
        padding: 0;
        border: 0;
        overflow: visible;
      }
    `,
  ];

  /** The thread's id. */
  @property() thread: Id = '';

  @query('.back') private backButton!: HTMLElement;

  override focus(options?: FocusOptions): void {
    this.backButton.focus(options);
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    return html`<div class="head" role="alert">${icon(iconInfo)}<p>${t('thread.gone')}</p></div>
      <clinic-unsent .chat=${this.chat} .thread=${this.thread}></clinic-unsent>
      <button class="button back" type="button" @click=${this.#onBack}>${t('popup.back')}</button>`;
  }

  readonly #onBack = (): void => {
    this.dispatchEvent(new CustomEvent('clinic-thread-close', { bubbles: true, composed: true }));
  };
}

define('clinic-gone-thread', ClinicGoneThread);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-gone-thread': ClinicGoneThread;
  }
}
