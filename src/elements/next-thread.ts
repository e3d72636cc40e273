import { isUnread, type Id, type Thread } from '../model/index.js';

/** Where staff goes on after a thread: the next in which somebody waits for an answer, else the next with something unread; after the last begins the first. */
export function nextThread(threads: readonly Thread[], from: Id | undefined): Thread | undefined {
  const at = threads.findIndex(({ id }) => id === from);
  const others = [...threads.slice(at + 1), ...threads.slice(0, Math.max(at, 0))];
  return others.find((thread) => thread.staff?.waitingSince !== undefined) ?? others.find(isUnread);
}
