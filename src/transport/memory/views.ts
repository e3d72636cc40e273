import { ChatError } from '../../base/errors.js';
import { can, deniedIn, directTitle, isInvitableBy, isRecipientFor, passesFilter, passesText, passesThreadFilter, waitingSince } from '../../model/index.js';
import type { Cursor, Id, Message, Page, Participant, Position, Session, Thread, ThreadSort } from '../../model/index.js';
import type { CatalogQuery, Catalogs, MessageQuery, ThreadQuery } from '../transport.js';
import type { PersonRow, ThreadRow } from './rows.js';
import { documents } from './documents.js';
import { holdFor } from './holds.js';
import { placeholdersFor, repliesFor } from './replies.js';
import type { State } from './state.js';

const pageSize = 30;
const largestPage = 200;

export const notFound = (what: string): ChatError => new ChatError('not-found', `no such ${what}`);

/** How many the caller gets: what they asked for, within reason. */
const limitOf = (limit: number | undefined): number => Math.max(1, Math.min(largestPage, Math.floor(limit ?? pageSize) || pageSize));

export function sessionFor(state: State, viewer: PersonRow): Session {
  const { features } = state;
  return {
    viewer: state.participant(viewer.id, viewer)!, workspace: state.workspace, capabilities: viewer.capabilities,
    // Not a real-time channel: who types and who is there is for those who may know.
    features: { ...features, typing: features.typing && can(viewer, 'typing'), presence: features.presence && can(viewer, 'presence') },
  };
}

export function threadFor(state: State, viewer: PersonRow, thread: ThreadRow): Thread {
  const member = thread.members.get(viewer.id)!;
  const participants = [...thread.members].map(([id, { active }]) => state.participant(id, viewer, active)).filter((p) => p !== undefined);
  const seen = thread.messages.filter((message) => !state.isQuiet(message) && state.sees(viewer, message));
  const waiting = waitingSince(seen, (id) => state.person(id));
  const reads = readsFor(state, viewer, thread);
  const last = seen.at(-1);
  const hold = holdFor(state, viewer, thread);
  const title = thread.title ?? (thread.kind === 'direct' ? directTitle(participants, viewer) : namesOf(participants, viewer));
  return {
    id: thread.id, kind: thread.kind, title, participants,
    unread: seen.filter((message) => message.author !== viewer.id && message.position! > (member.readUpTo ?? '')).length,
    denied: deniedIn(state.policy, { role: viewer.role, groupAdmin: thread.groupAdmin === viewer.id }, thread),
    muted: member.muted, pinned: member.pinned, archived: member.archived,
    ...(thread.subject !== undefined && { subject: thread.subject }),
    ...(last && { last }),
    ...(member.readUpTo !== undefined && { readUpTo: member.readUpTo }),
    ...(hold && { hold }),
    ...(thread.groupAdmin !== undefined && { groupAdmin: thread.groupAdmin }),
    ...(member.marked && { markedUnread: true }),
    ...(reads && { reads }),
    // absent, not hidden, for patients and relations.
    ...(can(viewer, 'status.read') && {
      staff: { ...(thread.status !== undefined && { status: thread.status }), ...(waiting !== undefined && { waitingSince: waiting }) },
    }),
  };
}

/** How far others have read, among those who have `receipts`. */
function readsFor(state: State, viewer: PersonRow, thread: ThreadRow): Record<Id, Position> | undefined {
  if (!can(viewer, 'receipts')) return undefined;
  const others = [...thread.members].filter(([id, { active }]) => active && id !== viewer.id && can(state.person(id), 'receipts'));
  const reads = others.flatMap(([id, { readUpTo }]) => (readUpTo === undefined ? [] : [[id, readUpTo] as const]));
  return reads.length ? Object.fromEntries(reads) : undefined;
}

/** Above every time: who waits stands before who does not. */
const far = 4_000_000_000_000_000;

/** Where a thread stands in a list, as text that compares. */
const placeOf = ({ id, staff }: Thread, activity: number, sort: ThreadSort | undefined): string =>
  `${String(sort === 'waiting' && staff?.waitingSince !== undefined ? staff.waitingSince : far - activity).padStart(16, '0')}_${id}`;

const namesOf = (participants: readonly Participant[], viewer: PersonRow): string =>
  participants.filter((who) => who.id !== viewer.id && who.active).map((who) => who.name).join(', ');

export function threadsPage(state: State, viewer: PersonRow, query: ThreadQuery): Page<Thread> {
  if (query.id !== undefined) {
    return { items: [threadFor(state, viewer, threadOrFail(state, viewer, query.id))] };
  }
  // what is the staff's alone decides nothing for the patient's side.
  const { status, waiting, ...filter } = query.filter ?? {};
  const isStaffs = can(viewer, 'status.read');
  const wanted = { ...filter, ...(isStaffs && status !== undefined && { status }), ...(isStaffs && waiting !== undefined && { waiting }) };
  const found = [...state.threads.values()]
    .filter((thread) => {
      const member = thread.members.get(viewer.id);
      return !!member?.active && !member.hidden;
    })
    .map((row) => {
      const thread = threadFor(state, viewer, row);
      return { thread, place: placeOf(thread, row.activity, isStaffs ? query.sort : 'recent') };
    })
    .filter(({ thread, place }) => (query.before === undefined || place > query.before) && passesThreadFilter(thread, wanted) && passesText(thread, query.text))
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  const page = found.slice(0, limitOf(query.limit));
  return { items: page.map(({ thread }) => thread), ...(found.length > page.length && { older: page.at(-1)!.place }) };
}

