export { baseCss, iconCss, rootCss } from './css.js';
export { drawIcon } from './draw-icon.js';
export * from './icons.js';
export { classic, derived, forced, modern, type Tokens } from './tokens.js';
