import type { Plan, StepName } from './plan.js';
import { checkedProfile } from './profile-check.js';

export type Range = readonly [low: number, high: number];

/** What a session is drawn from. docs/simulation.md explains every field. */
export interface Profile {
  name: string;
  sizes: {
    users: Range;
    /** Tabs a user. */
    tabs: Range;
    threads: Range;
    /** Messages in a thread as the session begins. */
    messages: Range;
    steps: Range;
    /** Messages in a page of the server, however many are asked for. */
    page: Range;
  };
  /** How a user's browser is, as the share of users whose browser is so. */
  browsers: { noLocks: number; noBroadcast: number; noStorage: number; oldRows: number };
  /** How often each step is drawn, faults included; 0 or absent: never. */
  steps: Partial<Record<StepName, number>>;
  /** A fixed session: nothing is drawn but small delays. */
  script?: Plan;
}

export const defaultProfile: Profile = {
  name: 'default',
  sizes: { users: [1, 3], tabs: [1, 3], threads: [1, 3], messages: [0, 24], steps: [24, 60], page: [3, 9] },
  browsers: { noLocks: 0.1, noBroadcast: 0.05, noStorage: 0.05, oldRows: 0.08 },
  steps: {
    say: 22, type: 8, erase: 1, send: 5, attach: 4, retry: 3, edit: 1.5, discard: 1, open: 8, close: 2, older: 4, newer: 2, present: 1, read: 6, connect: 1,
    logout: 0.6, reload: 3, kill: 3, shut: 1, freeze: 1.2, thaw: 1.2, hide: 1, show: 2, offline: 2, online: 2, clock: 0.7,
    other: 10, burst: 3, change: 2, retract: 1, move: 0.7, hold: 1, lift: 1, revoke: 0.5, invite: 0.6, elsewhere: 1.5, expire: 1, copy: 1, restore: 0.4,
    down: 0.8, hour: 0.08, tokens: 1, 'lose-request': 2, 'lose-answer': 4, 'reset-answer': 3, 'late-request': 1.5, 'answer-500': 1.5, 'gateway-502': 2, 'too-many': 1.5,
    'garbled-answer': 1, twice: 2, slow: 3, refuse: 1, 'no-refresh': 1, 'cut-stream': 3, 'half-open': 2, 'garbled-frame': 1.5, replay: 1.5,
    'no-way-up': 1, 'no-way-down': 1, 'kill-at-write': 2, 'kill-after-write': 2, quota: 0.7, broken: 0.6, hang: 0.4, corrupt: 0.5, 'lost-broadcast': 0.7,
  },
};

/** A profile from a file: what it leaves out is as in the default. Throws a ProfileError, a sentence, where it says what it must not. */
export const profileFrom = (file: unknown = {}): Profile => checkedProfile(file, defaultProfile);
