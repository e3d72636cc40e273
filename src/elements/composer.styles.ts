import { css } from 'lit';

export const composerStyles = css`
  :host {
    display: block;
    padding: var(--_space-s, 8px) var(--_space-m, 12px) max(var(--_space-m, 12px), env(safe-area-inset-bottom, 0px));
    background: var(--_color-page);
    color: var(--_color-text);
    font-size: var(--_text-body, 15px);
    line-height: var(--_line-height, 1.45);
  }
  .reason {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 0 var(--_space-xs, 4px) var(--_space-s, 8px);
    color: var(--_color-text-soft);
    font-size: var(--_text-meta, 13px);
  }
  .reason .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  .reason.wrong {
    color: var(--_color-danger);
  }
  .field {
    border: var(--_composer-border, 1px solid var(--_color-control));
    border-radius: var(--_radius-composer, 22px);
    background: var(--_color-raised);
    overflow: clip;
    transition: border-color var(--_motion-fast, 120ms) var(--_ease, ease-out);
  }
  .field:focus-within {
    border-color: var(--_color-focus);
    box-shadow: 0 0 0 1px var(--_color-focus);
  }
  .field.off {
    background: var(--_color-sunken);
    color: var(--_color-text-soft);
  }
  textarea {
    display: block;
    inline-size: 100%;
    /* Six lines and the padding. */
    max-block-size: calc(6 * 1.4em + 18px);
    min-block-size: calc(1.4em + 18px);
    padding: 12px 16px 6px;
    border: 0;
    background: none;
    font-size: max(16px, var(--_text-input, 16px));
    line-height: 1.4;
    resize: none;
    field-sizing: content;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_color-hairline) transparent;
  }
  textarea:focus,
  textarea:focus-visible {
    outline: none;
  }
  textarea::placeholder {
    color: var(--_color-text-soft);
    opacity: 1;
  }
  .foot {
    display: flex;
    align-items: center;
    gap: var(--_space-xs, 4px);
    padding: 2px 6px 6px;
  }
  .space {
    flex: 1;
  }
  .counter {
    padding-inline: var(--_space-s, 8px);
    color: var(--_color-text-soft);
    font-size: var(--_text-meta, 13px);
    font-variant-numeric: tabular-nums;
  }
  .counter.wrong {
    color: var(--_color-danger);
    font-weight: var(--_weight-strong, 600);
  }
  .send[aria-disabled='true'] {
    cursor: default;
  }
  .send[aria-disabled='true']:hover {
    background: none;
    color: var(--_color-text-soft);
  }
  @media (forced-colors: active) {
    .field:focus-within {
      outline: 2px solid Highlight;
      outline-offset: 1px;
    }
  }
`;
