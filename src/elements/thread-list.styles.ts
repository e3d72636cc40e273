import { css } from 'lit';

export const threadListStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    background: var(--_color-raised);
    color: var(--_color-text);
    font-size: var(--_text-body);
  }
  .header {
    display: flex;
    align-items: center;
    gap: 2px;
    min-block-size: calc(var(--_size-header) + 1px);
    padding-inline: var(--_space-side) calc(var(--_space-side) - var(--_row-inset));
    background: var(--_color-header);
    color: var(--_color-on-header);
    border-block-end: var(--_border-hairline);
    flex: none;
  }
  h2 {
    flex: 1;
    font-size: var(--_text-heading);
    font-weight: var(--_weight-strong);
    line-height: 1.3;
  }
  .scroll {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_color-hairline) transparent;
  }
  ul {
    padding: var(--_row-inset);
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_gap-message);
  }
  li {
    position: relative;
  }
  clinic-thread-tools {
    flex: none;
    box-sizing: border-box;
    min-block-size: calc(var(--_size-control) + 2 * var(--_space-s) + 1px);
  }
  clinic-thread-tools.staff {
    min-block-size: calc(2 * var(--_size-control) + 3 * var(--_space-s) + 1px);
  }
  .more-actions {
    position: absolute;
    inset-block-start: calc(50% - var(--_size-control) / 2);
    inset-inline-end: 2px;
    opacity: 0;
  }
  li:is(:hover, :focus-within) .more-actions {
    opacity: 1;
  }
  @media (hover: hover) {
    li:is(:hover, :focus-within) .row {
      padding-inline-end: 40px;
    }
  }
  @media (hover: none) {
    li .row {
      padding-inline-end: 40px;
    }
    .more-actions {
      opacity: 1;
    }
  }
  .row {
    position: relative;
    display: flex;
    align-items: center;
    gap: var(--_space-m);
    inline-size: 100%;
    min-block-size: var(--_size-row);
    padding: var(--_space-s) calc(var(--_space-side) - var(--_row-inset));
    border-radius: var(--_radius-row);
    border-block-end: var(--_row-separator);
    --_avatar: var(--_size-avatar-row);
    --_avatar-ring: var(--_color-raised);
  }
  .row:hover {
    background: var(--_color-hover);
    --_avatar-ring: var(--_color-hover);
  }
  .row[aria-current] {
    background: var(--_color-accent-tint);
    --_avatar-ring: var(--_color-accent-tint);
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  .text {
    flex: 1;
    min-inline-size: 0;
    display: grid;
    gap: 2px;
  }
  .top,
  .bottom {
    display: flex;
    align-items: baseline;
    gap: var(--_space-s);
    min-inline-size: 0;
    --_size-icon: 1.15em;
  }
  .title,
  .preview {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    /* The words run their own way, so that their end is what is cut; they stand where the row begins. */
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .title {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    white-space: normal;
    overflow-wrap: anywhere;
    font-weight: var(--_weight-strong);
    line-height: 1.35;
  }
  .preview,
  time,
  .mark {
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
  }
  .draft {
    color: var(--_color-danger);
  }
  .preview.typing {
    color: var(--_color-accent-text);
  }
  .status {
    flex: 0 1 auto;
    min-inline-size: 3em;
    max-inline-size: 45%;
    overflow: hidden;
    padding: 1px 7px;
    border-radius: var(--_radius-pill);
    background: var(--_color-hover);
    color: var(--_color-text);
    font-size: var(--_text-small);
    line-height: 1.4;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .mark {
    align-self: start;
    margin-block-start: 0.2em;
  }
  time {
    flex: none;
    font-variant-numeric: tabular-nums;
  }
  .unread .preview {
    color: var(--_color-text);
  }
  .unread time {
    color: var(--_color-accent-text);
    font-weight: var(--_weight-strong);
  }
  .count:not([data-count]) {
    min-inline-size: 0.8em;
    block-size: 0.8em;
    padding: 0;
  }
  .count[data-count]::before {
    content: attr(data-count);
  }
  .count {
    flex: none;
    display: grid;
    place-items: center;
    align-self: center;
    min-inline-size: 1.67em;
    block-size: 1.67em;
    padding-inline: 0.5em;
    border-radius: var(--_radius-pill);
    background: var(--_color-accent);
    color: var(--_color-on-accent);
    font-size: var(--_text-small);
    font-weight: var(--_weight-strong);
    line-height: 1;
    font-variant-numeric: tabular-nums;
    forced-color-adjust: none;
  }
  .muted .count {
    background: var(--_color-text-soft);
    color: var(--_color-raised);
  }
  .more {
    display: grid;
    justify-items: center;
    padding: var(--_space-s) 0 var(--_space-l);
  }
  .failed {
    block-size: 100%;
  }
  .bones .row:hover {
    background: none;
  }
  .bone.face {
    display: var(--_display-avatar);
    inline-size: var(--_size-avatar-row);
    block-size: var(--_size-avatar-row);
    border-radius: var(--_radius-avatar);
    flex: none;
  }
  .bone.name {
    inline-size: 42%;
    block-size: 12px;
  }
  .bone.line {
    inline-size: 78%;
    block-size: 10px;
    margin-block-start: 6px;
  }
  @media (forced-colors: active) {
    .row[aria-current] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .status {
      border: 1px solid CanvasText;
    }
  }
`;
