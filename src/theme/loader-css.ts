import { loaderTokens, type Tokens } from './loader-tokens.js';

/**
 * The name of a registered length (CSS Properties and Values API level 1): the font size from which all ours follow, computed once on the
 * root element and inherited through all shadow roots as pixels.
 */
const unit = '--_font-unit';

/**
 * `font-size: medium` is the person's own setting, whatever the page does to its root; the page's root font is followed between that and
 * 2.25 times of it. Beyond, it is no preference but an accident, and the person's own setting counts.
 */
const followed = 'max(1em, min(1rem, (2.25em - 1rem) * 999))';

function registerUnit(): boolean {
  try {
    CSS.registerProperty({ name: unit, syntax: '<length>', inherits: true, initialValue: '16px' });
    return true;
  } catch (error) {
    // Another copy of ours was first.
    return error instanceof Error && error.name === 'InvalidModificationError';
  }
}
// A browser without registered properties would resolve `em` anew in every element.
const fontUnit = typeof CSS === 'undefined' || registerUnit() ? followed : 'clamp(13px, 1rem, 28px)';

export const declare = (tokens: Tokens): string =>
  Object.entries(tokens)
    .map(([name, value]) => `--_${name}:var(--clinic-${name},${value});`)
    .join('');

/** The size from which all sizes of text follow. */
export const fontSize = `${unit}:calc(var(--clinic-font-scale,1)*${fontUnit});`;

export const iconCss = `
.icon{inline-size:var(--_size-icon);block-size:var(--_size-icon);flex:none;display:block;fill:none;stroke:currentcolor;stroke-width:var(--_stroke-icon);
stroke-linecap:round;stroke-linejoin:round;pointer-events:none;overflow:visible}
.icon-mirrored:dir(rtl){transform:scaleX(-1)}
`;

/** The bubble's own tokens and defences, until `rootCss` has arrived. */
export const loaderCss = `:host{${declare(loaderTokens)}${fontSize}font-size:medium!important;font-family:var(--clinic-font,inherit)!important}
:host([scheme=light]){color-scheme:light!important}
:host([scheme=dark]){color-scheme:dark!important}
:host([hidden]){display:none!important}`;
