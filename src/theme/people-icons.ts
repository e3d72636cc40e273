/** Icons of the care team's tools: they come with the code that draws those. */
export { default as iconArchiveBox } from 'lucide/dist/esm/icons/archive.mjs';
export { default as iconUnmuted } from 'lucide/dist/esm/icons/bell.mjs';
export { default as iconLeave } from 'lucide/dist/esm/icons/log-out.mjs';
export { default as iconLink } from 'lucide/dist/esm/icons/link.mjs';
export { default as iconUnread } from 'lucide/dist/esm/icons/mail.mjs';
export { default as iconRead } from 'lucide/dist/esm/icons/mail-open.mjs';
export { default as iconUnpinned } from 'lucide/dist/esm/icons/pin-off.mjs';
export { default as iconRemovePerson } from 'lucide/dist/esm/icons/user-round-minus.mjs';
export { default as iconInvite } from 'lucide/dist/esm/icons/user-round-plus.mjs';
export { default as iconVideo } from 'lucide/dist/esm/icons/video.mjs';
