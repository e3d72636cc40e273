import { css } from 'lit';

/** Dark in every design and scheme: nothing is to compete with the image. */
export const galleryStyles = css`
  dialog {
    position: fixed;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    border: 0;
    padding: 0;
    background: rgb(12 14 16 / 96%);
    color: #f2f4f6;
    overflow: hidden;
  }
  dialog[open] {
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
  }
  dialog::backdrop {
    background: none;
  }
  header,
  footer {
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 8px max(12px, env(safe-area-inset-right)) 8px max(16px, env(safe-area-inset-left));
  }
  header {
    padding-block-start: max(8px, env(safe-area-inset-top));
  }
  footer {
    justify-content: flex-end;
    padding-block-end: max(8px, env(safe-area-inset-bottom));
  }
  .caption {
    flex: 1;
    min-inline-size: 0;
    line-height: 1.35;
  }
  .caption > * {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .name {
    font-weight: var(--_weight-strong);
  }
  .note,
  .position {
    font-size: var(--_text-meta);
    font-variant-numeric: tabular-nums;
  }
  .position {
    margin-inline-end: auto;
  }
  .frame {
    position: relative;
    min-block-size: 0;
  }
  .stage {
    position: absolute;
    inset: 0;
    overflow: hidden;
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
  }
  .slide {
    position: absolute;
    inset: 0;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    place-items: center;
    container-type: size;
    transform: translateX(calc(var(--_at) * 100% + var(--_pull, 0px)));
    transition: transform var(--_motion) var(--_ease);
  }
  .pulled .slide {
    transition: none;
  }
  .slide img {
    max-inline-size: 100%;
    max-block-size: 100%;
    object-fit: contain;
  }
  /* The box is known before the first byte, and the preview fills it as the image will. */
  .slide img.sized {
    inline-size: min(100cqi, var(--_width), 100cqb * var(--_ratio));
    aspect-ratio: var(--_ratio);
  }
  .slide.zoomed img {
    cursor: grab;
  }
  .icon-button {
    color: #f2f4f6;
    inline-size: 44px;
    block-size: 44px;
  }
  .icon-button:hover:not(:disabled) {
    background: rgb(255 255 255 / 16%);
    color: #fff;
  }
  .icon-button:disabled,
  .icon-button[aria-disabled='true'] {
    color: rgb(255 255 255 / 40%);
  }
  .turn {
    position: absolute;
    inset-block-start: calc(50% - 22px);
    background: rgb(12 14 16 / 60%);
  }
  .turn[aria-disabled='true'] {
    visibility: hidden;
  }
  .turn.previous {
    inset-inline-start: 8px;
  }
  .turn.next {
    inset-inline-end: 8px;
  }
  .percent {
    min-inline-size: 64px;
    padding: 0 8px;
    font-size: var(--_text-meta);
    font-variant-numeric: tabular-nums;
  }
  :focus-visible {
    outline-color: #fff;
  }
  .state {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 12px;
    display: grid;
    justify-items: center;
    gap: 8px;
    pointer-events: none;
  }
  .state > * {
    pointer-events: auto;
    padding: 4px 12px;
    border-radius: var(--_radius-control);
    background: rgb(12 14 16 / 80%);
  }
  .state p {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .state .button {
    background: #f2f4f6;
    color: #101214;
  }
`;
