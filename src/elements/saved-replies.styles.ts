import { css } from 'lit';
import { toneStyles } from '../ui/tone-styles.js';

export const savedRepliesStyles = css`
  ${toneStyles}
  clinic-ui-dialog {
    --_dialog-size: 760px;
  }
  clinic-ui-dialog.narrow {
    --_dialog-size: 520px;
  }
  .tools {
    display: flex;
    gap: var(--_space-s);
    margin-block-end: var(--_space-m);
  }
  .tools input {
    flex: 1;
    min-inline-size: 0;
  }
  .tools .button {
    flex: none;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    gap: var(--_space-m);
    block-size: min(380px, 100dvb - 260px);
    min-block-size: 160px;
  }
  [role='listbox'],
  .preview {
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  [role='option'] {
    display: grid;
    gap: 1px;
    min-block-size: 44px;
    align-content: center;
    padding: 7px 12px;
    border-radius: var(--_radius-field);
    cursor: pointer;
  }
  [role='option']:hover {
    background: var(--_color-hover);
  }
  [role='option'][aria-selected='true'] {
    background: var(--_color-accent-tint);
  }
  [role='option'] strong,
  [role='option'] span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    unicode-bidi: plaintext;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  [role='option'] strong {
    font-weight: var(--_weight-strong);
  }
  [role='option'] span {
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
  }
  .preview {
    padding: var(--_space-m) var(--_space-l);
    border: var(--_border-hairline);
    border-radius: var(--_radius-card);
    background: var(--_color-sunken);
  }
  .preview:focus-visible {
    outline: 2px solid var(--_color-focus);
    outline-offset: 1px;
  }
  .preview h3 {
    margin-block-end: var(--_space-s);
    font-size: var(--_text-body);
    font-weight: var(--_weight-strong);
    overflow-wrap: anywhere;
  }
  .preview .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
  }
  .preview mark {
    border-radius: 4px;
    padding-inline: 2px;
    background: var(--_color-warning-tint);
    color: inherit;
    font-weight: var(--_weight-strong);
  }
  .open {
    display: flex;
    gap: 6px;
    margin-block-start: var(--_space-m);
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
  }
  .open .icon {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    margin-block-start: 2px;
    color: var(--_color-warning);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-s);
    margin-block-start: var(--_space-l);
  }
  .foot .space {
    flex: 1;
  }
  .wrong[role='alert'] {
    flex: 1 0 100%;
  }
  .empty {
    display: grid;
    min-block-size: 220px;
  }
  @media (max-width: 600px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: minmax(96px, 1fr) minmax(96px, 1fr);
      block-size: min(460px, 100dvb - 250px);
    }
  }
  @media (forced-colors: active) {
    [role='option'][aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
