import type { ChatError } from '../base/errors.js';
import type { Platform } from '../base/platform.js';
import type { Readable } from '../base/readable.js';
import type { Acting, Capability, Command, FileRef, Id, Message, MessageKind, Notes, Session, Thread, ThreadFilter, ThreadLink, ThreadSort } from '../model/index.js';
import type { CatalogItem, CatalogName, Connection, GetToken, Transport } from '../transport/transport.js';

/** What elements and portals need of the port: they never import the transport's room. */
export type { CatalogItem, CatalogName, Connection, GetToken, Transport };

/** `off`: messaging is switched off for this workspace. `ended`: after `end()` or `destroy()`. */
export type SessionPhase = 'idle' | 'opening' | 'ready' | 'failed' | 'off' | 'ended';
export interface SessionState {
  phase: SessionPhase;
  session?: Session;
  error?: ChatError;
}

export type ListPhase = 'idle' | 'loading' | 'ready' | 'failed';
/** What a list of threads shows: what `threads.view` has asked for. Empty: everything but the archived ones. */
export interface ThreadsView { text?: string; filter?: ThreadFilter; sort?: ThreadSort }

export interface ThreadsState {
  phase: ListPhase;
  /** Newest activity first, or in the view's order; pinned before the rest. What a view shows stays while it is open, even if it has been read. */
  items: readonly Thread[];
  error?: ChatError;
  /** Whether there are more to load: `threads.load` again. */
  more: boolean;
  view: ThreadsView;
}

/** a new message of somebody else, told once a tab. */
export interface Arrival {
  thread: Thread;
  message: Message;
  /** True in one tab of the browser: for a sound, or what else is to happen once. */
  leads: boolean;
}

/** What was written for a thread that is not there any more: it cannot be sent, and is kept until `outbox.discard`. */
export interface Stranded {
  threadId: Id;
  clientId: Id;
  /** The thread's, where it is known. */
  title?: string;
  text: string;
  /** The names of its files. */
  files: readonly string[];
}

/** what became of the last `thread.join`. */
export interface JoinState {
  code: string;
  state: 'joining' | 'joined' | 'refused';
  /** Where it is joined. */
  threadId?: Id;
  /** `not-found`: whoever may not join, and a link that leads nowhere, look the same. */
  error?: ChatError;
}

/** One end of the loaded history. */
export interface Edge { state: 'more' | 'loading' | 'end' | 'failed'; error?: ChatError }

/** A hole in what is loaded: between it and what stands above it messages may be missing. `history.load` with `direction: 'gap'` loads a page of it. */
export interface Gap {
  id: Id;
  /** The message below the hole. */
  before: Id;
  state: 'more' | 'loading' | 'failed';
  error?: ChatError;
}

export interface TimelineState {
  threadId: Id;
  phase: ListPhase;
  /** Why the phase is `failed`; where it is `ready`, why the messages around one, or the present, could not be had. Gone with the next that could. */
  error?: ChatError;
  /** In order: confirmed by the server's position, then own pending ones in the order of sending. */
  messages: readonly Message[];
  /** From the oldest to the newest. None where what is loaded is whole. */
  gaps: readonly Gap[];
  older: Edge;
  newer: Edge;
  /** The first message that was unread when the thread was opened: where the divider stands. */
  firstUnread?: Id;
}

export interface Upload {
  id: Id;
  threadId: Id;
  name: string;
  type: string;
  /** Bytes. */
  size: number;
  /** Bytes that have gone up. Never runs backwards: an attempt that begins further back shows when it has caught up. */
  sent: number;
  state: 'waiting' | 'uploading' | 'done' | 'failed' | 'refused';
  /** Why it failed or was refused (`too-large`, `invalid` for an empty file, `unsupported-type`, ...). */
  error?: ChatError;
  /** Once done. */
  file?: FileRef;
  /** The bytes, as long as this page has them: for a preview. */
  blob?: Blob;
}

export interface Draft {
  text: string;
  attachments: readonly Upload[];
}

export interface CatalogState<T> {
  phase: ListPhase;
  items: readonly T[];
  error?: ChatError;
  /** Whether there are more: `catalog.load` with `more`, for lists that are read page by page. */
  more?: boolean;
}

export interface ChatOptions {
  transport: Transport;
  kinds: readonly MessageKind[];
  getToken?: GetToken;
  /** BCP 47. Default: the page's language. */
  locale?: string;
  /** All the store's time, chance, storage, locks, broadcast and page lifecycle. Default: the real ones. */
  platform?: Platform;
  /** Fetches images from the addresses that the transport gives, to show them as `blob:`. Default: the global `fetch`. */
  fetch?: typeof fetch;
  /**
   * Keeps the list of threads and the newest messages of those that were opened on the device, encrypted, for so many milliseconds, to show them
   * while the server has not answered. Off by default: then only outbox and drafts are kept.
   */
  cache?: { maxAgeMs: number };
  /** Locks the chat (see `Chat.lock`) once nobody has used the page for so many milliseconds. Default: never. */
  lockAfterMs?: number;
}

