import type { Capability } from './capability.js';
import type { FileRef } from './file.js';
import type { Message } from './message.js';
import type { Id, Position } from './primitives.js';
import type { SavedReply } from './saved-reply.js';
import type { Thread, ThreadLink } from './thread.js';

/**
 * What changes something on the server, as plain data. `id` is made by the client; the same id is carried out once, for ever, and answers the same.
 * An open union: kinds and portals add their own `type`s.
 */
export type ServerCommand =
  | { type: 'message.send'; id: Id; threadId: Id; kind: string; payload: unknown; files: Id[]; for?: Id }
  | { type: 'message.act'; id: Id; threadId: Id; messageId: Id; verb: string; data: unknown }
  | { type: 'thread.create'; id: Id; kind: 'direct' | 'group'; participants: Id[]; title?: string; first?: FirstMessage }
  | { type: 'thread.rename'; id: Id; threadId: Id; title: string }
  /** Who was removed and is invited again sees messages from then on. */
  | { type: 'thread.invite'; id: Id; threadId: Id; participants: Id[] }
  | { type: 'thread.remove-participant'; id: Id; threadId: Id; participant: Id }
  /** The group's shareable link; `replace` makes a new one, and the old one leads nowhere. */
  | { type: 'thread.link'; id: Id; threadId: Id; replace?: boolean }
  /** By a link's code. Whoever may not join, and a code that is wrong or has expired, get the same `not-found`. */
  | { type: 'thread.join'; id: Id; code: string }
  | { type: 'thread.leave'; id: Id; threadId: Id }
  /** `unread: true` marks it for oneself until it is read (`Thread.markedUnread`); no read position moves back. */
  | { type: 'thread.flag'; id: Id; threadId: Id; muted?: boolean; pinned?: boolean; archived?: boolean; unread?: boolean }
  /** One of the workspace's list (`catalog('statuses')`), or `null` for none. */
  | { type: 'status.set'; id: Id; threadId: Id; status: Id | null }
  /** makes a saved reply of one's own or, with the id of one that is there, another of it. */
  | { type: 'reply.save'; id: Id; reply: Omit<SavedReply, 'owner'> }
  | { type: 'reply.delete'; id: Id; reply: Id }
  | { type: 'read'; id: Id; threadId: Id; upTo: Position };

/** Every part narrows: an unread group with a status is all three. */
export interface ThreadFilter {
  /** Default false. */
  archived?: boolean;
  unread?: boolean;
  kind?: 'direct' | 'group';
  /** R-18, staff only. */
  status?: Id;
  /** Staff only: the patient's side wrote last. */
  waiting?: boolean;
}

/** `waiting`: who has waited longest for the care team comes first. */
export type ThreadSort = 'recent' | 'waiting';

/** The first message of a new thread; its `id` is its client id. */
export interface FirstMessage { id: Id; kind: string; payload: unknown; files: Id[] }

interface Results {
  'message.send': Message;
  'message.act': Message;
  'thread.create': { thread: Thread; message?: Message };
  'thread.rename': Thread;
  'thread.invite': Thread;
  'thread.remove-participant': Thread;
  'thread.link': ThreadLink;
  'thread.join': Thread;
  'status.set': Thread;
  'thread.leave': Record<string, never>;
  'thread.flag': Thread;
  /** Deleted is deleted: no answer that is kept repeats its words. */
  'reply.save': Record<string, never>;
  'reply.delete': Record<string, never>;
  read: Record<string, never>;
}

export type ResultOf<C extends { type: string }> = C['type'] extends keyof Results ? Results[C['type']] : unknown;

