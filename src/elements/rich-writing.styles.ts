import { css } from 'lit';

export const richWritingStyles = css`
  :host {
    display: block;
  }
  .row {
    display: flex;
    align-items: flex-start;
  }
  slot {
    display: block;
    flex: 1;
    min-inline-size: 0;
  }
  .row > .icon-button {
    margin: 4px;
    --_size-icon: 22px;
  }
  .tools {
    align-items: center;
    border-block-end: var(--_border-hairline);
  }
  .tools > .icon-button[aria-pressed='true'] {
    background: var(--_color-accent-tint);
    color: var(--_color-accent-text);
  }
  clinic-ui-rich-toolbar {
    flex: 1;
  }
  .note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding: 6px 16px 0;
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
  }
  @media (forced-colors: active) {
    .tools > .icon-button[aria-pressed='true'] {
      outline: 2px solid Highlight;
      outline-offset: -3px;
    }
  }
`;
