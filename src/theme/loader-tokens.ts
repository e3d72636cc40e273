export type Tokens = Readonly<Record<string, string>>;

/** A size that follows the person's own font size: 1 is 16 px by default. See `fontUnit` in `css.ts`. */
export const rem = (size: number): string => `calc(${size} * var(--_font-unit))`;

/** The tokens of the popup's bubble and its placeholder, of `modern`: a module of their own, so that the loader holds no others. */
export const loaderTokens: Tokens = {
  'color-accent': '#0d6b66',
  'color-on-accent': '#fff',
  'color-accent-hover': 'light-dark(#0a5955, #128079)',
  'color-accent-pressed': 'light-dark(#084845, #0a5955)',
  'color-accent-text': 'light-dark(#0d6b66, #6fc3bd)',
  'color-raised': 'light-dark(#ffffff, #1b2127)',
  'color-text': 'light-dark(#211f1c, #e8ecf0)',
  'color-text-soft': 'light-dark(#67625b, #a5b0bb)',
  'color-hairline': 'light-dark(#e5e2dc, #2c353e)',
  'color-hover': 'light-dark(#f0eee9, #222a31)',
  'color-header': 'var(--_color-raised)',
  'color-on-header': 'var(--_color-text)',
  'color-control': 'light-dark(#8f8a81, #6f7b87)',
  'color-focus': 'var(--_color-accent-text)',
  'text-body': rem(0.9375),
  'text-title': rem(1),
  'line-height': '1.45',
  'weight-strong': '600',
  'space-side': '16px',
  'radius-avatar': '50%',
  'radius-control': '10px',
  'radius-pill': '999px',
  'radius-popup': '20px',
  'size-bubble': '56px',
  'size-row': '72px',
  'size-header': '60px',
  'size-icon': rem(1.25),
  'stroke-icon': '2.1',
  'border-hairline': '1px solid var(--_color-hairline)',
  'shadow-float': 'light-dark(rgb(33 31 28 / 16%), rgb(0 0 0 / 55%)) 0 8px 32px, light-dark(rgb(33 31 28 / 8%), rgb(0 0 0 / 40%)) 0 1px 3px',
  'motion-fast': '120ms',
  'motion': '200ms',
  'ease': 'cubic-bezier(0.2, 0, 0, 1)',
};
