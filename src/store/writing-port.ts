import type { Id, Message, Thread } from '../model/index.js';

/** The store's writing half as its reading half sees it. Absent until somebody writes, or is about to: to read a thread nobody needs it. */
export interface WritingSide {
  /** The server does not know the thread yet: it is being created here. */
  isPending(threadId: Id): boolean;
  /** The temporary id of the thread that this message is to create. */
  creating(clientId: Id): Id | undefined;
  created(tempId: Id, thread: Thread): void;
  dropCreation(tempId: Id): void;
  /** The server has these. */
  settle(threadId: Id, messages: readonly Message[]): void;
  /** Sends what may be sent, of one thread or of all. */
  pump(threadId?: Id): void;
  /** The thread, which was called so, is there no more. `forget` takes it from the list. */
  gone(threadId: Id, title: string, isErased: boolean, forget: () => void): void;
  /** The bytes of a file on its way up. */
  blob(fileId: Id): Blob | undefined;
  /** What an earlier page left behind, by the storage's keys. */
  restore(found: ReadonlyMap<string, unknown>): void;
  /** Draws all that is on its way anew. */
  refresh(): void;
  /** Stores what waits to be stored. */
  flush(): void;
  /** Uploads are given up; `resume` begins them anew. */
  reset(): void;
  resume(): void;
  finish(): void;
}
