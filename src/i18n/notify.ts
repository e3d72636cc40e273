import { addWords } from './translate.js';

/** English words of notifications. They come with that code. */
addWords({
  'notify': 'Notifications',
  'notify.new.one': 'New message from {author}',
  'notify.new.other': '{count} new messages from {author}',
  'notify.several.one': '{count} new message',
  'notify.several.other': '{count} new messages',
  'notify.open': 'Open',
  'notify.dismiss': 'Dismiss',
  'notify.outside': 'Notify me outside this page too',
  'notify.outside.refused': 'Your browser does not let this page notify you.',
});
