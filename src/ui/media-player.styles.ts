import { css } from 'lit';

export const mediaPlayerStyles = css`
  :host {
    display: block;
    color: var(--_color-text);
  }
  :host([named]) {
    overflow: hidden;
    border: var(--_border-hairline);
    border-radius: var(--_radius-card);
    background: var(--_color-raised);
  }
  .frame {
    position: relative;
    display: grid;
    place-items: center;
    overflow: hidden;
    inline-size: 100%;
    aspect-ratio: var(--_box-ratio);
    border-radius: var(--_radius-image);
    background: var(--_color-sunken);
    color: var(--_color-text);
  }
  :host([named]) .frame {
    border-radius: 0;
  }
  button.frame:focus-visible {
    outline-offset: -4px;
    box-shadow: inset 0 0 0 4px var(--_color-raised);
  }
  img,
  canvas,
  video {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }
  audio {
    display: block;
    inline-size: calc(100% - 24px);
    margin: 0 12px 12px;
  }
  .go {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 56px;
    block-size: 56px;
    border-radius: var(--_radius-avatar);
    background: var(--_color-accent);
    color: var(--_color-on-accent);
    forced-color-adjust: none;
  }
  .foot {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 2px 12px;
    min-block-size: 60px;
    padding: 10px 12px;
  }
  /* Its mark stands where that of a file's card does. */
  .icon-button {
    margin-inline-end: calc((var(--_size-icon) - var(--_size-control)) / 2);
  }
  .square {
    position: relative;
  }
  button.square {
    border-radius: var(--_radius-pill);
    background: var(--_color-accent);
    color: var(--_color-on-accent);
    forced-color-adjust: none;
  }
  button.square::before {
    content: '';
    position: absolute;
    inset: calc((100% - max(100%, var(--_size-target))) / 2);
  }
  :host([named]) .said,
  :host([named]) .row {
    margin: 0 12px 12px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-s);
    margin-block-start: var(--_space-s);
  }
`;
