import type { Clock } from '../../base/platform.js';
import type { Capability, Features, FileRef, Hold, Id, Limits, MessageKind, Notices, Participant, Policy, SavedReply, ThreadStatus, Workspace } from '../../model/index.js';

export interface SeedWorkspace extends Partial<Omit<Workspace, 'limits' | 'switches' | 'notices'>> {
  limits?: Partial<Limits>;
  switches?: Record<string, boolean>;
  notices?: Partial<Notices>;
  /** Among whom it is told who types, who is there and who has read. Default `staff`. */
  signals?: Partial<Signals>;
  /** days after which a group's link leads nowhere. Default 7. */
  linkDays?: number;
}

export type Signals = Record<'typing' | 'presence' | 'receipts', 'off' | 'staff' | 'all'>;

export interface SeedPerson extends Omit<Participant, 'active'> {
  /** Default true. */
  active?: boolean;
  /** R-03, both default true. */
  portalAccess?: boolean;
  maySend?: boolean;
  /** Whether the clinic lets a relation answer forms and requests for their patient. Default false. */
  mayAct?: boolean;
  /** a relation whom the clinic adds to every new thread of their patient. Default false. */
  followsPatient?: boolean;
  /** In place of what the policy gives the role. */
  capabilities?: Capability[];
}

/** A file of the seed: its bytes by `blob`, else `size` zero bytes of the given type. */
export interface SeedFile extends Partial<FileRef> { name: string; blob?: Blob }

export interface SeedMessage {
  /** Default: made from its position. */
  id?: Id;
  /** A person's id; empty for a message that names no author. */
  author: Id;
  /** Short for `payload: { text, format: 'plain' }`. */
  text?: string;
  /** Short for `payload: { text, format: 'markdown' }`. */
  markdown?: string;
  /** Default: `text`; without any text `image` where all files are images, else `file`. */
  kind?: string;
  payload?: unknown;
  files?: SeedFile[];
  preview?: string;
  /** Milliseconds since the epoch. Default: one minute after the message before; the last of a thread stands five minutes before now. */
  sentAt?: number;
  for?: Id;
}

export interface SeedThread {
  id: Id;
  /** Default: `group` where more than two take part who are neither coordinator nor relation. */
  kind?: 'direct' | 'group';
  /** Names a group, or renames a 1:1. */
  title?: string;
  participants: Id[];
  /** Default: the only patient in it. */
  subject?: Id;
  /** who may remove and whose leaving erases a group. */
  groupAdmin?: Id;
  /** staff alone receive it. */
  status?: Id;
  hold?: Hold;
  messages?: SeedMessage[];
  /** How many of the last messages a person has not read. Default 0. */
  unread?: Record<Id, number>;
  muted?: Id[];
  pinned?: Id[];
  archived?: Id[];
}

/** A workspace as plain data: who is who and what has been written. */
export interface MemorySeed {
  workspace?: SeedWorkspace;
  people: SeedPerson[];
  threads?: SeedThread[];
  /** a coordinator's id, then the practitioners whom they assist. They are in every new thread of these with a patient. */
  coordinates?: Readonly<Record<Id, readonly Id[]>>;
  /** the list from which practitioners choose. */
  statuses?: ThreadStatus[];
  /** R-19: the practitioners' saved replies. */
  replies?: SavedReply[];
  /** Further catalogues by name, the same for everybody who may read them (`MessageKind.lists`). */
  catalogs?: Record<string, unknown[]>;
}

export interface MemoryOptions {
  /** All its time. Default: the real clock. */
  platform?: { clock: Clock };
  /** Rows added to the core's, for example the kinds' own `grants`. */
  policies?: readonly Policy[];
  /** Cards of the kinds: their `needs` are asked, their `grants` added to the policy; quiet ones never count. */
  kinds?: readonly Pick<MessageKind, 'kind' | 'needs' | 'grants' | 'quiet' | 'shownWith' | 'addressed' | 'authority' | 'holds' | 'lists'>[];
  /** Changes what the workspace says that it can do. */
  features?: Partial<Features>;
  /** Milliseconds that a request and its answer take together; half each way. Default 0: the next microtask. */
  latency?: number;
  /** Milliseconds an upload takes for each of its (at most 20) parts. Default 0. */
  uploadPartMs?: number;
  /** How many entries of the log can be replayed; older cursors have expired. Default: all. */
  logLimit?: number;
  /** Whether `getToken` is asked when a session opens. Default false: there is no one to check it. */
  requireToken?: boolean;
}
