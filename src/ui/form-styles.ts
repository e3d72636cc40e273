import { css } from 'lit';
import { selectArrow } from './select-arrow.js';

/** Forms within sheets: labels above their fields, choices as rows, the buttons at the end. */
export const formStyles = css`
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-l);
  }
  .field {
    display: grid;
    gap: 6px;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  label:not(.choice),
  legend {
    padding: 0;
    font-weight: var(--_weight-strong);
  }
  legend {
    margin-block-end: 6px;
  }
  .hint,
  .end {
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
    font-weight: normal;
  }
  .wrong {
    color: var(--_color-danger);
    font-size: var(--_text-meta);
  }
  input:not([type='radio'], [type='checkbox']),
  textarea,
  select {
    inline-size: 100%;
    min-block-size: var(--_size-target);
    padding: var(--_field-padding);
    border: 1px solid var(--_color-control);
    border-radius: var(--_radius-field);
    background: var(--_color-raised);
    color: inherit;
    font: inherit;
    font-size: var(--_text-input);
    line-height: var(--_line-height);
  }
  ${selectArrow}
  textarea {
    min-block-size: 88px;
    resize: vertical;
  }
  [aria-invalid='true'] {
    border-color: var(--_color-danger);
  }
  .choices {
    display: grid;
    gap: 4px;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: var(--_size-target);
    padding: 8px 12px;
    border: 1px solid var(--_color-hairline);
    border-radius: var(--_radius-field);
    cursor: pointer;
  }
  .choice:hover {
    background: var(--_color-hover);
  }
  .choice:has(:checked) {
    border-color: var(--_color-accent-text);
    background: var(--_color-accent-tint);
  }
  .choice:has(:focus-visible) {
    outline: 2px solid var(--_color-focus);
    outline-offset: 2px;
  }
  .choice input {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    accent-color: var(--_color-accent);
    outline: none;
  }
  .choice > span {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .choice > .end {
    flex: 0 1 auto;
    max-inline-size: 50%;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .choice:has(:disabled) {
    color: var(--_color-text-soft);
    background: none;
    cursor: default;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--_space-s);
  }
`;
