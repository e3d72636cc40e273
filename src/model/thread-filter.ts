import type { ThreadFilter } from './command.js';
import type { Thread } from './thread.js';

/** Whether there is something to read, or the viewer has marked it so. */
export const isUnread = (thread: Pick<Thread, 'unread' | 'markedUnread'>): boolean => thread.unread > 0 || thread.markedUnread === true;

/** A list of threads is without the archived ones, unless they are asked for. */
export function passesThreadFilter(thread: Thread, filter: ThreadFilter = {}): boolean {
  return (filter.archived ?? false) === thread.archived
    && (filter.unread === undefined || filter.unread === isUnread(thread))
    && (filter.kind === undefined || filter.kind === thread.kind)
    && (filter.status === undefined || filter.status === thread.staff?.status)
    && (filter.waiting === undefined || filter.waiting === (thread.staff?.waitingSince !== undefined));
}

/** Whether a thread is found by these words: in its title, or in the names of those who are in it. */
export function passesText(thread: Pick<Thread, 'title' | 'participants'>, text: string | undefined): boolean {
  const words = text?.trim().toLocaleLowerCase();
  return !words || [thread.title, ...thread.participants.map(({ name }) => name)].some((name) => name.toLocaleLowerCase().includes(words));
}
