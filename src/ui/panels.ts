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
/** What stands where nothing can: empty (one sentence, one action) or broken (the cause and the way out). Needs `panelStyles` and `buttonStyles`. */
export const state = ({ icon: mark, title, hint, action, more = nothing, tone = 'neutral' }: StateOptions): TemplateResult => html`
  <div class="state ${tone}">
    <span class="state-mark">${icon(mark)}</span>
    <p class="state-title">${title}</p>
    ${hint ? html`<p class="state-hint">${hint}</p>` : nothing}
    ${action ? html`<button class="button ${action.isMain ? 'primary' : ''}" type="button" @click=${() => action.run()}>${action.label}</button>` : nothing}
    ${more}
  </div>
`;

/** Grey shapes of the messages that are about to come. `label` is what a screen reader hears. Needs `panelStyles`. */
export const skeletonMessages = (label: string): TemplateResult => html`
  <div class="skeleton" role="img" aria-label=${label}>
    <span class="bone bubble w-60"></span><span class="bone bubble w-40"></span><span class="bone bubble own w-50"></span>
    <span class="bone bubble w-70 tall"></span><span class="bone bubble own w-30"></span>
  </div>
`;

export const panelStyles = css`
  .state {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 4px;
    min-block-size: 100%;
    padding: 32px 24px;
    text-align: center;
    color: var(--_color-text-soft);
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
  .skeleton {
    display: flex;
    flex-direction: column;
    gap: 6px;
    padding: var(--_space-side);
  }
  .bone {
    background: color-mix(in srgb, var(--_color-text) 9%, transparent);
    border-radius: 6px;
  }
  .bone.bubble {
    block-size: 38px;
    border-radius: var(--_radius-bubble);
  }
  .bone.tall { block-size: 78px; }
  .bone.own {
    align-self: flex-end;
    margin-block: 6px;
  }
  .bone.line { block-size: 12px; }
  .w-30 { inline-size: 30%; }
  .w-40 { inline-size: 40%; }
  .w-50 { inline-size: 50%; }
  .w-60 { inline-size: 60%; }
  .w-70 { inline-size: 70%; }
  @media (prefers-reduced-motion: no-preference) {
    .bone {
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    @keyframes breathe {
      to {
        opacity: 0.5;
      }
    }
  }
  @media (forced-colors: active) {
    .bone {
      border: 1px solid GrayText;
    }
  }
`;
