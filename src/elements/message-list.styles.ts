import { css } from 'lit';

export const messageListStyles = css`
  :host {
    position: relative;
    /* While somebody types beside it nothing in it is painted anew. */
    isolation: isolate;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    background: var(--_color-page);
    color: var(--_color-text);
    font-size: var(--_text-body);
    line-height: var(--_line-height);
  }
  .list {
    /* With a ground of its own Chromium keeps it apart: what is typed beside it, or comes, then moves or paints less. */
    background: inherit;
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overflow-x: clip;
    overflow-anchor: none;
    overscroll-behavior: contain;
    outline-offset: -3px;
    scrollbar-width: thin;
    scrollbar-color: var(--_color-hairline) transparent;
  }
  .inner {
    display: flex;
    flex-direction: column;
    min-block-size: 100%;
    padding: var(--_space-m) var(--_space-side) var(--_space-l);
  }
  /* A short thread stands at the foot, beside the composer; in a long one the browser would lay out every row for it once more. */
  .rows {
    display: flow-root;
    margin-block-start: auto;
  }
  .inner.long {
    display: block;
  }
  .day,
  .unread {
    display: flex;
    align-items: center;
    gap: var(--_space-m);
    margin-block-start: var(--_gap-day);
    /* No margin, which would be one with that of the row behind it. */
    padding-block-end: calc(var(--_gap-day) - var(--_gap-group));
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
    text-align: center;
  }
  .rows > .day:first-child {
    margin-block-start: var(--_space-s);
  }
  .unread {
    margin-block-start: var(--_gap-group);
    padding-block-end: 0;
    color: var(--_color-accent-text);
    font-weight: var(--_weight-strong);
  }
  .day::before,
  .day::after,
  .unread::before,
  .unread::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--_color-hairline);
  }
  .unread::before,
  .unread::after {
    border-color: currentcolor;
    opacity: 0.5;
  }
  .edge {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: center;
    flex-wrap: wrap;
    gap: var(--_space-xs) var(--_space-m);
    min-block-size: 40px;
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
    text-align: center;
  }
  /* The way out of a failure, here and where its panel has not come: not worth the styles of all buttons. */
  .edge button,
  .middle button {
    min-block-size: var(--_size-target);
    color: var(--_color-accent-text);
    font-weight: var(--_weight-strong);
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .middle,
  .foot {
    display: flex;
    flex: 1;
    flex-direction: column;
    justify-content: center;
  }
  .foot {
    justify-content: flex-end;
    margin-inline: calc(-1 * var(--_space-side));
  }
`;
