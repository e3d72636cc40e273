import { unsafeCSS } from 'lit';
import { classicCss } from '../theme/classic.js';
import { rootCss } from '../theme/css.js';

/** Tokens, both designs and the defences against the page's styles: first in `static styles` of `clinic-chat` and `clinic-inbox`, and only there. */
export const rootStyles = unsafeCSS(classicCss + rootCss);