/** A page of a thread, ascending: the newest, or the one before, after or around a place. Pages that follow each other neither overlap nor leave a hole. */
export function messagesPage(state: State, viewer: PersonRow, threadId: Id, query: MessageQuery): Page<Message> {
  const thread = threadOrFail(state, viewer, threadId);
  const all = thread.messages.filter((message) => state.sees(viewer, message) && (!state.shownOnWish(message) || query.include?.includes(message.kind)));
  const limit = limitOf(query.limit);
  let from: number;
  let to: number;
  if (query.around !== undefined) {
    const index = all.findIndex((message) => message.id === query.around);
    if (index < 0) throw notFound('message');
    from = Math.max(0, index - Math.floor(limit / 2));
    to = Math.min(all.length, from + limit);
    from = Math.max(0, to - limit);
  } else if (query.after !== undefined) {
    const after = query.after;
    const first = all.findIndex((message) => message.position! > after);
    from = first < 0 ? all.length : first;
    to = Math.min(all.length, from + limit);
  } else {
    const before = query.before;
    const end = before === undefined ? -1 : all.findIndex((message) => message.position! >= before);
    to = end < 0 ? all.length : end;
    from = Math.max(0, to - limit);
  }
  const items = all.slice(from, to);
  return { items, ...(from > 0 && { older: cursorAt(items[0], query) }), ...(to < all.length && { newer: cursorAt(items.at(-1), query) }) };
}

const cursorAt = (message: Message | undefined, query: MessageQuery): Cursor => message?.position ?? query.after ?? query.before ?? '';

/** whom one may write to; with a thread, whom one may invite. `filter: 'doctors'` leaves the practitioners, a role's name those who have it. */
function people(state: State, viewer: PersonRow, { filter, threadId }: CatalogQuery): Participant[] {
  const thread = threadId === undefined ? undefined : threadOrFail(state, viewer, threadId);
  const members = thread && new Set(state.activeMembers(thread));
  return [...state.people.keys()].map((id) => state.participant(id, viewer)!)
    .filter((who) => (thread ? isInvitableBy(viewer, who, thread, (id) => members!.has(id)) : isRecipientFor(viewer, who)) && passesFilter(who, filter))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** What lies in a thread, newest first. */
function files(state: State, viewer: PersonRow, { threadId = '' }: CatalogQuery): Catalogs['files'][] {
  return threadOrFail(state, viewer, threadId).messages.filter((message) => state.sees(viewer, message)).reverse()
    .flatMap(({ id, author, sentAt, files: all }) => all.map((file) => ({ file, messageId: id, author, sentAt })));
}

/** The thread, where this person takes part in it. */
export function threadOrFail(state: State, viewer: PersonRow, threadId: Id): ThreadRow {
  const thread = state.threadOf(viewer.id, threadId);
  if (!thread) throw notFound('thread');
  return thread;
}

function listOf(state: State, viewer: PersonRow, name: string, query: CatalogQuery): readonly unknown[] {
  switch (name) {
    case 'people': return people(state, viewer, query);
    case 'files': return files(state, viewer, query);
    case 'saved-replies': return repliesFor(state, viewer, query.threadId === undefined ? undefined : threadOrFail(state, viewer, query.threadId));
    case 'placeholders': return placeholdersFor(state, viewer);
    case 'documents': return documents(state, viewer, threadOrFail(state, viewer, query.threadId ?? ''), query);
    case 'statuses':
      if (!can(viewer, 'status.read')) throw new ChatError('forbidden', 'not allowed: status.read');
      return state.statuses;
  }
  const needs = state.options.kinds?.find(({ lists }) => lists && name in lists)?.lists?.[name];
  if (needs !== undefined && !can(viewer, needs)) throw new ChatError('forbidden', `not allowed: ${needs}`);
  const own = state.catalogs[name];
  if (!own) throw notFound('catalogue');
  return own;
}

export function catalogPage(state: State, viewer: PersonRow, name: string, query: CatalogQuery): Page<unknown> {
  const all = listOf(state, viewer, name, query);
  const words = query.text?.trim().toLocaleLowerCase();
  const found = words ? all.filter((item) => textOf(item).toLocaleLowerCase().includes(words)) : all;
  const start = query.before === undefined ? 0 : Number(query.before) || 0;
  const end = start + limitOf(query.limit);
  return { items: found.slice(start, end), ...(end < found.length && { older: String(end) }) };
}

function textOf(item: unknown): string {
  const { name = '', title = '', text = '', file } = (item ?? {}) as { name?: unknown; title?: unknown; text?: unknown; file?: { name: string } };
  return `${String(name)} ${String(title)} ${String(text)} ${file?.name ?? ''}`;
}
