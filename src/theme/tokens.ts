import { loaderTokens, rem, type Tokens } from './loader-tokens.js';

/**
 * The looks as data. Every entry is a public token: `color-page` is `--clinic-color-page`, which a host page may set on any ancestor.
 * Our own styles read the private twin `--_color-page`, which a root element sets from the public one or else from the value here.
 * Colours are `light-dark(light, dark)` and follow the used `color-scheme`. A value may refer to other tokens by their private names.
 */
export type { Tokens } from './loader-tokens.js';

/** Colours that are made of the accent alone where the browser can do so; `css.ts` lays the exact ones over these. */
const accent: Tokens = {
  'color-accent-tint': 'light-dark(#e2efed, #17302f)',
};

export const modern: Tokens = {
  ...loaderTokens,
  ...accent,
  'color-page': 'light-dark(#fdfcfa, #12161a)',
  'color-sunken': 'light-dark(#f4f2ee, #0d1114)',
  'color-danger': 'light-dark(#b3261e, #ffb4ab)',
  'color-danger-tint': 'light-dark(#fdeeec, #3a1714)',
  'color-bubble-other': 'light-dark(#f0eee9, #242c34)',
  'color-on-bubble-other': 'var(--_color-text)',
  'color-bubble-own': 'var(--_color-accent)',
  'color-on-bubble-own': 'var(--_color-on-accent)',
  'color-link-own': 'var(--_color-on-accent)',
  'color-bubble-border': 'transparent',
  'color-on-avatar': 'light-dark(#3a3732, #e8ecf0)',
  'color-avatar-1': 'light-dark(#dcebe4, #23453a)',
  'color-avatar-2': 'light-dark(#e0e8f3, #273c58)',
  'color-avatar-3': 'light-dark(#f1e3dc, #55362a)',
  'color-avatar-4': 'light-dark(#ebe2f0, #44335a)',
  'color-avatar-5': 'light-dark(#f0e8d2, #4b3f1f)',
  'color-avatar-6': 'light-dark(#e2e9d6, #364523)',

  'font': 'inherit',
  'text-input': rem(1),
  'text-meta': rem(0.8125),
  'text-small': rem(0.75),
  'text-heading': rem(1.0625),

  'space-xs': '4px',
  'space-s': '8px',
  'space-m': '12px',
  'space-l': '16px',
  'space-xl': '24px',
  'gap-message': '2px',
  'gap-group': '12px',
  'gap-day': '24px',
  'bubble-padding': '8px 14px',
  'field-padding': '10px 14px',

  'radius-bubble': '18px',
  'radius-joint': '6px',
  'radius-card': '14px',
  'radius-field': '12px',
  'radius-composer': '22px',
  'radius-image': '12px',

  'size-target': '44px',
  'size-control': '36px',
  'size-avatar': '32px',
  'size-avatar-row': '44px',


  // What the two designs place and show differently. Elements know these tokens only, never the design's name.
  'display-avatar': 'grid',
  'display-label': 'none',
  'display-head-time': 'none',
  'display-foot-time': 'inline',
  'display-own-head': 'none',
  'align-own': 'flex-end',
  'align-other': 'flex-start',
  'align-line': 'center',
  'text-align-line': 'center',
  'message-width': 'min(75%, 60ch)',
  'card-width': '94%',
  'caption-width': '320px',
  'message-separator': '0 solid transparent',
  'message-padding': '0',
  'message-inset': '4px',
  'row-separator': '0 solid transparent',
  'row-inset': '8px',
  'radius-row': '12px',
  'composer-border': '1px solid var(--_color-control)',
};

/**
 * Exact colours from any accent, in linear light (`xyz-d65`, where y is the luminance of WCAG's contrast formula).
 * - On the accent: white where its luminance is below 0.18 (then at least 4.56:1), else black (at least 4.6:1).
 * - As text: darkened to a luminance of 0.13 at most on light surfaces, lightened to an OKLCH lightness of 0.79 at least on dark ones, hue and chroma kept.
 */
const white = 'clamp(0, (0.18 - y) * 1e5, 1)';
const dim = 'min(1, 0.13 / max(y, 0.0001))';
export const derived: Tokens = {
  'color-on-accent': `color(from var(--_color-accent) xyz-d65 calc(0.9505 * ${white}) calc(${white}) calc(1.089 * ${white}))`,
  // Away from the colour of the words on it, so that their contrast only grows.
  'color-accent-hover': 'color-mix(in oklab, var(--_color-accent) 88%, color(from var(--_color-on-accent) xyz-d65 calc(0.9505 * (1 - y)) calc(1 - y) calc(1.089 * (1 - y))))',
  'color-accent-pressed': 'color-mix(in oklab, var(--_color-accent) 78%, color(from var(--_color-on-accent) xyz-d65 calc(0.9505 * (1 - y)) calc(1 - y) calc(1.089 * (1 - y))))',
  'color-accent-tint': 'light-dark(color-mix(in oklab, var(--_color-accent-text) 9%, var(--_color-raised)), color-mix(in oklab, var(--_color-accent-text) 13%, var(--_color-raised)))',
  'color-accent-text':
    `light-dark(color(from var(--_color-accent) xyz-d65 calc(x * ${dim}) calc(y * ${dim}) calc(z * ${dim})), oklch(from var(--_color-accent) max(l, 0.79) c h))`,
};

/** People who asked for less motion. */
export const still: Tokens = { 'motion-fast': '0.01ms', 'motion': '0.01ms' };

/** Forced colours: the system's own pairs. Bubbles and selected rows get borders instead of fills. */
export const forced: Tokens = {
  'color-accent': 'Highlight',
  'color-on-accent': 'HighlightText',
  'color-accent-hover': 'Highlight',
  'color-accent-pressed': 'Highlight',
  'color-accent-tint': 'Canvas',
  'color-accent-text': 'LinkText',
  'color-text': 'CanvasText',
  'color-text-soft': 'CanvasText',
  'color-hairline': 'CanvasText',
  'color-control': 'ButtonBorder',
  'color-focus': 'Highlight',
  'color-bubble-own': 'Canvas',
  'color-on-bubble-own': 'CanvasText',
  'color-link-own': 'LinkText',
  'color-bubble-border': 'CanvasText',
};
