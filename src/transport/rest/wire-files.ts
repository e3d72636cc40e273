import { ChatError } from '../../base/errors.js';
import type { FileRef, Id } from '../../model/index.js';
import type { FileAddress } from '../transport.js';
import type { Http } from './http.js';
import { file, isText, must, object, segment, unreadable, type Loose, type Query, type Schemas } from './wire.js';

/* The wire's names for files: they come with the first that is shown or sent. */

export const filePath = (id: Id): string => `files/${segment(id)}`;
export const previewPath = (id: Id): string => `files/${segment(id)}/preview`;
export const ticketPath = (id: Id): string => `files/${segment(id)}/tickets`;

export const uploadQuery = (threadId: Id, name: string): Query => ({ threadId: threadId || undefined, name: name || 'file' });
export const ticketBody = (as: 'file' | 'preview'): { as: 'file' | 'preview' } => ({ as });

export const readFile = (value: unknown): FileRef => must(file(value), 'file');

/** A file's address, which may stand elsewhere than the server. */
export function readTicket(value: unknown, http: Pick<Http, 'url'>): FileAddress {
  const { url, expiresAt } = object(value) as Loose<Schemas['FileTicket']>;
  if (!isText(url)) throw unreadable('address of the file');
  return { url: openable(http, url), ...(typeof expiresAt === 'number' && { expiresAt }) };
}

function openable(http: Pick<Http, 'url'>, url: string): string {
  try {
    const address = http.url(url);
    if (address.protocol === 'http:' || address.protocol === 'https:') return address.href;
  } catch {
    // The same as an address that may not be opened.
  }
  throw new ChatError('unavailable', 'the file has no address that may be opened');
}
