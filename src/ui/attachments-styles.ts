import { css } from 'lit';

export const attachmentStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-s);
    justify-items: inherit;
    /* Not as wide as the longest name in it. */
    max-inline-size: 320px;
    min-inline-size: 0;
    text-align: start;
  }
  .grid {
    display: grid;
    gap: 2px;
    /* Not «min(320px, 100%)»: a bubble is as wide as what is in it, and of a share of itself that is nothing. */
    inline-size: 320px;
    max-inline-size: 100%;
    overflow: hidden;
    border-radius: var(--_radius-image);
  }
  .grid.one {
    inline-size: var(--_box-width);
    aspect-ratio: var(--_box-ratio);
  }
  .grid.many {
    grid-template-columns: 1fr 1fr;
    grid-auto-rows: minmax(0, 1fr);
    aspect-ratio: 4 / 3;
  }
  .grid.two {
    aspect-ratio: 2 / 1;
  }
  .grid.three .tile:first-child {
    grid-row: span 2;
  }
  .tile {
    position: relative;
    display: grid;
    place-items: center;
    min-inline-size: 0;
    min-block-size: 0;
    background: color-mix(in srgb, var(--_color-text) 9%, var(--_color-raised));
    color: var(--_color-text-soft);
    overflow: hidden;
  }
  .tile:focus-visible {
    outline-offset: -4px;
    box-shadow: inset 0 0 0 4px var(--_color-raised);
    z-index: 1;
  }
  .tile img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .rest {
    unicode-bidi: plaintext;
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    background: rgb(0 0 0 / 60%);
    color: #fff;
    font-size: var(--_text-heading);
    font-weight: var(--_weight-strong);
  }
  .failed {
    font-size: var(--_text-meta);
    padding: 8px;
    display: grid;
    gap: 4px;
    justify-items: center;
    text-align: center;
  }
  .card {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 2px 12px;
    inline-size: min(320px, 100%);
    min-block-size: 60px;
    padding: 10px 12px;
    text-align: start;
    color: var(--_color-text);
    background: var(--_color-raised);
    border: var(--_border-hairline);
    border-radius: var(--_radius-card);
    transition: background-color var(--_motion-fast) var(--_ease);
  }
  button.card:hover {
    background: var(--_color-hover);
  }
  .blocked .square {
    background: var(--_color-danger-tint);
    color: var(--_color-danger);
  }
  .go {
    color: var(--_color-text-soft);
  }
  .blocked .meta {
    color: var(--_color-danger);
  }
  clinic-ui-media {
    inline-size: 320px;
    max-inline-size: 100%;
  }
  /* Its box before its code comes. */
  .audio:not(:defined) {
    display: block;
    block-size: 62px;
  }
  .video:not(:defined) {
    display: block;
    aspect-ratio: 320 / 302;
  }
`;
