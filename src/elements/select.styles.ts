import { css } from 'lit';
import { selectArrow } from '../ui/select-arrow.js';

/** The platform's own list of choices, in our shape: it opens, reads out and takes keys as the person's system does. */
export const selectStyles = css`
  ${selectArrow}
  select {
    min-block-size: var(--_size-control);
    max-inline-size: 100%;
    padding-block: 4px;
    padding-inline-start: 12px;
    border: 1px solid var(--_color-control);
    border-radius: var(--_radius-control);
    background-color: var(--_color-raised);
    color: var(--_color-text);
    font-size: var(--_text-meta);
  }
  select:hover {
    background-color: var(--_color-hover);
  }
  select.set {
    border-color: transparent;
    background-color: var(--_color-accent-tint);
    color: var(--_color-accent-text);
    font-weight: var(--_weight-strong);
  }
  option {
    background: var(--_color-raised);
    color: var(--_color-text);
    font-weight: 400;
  }
  @media (pointer: coarse) {
    select {
      min-block-size: var(--_size-target);
      font-size: max(16px, var(--_text-meta));
    }
  }
  @media (forced-colors: active) {
    select.set {
      border-color: ButtonBorder;
    }
  }
`;
