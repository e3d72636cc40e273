import { css } from 'lit';

export const newMessageStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    background: var(--_color-page);
    color: var(--_color-text);
    font-size: var(--_text-body);
  }
  .header {
    display: flex;
    align-items: center;
    gap: var(--_space-m);
    flex: none;
    min-block-size: calc(var(--_size-header) + 1px);
    padding: var(--_space-s) var(--_space-side);
    background: var(--_color-header);
    color: var(--_color-on-header);
    border-block-end: var(--_border-hairline);
  }
  h2 {
    flex: 1;
    font-size: var(--_text-title);
    font-weight: var(--_weight-strong);
    line-height: 1.3;
  }
  form {
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
    gap: var(--_space-l);
    padding-block: var(--_space-l);
    padding-inline: var(--_space-side) max(var(--_space-side), 100% - 720px);
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 6px;
  }
  .body {
    flex: 1;
    grid-template-rows: auto 1fr;
    align-content: stretch;
  }
  .above {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-s);
  }
  label {
    font-weight: var(--_weight-strong);
  }
  input,
  textarea {
    inline-size: 100%;
    padding: var(--_field-padding);
    border: 1px solid var(--_color-control);
    border-radius: var(--_radius-field);
    background: var(--_color-raised);
    color: inherit;
    font-size: var(--_text-input);
    line-height: var(--_line-height);
  }
  input {
    min-block-size: var(--_size-target);
  }
  textarea {
    min-block-size: 112px;
    resize: none;
  }
  ::placeholder {
    color: var(--_color-text-soft);
    opacity: 1;
  }
  input:focus,
  textarea:focus {
    outline: 2px solid var(--_color-focus);
    outline-offset: -1px;
    border-color: transparent;
  }
  [aria-invalid='true'] {
    border-color: var(--_color-danger);
  }
  .filters {
    display: inline-flex;
    gap: 2px;
    padding: 2px;
    border-radius: var(--_radius-pill);
    background: var(--_color-sunken);
  }
  .filters button {
    min-block-size: 30px;
    padding-inline: 14px;
    border-radius: var(--_radius-pill);
    font-size: var(--_text-meta);
    color: var(--_color-text-soft);
  }
  .kinds {
    align-self: start;
    max-inline-size: 100%;
  }
  .kinds button {
    min-block-size: 36px;
  }
  .filters button[aria-pressed='true'] {
    background: var(--_color-raised);
    color: var(--_color-text);
    font-weight: var(--_weight-strong);
    box-shadow: 0 1px 2px rgb(0 0 0 / 14%);
  }
  .combo {
    position: relative;
  }
  .people {
    position: absolute;
    inset-inline: 0;
    inset-block-start: calc(100% + 4px);
    z-index: 3;
    border: var(--_border-hairline);
    border-radius: var(--_radius-card);
    background: var(--_color-raised);
    box-shadow: var(--_shadow-float);
  }
  [role='listbox'] {
    max-block-size: min(288px, 45vh);
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 6px;
    scrollbar-width: thin;
  }
  [role='option'] {
    display: flex;
    align-items: center;
    gap: var(--_space-m);
    min-block-size: 52px;
    padding: 4px var(--_space-s);
    border-radius: var(--_radius-control);
    cursor: pointer;
    --_avatar: 36px;
  }
  [role='option']:hover {
    background: var(--_color-hover);
  }
  [role='option'].active {
    background: var(--_color-accent-tint);
  }
  .who {
    min-inline-size: 0;
    display: grid;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  .role,
  .none,
  .counter {
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
  }
  .none {
    padding: var(--_space-m);
    text-align: center;
  }
  .reason {
    color: var(--_color-danger);
    font-size: var(--_text-meta);
  }
  .counter {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  /* In view however long the form is. */
  footer {
    position: sticky;
    inset-block-end: calc(-1 * var(--_space-l));
    flex: none;
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: var(--_space-s);
    margin-block-end: calc(-1 * var(--_space-l));
    padding-block: var(--_space-s) var(--_space-l);
    background: var(--_color-page);
  }
  footer .button {
    min-block-size: 40px;
    --_size-icon: 18px;
  }
  clinic-notices {
    flex: none;
    border-block-start: var(--_border-hairline);
  }
  @media (forced-colors: active) {
    [role='option'].active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .filters button[aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
