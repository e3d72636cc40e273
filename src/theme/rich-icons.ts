/** Icons of the formatting tools: they come with these. */
import undo from 'lucide/dist/esm/icons/undo-2.mjs';
import redo from 'lucide/dist/esm/icons/redo-2.mjs';
import listOrdered from 'lucide/dist/esm/icons/list-ordered.mjs';
import list from 'lucide/dist/esm/icons/list.mjs';
import quote from 'lucide/dist/esm/icons/text-quote.mjs';
import type { Icon } from './loader-icons.js';
import { mirrored } from './mirrored-icons.js';

export { default as iconItalic } from 'lucide/dist/esm/icons/italic.mjs';
export { default as iconLink } from 'lucide/dist/esm/icons/link.mjs';
export { default as iconImage } from 'lucide/dist/esm/icons/image.mjs';
export { default as iconTable } from 'lucide/dist/esm/icons/table.mjs';
export { default as iconFormatting } from 'lucide/dist/esm/icons/case-sensitive.mjs';

export const iconUndo: Icon = /* @__PURE__ */ mirrored(undo);
export const iconRedo: Icon = /* @__PURE__ */ mirrored(redo);
export const iconBullets: Icon = /* @__PURE__ */ mirrored(list);
export const iconNumbers: Icon = /* @__PURE__ */ mirrored(listOrdered);
export const iconQuote: Icon = /* @__PURE__ */ mirrored(quote);

/** The letters B and H. */
export const iconBold: Icon = [['path', { d: 'M7 12h7a4 4 0 0 1 0 8H7V4h6a4 4 0 0 1 0 8' }]];
export const iconHeading: Icon = [['path', { d: 'M6 4v16M18 4v16M6 12h12' }]];
