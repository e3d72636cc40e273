import { css } from 'lit';

/** For the element that shows `richText()` in a box of class `rich`. Words keep the colour of their surroundings. */
export const richTextStyles = css`
  .rich {
    display: flow-root;
  }
  .rich > * + * {
    margin-block-start: 8px;
  }
  .rich li + li,
  .rich li > ul,
  .rich li > ol,
  .rich li > p + p,
  .rich blockquote > * + * {
    margin-block-start: 4px;
  }
  .heading {
    font-weight: var(--_weight-strong);
    font-size: var(--_text-body);
    line-height: 1.3;
    text-wrap: balance;
  }
  .rich > .heading:not(:first-child) {
    margin-block-start: 14px;
  }
  .heading-1 {
    font-size: var(--_text-heading);
  }
  .heading-2 {
    font-size: var(--_text-title);
  }
  ul,
  ol {
    padding-inline-start: 20px;
  }
  ul {
    list-style: disc outside;
  }
  ol {
    list-style: decimal outside;
  }
  li::marker {
    color: color-mix(in srgb, currentcolor 70%, transparent);
    font-variant-numeric: tabular-nums;
  }
  blockquote {
    border-inline-start: 3px solid color-mix(in srgb, currentcolor 35%, transparent);
    padding-inline-start: 12px;
  }
  hr {
    border: 0;
    border-block-start: 1px solid color-mix(in srgb, currentcolor 25%, transparent);
    margin-block: 12px;
  }
  code {
    font-family: var(--clinic-font-mono, ui-monospace, 'SFMono-Regular', 'Cascadia Mono', Menlo, Consolas, monospace);
    font-size: 0.9em;
    background: color-mix(in srgb, currentcolor 10%, transparent);
    border-radius: 4px;
    padding: 0.1em 0.3em;
    overflow-wrap: anywhere;
  }
  .scroll {
    overflow-x: auto;
    max-inline-size: 100%;
    overscroll-behavior-inline: contain;
    border-radius: var(--_radius-control);
  }
  pre {
    margin: 0;
    padding: 8px 10px;
    background: color-mix(in srgb, currentcolor 8%, transparent);
    border-radius: var(--_radius-control);
    inline-size: max-content;
    min-inline-size: 100%;
    white-space: pre;
    tab-size: 4;
  }
  pre code {
    background: none;
    padding: 0;
  }
  table {
    border-collapse: collapse;
    min-inline-size: max-content;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    text-align: start;
    vertical-align: top;
    padding: 6px 16px 6px 0;
    padding-inline: 0 16px;
    border-block-end: 1px solid color-mix(in srgb, currentcolor 22%, transparent);
    max-inline-size: 28ch;
  }
  tr:last-child td {
    border-block-end: 0;
  }
  th {
    font-weight: var(--_weight-strong);
  }
  [align='right'] {
    text-align: end;
  }
  [align='center'] {
    text-align: center;
  }
  .picture {
    display: grid;
    place-items: center;
    max-inline-size: 100%;
    overflow: auto;
    border-radius: var(--_radius-image);
    background: color-mix(in srgb, currentcolor 9%, transparent);
  }
  .picture img {
    inline-size: 100%;
    block-size: 100%;
    min-block-size: 0;
    object-fit: scale-down;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    min-block-size: 28px;
    max-inline-size: 100%;
    margin-block: 2px;
    padding: 2px 10px;
    border: 1px solid color-mix(in srgb, currentcolor 35%, transparent);
    border-radius: var(--_radius-control);
    font-size: var(--_text-meta);
    overflow-wrap: anywhere;
  }
  button.chip {
    text-decoration: underline;
    text-underline-offset: 2px;
  }
`;
