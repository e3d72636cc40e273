import type { FormEntry, Service } from '../../src/kinds/index.js';
import type { Participant, Placeholder, SavedReply, ThreadStatus } from '../../src/model/index.js';

/** A file of the demo. */
export interface SeedFile {
  id: string;
  /** Who uploaded it. */
  by: string;
  /** As the person named it. */
  name: string;
  /** The file's name in `demo/seed/files/`, or what makes its bytes. */
  source: string | (() => Uint8Array);
  type: string;
  width?: number;
  height?: number;
}

export interface SeedMessage {
  id: string;
  author: string;
  /** For a relation's message: the patient for whom it was written. */
  onBehalfOf?: string;
  /** Milliseconds since the epoch. */
  sentAt: number;
  kind: string;
  payload: unknown;
  /** The patient whom it addresses, for kinds that address one. */
  for?: string;
  files?: SeedFile[];
  /** For a kind that our clients do not know. */
  preview?: string;
}

export interface SeedThread {
  id: string;
  workspace: string;
  kind: 'direct' | 'group';
  title?: string;
  /** The people's ids; in a group the first one is the group admin. */
  participants: string[];
  /** The patient whom the thread is about. */
  subject?: string;
  /** one of the workspace's list. */
  status?: string;
  /** In the order of sending. */
  messages: SeedMessage[];
  /** How many of the last messages a participant has not read; nobody named here has unread ones. */
  unread?: Readonly<Record<string, number>>;
}

export interface SeedWorkspace {
  id: string;
  name: string;
  phone: string;
  emergencyNumber: string;
  /** comments on plans are there to be shown. */
  plan?: boolean;
  people: Participant[];
  /** coordinator's id, then the practitioners whom they assist. */
  coordinates: Readonly<Record<string, readonly string[]>>;
  /** from which practitioners choose. */
  statuses: ThreadStatus[];
  /** */
  services: Service[];
  /** */
  forms: FormEntry[];
  /** R-19: the practitioners' own, and what is filled in for all of them. */
  replies?: SavedReply[];
  placeholders?: Placeholder[];
}

export interface Seed {
  workspaces: SeedWorkspace[];
  threads: SeedThread[];
}
