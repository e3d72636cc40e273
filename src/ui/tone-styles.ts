import { unsafeCSS } from 'lit';
import { tonesCss } from '../theme/tones.js';

/** `--_color-warning`, `--_color-success` and their tints. */
export const toneStyles = unsafeCSS(tonesCss);
