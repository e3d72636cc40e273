import { css } from 'lit';

export const documentStyles = css`
  :host {
    --_dialog-size: 720px;
    display: contents;
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    padding-block-start: 8px;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-s);
  }
  .tools input {
    flex: 1 1 180px;
    inline-size: auto;
    min-inline-size: 0;
  }
  .tools select {
    flex: 0 1 auto;
    inline-size: auto;
    max-inline-size: 100%;
  }
  .view[aria-pressed='true'] {
    background: var(--_color-accent-tint);
    color: var(--_color-accent-text);
  }
  .place {
    max-block-size: min(52vb, 440px);
    overflow-y: auto;
    overscroll-behavior: contain;
    margin-inline: -6px;
    padding: 6px;
  }
  ul {
    display: grid;
    gap: var(--_space-s);
  }
  ul.grid {
    grid-template-columns: repeat(auto-fill, minmax(132px, 1fr));
  }
  ul.list {
    gap: 2px;
  }
  li {
    position: relative;
    display: grid;
    min-inline-size: 0;
    border: 1px solid var(--_color-hairline);
    border-radius: var(--_radius-field);
    background: var(--_color-raised);
    cursor: pointer;
  }
  li[aria-disabled='true'] {
    cursor: default;
  }
  li:hover:not([aria-disabled='true']) {
    background: var(--_color-hover);
  }
  li[aria-selected='true'] {
    border-color: var(--_color-accent-text);
    background: var(--_color-accent-tint);
    box-shadow: inset 0 0 0 1px var(--_color-accent-text);
  }
  .grid li {
    align-content: start;
  }
  .list li {
    grid-template-columns: 44px minmax(0, 1fr) auto;
    align-items: center;
    gap: 12px;
    padding: 6px 12px 6px 6px;
    padding-inline: 6px 12px;
  }
  .picture {
    display: grid;
    place-items: center;
    overflow: hidden;
    color: var(--_color-text-soft);
    background: var(--_color-sunken);
  }
  .grid .picture {
    aspect-ratio: 4 / 3;
    border-start-start-radius: calc(var(--_radius-field) - 1px);
    border-start-end-radius: calc(var(--_radius-field) - 1px);
  }
  .list .picture {
    inline-size: 44px;
    block-size: 44px;
    border-radius: calc(var(--_radius-field) - 4px);
  }
  .picture img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .words {
    min-inline-size: 0;
    line-height: 1.3;
  }
  .grid .words {
    padding: 8px 10px;
  }
  .name {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: clip;
    overflow-wrap: anywhere;
    font-weight: var(--_weight-strong);
  }
  .meta {
    display: block;
    color: var(--_color-text-soft);
    font-size: var(--_text-meta);
    font-variant-numeric: tabular-nums;
    unicode-bidi: plaintext;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .blocked .meta,
  .blocked .picture {
    color: var(--_color-danger);
  }
  .mark {
    display: grid;
    place-items: center;
    inline-size: 24px;
    block-size: 24px;
    border: 1px solid var(--_color-control);
    border-radius: 50%;
    background: var(--_color-raised);
    color: transparent;
    --_size-icon: 16px;
  }
  .grid .mark {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-end: 8px;
  }
  [aria-selected='true'] .mark {
    border-color: transparent;
    background: var(--_color-accent);
    color: var(--_color-on-accent);
  }
  [aria-disabled='true'] .mark {
    display: none;
  }
  .bone {
    block-size: 132px;
    border-radius: var(--_radius-field);
    background: color-mix(in srgb, var(--_color-text) 9%, transparent);
  }
  .more {
    display: grid;
    justify-items: center;
    padding-block-start: 12px;
  }
  .none {
    display: grid;
    justify-items: center;
    gap: var(--_space-s);
    padding: 32px 16px;
    text-align: center;
    color: var(--_color-text-soft);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: var(--_space-s);
  }
  .foot p {
    flex: 1 1 80px;
    min-inline-size: 0;
  }
  .foot .wrong {
    color: var(--_color-danger);
  }
  @media (forced-colors: active) {
    li[aria-selected='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