/** What only this client does. */
export type LocalCommand =
  /** A thread comes into view: its newest page is loaded, its unread divider set. */
  | { type: 'thread.open'; threadId: Id }
  | { type: 'thread.close'; threadId: Id }
  | { type: 'threads.load' }
  /** `reload` after a failure at first load, or to come back to the present. With `around`, a message's id, the window moves there. */
  | { type: 'history.load'; threadId: Id; direction: 'older' | 'newer' | 'reload'; around?: Id }
  /** The next page of a hole in what is loaded (`TimelineState.gaps`), from its lower end. */
  | { type: 'history.load'; threadId: Id; direction: 'gap'; gap: Id }
  /** Sends the thread's draft: its text and its attachments as one message. */
  | { type: 'draft.send'; threadId: Id }
  | { type: 'draft.set'; threadId: Id; text: string }
  /** Of the device; or such as the server has already, which do not go up again. */
  | { type: 'attachment.add'; threadId: Id; files: readonly (File | FileRef)[] }
  | { type: 'attachment.retry'; threadId: Id; uploadId: Id }
  /** The file of an upload that failed because its bytes are gone (a page keeps no more than 25 MB of one). It goes on where the server has it. */
  | { type: 'attachment.choose-again'; threadId: Id; uploadId: Id; file: File }
  /** Cancels the upload if it is under way. */
  | { type: 'attachment.remove'; threadId: Id; uploadId: Id }
  /** A pending message, by its client id. `edit` takes it back into the draft. */
  | { type: 'outbox.retry'; threadId: Id; clientId: Id }
  | { type: 'outbox.edit'; threadId: Id; clientId: Id }
  | { type: 'outbox.discard'; threadId: Id; clientId: Id }
  /** `more`: the next page, for lists that are read page by page (`documents`). */
  | { type: 'catalog.load'; name: string; text?: string; filter?: string; threadId?: Id; patient?: Id; more?: boolean }
  /** What the list of threads shows; what is not named stays. An empty text and an empty filter show all again. */
  | { type: 'threads.view'; text?: string; filter?: ThreadFilter; sort?: ThreadSort }
  /** The viewer types in this thread, or has stopped. */
  | { type: 'hint'; threadId: Id; hint: 'typing' | 'idle' }
  /** «Show all chat types». Remembered for this person; refused where the workspace has it switched off. */
  | { type: 'plan.show'; shown: boolean }
  /** Where no adapter makes calls, the portal takes it from the event `clinic-command` (`calls`). */
  | { type: 'call.start'; threadId: Id; video: boolean }
  /** A message of a kind with files of the device: they go up first, as those of a draft do. Or with such as the server has already. */
  | { type: 'kind.send'; threadId: Id; kind: string; payload: unknown; files: readonly (File | FileRef)[]; for?: Id }
  /** A verb with files of the device: they go up first, then it is acted with their ids as the data's `files`. It goes with the page. */
  | { type: 'kind.act'; threadId: Id; messageId: Id; verb: string; data: Readonly<Record<string, unknown>>; files: readonly File[] }
  /** Gives that up while its files are on their way. */
  | { type: 'kind.act-cancel'; threadId: Id; messageId: Id }
  /** What writes a message of this kind is to be opened: a portal takes it for a kind of its own. */
  | { type: 'kind.compose'; threadId: Id; kind: string }
  /** something has happened after which such a message is due, for example a completed appointment: the care team is asked, until it is over. */
  | { type: 'kind.offer'; threadId: Id; kind: string; isOver?: boolean }
  /** Try the connection now. */
  | { type: 'connection.retry' };

/**
 * What elements ask for by the DOM event `clinic-command`. A server command without `id` gets one from dispatch.
 * Where the capability is missing dispatch refuses with `ChatError` `forbidden`.
 */
export type Command = LocalCommand | WithOptionalId<ServerCommand>;
type WithOptionalId<C> = C extends { id: Id } ? Omit<C, 'id'> & { id?: Id } : never;

const needsOther: Readonly<Record<string, Capability>> = { 'draft.send': 'message.send', 'reply.delete': 'reply.save', 'attachment.add': 'file.send', 'attachment.choose-again': 'file.send' };

/** Commands that need the capability of their own name, those of kinds to come included. */
const needsItsName: ReadonlySet<string> = new Set<Capability>([
  'thread.rename', 'thread.invite', 'thread.remove-participant', 'thread.link', 'thread.leave', 'status.set', 'call.start', 'call.join', 'call.invite',
  'reply.use', 'reply.save', 'speech.dictate', 'profile.open',
]);

/** What a core command needs, if anything; for messages see `needsToSend`. */
export const needOf = (type: string): Capability | undefined => (needsItsName.has(type) ? type : needsOther[type]);
