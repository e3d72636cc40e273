import { addWords } from './translate.js';

/** English words within rich text. They come with it. */
export const richEnglish = {
  'rich.remote-image': 'Image from {host}',
  'rich.remote-image.load': 'Load image from {host}',
  'rich.image-failed': 'Image could not be loaded',
  'rich.table': 'Table',
  'rich.code': 'Code',
} as const;

addWords(richEnglish);
