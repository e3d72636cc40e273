/** The words that the popup's bubble needs before the rest has arrived. */
export const loaderStrings = {
  'messages': 'Messages',
  'messages.unread.one': 'Messages, {count} unread',
  'messages.unread.other': 'Messages, {count} unread',
  'popup.close': 'Close',
  'popup.unavailable': 'Messages cannot be shown on this page.',
  'threads.failed': 'Your messages could not be loaded.',
  'threads.loading': 'Loading threads',
  'retry': 'Try again',
  'setup': 'Messages are not set up on this page yet.',
} as const;
