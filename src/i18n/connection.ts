import { addWords } from './translate.js';

/** English words of the strip that tells of the connection, and of the ways out for a message that waits. They come with that code. */
export const connectionEnglish = {
  'connection.connecting': 'Connecting',
  'connection.offline': 'You are offline. What you write is sent when you are back.',
  'connection.unreachable': 'Messages cannot be reached just now.',
  'connection.retry-in': 'Next attempt in {time}.',
  'connection.catching-up': 'Catching up',
  'connection.expired': 'You have been signed out. Please sign in again.',
  'connection.retry': 'Try now',
  'connection.back': 'Connected again',
  'connection.unkept': 'What you write is not kept on this device. Leave this page open until it is sent.',
  'delivery.retry': 'Try again',
  'delivery.edit': 'Edit',
  'delivery.discard': 'Discard',
} as const;

addWords(connectionEnglish);
