import type { ChatError } from '../base/errors.js';
import type { Platform } from '../base/platform.js';
import type { Readable } from '../base/readable.js';
import type { Capability, Command, FileRef, Id, Message, MessageKind, Participant, Session, Thread } from '../model/index.js';
import type { Connection, GetToken, Transport } from '../transport/transport.js';

/** What elements and portals need of the port: they never import the transport's room. */
export type { Connection, GetToken, Transport };

/** `off`: messaging is switched off for this workspace. `ended`: after `end()` or `destroy()`. */
export type SessionPhase = 'idle' | 'opening' | 'ready' | 'failed' | 'off' | 'ended';
export interface SessionState {
  phase: SessionPhase;
  session?: Session;
  error?: ChatError;
}

export type ListPhase = 'idle' | 'loading' | 'ready' | 'failed';
export interface ThreadsState {
  phase: ListPhase;
  /** Newest activity first; pinned before the rest. */
  items: readonly Thread[];
  error?: ChatError;
  /** Whether there are more to load: `threads.load` again. */
  more: boolean;
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
  readonly threads: Readable<ThreadsState>;
  /** Unread messages in all threads that are not muted. */
  readonly unread: Readable<number>;
  /** What went wrong last and is nobody's place to show: for `clinic-error`. */
  readonly errors: Readable<ChatError | undefined>;
  /** Whether what the person has written is on the device; false while some of it is in this page's memory alone. */
  readonly kept: Readable<boolean>;
  /** Whether all content is hidden. */
  readonly locked: Readable<boolean>;
  thread(threadId: Id): Readable<Thread | undefined>;
  timeline(threadId: Id): Readable<TimelineState>;
  draft(threadId: Id): Readable<Draft>;
  /** Asked for by `catalog.load`. */
  catalog(name: 'people'): Readable<CatalogState<Participant>>;
  /** Where a thread that was created here under a temporary id lives now; the id itself where nothing moved. */
  resolve(threadId: Id): Id;
  dispatch(command: Command): void;
  can(capability: Capability, threadId?: Id): boolean;
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
