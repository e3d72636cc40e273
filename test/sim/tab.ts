import type { ChatError } from '../../src/base/errors.js';
import { memoryStorage } from '../../src/base/memory-storage.js';
import type { LifecycleState, Platform } from '../../src/base/platform.js';
import type { Draft, Chat, TimelineState } from '../../src/store/types.js';
import { createChat } from '../../src/store/index.js';
import type { Id, Message, MessageKind } from '../../src/model/index.js';
import type { GetToken } from '../../src/transport/transport.js';
import { SimTransport, type Line } from './adapter.js';
import { between, randomOf, type Random } from './chance.js';
import type { Device } from './device.js';
import type { NetworkUser } from './network.js';
import type { RequestFault } from './plan.js';
import type { StorageUser } from './storage.js';
import { epoch, type World } from './world.js';
import type { Watcher } from './watcher.js';

/** What is said where the storage does not work (T10). */
export const isOfStorage = ({ code, message }: ChatError): boolean => code === 'unavailable' && /storage/i.test(message);

/** A person in one tab: the real store over simulated ports. */
export class Tab implements StorageUser, NetworkUser {
  /** What the store knows of kinds; none where nothing is drawn. */
  static kinds: readonly MessageKind[] = [];
  readonly name: string;
  readonly user: Id;
  readonly slot: string;
  readonly device: Device;
  readonly faults: RequestFault[] = [];
  readonly chat: Chat;
  readonly transport: SimTransport;
  readonly errors: ChatError[] = [];
  dead = false;
  frozen = false;
  killAtWrite: 'before' | 'after' | undefined;
  /** The log's entry up to which the stream has told the store all. */
  toldUpTo = -1;
  /** Own messages and ids of which the store has had the server's word. */
  readonly evidence = new Set<string>();
  /** A storage operation of this tab has failed by a fault. */
  hadStorageFault = false;
  storageFailedAt = 0;
  /** Its storage was deleted under it, by a logout in another tab of which it could not hear. */
  hasLostStorage = false;
  /** Something else than a look at what there is has failed; the last look has. */
  hadOtherFault = false;
  lookFailed = false;
  /** An operation was never answered: what is to follow it on the same row never comes. */
  hasHung = false;
  /** It has met a row that cannot be read. */
  hadSpoiltRow = false;
  /** The person logged out here. */
  loggedOut = false;
  /** The page is being left. */
  isClosing = false;
  skew = 0;
  /** How far the person had read in each thread, as it was shown last. */
  readonly readUpTo = new Map<Id, string>();
  /** When it last came back from being frozen. */
  thawedAt = 0;
  /** The log's entry up to which it was told to read anew what it has. */
  resyncedAt = -1;
  /** Pages of messages on their way, by thread; and the event at which the last one came. */
  readonly pages = new Map<Id, { asked: number; cameAt: number }>();
  /** Its clock has jumped. */
  hasJumped = false;
  /** Milliseconds of the session until which the server has asked for patience, for the session and for the rest. */
  readonly waits = { session: 0, other: 0 };
  /** Milliseconds of the session at which it was told so. */
  readonly waitsSince = { session: 0, other: 0 };
  /** Since when it has a connection, on which no request of its has failed. */
  liveSince: number | undefined;
  /** Requests of its on their way. */
  underWay = 0;
  /** Requests since the server went down, and what the person did meanwhile. */
  requestsWhileDown = 0;
  acts = 0;
  readonly #world: World;
  readonly #watcher: Watcher;
  readonly #random: Random;
  readonly #listeners = new Set<(state: LifecycleState) => void>();
  readonly #stops: (() => void)[] = [];
  #state: LifecycleState;
  #getToken: GetToken | undefined;
  #token: string | undefined;
  #asking: Promise<string> | undefined;
  #ids = 0;
  frozenAt = 0;

