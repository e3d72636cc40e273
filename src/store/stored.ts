import type { ErrorCode } from '../base/errors.js';
import type { FileRef, Id } from '../model/index.js';

/** How an upload is kept. Bytes of a large file are not: after a reload the person chooses it again. */
export interface StoredUpload { id: Id; name: string; type: string; size: number; blob?: Blob; file?: FileRef }

/** How a thread that the server does not know yet is to be made. */
export interface Creation { kind: 'direct' | 'group'; participants: Id[]; title?: string }

/** A message on its way, as it is kept in the storage. */
export interface StoredItem {
  clientId: Id;
  /** The thread, or the temporary id of one that is being created. */
  threadId: Id;
  /** The order of sending, over all threads. */
  order: number;
  kind: string;
  payload: unknown;
  uploads: StoredUpload[];
  /** Files that the server has already. */
  files: Id[];
  for?: Id;
  sentAt: number;
  /** Where the message is the first of a new thread: the id of that command. */
  createId?: Id;
  failed?: ErrorCode;
  /** The thread is not there any more: its title. */
  stranded?: string;
  /** An attempt may have reached the server, and nobody has looked since. */
  doubt?: boolean;
}

/** How a message on its way stands. */
export interface ItemState {
  threadId: Id;
  clientId: Id;
  kind: string;
  state: 'queued' | 'sending' | 'failed';
  problem?: { code: string; retryAt?: number };
}
