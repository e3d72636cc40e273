export { classic, classicCss } from './classic.js';
export { baseCss, iconCss, rootCss } from './css.js';
export { drawIcon } from './draw-icon.js';
export * from './icons.js';
export { derived, forced, modern, type Tokens } from './tokens.js';
