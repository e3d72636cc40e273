import type { FileRef } from './file.js';
import type { Id, Position } from './primitives.js';

export type Delivery = 'queued' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

export interface Message {
  id: Id;
  /** The id of the command that sent it: the same on the optimistic copy, the answer and the event. */
  clientId?: Id;
  threadId: Id;
  /** A participant's id; empty where the server names none. */
  author: Id;
  /** For a relation's message: the patient for whom it was written. */
  onBehalfOf?: Id;
  /** Milliseconds since the epoch. Shown, never a key. */
  sentAt: number;
  /** Absent while the message is pending. */
  position?: Position;
  /** Grows by one at each change; the newest wins. */
  revision: number;
  kind: string;
  payload: unknown;
  files: FileRef[];
  /** One plain line for a client that does not know the kind. */
  preview?: string;
  /** The one patient whom it addresses, in a thread with several. */
  for?: Id;
  delivery: Delivery;
  /** Local only: why a pending message waits or failed, as an error code, and when it is tried again (ms since the epoch). */
  problem?: { code: string; retryAt?: number };
}

/** The key under which a message is one and the same: author and client id, else the server's id. */
export const messageKey = (message: Pick<Message, 'id' | 'author' | 'clientId'>): string =>
  message.clientId ? `${message.author}\u0000${message.clientId}` : message.id;

/** Confirmed messages by position as text; pending ones behind them, in the order in which they stand. */
export function comparePositions(a: Pick<Message, 'position'>, b: Pick<Message, 'position'>): number {
  if (a.position === b.position) return 0;
  if (a.position === undefined) return 1;
  if (b.position === undefined) return -1;
  return a.position < b.position ? -1 : 1;
}
