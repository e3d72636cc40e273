import { css } from 'lit';

export const notifierStyles = css`
  .stack {
    position: fixed;
    inset: auto;
    inset-block-start: max(16px, env(safe-area-inset-top));
    inset-inline-end: max(16px, env(safe-area-inset-right));
    z-index: 2147483001;
    display: grid;
    gap: var(--_space-s);
    inline-size: min(360px, 100vw - 32px);
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    overflow: visible;
    visibility: visible;
    color: var(--_color-text);
    font-size: var(--_text-body);
    line-height: var(--_line-height);
  }
  .stack[hidden] {
    display: none;
  }
  .toast {
    display: flex;
    align-items: center;
    gap: var(--_space-xs);
    padding: var(--_space-xs);
    border: var(--_border-hairline);
    border-radius: var(--_radius-card);
    background: var(--_color-raised);
    box-shadow: var(--_shadow-float);
    animation: arrive var(--_motion) var(--_ease);
  }
  .open {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 44px;
    padding: var(--_space-xs) var(--_space-s);
    border-radius: var(--_radius-control);
    text-align: start;
  }
  .open:hover {
    background: var(--_color-hover);
  }
  .words,
  .title {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .words {
    font-weight: var(--_weight-strong);
  }
  .title {
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
  }
  .outside {
    padding: var(--_space-xs) var(--_space-m);
    border: var(--_border-hairline);
    border-radius: var(--_radius-card);
    background: var(--_color-raised);
    font-size: var(--_text-meta);
  }
  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(-8px);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .toast {
      animation: none;
    }
  }
`;
