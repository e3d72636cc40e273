import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/errors.js';
import '../i18n/states.js';
import type { Id } from '../model/index.js';
import type { Gap } from '../store/types.js';
import { panelStyles } from '../ui/panels.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { wordsOf } from './words.js';

/**
 * A hole in the messages that are loaded: a skeleton while it loads, else what is the matter and the way out.
 *
 * @tag clinic-gap
 */
export class ClinicGap extends ChatElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    panelStyles,
    css`
      :host {
        display: flex;
        min-block-size: 96px;
        margin-block: var(--_space-s) calc(var(--_space-s) + var(--_gap-group));
        border-block: 1px dashed var(--_color-hairline);
        flex-wrap: wrap;
        align-items: center;
        align-content: center;
        justify-content: center;
        gap: var(--_space-xs) var(--_space-m);
        color: var(--_color-text-soft);
        font-size: var(--_text-meta);
        text-align: center;
      }
      :host([aria-busy='true']) {
        flex-direction: column;
        flex-wrap: nowrap;
        align-items: stretch;
      }
    `,
  ];

  /** Where it is, and how far it has come. */
  @property({ attribute: false }) gap: Gap | undefined;
  /** Loads it. */
  @property({ attribute: false, hasChanged: () => false }) load: (() => void) | undefined;

  get #isLoading(): boolean {
    return this.gap?.state === 'loading';
  }

  protected override updated(): void {
    this.setAttribute('role', 'group');
    this.setAttribute('aria-label', wordsOf(this.chat)('gap'));
    this.setAttribute('aria-busy', String(this.#isLoading));
  }

  override render(): TemplateResult {
    if (this.#isLoading) return html`<span class="bone box w-50"></span><span class="bone box own w-30"></span>`;
    const t = wordsOf(this.chat);
    const code = this.gap?.error?.code;
    return html`<span>${t('gap')}${code ? html`<br>${t(`error.${code}`)}` : nothing}</span><button class="text-button" type="button" @click=${() => this.load?.()}>${t('gap.load')}</button>`;
  }
}

/** The gap that waits to be loaded, if the reader is less than `near` pixels away from it. */
export function gapNear(list: HTMLElement, near: number, load: (id: Id) => void): void {
  const { top, bottom } = list.getBoundingClientRect();
  const gap = [...list.querySelectorAll<HTMLElement>('[data-gap]')].find((row) => {
    const box = row.getBoundingClientRect();
    return box.bottom > top - near && box.top < bottom + near;
  });
  if (gap) load(gap.dataset['gap'] as Id);
}

define('clinic-gap', ClinicGap);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-gap': ClinicGap;
  }
}
