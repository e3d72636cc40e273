import type { Capability } from './capability.js';
import type { Message } from './message.js';
import { isPatientSide, isStaff, type Participant } from './participant.js';
import type { Id, Position } from './primitives.js';

export interface Hold {
  reason: 'payment';
  /** The message that asks. */
  message: Id;
  /** Who can lift it. */
  by: Id[];
}

export interface Thread {
  id: Id;
  kind: 'direct' | 'group';
  /** As this viewer sees it: see `directTitle`. */
  title: string;
  participants: Participant[];
  /** The patient whom the thread is about; absent in a thread without one. */
  subject?: Id;
  last?: Message;
  /** Messages of others after `readUpTo`. */
  unread: number;
  readUpTo?: Position;
  /** What the viewer may not do here though their role could. */
  denied: Capability[];
  hold?: Hold;
  muted: boolean;
  pinned: boolean;
  archived: boolean;
  /** Absent, not hidden, for patients and relations. */
  staff?: {
    /** one of the workspace's list. */
    status?: Id;
    /** Since when the patient's side waits for an answer, in milliseconds since the epoch; absent where the care team wrote last. */
    waitingSince?: number;
  };
  /** who may remove others, and whose leaving erases the group. */
  groupAdmin?: Id;
  /** Marked by the viewer as unread; ends with the next read. Counts as one where nothing else is unread. */
  markedUnread?: boolean;
  /** How far others have read, as far as the viewer may know (`receipts`), by person. */
  reads?: Readonly<Record<Id, Position>>;
  /** Absent: the session's. A thread of another workspace is dropped and reported. */
  workspace?: Id;
  /** Local only: the thread is still being created; its messages wait for it. */
  pending?: boolean;
}

/** the portal makes an address of it; `thread.join` takes the code. */
export interface ThreadLink {
  code: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** an entry of the workspace's master list. */
export interface ThreadStatus { id: Id; name: string }

/** How much a thread adds to the count on the bubble. */
export const unreadIn = (thread: Pick<Thread, 'unread' | 'markedUnread'>): number => thread.unread || (thread.markedUnread ? 1 : 0);

/** the title of a 1:1 is the practitioner's (else the office's) name for the patient's side and the patient's name for staff. */
export function directTitle(participants: readonly Participant[], viewer: Pick<Participant, 'id' | 'role'>): string {
  const others = participants.filter((p) => p.id !== viewer.id);
  const pick = isPatientSide(viewer)
    ? (others.find((p) => p.role === 'practitioner') ?? others.find((p) => p.role === 'admin') ?? others.find(isStaff))
    : (others.find((p) => p.role === 'patient') ?? others.find((p) => p.role === 'practitioner') ?? others.find((p) => p.role === 'admin'));
  return (pick ?? others[0])?.name ?? '';
}
