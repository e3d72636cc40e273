import type { Icon } from './loader-icons.js';

/** Icons of the care team's bar and of the kinds that it sends: they come with the code that draws those. */
export { default as iconAdvice } from 'lucide/dist/esm/icons/stethoscope.mjs';
export { default as iconPayment } from 'lucide/dist/esm/icons/banknote.mjs';
export { default as iconQuotes } from 'lucide/dist/esm/icons/quote.mjs';
export { default as iconSpeech } from 'lucide/dist/esm/icons/message-square-text.mjs';
export { default as iconMicrophone } from 'lucide/dist/esm/icons/mic.mjs';
export { default as iconPause } from 'lucide/dist/esm/icons/pause.mjs';
export { default as iconStop } from 'lucide/dist/esm/icons/square.mjs';
export { default as iconForm } from 'lucide/dist/esm/icons/clipboard-list.mjs';
export { default as iconVideo } from 'lucide/dist/esm/icons/square-play.mjs';
export { default as iconRecord } from 'lucide/dist/esm/icons/circle-dot.mjs';
export { default as iconSwitchCamera } from 'lucide/dist/esm/icons/switch-camera.mjs';
export { default as iconPrint } from 'lucide/dist/esm/icons/printer.mjs';

/** four dots, two by two. */
export const iconFourDots: Icon = [[8, 8], [16, 8], [8, 16], [16, 16]].map(([cx, cy]) => ['circle', { cx: String(cx), cy: String(cy), r: '1.4' }]);
