import { css } from 'lit';

/** A checkbox as a switch at the end of its words. */
export const switchStyles = css`
  .switch {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-m);
    inline-size: 100%;
    min-block-size: var(--_size-target);
    cursor: pointer;
  }
  [type='checkbox'] {
    appearance: none;
    position: relative;
    flex: none;
    inline-size: 40px;
    block-size: 24px;
    border: 1px solid var(--_color-control);
    border-radius: 12px;
    background: var(--_color-sunken);
    cursor: pointer;
    transition: background-color var(--_motion-fast) var(--_ease);
  }
  [type='checkbox']::before {
    content: '';
    position: absolute;
    inset-block-start: 3px;
    inset-inline-start: 3px;
    inline-size: 16px;
    block-size: 16px;
    border-radius: 50%;
    background: var(--_color-control);
  }
  [type='checkbox']:checked {
    border-color: transparent;
    background: var(--_color-accent);
  }
  [type='checkbox']:checked::before {
    inset-inline: auto 3px;
    background: var(--_color-on-accent);
  }
  @media (forced-colors: active) {
    [type='checkbox'] {
      appearance: auto;
      inline-size: 20px;
    }
    [type='checkbox']::before {
      content: none;
    }
  }
`;
