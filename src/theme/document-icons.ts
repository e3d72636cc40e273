/** Icons of a patient's folder: they come with the code that draws it. */
export { default as iconEnlarge } from 'lucide/dist/esm/icons/maximize-2.mjs';
export { default as iconFolder } from 'lucide/dist/esm/icons/folder-open.mjs';
export { default as iconGrid } from 'lucide/dist/esm/icons/layout-grid.mjs';
export { default as iconList } from 'lucide/dist/esm/icons/list.mjs';
