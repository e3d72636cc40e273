import type { Id } from '../../src/model/index.js';
import { randomOf, type Random } from './chance.js';
import { Device } from './device.js';
import type { Violation } from './ledger.js';
import { atTheEnd } from './rules-end.js';
import { requested, toWait } from './rules-polite.js';
import { Network } from './network.js';
import { draw, hour, type Plan } from './plan.js';
import type { Profile } from './profile.js';
import { Server } from './server.js';
import { carryOut } from './steps.js';
import { Streams } from './stream.js';
import { Tab } from './tab.js';
import { Watcher } from './watcher.js';
import { World } from './world.js';

export interface Outcome {
  seed: number;
  hash: number;
  steps: number;
  happenings: ReadonlyMap<string, number>;
  violation: Violation | undefined;
  plan: Plan;
  lines: string[] | undefined;
}

/** Events of one session, at most: a store that spins is a broken one. A step costs each tab a few, and an hour without a server some hundred. */
function mostEvents({ users, steps }: Plan): number {
  const tabs = users.reduce((sum, user) => sum + user.tabs, 0);
  return Math.max(60_000, tabs * (100 * steps.length + Math.ceil(1_000 * ((steps.at(-1)?.at ?? 0) / hour))));
}

/** One session: users, their tabs, a server and what goes wrong between them. */
export class Session {
  readonly world: World;
  readonly server: Server;
  readonly streams: Streams;
  readonly watcher: Watcher;
  readonly random: Random;
  readonly plan: Plan;
  readonly devices: Map<Id, Device>;
  /** For whoever draws the tabs: a tab begins, and an event is over. */
  onTab: ((tab: Tab) => void) | undefined;
  onEvent: (() => Promise<void> | undefined) | undefined;
  readonly #seed: number;
  readonly #network: Network;
  readonly #lives = new Map<string, number>();
  readonly #slots = new Map<string, Tab>();
  #words = 0;

  constructor(seed: number, plan: Plan, keepsLines: boolean) {
    this.#seed = seed;
    this.plan = plan;
    this.world = new World(keepsLines);
    this.random = randomOf(seed, 'steps');
    this.server = new Server(this.world, plan);
    this.devices = new Map(plan.users.map((user) => [user.id, new Device(this.world, user, seed)]));
    this.watcher = new Watcher(this.world, this.server, this.devices);
    for (const device of this.devices.values()) device.onLost = (words) => this.watcher.untold(words);
    this.#network = new Network(this.world, this.server, randomOf(seed, 'network'), {
      request: (tab, kind, begun) => requested(this.watcher, tab, kind, begun),
      fault: (name) => this.watcher.happened(name),
      retryAfter: (tab, kind, ms) => toWait(this.world.now, tab, kind, ms),
    });
    this.streams = new Streams(this.world, this.server, this.#network);
    for (const user of plan.users) if (user.oldRows && user.storage) this.#oldRows(user.id);
  }

  tabAt(slot: string): Tab | undefined {
    const tab = this.#slots.get(slot);
    return tab?.dead ? undefined : tab;
  }

  start(slot: string): void {
    const device = this.devices.get(slot.split('.')[0] ?? '');
    const before = this.tabAt(slot);
    if (!device || (before && !this.watcher.isLoggedOut(before))) return;
    before?.die('signed in anew');
    const life = this.#lives.get(slot) ?? 0;
    this.#lives.set(slot, life + 1);
    const { world, server, streams } = this;
    const tab = new Tab(slot, life, this.#seed, device, { world, server, network: this.#network, streams, random: randomOf(this.#seed, `line ${slot} ${life}`) }, this.watcher, this.plan.threads.map(({ id }) => id));
    this.#slots.set(slot, tab);
    this.watcher.born(tab);
    world.log(`${tab.name} starts`);
    this.onTab?.(tab);
    tab.begin();
  }

  /** A word that nobody has typed before. */
  word(tab: Tab, thread: Id): string {
    const word = `${tab.user}/${thread}/${++this.#words};`;
    this.watcher.typed(tab, thread, word);
    return word;
  }

  logout(tab: Tab): void {
    this.watcher.happened('logout');
    this.watcher.loggedOut(tab);
    this.server.expireToken(tab.user);
    void tab.chat.end().then(() => {
      this.world.log(`${tab.name} has logged out`);
      this.watcher.wiped(tab);
    });
  }

  /** Runs what is due until then, with all rules checked after every event. Returns false where the session is over before. */
  async run(until: number): Promise<boolean> {
    const { world, watcher } = this;
    const most = mostEvents(this.plan);
    while (await this.#next(until)) {
      watcher.check();
      if (watcher.violation) return false;
      const drawn = this.onEvent?.();
      if (drawn) await drawn;
      if (world.steps > most) {
        watcher.fail('crash', `more than ${most} events: something runs in circles`);
        return false;
      }
    }
    return !watcher.violation;
  }

  async #next(until: number): Promise<boolean> {
    try {
      return await this.world.next(until);
    } catch (error) {
      this.watcher.fail('crash', `something threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return false;
    }
  }

  /** Rows as the first version of the library wrote them. */
  #oldRows(user: Id): void {
    const storages = this.devices.get(user)!.storages;
    const thread = this.plan.threads.find(({ members }) => members.includes(user))?.id;
    if (thread === undefined) return;
    const [queued, drafted] = [`${user}/${thread}/${++this.#words};`, `${user}/${thread}/${++this.#words};`];
    storages.seed(`w/${user}`, `outbox/old-${user}`, {
      clientId: `old-${user}`, threadId: thread, order: 1, kind: 'text', payload: { text: queued, format: 'plain' }, uploads: [], files: [], sentAt: 1_699_999_000_000,
    });
    storages.seed(`w/${user}`, `draft/${thread}`, { text: drafted, uploads: [] });
    this.watcher.found(user, thread, queued, true);
    this.watcher.found(user, thread, drafted, false);
    this.watcher.happened('old rows');
  }
}

/** Runs one session to its end. */
export async function simulate(seed: number, profile: Profile, keepsLines = false): Promise<Outcome> {
  const plan = draw(seed, profile);
  const session = new Session(seed, plan, keepsLines);
  const { world, watcher } = session;
  for (const step of plan.steps) world.after(step.at, () => carryOut(session, step));
  const end = (plan.steps.at(-1)?.at ?? 0) + 3_000;
  if (await session.run(end)) await atTheEnd(session);
  const { violation, happenings } = watcher;
  // Whatever still waits is let go of, so that the next session starts with nothing.
  for (const tab of [...watcher.tabs]) tab.die('end');
  return { seed, hash: world.hash, steps: world.steps, happenings, violation, plan, lines: world.lines };
}
