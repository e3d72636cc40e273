import { css, html, nothing, type TemplateResult } from 'lit';
import type { Icon } from '../theme/icons.js';
import { icon } from './icon.js';

export interface Action {
  label: string;
  /** What most people are here for. */
  isMain?: boolean;
  run(): void;
}

export interface StateOptions {
  icon: Icon;
  title: string;
  hint?: string | undefined;
  action?: Action | undefined;
  /** Another, quieter way out. */
  more?: unknown;
  tone?: 'neutral' | 'danger';
}
/** What stands where nothing can: empty (one sentence, one action) or broken (the cause and the way out). Needs `panelStyles`, then `stateStyles`, and `buttonStyles`. */
export const state = ({ icon: mark, title, hint, action, more = nothing, tone = 'neutral' }: StateOptions): TemplateResult => html`
  <div class="state ${tone}">
    <span class="state-mark">${icon(mark)}</span>
    <p class="state-title">${title}</p>
    ${hint ? html`<p class="state-hint">${hint}</p>` : nothing}
    ${action ? html`<button class="button ${action.isMain ? 'primary' : ''}" type="button" @click=${() => action.run()}>${action.label}</button>` : nothing}
    ${more}
  </div>
`;

export const stateStyles = css`
  .state {
    gap: 4px;
  }
  .state-mark {
    display: grid;
    place-items: center;
    inline-size: 48px;
    block-size: 48px;
    margin-block-end: 8px;
    border-radius: var(--_radius-card);
    background: var(--_color-accent-tint);
    color: var(--_color-accent-text);
  }
  .state.danger .state-mark {
    background: var(--_color-danger-tint);
    color: var(--_color-danger);
  }
  .state-title {
    color: var(--_color-text);
    font-size: var(--_text-title);
    font-weight: var(--_weight-strong);
    text-wrap: balance;
  }
  .state-hint {
    max-inline-size: 36ch;
    text-wrap: pretty;
  }
  .state .button {
    margin-block-start: 12px;
  }
`;
