import { css, html, nothing, type TemplateResult } from 'lit';
import type { Icon } from '../theme/icons.js';
import { icon } from '../ui/icon.js';
import { toneStyles } from '../ui/tone-styles.js';

export interface CardFace {
  icon: Icon;
  /** What it is, above the title, for example «Payment request». */
  label: string;
  title: string;
  /** One line of facts. */
  meta?: unknown;
  /** How it stands, in words, with a colour besides. */
  state: { words: string; tone: 'waiting' | 'good' | 'off'; icon: Icon };
  /** Between the facts and the buttons. */
  body?: unknown;
  /** At most two buttons. */
  actions?: unknown;
}

/** The one skeleton of all cards: icon in a tinted square, title, a line of facts, state, then at most two buttons. */
export function kindCard({ icon: mark, label, title, meta = nothing, state, body = nothing, actions = nothing }: CardFace): TemplateResult {
  return html`<div class="card">
    <div class="face">${icon(mark)}</div>
    <div class="words">
      <div class="label-line">${label}</div>
      <div class="title"><bdi>${title}</bdi></div>
      ${meta === nothing ? nothing : html`<div class="meta"><bdi>${meta}</bdi></div>`}
    </div>
    <div class="state ${state.tone}">${icon(state.icon)}<span>${state.words}</span></div>
    ${body === nothing ? nothing : html`<div class="body">${body}</div>`}
    ${actions === nothing ? nothing : html`<div class="actions">${actions}</div>`}
  </div>`;
}

export const cardStyles = css`
  ${toneStyles}
  .card {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 12px;
    /* As wide whatever it says: the states of one card stand below each other. */
    inline-size: 300px;
    max-inline-size: 100%;
    padding: 14px;
    border: var(--_border-hairline);
    border-radius: var(--_radius-card);
    background: var(--_color-raised);
    color: var(--_color-text);
  }
  .face {
    display: grid;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    border-radius: var(--_radius-field);
    background: var(--_color-accent-tint);
    color: var(--_color-accent-text);
  }
  .words {
    display: grid;
    gap: 2px;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .label-line,
  .meta {
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
  }
  .title {
    font-weight: var(--_weight-strong);
  }
  .meta {
    font-variant-numeric: tabular-nums;
  }
  .state {
    display: inline-flex;
    align-items: center;
    grid-column: 1 / -1;
    justify-self: start;
    gap: 6px;
    padding: 4px 10px;
    border-radius: var(--_radius-field);
    background: var(--_color-sunken);
    font-size: var(--_text-meta);
  }
  .state .icon {
    flex: none;
    inline-size: 14px;
    block-size: 14px;
  }
  .state.waiting {
    background: var(--_color-warning-tint);
    color: var(--_color-warning);
  }
  .state.good {
    background: var(--_color-success-tint);
    color: var(--_color-success);
  }
  .body,
  .actions {
    grid-column: 1 / -1;
  }
  .body {
    overflow-wrap: anywhere;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .actions .button {
    flex: 1 1 auto;
    text-decoration: none;
  }
  .refused {
    margin-block: 0;
    color: var(--_color-danger);
    font-size: var(--_text-meta);
  }
`;
