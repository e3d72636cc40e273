import { addWords } from './translate.js';

/** English words of the gallery: they come with it. */
export const galleryEnglish = {
  'gallery': 'Images',
  'gallery.position': '{index} of {count}',
  'gallery.next': 'Next image',
  'gallery.previous': 'Previous image',
  'gallery.close': 'Close',
  'gallery.download': 'Download',
  'gallery.zoom-in': 'Zoom in',
  'gallery.zoom-out': 'Zoom out',
  'gallery.zoom-reset': '{percent}. Whole image',
  'gallery.loading': 'The image is being loaded',
} as const;

addWords(galleryEnglish);