/**
 * The owner of the state; it has no face. Commands go in by `dispatch` and return nothing; answers come back as state.
 * It is made, adopted (`retain`), released and destroyed explicitly, so that moving or re-mounting an element loses nothing.
 */
export interface Chat {
  readonly kinds: ReadonlyMap<string, MessageKind>;
  readonly locale: string;
  readonly session: Readable<SessionState>;
  readonly connection: Readable<Connection>;
  /** The list of threads, as `threads.view` asks for it. */
  readonly threads: Readable<ThreadsState>;
  /** Unread messages in all threads that are not muted, whatever the list shows; a thread that is marked unread counts as one. */
  readonly unread: Readable<number>;
  /** What went wrong last and is nobody's place to show: for `clinic-error`. */
  readonly errors: Readable<ChatError | undefined>;
  /**
   * Whether what the person has written is on the device; false while some of it is in this page's memory alone: the storage does not work, or the
   * session, which says whose it is, has not come within two seconds.
   */
  readonly kept: Readable<boolean>;
  /** Whether all content is hidden. */
  readonly locked: Readable<boolean>;
  thread(threadId: Id): Readable<Thread | undefined>;
  timeline(threadId: Id): Readable<TimelineState>;
  draft(threadId: Id): Readable<Draft>;
  /**
   * Asked for by `catalog.load`, with the same `threadId`: `people` (to write to; of a thread, to invite), `statuses`, `files` of a thread, `documents` of its patient,
   * `saved-replies` and `placeholders`. `idle` again once the server says that it has changed. `offers` of a thread, the kinds that the portal has offered to write (`kind.offer`), are not loaded.
   */
  catalog<N extends CatalogName>(name: N, threadId?: Id): Readable<CatalogState<CatalogItem<N>>>;
  /** Who types in a thread, as far as the viewer may know. Ends by itself. */
  typing(threadId: Id): Readable<readonly Id[]>;
  /** Who is there, and how; whoever is not named is not, or is not known to be. */
  readonly presence: Readable<ReadonlyMap<Id, string>>;
  /** the group's link, after `thread.link`. */
  link(threadId: Id): Readable<ThreadLink | undefined>;
  readonly joined: Readable<JoinState | undefined>;
  /** whether comments on plan actions and goals stand among the messages: never where the workspace has `switches.plan` off. */
  readonly planShown: Readable<boolean>;
  /** What was written for threads that are not there any more: to be copied, then given up by `outbox.discard`. */
  readonly stranded: Readable<readonly Stranded[]>;
  /** The verbs that the viewer has asked for and the server has not answered, or refused, by message; `save` and `delete` by saved reply. */
  readonly acting: Readable<ReadonlyMap<Id, Acting>>;
  /**
   * calls `listener` with messages that others have just written: not those of pages, of muted threads, nor of quiet kinds. What comes
   * together is one call. Returns the function that stops it.
   */
  arrivals(listener: (batch: readonly Arrival[]) => void): () => void;
  /** Where a thread that was created here under a temporary id lives now; the id itself where nothing moved. */
  resolve(threadId: Id): Id;
  dispatch(command: Command): void;
  can(capability: Capability, threadId?: Id): boolean;
  /** What the viewer has begun in a thread's messages and not handed in; of no thread (`''`), what holds for the person everywhere. */
  notes(threadId: Id): Promise<Notes>;
  /** A short-lived address; inline images come as `blob:` and are kept while the chat lives. Rejects with `ChatError`. */
  fileUrl(file: FileRef, as: 'file' | 'preview'): Promise<string>;
  /** Opens the session once; further calls do nothing. */
  open(): void;
  /** Counts one more user; the last `release` closes the connection after a grace, so that a move in the DOM costs nothing. */
  retain(): void;
  release(): void;
  /** Hides all content on screen until `unlock`; nothing else changes: drafts stay, messages come and go. For devices that others may see. */
  lock(): void;
  unlock(): void;
  /** Locks once nobody has used the page for `ms` milliseconds; 0 for never. */
  lockAfter(ms: number): void;
  /** Begins to keep copies on the device, each for `ms` milliseconds (see `ChatOptions.cache`). Where it was begun already nothing changes. */
  cacheFor(ms: number): void;
  /** Logout: wipes what is stored, closes the connection, ends for good. */
  end(): Promise<void>;
  destroy(): void;
}
