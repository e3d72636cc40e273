import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../base/define.js';
import { formatCount } from '../i18n/format.js';
import '../i18n/more.js';
import { iconDown } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { wordsOf } from './words.js';

/**
 * The way back to the newest message, with the count of what has come since: a mark and a description, for the name stays as it is. Its code
 * comes when the reader is further up for the first time, or a moment after all is well.
 *
 * @tag clinic-list-latest
 * @csspart latest - The button.
 */
export class ClinicListLatest extends ChatElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        position: absolute;
        inset-block-end: var(--_space-m);
        inset-inline: 0;
        display: flex;
        justify-content: center;
        pointer-events: none;
      }
      button {
        position: relative;
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-block-size: 36px;
        padding-inline: 12px 14px;
        border: var(--_border-hairline);
        border-radius: var(--_radius-pill);
        background: var(--_color-raised);
        color: var(--_color-text);
        box-shadow: var(--_shadow-float);
        font-size: var(--_text-meta);
        font-weight: var(--_weight-strong);
        pointer-events: auto;
        animation: appear var(--_motion) var(--_ease);
      }
      button::before {
        content: '';
        position: absolute;
        inset: -4px 0;
      }
      button:hover {
        background: var(--_color-hover);
      }
      .icon {
        inline-size: 16px;
        block-size: 16px;
      }
      .count::before {
        content: attr(data-count);
      }
      .count {
        min-inline-size: 1.67em;
        padding: 0 0.5em;
        border-radius: var(--_radius-pill);
        background: var(--_color-accent);
        color: var(--_color-on-accent);
        font-size: var(--_text-small);
        line-height: 1.67;
        text-align: center;
        font-variant-numeric: tabular-nums;
      }
      @keyframes appear {
        from {
          opacity: 0;
          transform: translateY(8px);
        }
      }
      @media (forced-colors: active) {
        .count {
          border: 1px solid;
        }
      }
    `,
  ];

  /** How many messages have come since the reader went up. */
  @property({ attribute: false }) waiting = 0;
  /** Goes there. */
  @property({ attribute: false, hasChanged: () => false }) go: (() => void) | undefined;

  override render(): TemplateResult {
    const { waiting } = this;
    const t = wordsOf(this.chat);
    return html`<button type="button" part="latest" aria-label=${t('latest')} aria-description=${waiting > 0 ? t('announce.burst', { count: waiting }) : ''} @click=${() => this.go?.()}>
      ${icon(iconDown)}<span>${t('latest')}</span>${waiting > 0 ? html`<span class="count" data-count=${formatCount(this.chat?.locale ?? 'en', waiting)}></span>` : nothing}
    </button>`;
  }
}

define('clinic-list-latest', ClinicListLatest);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-list-latest': ClinicListLatest;
  }
}
