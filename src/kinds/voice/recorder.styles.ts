import { css } from 'lit';

export const recorderStyles = css`
  :host {
    display: block;
  }
  .strip {
    display: grid;
    gap: 8px;
    font-variant-numeric: tabular-nums;
  }
  .words,
  .line,
  .buttons {
    display: flex;
    align-items: center;
    gap: 8px;
    min-inline-size: 0;
  }
  .words {
    font-size: var(--_text-meta);
    overflow-wrap: anywhere;
  }
  .words .icon {
    flex: none;
    color: var(--_color-text-soft);
  }
  .dot {
    flex: none;
    inline-size: 10px;
    block-size: 10px;
    border: 2px solid var(--_color-danger);
    border-radius: 50%;
  }
  .dot.on {
    background: var(--_color-danger);
    forced-color-adjust: none;
  }
  @media (prefers-reduced-motion: no-preference) {
    .dot.on {
      animation: breathe 1.6s ease-in-out infinite;
    }
  }
  @keyframes breathe {
    50% {
      opacity: 0.3;
    }
  }
  .state {
    font-weight: var(--_weight-strong);
  }
  .levels {
    flex: 0 1 220px;
    min-inline-size: 40px;
    margin-inline-start: auto;
    block-size: 24px;
    color: var(--_color-accent-text);
  }
  .levels:dir(rtl) {
    transform: scaleX(-1);
  }
  .levels path {
    fill: none;
    stroke: currentcolor;
    stroke-width: 2px;
    stroke-linecap: round;
    vector-effect: non-scaling-stroke;
  }
  .left {
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
    white-space: nowrap;
  }
  .left.soon {
    color: var(--_color-danger);
    font-weight: var(--_weight-strong);
  }
  .buttons {
    flex-wrap: wrap;
    justify-content: flex-end;
  }
  .first {
    margin-inline-end: auto;
  }
  .button {
    --_size-icon: 16px;
  }
`;