  constructor(slot: string, life: number, seed: number, device: Device, line: Line, watcher: Watcher, threads: readonly Id[]) {
    this.name = `${slot}${'abcdefghijklmnopqrstuvwxyz'[life % 26]}${life < 26 ? '' : Math.floor(life / 26)}`;
    this.slot = slot;
    this.user = slot.split('.')[0] ?? '';
    this.device = device;
    this.#world = line.world;
    this.#watcher = watcher;
    this.#random = randomOf(seed, `tab ${slot} ${life}`);
    this.#state = { visible: true, focused: true, online: device.online, frozen: false };
    this.transport = new SimTransport(line, this, {
      evidence: (messages) => this.#learn(messages),
      told: (events, seq) => {
        this.toldUpTo = seq;
        watcher.told(this);
        for (const event of events) {
          if (event?.type === 'resync') this.resyncedAt = seq;
          if (event?.type === 'message' && event.message) this.#learn([event.message]);
          if (event?.type === 'thread' && event.thread.last) this.#learn([event.thread.last]);
        }
      },
      fault: (name) => watcher.happened(name),
      page: (thread, change) => {
        const { asked } = this.pages.get(thread) ?? { asked: 0 };
        this.pages.set(thread, { asked: asked + change, cameAt: line.world.steps });
      },
      tookOver: () => {
        this.resyncedAt = line.server.head;
      },
      request: (state) => {
        this.underWay += state === 'asked' ? 1 : -1;
        if (state === 'failed' && this.liveSince !== undefined) this.liveSince = Infinity;
      },
      sends: (command) => watcher.atServer.sends(command),
    });
    this.chat = createChat({ transport: this.transport, kinds: Tab.kinds, locale: 'en', platform: this.#platform(), getToken: (reason) => this.#bring(reason, line) });
    this.#watch(threads);
  }

  begin(): void {
    this.chat.retain();
    this.chat.open();
  }

  /** It has said that its storage does not work. */
  get hasSaid(): boolean {
    return this.errors.some(isOfStorage);
  }

  get lifecycle(): LifecycleState {
    return this.#state;
  }

  now(): number {
    return epoch + Math.floor(this.#world.now) + this.skew;
  }

  setLifecycle(change: Partial<LifecycleState>): void {
    const before = this.#state;
    this.#state = { ...before, ...change };
    for (const listener of [...this.#listeners]) listener(this.#state);
    if (this.#state.online !== before.online || (this.#state.visible && !before.visible && this.transport.stream?.isLive === false)) this.transport.stream?.distrust();
  }

  freeze(): void {
    if (this.dead || this.frozen) return;
    this.setLifecycle({ visible: false, focused: false });
    this.setLifecycle({ frozen: true });
    this.frozen = true;
    this.frozenAt = this.#world.now;
    this.#watcher.happened('freeze');
  }

  thaw(): void {
    if (this.dead || !this.frozen) return;
    this.frozen = false;
    this.thawedAt = this.#world.now;
    const wasLong = this.#world.now - this.frozenAt > 25_000;
    this.#world.after(0, () => {
      this.setLifecycle({ frozen: false });
      this.setLifecycle({ visible: true, focused: true });
      if (wasLong) this.transport.stream?.distrust();
    }, this);
    this.#world.thaw(this);
  }

  /** The tab is no more, from one moment to the next. */
  die(why: string): void {
    if (this.dead) return;
    this.#world.log(`${this.name} dies: ${why}`);
    if (why !== 'end') this.#watcher.happened(why);
    this.dead = true;
    for (const stop of this.#stops) stop();
    this.device.leave(this);
    this.transport.stream?.cut('gone');
    this.#watcher.died(this);
  }

  storageFailed(words: readonly string[], apart: readonly string[], isLook: boolean): void {
    this.hadStorageFault = true;
    this.storageFailedAt = this.#world.now;
    if (isLook) this.lookFailed = true;
    else this.hadOtherFault = true;
    this.#watcher.storageFailed(this, words, apart);
  }

  useToken(getToken: GetToken | undefined): void {
    this.#getToken = getToken;
    this.#token = undefined;
  }

  /** The adapter's side of tokens: one request for one at a time. */
  token(reason: 'initial' | 'rejected'): Promise<string> {
    if (reason === 'initial' && this.#token !== undefined) return Promise.resolve(this.#token);
    this.#asking ??= (this.#getToken ?? (() => Promise.reject(new Error('none'))))(reason).then((token) => (this.#token = token as string)).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** The portal's side of tokens. */
  #bring(_reason: string, { server }: Line): Promise<string> {
    const at = this.faults.indexOf('no-refresh');
    const fails = at >= 0;
    if (fails) {
      this.faults.splice(at, 1);
      this.#watcher.happened('no-refresh');
    }
    return new Promise((resolve, reject) => {
      this.#world.after(between(this.#random, 1, 40), () => {
        if (fails || this.loggedOut || this.#watcher.isLoggedOut(this)) reject(new Error('no token'));
        else resolve(server.tokenOf(this.user));
      }, this);
    });
  }

  #platform(): Platform {
    const { device } = this;
    const world = this.#world;
    return {
      clock: { now: () => this.now(), after: (ms, run) => world.after(ms, run, this) },
      random: () => this.#random(),
      newId: () => `${this.name}-${++this.#ids}`,
      storage: (partition) => (this.dead ? memoryStorage() : device.storages.open(partition, this)),
      forget: () => (this.dead ? Promise.resolve() : device.storages.forget(this)),
      ...(device.plan.locks ? { locks: device.locks(this) } : {}),
      ...(device.plan.broadcast ? { broadcast: (name: string) => device.broadcast(this, name) } : {}),
      lifecycle: {
        get: () => this.#state,
        subscribe: (listener) => {
          this.#listeners.add(listener);
          return () => this.#listeners.delete(listener);
        },
      },
    };
  }

  #watch(threads: readonly Id[]): void {
    const { chat } = this;
    for (const thread of threads) {
      this.#stops.push(chat.timeline(thread).subscribe((state: TimelineState) => this.#watcher.timeline(this, thread, state)));
      this.#stops.push(chat.draft(thread).subscribe((draft: Draft) => this.#watcher.draft(this, thread, draft)));
    }
    this.#stops.push(chat.errors.subscribe((error) => {
      if (!error) return;
      this.errors.push(error);
      this.#world.log(`${this.name} error ${error.code}: ${error.message}`);
    }));
    this.#stops.push(chat.connection.subscribe(({ state, error }) => {
      this.#world.log(`${this.name} is ${state}${error ? ` (${error.code})` : ''}`);
      this.liveSince = state === 'online' || state === 'polling' ? this.liveSince ?? this.#world.now : undefined;
    }));
    this.#stops.push(chat.unread.subscribe((unread) => this.#world.log(`${this.name} unread ${unread}`)));
  }

  #learn(messages: readonly Message[]): void {
    for (const { id, clientId, author } of messages) {
      this.evidence.add(id);
      if (clientId !== undefined) this.evidence.add(`${author} ${clientId}`);
    }
  }
}
