import type { Page, PatientDocument, Placeholder, SavedReply, ThreadStatus } from '../../model/index.js';
import type { CatalogQuery, Catalogs } from '../transport.js';
import { file, isText, number, object, page, participant, segment, text, type Loose, type Query, type Schemas } from './wire.js';

/* The wire's names for catalogues: they come with the first that is asked for. */

export const catalogPath = (name: string): string => `catalogs/${segment(name)}`;

export const catalogQuery = ({ text: words, filter, threadId, patient, before, limit }: CatalogQuery): Query => ({
  text: words?.trim() || undefined, filter, threadId, patient, before, limit,
});

function threadStatus(value: unknown): ThreadStatus | undefined {
  const { id, name } = object(value) as Loose<Schemas['ThreadStatus']>;
  return isText(id) ? { id, name: text(name, id) } : undefined;
}

function fileInThread(value: unknown): Catalogs['files'] | undefined {
  const { file: raw, messageId, author, sentAt } = object(value) as Loose<Schemas['FileInThread']>;
  const read = file(raw);
  return read && isText(messageId) ? { file: read, messageId, author: text(author), sentAt: number(sentAt, 0) } : undefined;
}

function patientDocument(value: unknown): PatientDocument | undefined {
  const { file: raw, author, savedAt } = object(value) as Loose<Schemas['PatientDocument']>;
  const read = file(raw);
  return read && { file: read, author: text(author), savedAt: number(savedAt, 0) };
}

function savedReply(value: unknown): SavedReply | undefined {
  const { id, owner, title, text: words } = object(value) as Loose<Schemas['SavedReply']>;
  return isText(id) && isText(words) ? { id, owner: text(owner), text: words, ...(isText(title) && { title }) } : undefined;
}

function placeholder(value: unknown): Placeholder | undefined {
  const { id, value: words } = object(value) as Loose<Schemas['Placeholder']>;
  return isText(id) && isText(words) ? { id, value: words } : undefined;
}

const catalogs: Readonly<Record<string, (value: unknown) => unknown>> = {
  'people': participant, 'statuses': threadStatus, 'files': fileInThread, 'saved-replies': savedReply, 'placeholders': placeholder, 'documents': patientDocument,
};

export const readCatalog = (name: string, value: unknown): Page<unknown> => page<unknown>(value, catalogs[name] ?? ((item) => item ?? undefined));
