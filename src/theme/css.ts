import { declare, fontSize, iconCss } from './loader-css.js';
import { derived, forced, modern, still, type Tokens } from './tokens.js';

export { iconCss } from './loader-css.js';

/** What the person's own settings demand: public tokens do not win over it. */
const insist = (tokens: Tokens): string =>
  Object.entries(tokens)
    .map(([name, value]) => `--_${name}:${value};`)
    .join('');

/** What keeps a page's own styles out of a root element. */
const defences = `font-size:medium!important;font-family:var(--clinic-font,inherit)!important;line-height:var(--_line-height);color:var(--_color-text)!important;
display:block!important;box-sizing:border-box;
letter-spacing:normal;word-spacing:normal;text-transform:none;text-indent:0;text-align:start;text-shadow:none;text-wrap:initial;white-space:normal;
font-style:normal;font-weight:400;font-variant:normal;font-stretch:normal;list-style:none;quotes:auto;hyphens:manual;overflow-wrap:break-word;word-break:normal;
tab-size:4;cursor:auto;border-collapse:separate;writing-mode:horizontal-tb;-webkit-text-fill-color:currentcolor;-webkit-text-stroke:0;
-webkit-text-size-adjust:100%;text-size-adjust:100%;-webkit-tap-highlight-color:transparent`;

/** The tokens and the defences of a root element (`clinic-chat`, `clinic-popup`, `clinic-inbox`): for its shadow root only, after `classicCss`. */
export const rootCss = `
:host{${declare(modern)}${fontSize}
${defences}}
:host([scheme=light]){color-scheme:light!important}
:host([scheme=dark]){color-scheme:dark!important}
@supports (color:color(from red xyz-d65 x y z)){:host{${declare(derived)}}}
@media (prefers-reduced-motion:reduce){:host,:host([design=classic]){${insist(still)}}}
@media (forced-colors:active){:host,:host([design=classic]){${insist(forced)}}}
:host(clinic-chat){display:contents!important}
:host([hidden]){display:none!important}
`;

/**
 * What every other shadow root of ours starts from. No rule for `*::before` or `*::after`: the browser would reckon the style of two pseudo-elements
 * for every element. Ours have no padding or border beside a size of their own.
 */
export const baseCss = `
button,input,textarea,select{font:inherit;color:inherit;letter-spacing:inherit;word-spacing:inherit;margin:0}
button{background:none;border:0;padding:0;text-align:inherit;cursor:pointer;touch-action:manipulation}
button:disabled{cursor:default}
:placeholder-shown{direction:inherit}
p,h1,h2,h3,h4,ul,ol,dl,dd,figure,blockquote,fieldset{margin:0;padding:0}
ul,ol{list-style:none}
fieldset{border:0;min-inline-size:0}
img{max-inline-size:100%}
a{color:var(--_color-accent-text);text-underline-offset:2px}
.visually-hidden{position:absolute!important;inline-size:1px;block-size:1px;margin:-1px;padding:0;border:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.label{display:var(--_display-label)}
:host,*{box-sizing:border-box}
:host([hidden]),[hidden]{display:none!important}
:focus-visible{outline:2px solid var(--_color-focus);outline-offset:2px}
:focus:not(:focus-visible){outline:none}
${iconCss}`;
