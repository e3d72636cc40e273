import { ChatError } from '../../base/errors.js';
import { deniedIn, directTitle, isRecipientFor, isStaff, passesFilter } from '../../model/index.js';
import type { Cursor, Id, Message, Page, Participant, Session, Thread } from '../../model/index.js';
import type { CatalogQuery, MessageQuery, ThreadQuery } from '../transport.js';
import { holdFor, pad, type PersonRow, type State, type ThreadRow } from './state.js';

const pageSize = 30;
const largestPage = 200;

export const notFound = (what: string): ChatError => new ChatError('not-found', `no such ${what}`);

/** How many the caller gets: what they asked for, within reason. */
const limitOf = (limit: number | undefined): number => Math.max(1, Math.min(largestPage, Math.floor(limit ?? pageSize) || pageSize));

export function sessionFor(state: State, viewer: PersonRow): Session {
  const { features } = state;
  return {
    viewer: state.participant(viewer.id)!, workspace: state.workspace, capabilities: viewer.capabilities,
    // Not a real-time channel: who is typing is for the care team's eyes.
    features: { ...features, typing: features.typing && isStaff(viewer) },
  };
}

export function threadFor(state: State, viewer: PersonRow, thread: ThreadRow): Thread {
  const member = thread.members.get(viewer.id)!;
  const participants = [...thread.members].map(([id, { active }]) => state.participant(id, active)).filter((p) => p !== undefined);
  const seen = thread.messages.filter((message) => state.sees(viewer, message));
  const last = seen.at(-1);
  const hold = holdFor(viewer, thread);
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
    // absent, not hidden, for patients and relations.
    ...(isStaff(viewer) && { staff: thread.status === undefined ? {} : { status: thread.status } }),
  };
}

const namesOf = (participants: readonly Participant[], viewer: PersonRow): string =>
  participants.filter((who) => who.id !== viewer.id && who.active).map((who) => who.name).join(', ');

export function threadsPage(state: State, viewer: PersonRow, query: ThreadQuery): Page<Thread> {
  if (query.id !== undefined) {
    const thread = state.threadOf(viewer.id, query.id);
    if (!thread) throw notFound('thread');
    return { items: [threadFor(state, viewer, thread)] };
  }
  const words = query.text?.trim().toLocaleLowerCase();
  const found = [...state.threads.values()]
    .filter((thread) => {
      const member = thread.members.get(viewer.id);
      return !!member?.active && !member.hidden && (query.filter?.archived === undefined || member.archived === query.filter.archived);
    })
    .sort((a, b) => b.activity - a.activity)
    .filter((row) => query.before === undefined || pad(row.activity) < query.before)
    .map((row) => ({ row, thread: threadFor(state, viewer, row) }))
    .filter(({ thread }) => query.filter?.unread === undefined || thread.unread > 0 === query.filter.unread)
    .filter(({ thread }) => !words || [thread.title, ...thread.participants.map((who) => who.name)].some((text) => text.toLocaleLowerCase().includes(words)));
  const page = found.slice(0, limitOf(query.limit));
  return { items: page.map(({ thread }) => thread), ...(found.length > page.length && { older: pad(page.at(-1)!.row.activity) }) };
}

/** A page of a thread, ascending: the newest, or the one before, after or around a place. Pages that follow each other neither overlap nor leave a hole. */
export function messagesPage(state: State, viewer: PersonRow, threadId: Id, query: MessageQuery): Page<Message> {
  const thread = state.threadOf(viewer.id, threadId);
  if (!thread) throw notFound('thread');
  const all = thread.messages.filter((message) => state.sees(viewer, message));
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

/** whom one may write to. `filter: 'doctors'` leaves the practitioners, a role's name those who have it. */
function people(state: State, viewer: PersonRow, filter: string | undefined): Participant[] {
  return [...state.people.keys()].map((id) => state.participant(id)!)
    .filter((who) => isRecipientFor(viewer, who) && passesFilter(who, filter))
    .sort((a, b) => a.name.localeCompare(b.name));
}

export function catalogPage(state: State, viewer: PersonRow, name: string, query: CatalogQuery): Page<unknown> {
  const all = name === 'people' ? people(state, viewer, query.filter) : state.catalogs[name];
  if (!all) throw notFound('catalogue');
  const words = query.text?.trim().toLocaleLowerCase();
  const found = words ? all.filter((item) => textOf(item).toLocaleLowerCase().includes(words)) : all;
  const start = query.before === undefined ? 0 : Number(query.before) || 0;
  const end = start + limitOf(query.limit);
  return { items: found.slice(start, end), ...(end < found.length && { older: String(end) }) };
}

function textOf(item: unknown): string {
  const { name = '', title = '' } = (item ?? {}) as { name?: unknown; title?: unknown };
  return `${String(name)} ${String(title)}`;
}
