import { css, unsafeCSS } from 'lit';
import { baseCss } from '../theme/css.js';

/** Resets, focus ring, icons, `.visually-hidden`, `.label` (words beside an icon where the design wants them): in every element. */
export const baseStyles = unsafeCSS(baseCss);

/**
 * Buttons: `.button` (with `.primary`, `.danger`, `.quiet`), `.icon-button` (round, an icon and a name; `.primary`), `.text-button` (reads like a link).
 * All are at least 44 px to the touch; the visible part is smaller.
 */
export const buttonStyles = css`
  .button,
  .icon-button {
    position: relative;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-s);
    min-block-size: var(--_size-control);
    min-inline-size: var(--_size-control);
    border: 1px solid transparent;
    font-size: var(--_text-body);
    line-height: 1.2;
    user-select: none;
    -webkit-user-select: none;
    transition:
      background-color var(--_motion-fast) var(--_ease),
      border-color var(--_motion-fast) var(--_ease);
  }
  .button {
    padding: 6px 16px;
    border-radius: var(--_radius-control);
    border-color: var(--_color-control);
    background: var(--_color-raised);
    color: var(--_color-text);
    font-weight: var(--_weight-strong);
  }
  .icon-button {
    border-radius: var(--_radius-pill);
    padding: 0 6px;
    color: var(--_color-text-soft);
    flex: none;
  }
  /* With words beside its icon a button has an outline: it belongs to the words, so that it comes and goes with them. */
  .label {
    margin-inline-end: 4px;
  }
  .label::after {
    content: '';
    position: absolute;
    inset: -1px;
    border: 1px solid var(--_color-control);
    border-radius: var(--_radius-control);
  }
  .primary .label::after {
    border-color: transparent;
  }
  /* The area that takes a touch, without moving anything. */
  .button::before,
  .icon-button::before {
    content: '';
    position: absolute;
    inset-block: calc((100% - max(100%, var(--_size-target))) / 2);
    inset-inline: calc((100% - max(100%, var(--_size-target))) / 2);
  }
  .button:hover:not(:disabled),
  .icon-button:hover:not(:disabled) {
    background: var(--_color-hover);
    color: var(--_color-text);
  }
  .button.primary,
  .icon-button.primary {
    background: var(--_color-accent);
    border-color: transparent;
    color: var(--_color-on-accent);
    forced-color-adjust: none;
  }
  .button.primary:hover:not(:disabled),
  .icon-button.primary:hover:not(:disabled) {
    background: var(--_color-accent-hover);
    color: var(--_color-on-accent);
  }
  .button.primary:active:not(:disabled),
  .icon-button.primary:active:not(:disabled) {
    background: var(--_color-accent-pressed);
  }
  .button.danger {
    color: var(--_color-danger);
    border-color: currentcolor;
  }
  .button.danger:hover:not(:disabled) {
    background: var(--_color-danger-tint);
    color: var(--_color-danger);
  }
  .button.quiet {
    border-color: transparent;
    background: none;
    color: var(--_color-accent-text);
  }
  .button.quiet:hover:not(:disabled) {
    background: var(--_color-accent-tint);
    color: var(--_color-accent-text);
  }
  .button:disabled,
  .icon-button:disabled,
  .button.primary:disabled,
  .icon-button.primary:disabled {
    background: var(--_color-hover);
    border-color: transparent;
    color: var(--_color-text-soft);
  }
  .icon-button:disabled {
    background: none;
  }
  .text-button {
    color: var(--_color-accent-text);
    font: inherit;
    font-weight: var(--_weight-strong);
    text-decoration: underline;
    text-underline-offset: 2px;
    min-block-size: 24px;
  }
  @media (forced-colors: active) {
    .button,
    .icon-button {
      border-color: ButtonBorder;
    }
  }
`;
