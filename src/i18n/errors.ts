import { addWords } from './translate.js';

/** English words of errors, by code. Whatever says why something failed brings them. */
export const errorsEnglish = {
  'error.offline': 'There is no connection.',
  'error.timeout': 'The clinic’s server did not answer in time.',
  'error.forbidden': 'You are not allowed to do this.',
  'error.not-found': 'This is no longer there.',
  'error.conflict': 'Somebody else has changed this. Please look again.',
  'error.invalid': 'Something in this is not right.',
  'error.too-large': 'This is too large.',
  'error.unsupported-type': 'This type of file is not accepted.',
  'error.rate-limited': 'That was a lot at once. Please wait a moment.',
  'error.gone': 'This is no longer there.',
  'error.unsupported': 'The clinic’s server cannot do this.',
  'error.aborted': 'Cancelled.',
  'error.unknown': 'Something went wrong.',
} as const;

addWords(errorsEnglish);
