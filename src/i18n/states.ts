import { addWords } from './translate.js';

/** English words of what stands in a list that has nothing to show, or a hole. They come with that code. */
export const statesEnglish = {
  'threads.write': 'Write to somebody',
  'threads.empty': 'No messages yet',
  'threads.empty.hint': 'When you write to your care team, you will find it here.',
  'threads.none': 'Nothing found',
  'threads.none.hint': 'No thread fits what you are looking for.',
  'threads.all': 'Show all threads',
  'threads.none-selected': 'Choose a thread to read it.',
  'thread.empty': 'No messages yet',
  'thread.empty.hint': 'Write the first one below.',
  'thread.gone': 'This thread is no longer available to you.',
  'off': 'Messages are switched off here.',
  'gap': 'Messages may be missing here',
  'gap.load': 'Load them',
} as const;

addWords(statesEnglish);
