import { declare } from './loader-css.js';
import type { Tokens } from './tokens.js';

/** Colours of how something stands. What shows them declares them itself: a plain thread does without. */
export const tones: Tokens = {
  'color-warning': 'light-dark(#7a4d00, #f5c978)',
  'color-warning-tint': 'light-dark(#fdf3de, #32260d)',
  'color-success': 'light-dark(#1b6b3a, #8fd6a4)',
  'color-success-tint': 'light-dark(#e7f4ea, #122a1b)',
};

export const tonesCss = `:host{${declare(tones)}}`;
