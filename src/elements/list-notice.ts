import { css, html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../base/define.js';
import { baseStyles } from '../ui/styles.js';
import type { ClinicAnnouncer } from './announcer.js';

/**
 * A sentence over the upper edge of the list, for whoever sees: a screen reader hears it from the announcer, so it is not there for it a second time.
 *
 * @tag clinic-list-notice
 */
export class ClinicListNotice extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        position: absolute;
        inset-block-start: var(--_space-m);
        inset-inline: var(--_space-m);
        display: flex;
        justify-content: center;
        pointer-events: none;
      }
      p {
        padding: 8px 14px;
        border: var(--_border-hairline);
        border-radius: var(--_radius-field);
        background: var(--_color-raised);
        color: var(--_color-text);
        box-shadow: var(--_shadow-float);
        font-size: var(--_text-meta);
        font-weight: var(--_weight-strong);
        text-align: center;
        text-wrap: balance;
        animation: appear var(--_motion) var(--_ease);
      }
      @keyframes appear {
        from {
          opacity: 0;
          transform: translateY(-8px);
        }
      }
    `,
  ];

  @property({ attribute: false }) words = '';

  override render(): TemplateResult {
    return html`<p dir="auto" aria-hidden="true">${this.words}</p>`;
  }
}

define('clinic-list-notice', ClinicListNotice);

/** Says a sentence aloud and shows it for as long as the announcer keeps it: ten seconds, or until another thread is shown. */
export function notice(announcer: ClinicAnnouncer, words: string): void {
  announcer.say(words);
  const said = [...announcer.renderRoot.querySelectorAll('p')].at(-1);
  if (!said) return;
  announcer.parentNode?.querySelector('clinic-list-notice')?.remove();
  const shown = Object.assign(document.createElement('clinic-list-notice'), { words });
  announcer.after(shown);
  new MutationObserver((_changes, observer) => {
    if (said.isConnected) return;
    observer.disconnect();
    shown.remove();
  }).observe(announcer.renderRoot, { childList: true, subtree: true });
}

declare global {
  interface HTMLElementTagNameMap {
    'clinic-list-notice': ClinicListNotice;
  }
}
