import { css } from 'lit';

/** The platform's own list of choices, in our shape: it opens, reads out and takes keys as the person's system does. */
export const selectStyles = css`
  select {
    appearance: none;
    min-block-size: var(--_size-control);
    max-inline-size: 100%;
    padding-block: 4px;
    padding-inline: 12px 30px;
    border: 1px solid var(--_color-control);
    border-radius: var(--_radius-control);
    background-color: var(--_color-raised);
    background-image: linear-gradient(45deg, transparent 50%, currentcolor 50%), linear-gradient(-45deg, transparent 50%, currentcolor 50%);
    background-position: calc(100% - 17px) 55%, calc(100% - 12px) 55%;
    background-size: 5px 5px;
    background-repeat: no-repeat;
    color: var(--_color-text);
    font-size: var(--_text-meta);
    text-overflow: ellipsis;
    cursor: pointer;
  }
  select:dir(rtl) {
    background-position: 12px 55%, 17px 55%;
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
    select {
      appearance: auto;
      padding-inline-end: 12px;
    }
    select.set {
      border-color: ButtonBorder;
    }
  }
`;
