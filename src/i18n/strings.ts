import { loaderStrings } from './loader-strings.js';

/**
 * The English words of the interface: the catalogue that every other language is measured by.
 * A key with a plural ends in `.one`, `.other` (CLDR categories of the language) and is asked for without the ending, with `count`.
 * `{name}` is replaced by the value of that name; numbers are written in the viewer's language.
 */
export const en = {
  ...loaderStrings,
  // Bubble, popup and page. Some of these names are a promise to tests and to people who cannot see: do not reword them.
  'popup.minimise': 'Minimise',
  'popup.open-page': 'Open in Messages',
  'popup.back': 'Back to all messages',

  // List of threads
  'threads': 'Threads',
  'threads.new': 'New message',
  'threads.more': 'Show older threads',
  'threads.unread.one': '{count} unread',
  'threads.unread.other': '{count} unread',
  'threads.muted': 'Muted',
  'threads.pinned': 'Pinned',
  'threads.marked-unread': 'Marked as unread',
  'threads.more-of': 'More, {title}',
  'threads.archived': 'Show archived threads',
  'threads.draft': 'Draft: {text}',
  'threads.you': 'You: {text}',
  'threads.by': '{name}: {text}',
  'threads.untitled': 'No title',

  // One thread
  'header.details': 'Details',
  'thread.loading': 'Loading messages',
  'thread.failed': 'These messages could not be loaded.',
  'people.with-role': '{name} ({role})',
  'history.failed': 'Older messages could not be loaded.',
  'unread.divider': 'New messages',

  // One message
  'author.you': 'You',
  'author.unknown': 'Unknown author',
  'author.on-behalf': '{name}, for {patient}',
  'author.for': 'for {patient}',
  'author.head': '{name} · {role}',
  'role.patient': 'Patient',
  'role.relation': 'Relation',
  'role.practitioner': 'Practitioner',
  'role.coordinator': 'Coordinator',
  'role.admin': 'Office',
  'message.label': '{author}, {time}',
  'message.label.state': '{author}, {time}, {state}',
  'message.unknown': 'This message cannot be shown here.',
  'delivery.queued': 'Waiting to be sent',
  'delivery.queued.offline': 'Waiting for a connection',
  'delivery.queued.since': '{state} · waiting since {time}',
  'delivery.sending': 'Sending',
  'delivery.sent': 'Sent {time}',
  'delivery.delivered': 'Delivered {time}',
  'delivery.read': 'Read {time}',
  'delivery.failed': 'Not sent',

  // Composer
  'composer.message': 'Message',
  'composer.placeholder': 'Write a message',
  'composer.send': 'Send',
  'composer.attach': 'Attach files',
  'composer.upload': 'Upload from device',
  'composer.keys.send': 'Enter sends, Shift and Enter begins a new line.',
  'composer.keys.newline': 'Enter begins a new line, Control and Enter sends.',

  // Attachments
  'file.unnamed': 'File',
  'files.photos.one': 'Photo',
  'files.photos.other': '{count} photos',
  'files.files.one': 'File',
  'files.files.other': '{count} files',

  // Notices
  'notices': 'About these messages',
  'notices.emergency': 'Not for emergencies. In an emergency call {number}.',
  'notices.emergency.local': 'Not for emergencies. In an emergency call your local emergency number.',
  'notices.emergency.call': 'Call {number}',
  'notices.urgent': 'Not for anything urgent. Please call the clinic.',
  'notices.realtime': 'This is not a live chat: nobody is waiting at the other end.',
  'notices.response': 'We cannot promise when you will get an answer.',
  'notices.more': 'More about these messages',
  'notices.less': 'Less',
  'notices.phone': 'Call the clinic: {phone}',

  // Errors, by code; the other ones in errors.ts
  'error.unauthenticated': 'You have been signed out. Please sign in again.',
  'error.held': 'Writing is paused for now.',
  'error.unavailable': 'The clinic’s server is not available just now.',
  'ended': 'You are signed out.',
} as const;

/** A key of the catalogue as one asks for it: with a plural, without the category at its end. */
export type StringKey = keyof typeof en extends infer K ? (K extends `${infer Base}.one` ? Base : K extends `${string}.other` ? never : K) : never;
