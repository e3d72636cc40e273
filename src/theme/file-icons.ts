/** Icons of files and of what can be done with them: they come with the code that draws files. */
export { default as iconDownload } from 'lucide/dist/esm/icons/download.mjs';
export { default as iconArchive } from 'lucide/dist/esm/icons/file-archive.mjs';
export { default as iconAudio } from 'lucide/dist/esm/icons/file-headphone.mjs';
export { default as iconFilm } from 'lucide/dist/esm/icons/file-play.mjs';
export { default as iconSpreadsheet } from 'lucide/dist/esm/icons/file-spreadsheet.mjs';
export { default as iconTextFile } from 'lucide/dist/esm/icons/file-text.mjs';
export { default as iconFile } from 'lucide/dist/esm/icons/file.mjs';
export { default as iconImageOff } from 'lucide/dist/esm/icons/image-off.mjs';
export { default as iconImage } from 'lucide/dist/esm/icons/image.mjs';
export { default as iconWaiting } from 'lucide/dist/esm/icons/loader-circle.mjs';
export { default as iconPlay } from 'lucide/dist/esm/icons/play.mjs';
export { default as iconBlocked } from 'lucide/dist/esm/icons/shield-alert.mjs';
export type { Icon } from './loader-icons.js';
