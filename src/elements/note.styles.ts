import { css } from 'lit';

/** A note above the composer: an icon, a sentence, and what one can do about it at the end; below it where there is no room beside it. */
export const noteStyles = css`
  :host {
    display: block;
    font-size: var(--_text-meta);
  }
  .note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-xs) var(--_space-s);
    margin: var(--_space-xs) var(--_space-m) 0;
    padding: var(--_space-s) var(--_space-m);
    border-radius: var(--_radius-card);
    background: var(--_color-sunken);
    --_size-icon: 18px;
  }
  .note > .icon {
    flex: none;
    color: var(--_color-text-soft);
  }
  .note > span {
    flex: 1 1 200px;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .note > :last-child {
    display: flex;
    gap: var(--_space-s);
    margin-inline-start: auto;
  }
  @media (forced-colors: active) {
    .note {
      border: 1px solid CanvasText;
    }
  }
`;
