import { css } from 'lit';

export const composerStyles = css`
  :host {
    display: block;
    padding: var(--_space-s) var(--_space-m) max(var(--_space-m), env(safe-area-inset-bottom, 0px));
    background: var(--_color-page);
    color: var(--_color-text);
    font-size: var(--_text-body);
    line-height: var(--_line-height);
  }
  .reason {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 0 var(--_space-xs) var(--_space-s);
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
    --_size-icon: 16px;
  }
  .reason.wrong {
    color: var(--_color-danger);
  }
  .field {
    border: var(--_composer-border);
    border-radius: var(--_radius-composer);
    background: var(--_color-raised);
    overflow: clip;
  }
  .field:focus-within {
    border-color: var(--_color-focus);
    box-shadow: 0 0 0 1px var(--_color-focus);
  }
  .field.off {
    background: var(--_color-sunken);
    color: var(--_color-text-soft);
  }
  .field textarea {
    display: block;
    outline: none;
    inline-size: 100%;
    /* Six lines and the padding. */
    max-block-size: calc(6 * 1.4em + 18px);
    min-block-size: calc(1.4em + 18px);
    padding: 12px 16px 6px;
    border: 0;
    background: none;
    font-size: max(16px, var(--_text-input));
    line-height: 1.4;
    resize: none;
    /* Its height is set by fit-to-text.ts. */
    contain: strict;
    overflow-wrap: anywhere;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_color-hairline) transparent;
  }
  textarea::placeholder {
    color: var(--_color-text-soft);
    opacity: 1;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-xs);
    padding: 2px 6px 6px;
  }
  /* Staff's bar is in one line: words beside all of its icons only where there is room for them. */
  @container (max-width: 960px) {
    .foot:has([place='menu']) {
      --_display-label: none;
    }
    :has([place='menu']) > .counter {
      order: -1;
      flex: 1 0 100%;
      text-align: end;
    }
  }
  /* The place of what comes, so that what stands beside it stays where it is. */
  [place='menu']:not(:defined) {
    inline-size: var(--_size-control);
  }
  .space {
    flex: 1;
  }
  .counter {
    padding-inline: var(--_space-s);
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
    font-variant-numeric: tabular-nums;
  }
  .counter.wrong {
    color: var(--_color-danger);
    font-weight: var(--_weight-strong);
  }
  .send {
    margin-inline-start: auto;
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
