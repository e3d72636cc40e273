import { addWords } from './translate.js';

/** English words of a patient's folder: they come with it. */
export const documentsEnglish = {
  'documents.title': 'Images & documents',
  'documents.of': 'Images & documents of {name}',
  'documents.close': 'Close',
  'documents.search': 'Search by name',
  'documents.type': 'Show',
  'documents.type.all': 'Everything',
  'documents.type.image': 'Images',
  'documents.type.video': 'Videos',
  'documents.type.audio': 'Audio',
  'documents.type.document': 'Documents',
  'documents.view.grid': 'As a grid',
  'documents.view.list': 'As a list',
  'documents.enlarge': 'Open image {name}',
  'documents.enlarge.none': 'Open the image that is marked',
  'documents.loading': 'Images & documents are being loaded',
  'documents.failed': 'Images & documents could not be loaded. {reason}',
  'documents.empty': 'Nothing here yet. What is sent in messages is kept here.',
  'documents.none': 'Nothing found',
  'documents.more': 'Show more',
  'documents.found.one': '{count} entry shown',
  'documents.found.other': '{count} entries shown',
  'documents.chosen.one': '{count} chosen',
  'documents.chosen.other': '{count} chosen',
  'documents.too-many': 'A message can have {limit} files.',
  'documents.only': 'What you choose goes to this patient’s side alone, as a message of its own.',
  'documents.others': 'Everybody in this thread will see what you attach, other patients too.',
  'documents.attach': 'Attach',
  'documents.send': 'Send to {name}',
  'documents.cancel': 'Cancel',
} as const;

addWords(documentsEnglish);
