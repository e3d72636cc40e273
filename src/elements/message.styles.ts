import { css, unsafeCSS } from 'lit';
import { avatarStyles } from '../ui/avatar.js';

/** Of a message with a shadow root of its own. */
export const messageStyles = css`
  ${avatarStyles}
  :host {
    position: relative;
    /* What one row needs anew, the others need not. */
    contain: layout;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    margin-block-start: var(--_gap-message);
    padding: var(--_message-padding);
    border-block-end: var(--_message-separator);
    font-size: var(--_text-body);
  }
  /* What stands behind it has a line of its own: one is enough. */
  :host([cut]) {
    border-block-end: 0;
  }
  :host([group-start]) {
    margin-block-start: var(--_gap-group);
  }
  :host(:focus-visible) {
    outline: 2px solid var(--_color-focus);
    outline-offset: 3px;
    border-radius: var(--_radius-control);
  }
  time,
  .side,
  .words,
  .row-time {
    font-variant-numeric: tabular-nums;
    unicode-bidi: plaintext;
  }
  .head,
  .bubble,
  .meta {
    grid-column: 2 / -1;
    min-inline-size: 0;
  }
  .head {
    display: flex;
    align-items: baseline;
    gap: var(--_space-s);
    margin-block-end: 3px;
    padding-inline: var(--_message-inset);
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
    overflow-wrap: anywhere;
  }
  :host([own]) .head {
    display: var(--_display-own-head);
  }
  .head .icon {
    display: inline-block;
    inline-size: 15px;
    block-size: 15px;
    margin-inline-end: 3px;
    vertical-align: -3px;
  }
  .who {
    min-inline-size: 0;
  }
  .name {
    color: var(--_color-text);
    font-weight: var(--_weight-strong);
  }
  .head time {
    color: var(--_color-text-soft);
    font-weight: normal;
    display: var(--_display-head-time);
    flex: none;
    margin-inline-start: auto;
  }
  .face,
  .avatar {
    grid-column: 1;
    grid-row: 2;
    align-self: end;
    inline-size: var(--_size-avatar);
    margin-inline-end: var(--_space-s);
  }
  .face {
    display: var(--_display-avatar);
  }
  /* Chromium keeps what it has painted of a row that has layers within, where none in it is painted in another's way, as an icon is without one. */
  .bubble,
  .bubble > :first-child,
  .icon {
    position: relative;
  }
  .bubble {
    grid-area: 2 / 2;
    justify-self: var(--_align-other);
    max-inline-size: var(--_message-width);
    overflow-wrap: anywhere;
  }
  .bubble.framed {
    padding: var(--_bubble-padding);
    border: 1px solid var(--_color-bubble-border);
    background: var(--_color-bubble-other);
    color: var(--_color-on-bubble-other);
    border-radius: var(--_radius-bubble);
    border-end-start-radius: var(--_radius-joint);
  }
  :host(:not([group-start])) .bubble.framed {
    border-start-start-radius: var(--_radius-joint);
  }
  :host([own]) .bubble {
    justify-self: var(--_align-own);
  }
  .card {
    max-inline-size: var(--_card-width);
  }
  :host .bubble.document {
    grid-column: 1 / -1;
    justify-self: stretch;
    max-inline-size: none;
  }
  :host([own]) .bubble.framed {
    background: var(--_color-bubble-own);
    color: var(--_color-on-bubble-own);
    border-radius: var(--_radius-bubble);
    border-end-end-radius: var(--_radius-joint);
  }
  :host([own]:not([group-start])) .bubble.framed {
    border-start-end-radius: var(--_radius-joint);
  }
  .plain {
    white-space: pre-wrap;
    unicode-bidi: plaintext;
  }
  .event {
    grid-column: 1 / -1;
    justify-self: var(--_align-line);
    max-inline-size: 60ch;
    padding: var(--_space-xs) var(--_message-inset);
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
    text-align: var(--_text-align-line);
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  .event time {
    white-space: nowrap;
  }
  /* While the bubble loads: the words themselves give it its size. */
  .loading {
    color: transparent;
    border-radius: 6px;
    background: var(--_color-hover);
    user-select: none;
    -webkit-user-select: none;
  }
  /* In a design with header lines a message without one has its time there all the same. */
  .row-time {
    display: var(--_display-head-time);
    grid-area: 2 / 3;
    margin-inline: var(--_space-m) var(--_message-inset);
    margin-block-start: 1px;
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
    /* On the line of the words beside it. */
    line-height: calc(var(--_text-body) * var(--_line-height));
  }
  .side {
    display: none;
    position: absolute;
    inset-block-end: 8px;
    inset-inline-start: calc(100% + var(--_space-s));
    color: var(--_color-text-soft);
    font-size: var(--_text-small);
    white-space: nowrap;
    pointer-events: none;
  }
  :host([own]) .side {
    inset-inline: auto calc(100% + var(--_side, 8px));
  }
  :host(:hover) .side,
  :host(:focus-within) .side {
    display: var(--_display-foot-time);
  }
  .meta {
    grid-row: 3;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 6px;
    padding-inline: var(--_message-inset);
    color: var(--_color-text-soft);
    font-size: var(--_text-small);
  }
  :host([own]) .meta {
    justify-content: var(--_align-own);
  }
  .meta > * {
    margin-block-start: 3px;
  }
  .meta .icon {
    inline-size: 14px;
    block-size: 14px;
  }
  .foot-time {
    display: var(--_display-foot-time);
  }
  .delivery {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  .failed {
    color: var(--_color-danger);
  }
  .failed .delivery {
    font-weight: var(--_weight-strong);
  }
  :host([fresh]) .bubble,
  :host([fresh]) .head {
    animation: rise var(--_motion) var(--_ease);
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }
`;

/**
 * The same of the messages in a list, whose shadow root they share: for each new root with sheets Chromium reckons up all rules of the page.
 * `:host([own])` is `clinic-message[own]` there.
 */
export const rowStyles = unsafeCSS(messageStyles.cssText.replace(/:host(?:\((.+?)\)(?=[ {]))?/g, 'clinic-message$1'));
