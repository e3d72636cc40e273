/** Icons in which direction means something, of what comes late. */
import chevronLeft from 'lucide/dist/esm/icons/chevron-left.mjs';
import chevronRight from 'lucide/dist/esm/icons/chevron-right.mjs';
import type { Icon } from './loader-icons.js';
import { mirrored } from './mirrored-icons.js';

export const iconNext: Icon = /* @__PURE__ */ mirrored(chevronRight);
export const iconPrevious: Icon = /* @__PURE__ */ mirrored(chevronLeft);
