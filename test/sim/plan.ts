import { between, oneOf, randomOf, weighted, type Random } from './chance.js';
import type { Profile } from './profile.js';

/** What a person does in a tab. */
export type PersonStep = 'say' | 'type' | 'erase' | 'send' | 'attach' | 'retry' | 'edit' | 'discard' | 'open' | 'close' | 'older' | 'newer' | 'present' | 'read'
  | 'connect' | 'logout';
/** What becomes of a tab. */
export type TabStep = 'start' | 'reload' | 'kill' | 'shut' | 'freeze' | 'thaw' | 'hide' | 'show' | 'offline' | 'online' | 'clock';
/** What happens at the server, and what others do. */
export type ServerStep = 'other' | 'burst' | 'change' | 'retract' | 'move' | 'hold' | 'lift' | 'revoke' | 'invite' | 'elsewhere' | 'expire' | 'copy' | 'restore' | 'down' | 'hour' | 'tokens';
/** What strikes the tab's next request that it can strike. */
export type RequestFault = 'lose-request' | 'lose-answer' | 'reset-answer' | 'late-request' | 'answer-500' | 'gateway-502' | 'too-many' | 'garbled-answer' | 'twice'
  | 'slow' | 'refuse' | 'no-refresh';
export type StreamFault = 'cut-stream' | 'half-open' | 'garbled-frame' | 'replay';
export type DeviceFault = 'no-way-up' | 'no-way-down' | 'kill-at-write' | 'kill-after-write' | 'quota' | 'broken' | 'hang' | 'corrupt' | 'lost-broadcast';
export type StepName = PersonStep | TabStep | ServerStep | RequestFault | StreamFault | DeviceFault;

export interface Step {
  /** Milliseconds after the session's begin. */
  at: number;
  do: StepName;
  /** A tab's place: user and number, as `u0.1`. */
  tab?: string;
  thread?: string;
  /** Which one, where there are several to choose from: taken modulo their number. */
  n?: number;
  /** How long. */
  ms?: number;
}

export interface PlannedUser { id: string; tabs: number; locks: boolean; broadcast: boolean; storage: boolean; oldRows: boolean }
export interface PlannedThread { id: string; members: string[]; messages: number }

/** One session, whole: the same plan and seed give the same trace. */
export interface Plan {
  users: PlannedUser[];
  threads: PlannedThread[];
  /** Messages in a page of the server. */
  page: number;
  steps: Step[];
}

const serverSteps: ReadonlySet<StepName> = new Set<StepName>([
  'other', 'burst', 'change', 'retract', 'move', 'hold', 'lift', 'revoke', 'invite', 'elsewhere', 'expire', 'copy', 'restore', 'down', 'hour', 'tokens',
]);
const ends: ReadonlySet<StepName> = new Set<StepName>(['kill', 'shut', 'logout', 'kill-at-write', 'kill-after-write']);

export const hour = 3_600_000;

/** Short breaths, seconds, and now and then a long silence. */
function gap(random: Random): number {
  const kind = random();
  if (kind < 0.55) return between(random, 0, 60);
  if (kind < 0.85) return between(random, 100, 2_000);
  if (kind < 0.985) return between(random, 3_000, 30_000);
  return between(random, 60_000, 600_000);
}

/** How long a state lasts that ends by itself. */
const lasting = (random: Random): number => oneOf(random, [300, 2_000, 9_000, 40_000, 150_000]);

/** Draws a session. */
export function draw(seed: number, { sizes, browsers, steps: weights, script }: Profile): Plan {
  if (script) return script;
  const random = randomOf(seed, 'plan');
  const range = ([low, high]: readonly [number, number]): number => between(random, low, high);
  const users = Array.from({ length: range(sizes.users) }, (_, i): PlannedUser => ({
    id: `u${i}`, tabs: range(sizes.tabs), locks: random() >= browsers.noLocks, broadcast: random() >= browsers.noBroadcast,
    storage: random() >= browsers.noStorage, oldRows: random() < browsers.oldRows,
  }));
  const threads = Array.from({ length: range(sizes.threads) }, (_, i): PlannedThread => {
    const members = users.map(({ id }) => id).filter(() => random() < 0.7);
    return { id: `t${i}`, members: members.length ? members : [oneOf(random, users).id], messages: range(sizes.messages) };
  });
  const slots = users.flatMap((user) => Array.from({ length: user.tabs }, (_, i) => `${user.id}.${i}`));
  const steps: Step[] = [];
  let at = 0;
  for (const [i, tab] of slots.entries()) steps.push({ at: i === 0 ? 0 : between(random, 0, 3_000), do: 'start', tab });
  for (const tab of slots) steps.push({ at: between(random, 50, 3_500), do: 'open', tab, thread: oneOf(random, threads).id });
  for (let left = range(sizes.steps); left > 0; left--) {
    at += gap(random);
    const name = weighted(random, weights) ?? 'say';
    const tab = oneOf(random, slots);
    const user = tab.split('.')[0] ?? '';
    const own = threads.filter(({ members }) => members.includes(user));
    const thread = oneOf(random, own.length ? own : threads).id;
    const n = between(random, 0, 999);
    steps.push({ at, do: name, ...(serverSteps.has(name) ? {} : { tab }), thread, n, ms: lasting(random) });
    if (name === 'hour') at += hour;
    if (ends.has(name) && random() < 0.85) steps.push({ at: at + between(random, 5, 4_000), do: 'start', tab });
    if (ends.has(name) || name === 'reload') steps.push({ at: at + between(random, 300, 6_000), do: 'open', tab, thread });
  }
  steps.sort((a, b) => a.at - b.at);
  return { users, threads, page: range(sizes.page), steps };
}
