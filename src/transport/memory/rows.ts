import type { Capability, FileRef, Gone, Hold, Id, Message, Participant, Position, ThreadLink } from '../../model/index.js';
import type { ServerEvent } from '../transport.js';

export interface PersonRow extends Participant { capabilities: Capability[]; portalAccess: boolean; followsPatient: boolean }

/** What one person alone knows of a thread. */
export interface Membership {
  active: boolean;
  hidden: boolean;
  readUpTo?: Position;
  muted: boolean;
  pinned: boolean;
  archived: boolean;
  marked: boolean;
  /** Nothing that was written before is theirs to see. */
  from: Position;
  /** How they went: who has left or was removed is not added again by itself. */
  gone?: Gone;
}

export const newMember = (from: Position = ''): Membership => ({ active: true, hidden: false, muted: false, pinned: false, archived: false, marked: false, from });

export interface ThreadRow {
  id: Id;
  kind: 'direct' | 'group';
  title?: string;
  subject?: Id;
  groupAdmin?: Id;
  status?: Id;
  hold?: Hold;
  link?: ThreadLink;
  members: Map<Id, Membership>;
  messages: Message[];
  /** Orders the list: the log's number of the last activity. */
  activity: number;
}

/** `held`: the messages that hold it, each with its thread. */
export interface FileRow { ref: FileRef; blob: Blob; threadId: Id; owner: Id; held: ReadonlyMap<Id, Id>; preview?: Blob; url?: string; previewUrl?: string }

/** what lies in a patient's folder. */
export interface DocumentRow { patient: Id; file: Id; author: Id; savedAt: number; n: number }

/** One entry of the append-only log: for whom, and what each of them is told. */
export interface LogEntry { n: number; to: ReadonlySet<Id>; event(viewer: PersonRow): ServerEvent | undefined }

/** Ids of saved replies are made by clients: they are one person's own. */
export const replyKey = (owner: Id, id: Id): string => `${owner}\u0000${id}`;

/** Numbers as text of one width, so that text compares as they do. */
export const pad = (n: number): string => String(n).padStart(12, '0');
