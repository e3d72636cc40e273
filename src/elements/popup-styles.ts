import { iconCss } from '../theme/loader-css.js';

/**
 * The bubble, the frame of the window, and the placeholder while the rest is on its way. As text: the bubble has no lit.
 * `all: initial` on the layer keeps out what a page's `* { … }` would hand down by inheritance. `.gone` is out of the viewport and not
 * `display: none`: so the window keeps its scroll positions, and nothing in it counts as seen.
 */
export const popupCss = `${iconCss}
:host{display:contents!important}
:host([hidden]),[hidden]{display:none!important}
*{box-sizing:border-box;margin:0;padding:0}
button{font:inherit;color:inherit;background:none;border:0;cursor:pointer;touch-action:manipulation}
:focus-visible{outline:2px solid var(--_color-focus);outline-offset:2px}
.layer{all:initial;position:fixed;inset:0;z-index:2147483000;display:block;background:none;overflow:visible;pointer-events:none;color-scheme:inherit;font-family:inherit;font-size:var(--_text-body);line-height:var(--_line-height);
color:var(--_color-text);text-align:start}
.bubble{position:absolute;inset-inline-end:max(20px,env(safe-area-inset-right));inset-block-end:max(20px,calc(env(safe-area-inset-bottom) + 8px));
inline-size:var(--_size-bubble);block-size:var(--_size-bubble);display:grid;place-items:center;border-radius:var(--clinic-radius-bubble-button,50%);
background:var(--_color-accent);color:var(--_color-on-accent);box-shadow:var(--_shadow-float);pointer-events:auto;--_size-icon:26px;
transition:background-color var(--_motion-fast) var(--_ease),transform var(--_motion) var(--_ease);outline-offset:3px;forced-color-adjust:none;animation:appear var(--_motion) var(--_ease)}
.bubble:hover{background:var(--_color-accent-hover)}
.bubble:active{background:var(--_color-accent-pressed);transform:scale(.96)}
.bubble>.icon{grid-area:1/1;transition:opacity var(--_motion-fast) var(--_ease),transform var(--_motion) var(--_ease)}
.bubble[aria-expanded=false]>.icon:nth-of-type(2),.bubble[aria-expanded=true]>.icon:nth-of-type(1){opacity:0;transform:scale(.6) rotate(-30deg)}
.count::before{content:attr(data-count)}
.count{position:absolute;inset-block-start:-4px;inset-inline-end:-4px;min-inline-size:22px;block-size:22px;padding:0 6px;border-radius:11px;
display:grid;place-items:center;background:var(--_color-danger-solid);color:#fff;border:2px solid var(--_color-raised);
font-size:12px;line-height:1;font-weight:700;font-variant-numeric:tabular-nums;--_color-danger-solid:var(--clinic-color-badge,#c02d24)}
.window{position:absolute;inset:auto;inset-inline-end:max(20px,env(safe-area-inset-right));inset-block-end:calc(max(20px,env(safe-area-inset-bottom) + 8px) + var(--_size-bubble) + 12px);
display:flex;flex-direction:column;inline-size:min(400px,100vw - 32px);block-size:min(640px,100dvh - 112px);max-inline-size:none;max-block-size:none;margin:0;padding:0;
border:var(--_border-hairline);border-radius:var(--_radius-popup);background:var(--_color-raised);color:inherit;box-shadow:var(--_shadow-float);overflow:hidden;pointer-events:auto;
transform-origin:100% 100%;transition:opacity var(--_motion) var(--_ease),transform var(--_motion) var(--_ease);outline:none}
.window:dir(rtl){transform-origin:0 100%}
.window.away{visibility:hidden;opacity:0;pointer-events:none;transform:translateY(8px) scale(.94);transition:none}
.window.gone{inset-block-end:auto;inset-block-start:200vh}
.window::backdrop{background:none}
.window.full{position:fixed;inset-inline:0;inset-block-end:auto;inset-block-start:var(--_viewport-top,0px);inline-size:100%;block-size:var(--_viewport-height,100dvh);border:0;border-radius:0;box-shadow:none;
transform-origin:50% 100%;overscroll-behavior:none;padding-block:env(safe-area-inset-top) env(safe-area-inset-bottom);padding-inline:env(safe-area-inset-left) env(safe-area-inset-right)}
.window.full.gone{inset-block-start:200vh}
clinic-popup-window{flex:1;min-block-size:0}
.head{display:flex;align-items:center;gap:8px;min-block-size:var(--_size-header);padding-inline:var(--_space-side) 8px;border-block-end:var(--_border-hairline);background:var(--_color-header);color:var(--_color-on-header)}
.head h2{flex:1;font-size:var(--_text-title);font-weight:var(--_weight-strong)}
.square{display:grid;place-items:center;inline-size:44px;block-size:44px;border-radius:var(--_radius-pill);color:var(--_color-text-soft)}
.row{block-size:44px;margin:14px 16px;border-radius:12px;background:var(--_color-hover);animation:breathe 1.6s ease-in-out infinite alternate}
.trouble{flex:1;display:grid;place-content:center;justify-items:center;gap:16px;padding:24px;text-align:center}
.retry{min-block-size:44px;padding:6px 20px;border:1px solid var(--_color-control);border-radius:var(--_radius-control);font-weight:var(--_weight-strong)}
@keyframes appear{from{opacity:0;transform:scale(.8)}}
@keyframes breathe{to{opacity:.45}}
@media (prefers-reduced-motion:reduce){.row,.bubble{animation:none}}
@media (forced-colors:active){.bubble,.window{border:2px solid ButtonBorder}.count{border-color:Canvas;background:Highlight;color:HighlightText}}
@media print{.layer{display:none}}
`;
