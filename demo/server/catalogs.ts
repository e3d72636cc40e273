import { ChatError } from '../../src/base/errors.js';
import { isCoordinator, isInvitableBy, isRecipientFor, passesFilter, replyOwners, sortReplies, type Page, type Participant, type SavedReply, type ThreadStatus } from '../../src/model/index.js';
import type { Catalogs } from '../../src/transport/transport.js';
import { participantOf, type Access, type Who } from './access.js';
import { documentsPage, type DocumentQuery } from './documents.js';
import { notACursor, pageSize } from './paging.js';
import type { ListEntry, Store } from './store.js';

export type CatalogQuery = DocumentQuery;
interface Parts { store: Store; access: Access }

const byName = new Intl.Collator();

/** One of the workspace's lists. Throws `unsupported` for one that this server does not have. */
export function catalogPage({ store, access }: Parts, who: Who, name: string, query: CatalogQuery): Page<unknown> {
  switch (name) {
    case 'people': return pageOf(people({ store, access }, who, query), query);
    case 'statuses': return pageOf(statuses(access, who, query), query);
    case 'files': return filesPage({ store, access }, who, query);
    case 'saved-replies': return pageOf(replies({ store, access }, who, query), query);
    case 'placeholders':
      access.require(who, 'reply.use');
      return pageOf(who.workspace.lists['placeholders'] ?? [], query);
    case 'documents': return documentsPage({ store, access }, who, query);
    default: return pageOf(listed(access, who, name, query), query);
  }
}

/** those whom the viewer may choose. Never a patient to a patient, never a coordinator. With a thread: those who may be invited to it. */
function people({ store, access }: Parts, who: Who, { text, filter, threadId }: CatalogQuery): Participant[] {
  const thread = threadId === undefined ? undefined : access.row(who, threadId);
  const members = new Set(thread && store.members(who.ws, thread.id).filter((m) => m.active).map((m) => m.person.id));
  const mayBe = (p: Participant): boolean => (thread ? isInvitableBy(who.viewer, p, thread, (id) => members.has(id)) : isRecipientFor(who.viewer, p));
  return store.people(who.ws)
    .map((person) => participantOf(person, who))
    .filter((p) => mayBe(p) && passesFilter(p, filter) && holds(text, p.name, p.title))
    .sort((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

/** the workspace's list, for those who may read a status. */
function statuses(access: Access, who: Who, { text }: CatalogQuery): ThreadStatus[] {
  access.require(who, 'status.read');
  return who.workspace.statuses.filter(({ name }) => holds(text, name));
}

/** one's own; for a coordinator those of the practitioners in the thread whom they assist. */
function replies({ store, access }: Parts, who: Who, { text, threadId }: CatalogQuery): SavedReply[] {
  const thread = threadId === undefined ? undefined : access.row(who, threadId);
  access.require(who, 'reply.use', thread);
  if (!thread && isCoordinator(who.viewer)) throw new ChatError('invalid', 'of which thread?', { fields: { threadId: 'missing' } });
  const people = thread ? store.members(who.ws, thread.id).filter((m) => m.active && m.person.active).map((m) => m.person) : [];
  const owners = replyOwners(who.viewer, people, (practitioner) => store.assists(who.ws, who.id, practitioner));
  return sortReplies(store.replies(who.ws, owners)).filter((reply) => holds(text, reply.title, reply.text));
}

/** One of the lists that kinds bring, for those who may read it. */
function listed(access: Access, who: Who, name: string, { text }: CatalogQuery): readonly ListEntry[] {
  const needs = [...access.kinds.values()].map(({ lists }) => lists?.[name]).find((one) => one !== undefined);
  if (needs === undefined) throw new ChatError('unsupported', 'this server has no such list');
  access.require(who, needs);
  return (who.workspace.lists[name] ?? []).filter((entry) => holds(text, ...[entry['name'], entry['title']].map((word) => (typeof word === 'string' ? word : undefined))));
}

/** What lies in a thread, newest first, as far as this person may see it. */
function filesPage({ store, access }: Parts, who: Who, { text, threadId, before, limit = pageSize }: CatalogQuery): Page<Catalogs['files']> {
  if (threadId === undefined) throw new ChatError('invalid', 'of which thread?', { fields: { threadId: 'missing' } });
  const match = before === undefined ? undefined : /^(\d{1,15})\.(\d{1,4})$/.exec(before);
  if (match === null) throw notACursor();
  const place = match && { seq: Number(match[1]), nr: Number(match[2]) };
  const found = store.filesIn(who, access.row(who, threadId).id, place).filter(({ file }) => holds(text, file.name));
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(({ file, messageId, author, sentAt }) => ({ file, messageId, author, sentAt })),
    ...(last ? { older: `${last.seq}.${last.nr}` } : {}),
  };
}

function pageOf<T>(all: readonly T[], { before = '0', limit = pageSize }: CatalogQuery): Page<T> {
  if (!/^\d{1,9}$/.test(before)) throw notACursor();
  const end = Number(before) + limit;
  return { items: all.slice(Number(before), end), ...(end < all.length ? { older: String(end) } : {}) };
}

function holds(text: string | undefined, ...words: (string | undefined)[]): boolean {
  const sought = text?.trim().toLocaleLowerCase();
  return !sought || words.some((word) => word?.toLocaleLowerCase().includes(sought));
}
