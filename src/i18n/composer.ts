import { addWords } from './translate.js';

/** English words of what a composer says around its field. They come with the first such sentence. */
export const composerEnglish = {
  'composer.left.one': '{count} character left',
  'composer.left.other': '{count} characters left',
  'composer.over.one': '{count} character too many. A message can have {limit}.',
  'composer.over.other': '{count} characters too many. A message can have {limit}.',
  'composer.counter': '{used} of {limit}',
  'composer.uploads-open': 'A file is not ready yet.',
  'composer.offline': 'You are offline. Your message is sent as soon as you are back.',
  'composer.forbidden': 'You can read this thread but not write in it.',
  'composer.held': 'Writing is paused until you answer the payment request.',
  'composer.held.by': 'Writing is paused until {name} answers the payment request.',
} as const;

addWords(composerEnglish);
