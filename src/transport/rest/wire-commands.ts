import type { FileRef, Id, Page, PatientDocument, Placeholder, SavedReply, ServerCommand, ThreadLink, ThreadStatus } from '../../model/index.js';
import type { CatalogQuery, Catalogs } from '../transport.js';
import { file, isText, message, must, number, object, page, participant, readThread, segment, text, unreadable, type Loose, type Path, type Query, type Schemas } from './wire.js';

/* The wire's names for commands, catalogues and files; the rest is in `wire.ts`. */

export const hintsPath = 'hints' satisfies Path;
export const catalogPath = (name: string): string => `catalogs/${segment(name)}`;
export const filePath = (id: Id): string => `files/${segment(id)}`;
export const previewPath = (id: Id): string => `files/${segment(id)}/preview`;
export const ticketPath = (id: Id): string => `files/${segment(id)}/tickets`;

export const catalogQuery = ({ text: words, filter, threadId, patient, before, limit }: CatalogQuery): Query => ({
  text: words?.trim() || undefined, filter, threadId, patient, before, limit,
});
export const uploadQuery = (threadId: Id, name: string): Query => ({ threadId: threadId || undefined, name: name || 'file' });
export const ticketBody = (as: 'file' | 'preview'): { as: 'file' | 'preview' } => ({ as });
export const hintBody = (threadId: Id, hint: 'typing' | 'idle'): { threadId: Id; hint: 'typing' | 'idle' } => ({ threadId, hint });

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
export const readFile = (value: unknown): FileRef => must(file(value), 'file');

export function readTicket(value: unknown): { url: string; expiresAt?: number } {
  const { url, expiresAt } = object(value) as Loose<Schemas['FileTicket']>;
  if (!isText(url)) throw unreadable('address of the file');
  return { url, ...(typeof expiresAt === 'number' && { expiresAt }) };
}

/** What a command was answered, by the command's type; an unknown type's answer stays as it came. */
export function readResult({ type }: { type: ServerCommand['type'] }, value: unknown): unknown {
  switch (type) {
    case 'message.send': case 'message.act': return must(message(value), 'message');
    case 'thread.rename': case 'thread.flag': case 'thread.invite': case 'thread.remove-participant': case 'thread.join': case 'status.set': return readThread(value);
    case 'thread.link': return readLink(value);
    case 'thread.leave': case 'read': case 'reply.save': case 'reply.delete': return {};
    case 'thread.create': {
      const created = object(value) as Loose<Schemas['ThreadCreated']>;
      const first = message(created.message);
      return { thread: readThread(created.thread), ...(first && { message: first }) };
    }
    default: return value;
  }
}

function readLink(value: unknown): ThreadLink {
  const { code, expiresAt } = object(value) as Loose<Schemas['ThreadLink']>;
  if (!isText(code)) throw unreadable('link');
  return { code, expiresAt: number(expiresAt, 0) };
}
