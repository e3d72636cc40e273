/** Icons in which direction means something. */
import arrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import sendHorizontal from 'lucide/dist/esm/icons/send-horizontal.mjs';
import squareArrowOutUpRight from 'lucide/dist/esm/icons/square-arrow-out-up-right.mjs';
import reply from 'lucide/dist/esm/icons/reply.mjs';
import type { Icon, Shapes } from './loader-icons.js';

export const mirrored = (shapes: Shapes): Icon => ({ mirrored: shapes });

export const iconBack: Icon = /* @__PURE__ */ mirrored(arrowLeft);
export const iconSend: Icon = /* @__PURE__ */ mirrored(sendHorizontal);
export const iconExternal: Icon = /* @__PURE__ */ mirrored(squareArrowOutUpRight);
export const iconReply: Icon = /* @__PURE__ */ mirrored(reply);
