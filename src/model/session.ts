import type { Capability } from './capability.js';
import type { Limits } from './limits.js';
import type { Viewer } from './participant.js';
import type { Id } from './primitives.js';

/** Each text replaces the catalogue's words; leaving one out keeps them. */
export interface Notices {
  /** The local emergency number, for example 911, 112, 999. Empty: that of the workspace's region, else of the one that the locale names. */
  emergencyNumber: string;
  emergency?: string;
  urgent?: string;
  realtime?: string;
  response?: string;
}

export interface Workspace {
  id: Id;
  name: string;
  /** Where the clinic is (ISO 3166-1, two letters). */
  region?: string;
  limits: Limits;
  /** `openHistory`: staff who join a group later see what was written before. `photoMetadata`: photos keep where and when they were taken. `remoteDictation`: speech may leave the machine to become text. */
  switches: { messaging: boolean; plan: boolean; [name: string]: boolean };
  notices: Notices;
  phone?: string;
}

/** What the server can do, as levels where servers differ. */
export interface Features {
  idempotency: 'server' | 'client';
  resume: 'cursor' | 'history';
  live: 'push' | 'poll';
  history: 'both' | 'older';
  read: boolean;
  typing: boolean;
  presence: boolean;
  edit: boolean;
  search: boolean;
  files: { resumable: boolean } | false;
  /** the server keeps each patient's folder *Images & documents* (`catalog('documents')`). Absent: it does not. */
  documents?: boolean;
  /** Server commands that the adapter can carry out; absent means all of the core's. */
  commands?: string[];
}

export interface Session {
  viewer: Viewer;
  workspace: Workspace;
  capabilities: Capability[];
  features: Features;
}
