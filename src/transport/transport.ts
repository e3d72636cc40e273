import type { ChatError } from '../base/errors.js';
import type {
  Cursor, FileRef, Id, Message, Page, Participant, PatientDocument, Placeholder, Position, ResultOf, SavedReply, ServerCommand, Session, Thread, ThreadFilter, ThreadSort, ThreadStatus,
} from '../model/index.js';

/** Why a token is asked for: there is none yet; it is about to expire; the server has refused the last one. */
export type TokenReason = 'initial' | 'expiring' | 'rejected';
/** Brings the bearer token of the person at the keyboard. May reject; the queue then waits. Only one call runs at a time. */
export type GetToken = (reason: TokenReason) => Promise<string | { token: string; expiresAt?: number }>;

export interface Call { signal?: AbortSignal }

export interface ThreadQuery { id?: Id; text?: string; filter?: ThreadFilter; sort?: ThreadSort; before?: Cursor; limit?: number }
/** `include`: kinds that are left out of pages unless they are asked for, such as `plan-comment`. */
export interface MessageQuery { before?: Cursor; after?: Cursor; around?: Id; limit?: number; include?: string[] }
/** `threadId`: of one thread, for lists that have one (`files`; `documents`; `people` to invite). `patient`: whose, in a thread with several (`documents`). */
export interface CatalogQuery { text?: string; filter?: string; threadId?: Id; patient?: Id; before?: Cursor; limit?: number }
/** The workspace's lists. Open: kinds add theirs. */
export interface Catalogs {
  people: Participant;
  /** R-18, staff only. */
  statuses: ThreadStatus;
  /** one's own; for a coordinator, with `threadId`, those of the practitioners in it whom they assist. */
  'saved-replies': SavedReply;
  /** what the workspace fills in. */
  placeholders: Placeholder;
  /** What lies in a thread, newest first. */
  files: { file: FileRef; messageId: Id; author: Id; sentAt: number };
  /** a patient's *Images & documents*, newest first, where the viewer may attach files in a thread with them. `filter`: a `DocumentType`. */
  documents: PatientDocument;
  [name: string]: unknown;
}
export type CatalogName = keyof Catalogs & string;
export type CatalogItem<N extends CatalogName> = Catalogs[N];

export type ConnectionState = 'connecting' | 'online' | 'catching-up' | 'polling' | 'offline' | 'closed';
export interface Connection {
  state: ConnectionState;
  /** When the next attempt is made, in milliseconds since the epoch. */
  retryAt?: number;
  error?: ChatError;
}

export type ServerEvent =
  /** An upsert: the newest revision wins. */
  | { type: 'message'; message: Message }
  | { type: 'thread'; thread: Thread }
  | { type: 'thread.gone'; threadId: Id; reason: 'left' | 'removed' | 'erased' }
  | { type: 'read'; threadId: Id; by: Id; upTo: Position }
  /** Capabilities, features or limits changed, or messaging was switched off. */
  | { type: 'session'; session: Session }
  /** One of the workspace's lists has changed for this person: it is read again where it is needed. */
  | { type: 'catalog'; name: CatalogName }
  /** The gap cannot be replayed: read the pages again. */
  | { type: 'resync'; threadId?: Id };

/** May be lost, never replayed, never moves the cursor. */
export type Ephemeral =
  | { type: 'typing'; threadId: Id; by: Id }
  | { type: 'presence'; who: Id; state: string }
  | { type: 'signal'; callId: Id; from: Id; data: unknown };

export interface Sink {
  /**
   * `cursor` stands after the batch: it is kept only once the batch is applied. A stream that begins without `since` hands in an empty batch with
   * the cursor at which it begins: what another tab has read before is older.
   */
  events(batch: ServerEvent[], cursor?: Cursor): void;
  ephemeral(event: Ephemeral): void;
  connection(connection: Connection): void;
}

export interface OpenOptions {
  getToken: GetToken;
  since?: Cursor;
  signal: AbortSignal;
  locale: string;
  /**
   * Asked once the session is known, by adapters that have `listen`: whether this tab is to have the stream. Resolves to the signal that ends
   * it (which also aborts with `signal`), or to `undefined`: another tab of the browser has it, and none is opened; all the rest works.
   */
  stream?: (session: Session) => Promise<AbortSignal | undefined>;
}
export interface UploadOptions extends Call {
  id: Id;
  threadId: Id;
  name: string;
  onProgress(sent: number): void;
  /** A smaller picture of an image. Asked for once the file is up, and brought up after it; whatever becomes of it, the file is there. */
  preview?(): Promise<Blob | undefined>;
}
export interface FileAddress { url: string; headers?: Record<string, string>; expiresAt?: number }

/** All that the SDK asks of a server. An adapter is wire and mapping only; every method rejects with `ChatError`. */
export interface Transport {
  readonly name: string;
  /** Opens a session and one stream of events, from `since` if given; reconnects by itself; ends with `signal`. Called once per opening. */
  open(sink: Sink, options: OpenOptions): Promise<Session>;
  /** Asks for the connection now instead of at `retryAt`: the person pressed «Try now», came back, or sent something. */
  reconnect?(): void;
  /**
   * Opens the stream of the open session anew, into the sink given to `open`: another tab had it, and now this one does. Without `since` the
   * first event is a `resync`. Where an adapter has none, every tab has a stream of its own.
   */
  listen?(since: Cursor | undefined, signal: AbortSignal): void;
  threads(query: ThreadQuery, options?: Call): Promise<Page<Thread>>;
  messages(threadId: Id, query: MessageQuery, options?: Call): Promise<Page<Message>>;
  /** Everything that changes something, as data. The same command id is carried out once, for ever, and answers the same. */
  submit<C extends ServerCommand>(command: C, options?: Call): Promise<ResultOf<C>>;
  /** The same `id` makes one file, however often it is sent. */
  upload(file: Blob, options: UploadOptions): Promise<FileRef>;
  /** A place to read a file from: short-lived, for one file and one person, without the session's token in it. A file without a preview is its own. */
  fileUrl(file: FileRef, as: 'file' | 'preview', options?: Call): Promise<FileAddress>;
  catalog<N extends CatalogName>(name: N, query: CatalogQuery, options?: Call): Promise<Page<CatalogItem<N>>>;
  /** May be lost, never rejects. */
  hint(threadId: Id, hint: 'typing' | 'idle'): void;
}
