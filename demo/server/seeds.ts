import type { FileRef, Id, Limits, Participant, ThreadStatus, Workspace } from '../../src/model/index.js';
import type { ListEntry, Signals } from './store.js';

/* What a portal hands in by `Admin`. */

export interface WorkspaceSeed extends Partial<Omit<Workspace, 'limits' | 'switches'>> {
  id: Id;
  name: string;
  limits?: Partial<Limits>;
  /** `openHistory`: staff who join later see what was written before. */
  switches?: Partial<Workspace['switches']>;
  /** Among whom it is told who types, who is there and who has read. Default `staff`. */
  signals?: Partial<Signals>;
  /** the list from which practitioners choose. Default: none, and nothing to choose. */
  statuses?: ThreadStatus[];
  /** The lists that kinds bring, for example `services`. Default: none, and nothing to choose. */
  lists?: Readonly<Record<string, readonly ListEntry[]>>;
  /** days after which a group's link leads nowhere. Default 7. */
  linkDays?: number;
}
export interface PersonSeed extends Omit<Participant, 'active'> {
  /** Default true. False: deactivated by the clinic. */
  active?: boolean;
  /** R-03, both default true. */
  portalAccess?: boolean;
  maySend?: boolean;
  /** Whether a relation may answer forms and requests for their patient. Default false. */
  mayAct?: boolean;
  /** A relation whom the clinic lists in every thread of their patient. Default false. */
  followsPatient?: boolean;
}
export interface ThreadSeed {
  id: Id;
  kind: 'direct' | 'group';
  /** In a group the first is the group admin. */
  participants: readonly Id[];
  title?: string;
  /** Default: the patient, where there is one. */
  subject?: Id;
  status?: Id;
  createdAt?: number;
}
export interface MessageSeed {
  id: Id;
  threadId: Id;
  author: Id;
  kind: string;
  payload: unknown;
  sentAt: number;
  onBehalfOf?: Id;
  files?: readonly Id[];
  preview?: string;
  for?: Id;
}
/** `type` and the rest where the portal knows better than the content tells. */
export interface FileSeed { id: Id; owner: Id; name: string; bytes: Uint8Array | AsyncIterable<Uint8Array>; type?: string; width?: number; height?: number; duration?: number; scan?: FileRef['scan'] }
