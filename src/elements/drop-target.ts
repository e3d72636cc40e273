import { css, html, type TemplateResult } from 'lit';
import { define } from '../base/define.js';
import '../i18n/more.js';
import { iconAttach } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { baseStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { wordsOf } from './words.js';

/**
 * What lies over a thread while files are dragged across it. Made by `<clinic-thread>`, which takes the files; not for use by itself.
 *
 * @tag clinic-drop-target
 */
export class ClinicDropTarget extends ChatElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        position: absolute;
        inset: var(--_space-s);
        z-index: 2;
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        gap: var(--_space-s);
        border: 2px dashed var(--_color-accent-text);
        border-radius: var(--_radius-card);
        background: var(--_color-accent-tint);
        color: var(--_color-accent-text);
        font-weight: var(--_weight-strong);
        pointer-events: none;
      }
      .icon {
        inline-size: 28px;
        block-size: 28px;
      }
    `,
  ];

  override render(): TemplateResult {
    return html`${icon(iconAttach)}<span>${wordsOf(this.chat)('composer.drop')}</span>`;
  }
}

define('clinic-drop-target', ClinicDropTarget);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-drop-target': ClinicDropTarget;
  }
}
