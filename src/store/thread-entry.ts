import { unreadIn, type Id, type Message, type Position, type Thread } from '../model/index.js';
import type { Cell } from './cell.js';
import { ReadState } from './unread.js';

export interface ThreadsHooks {
  /** The thread's state has changed. */
  changed(threadId: Id): void;
  /** The thread is there, and was not before. */
  came(threadId: Id): void;
  /** Where the viewer has read to and the server may not know it. */
  untold(threadId: Id): Position | undefined;
  /** The thread is in view. */
  isOpen(threadId: Id): boolean;
  /** The server does not have it any more. */
  lost(threadId: Id): void;
  /** There are more than the first page has: the unread ones among them count too. `since`: when it was asked. */
  rest(since: number): void;
  /** Threads from pages. */
  paged(threads: readonly Thread[]): void;
}

/** What is known of one thread. */
export interface Entry {
  /** As the server sent it last; for one that is being created, as made here. */
  server: Thread | undefined;
  reads: ReadState;
  /** The newest own message that is not confirmed. */
  local: Message | undefined;
  /** What the viewer has asked for and the server has not answered: shown at once, the later one counts. */
  guesses: Partial<Thread>[];
  view: Thread | undefined;
  cell: Cell<Thread | undefined>;
  /** When it last changed by an event, in the order of arrival: a page asked for earlier knows less. */
  touched: number;
  /** When the server was last heard to know the viewer's read position: answers to what was asked before may count messages that are read. */
  told: number;
  /** When it was asked for by itself, while that is on its way; else -1. */
  asked: number;
  /** All that was heard before this is in doubt. */
  doubt: number | undefined;
  /** Answers to what was asked before this are those of a server that may have gone back to an older copy. */
  asOf: number;
  /** When the newest answer that was taken had been asked for: one to an earlier question knows less. */
  taken: number;
  /** The newest message that was heard since. */
  news: Message | undefined;
}

export const newEntry = (cell: Cell<Thread | undefined>): Entry =>
  ({ server: undefined, reads: new ReadState(), local: undefined, guesses: [], view: undefined, cell, touched: 0, told: 0, asked: -1, doubt: undefined, asOf: 0, taken: 0, news: undefined });

/** Takes the server's word. @param since when it was asked for */
export function take(entry: Entry, thread: Thread, since: number): void {
  if (since < entry.asOf) return;
  // An event that came while the page was on its way knows better, but not what came before it.
  if (entry.server && entry.doubt === undefined && Math.max(entry.touched, entry.taken) > since) return entry.reads.takeLate(thread, since < entry.told);
  if (since !== Infinity) entry.taken = since;
  const { news } = entry;
  entry.server = news && (news.position ?? '') > (thread.last?.position ?? '') ? { ...thread, last: news } : thread;
  entry.doubt = entry.news = undefined;
  entry.reads.take(thread, since < entry.told);
}

/** The thread as it is shown: what is known better here counts more. */
export function viewOf({ server, reads, local, guesses }: Entry): Thread | undefined {
  const last = local ?? server?.last;
  return server && Object.assign({
    ...server, unread: reads.count,
    ...(reads.readUpTo === undefined ? {} : { readUpTo: reads.readUpTo }),
    ...(last ? { last } : {}),
  }, ...guesses) as Thread;
}

/** The order of a list after its first page: what happened while that was on its way stands above it. */
export const firstPage = (order: readonly Id[], ids: readonly Id[], isFresh: (id: Id) => boolean): Id[] =>
  [...order.filter(isFresh), ...ids.filter((id) => !(isFresh(id) && order.includes(id)))];

export const nextPage = (order: readonly Id[], ids: readonly Id[]): Id[] => [...order.filter((id) => !ids.includes(id)), ...ids];

/** The threads of a list in this order, the pinned ones first, without the archived ones. */
export function listOf(order: readonly Id[], entries: ReadonlyMap<Id, Entry>): Thread[] {
  const listed = order.map((id) => entries.get(id)?.view).filter((thread) => thread !== undefined && !thread.archived) as Thread[];
  return [...listed.filter((thread) => thread.pinned), ...listed.filter((thread) => !thread.pinned)];
}

/** How much is unread in all of them together; muted ones do not count. */
export function unreadOf(entries: ReadonlyMap<Id, Entry>): number {
  let unread = 0;
  for (const { view } of entries.values()) if (view && !view.muted) unread += unreadIn(view);
  return unread;
}
