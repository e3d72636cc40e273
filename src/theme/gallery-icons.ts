/** Icons of the gallery: they come with it. */
export { default as iconZoomIn } from 'lucide/dist/esm/icons/zoom-in.mjs';
export { default as iconZoomOut } from 'lucide/dist/esm/icons/zoom-out.mjs';
