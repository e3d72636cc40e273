import type { StepName } from './plan.js';

/** What a step is about: a tab, a thread, both or neither. */
interface StepUse {
  tab: boolean;
  /** Whether it needs one: `link` may lead to a thread that there is not. */
  thread: boolean | 'link';
}

const inTab: StepUse = { tab: true, thread: false };
const writing: StepUse = { tab: true, thread: true };
const inThread: StepUse = { tab: false, thread: true };
const everywhere: StepUse = { tab: false, thread: false };

/** Every step that there is: a name that is not in here is none. */
export const stepUses: Readonly<Record<StepName, StepUse>> = {
  say: writing, type: writing, erase: writing, send: writing, attach: writing, retry: writing, edit: writing, discard: writing, open: { tab: true, thread: 'link' },
  close: writing, older: writing, newer: writing, present: writing, read: writing, connect: inTab, logout: inTab,
  start: inTab, reload: inTab, kill: inTab, shut: inTab, freeze: inTab, thaw: inTab, hide: inTab, show: inTab, offline: inTab, online: inTab, clock: inTab,
  other: inThread, burst: inThread, change: inThread, retract: inThread, move: inThread, hold: inThread, lift: inThread, revoke: inThread, invite: inThread,
  elsewhere: inThread, expire: everywhere, copy: everywhere, restore: everywhere, down: everywhere, hour: everywhere, tokens: everywhere,
  'lose-request': inTab, 'lose-answer': inTab, 'reset-answer': inTab, 'late-request': inTab, 'answer-500': inTab, 'gateway-502': inTab, 'too-many': inTab,
  'garbled-answer': inTab, twice: inTab, slow: inTab, refuse: inTab, 'no-refresh': inTab,
  'cut-stream': inTab, 'half-open': inTab, 'garbled-frame': inTab, replay: inTab,
  'no-way-up': inTab, 'no-way-down': inTab, 'kill-at-write': inTab, 'kill-after-write': inTab, quota: inTab, broken: inTab, hang: inTab, corrupt: inTab,
  'lost-broadcast': inTab,
};

export const stepNames = Object.keys(stepUses) as StepName[];
export const isStep = (name: unknown): name is StepName => typeof name === 'string' && Object.hasOwn(stepUses, name);
