import { css } from 'lit';

/** How a file looks that is no picture: its mark, name, and what is known of it. */
export const fileFaceStyles = css`
  .square {
    display: grid;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    border-radius: var(--_radius-control);
    background: var(--_color-accent-tint);
    color: var(--_color-accent-text);
  }
  .name {
    font-weight: var(--_weight-strong);
    line-height: 1.3;
    overflow-wrap: anywhere;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: clip;
  }
  .meta {
    display: block;
    font-size: var(--_text-meta);
    color: var(--_color-text-soft);
    font-variant-numeric: tabular-nums;
    unicode-bidi: plaintext;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
`;
