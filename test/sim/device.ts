import type { Broadcast, LockOptions, Locks } from '../../src/base/platform.js';
import { between, randomOf, type Random } from './chance.js';
import type { PlannedUser } from './plan.js';
import { SimStorages } from './storage.js';
import type { Owner, World } from './world.js';
import { copyOf, wordsOf } from './words.js';

interface Claim { tab: Owner; name: string; work: () => Promise<void>; end: (error?: DOMException) => void; isHeld: boolean }
interface Listener { tab: Owner; name: string; hear: (message: unknown) => void }

const aborted = (): DOMException => new DOMException('The lock was let go or taken away.', 'AbortError');

/** One person's browser: what its tabs share. */
export class Device {
  readonly storages: SimStorages;
  /** No packet leaves, or none arrives, until then. */
  upUntil = 0;
  downUntil = 0;
  online = true;
  lostBroadcastUntil = 0;
  /** What a tab tells with these words in it reaches nobody. */
  onLost: (words: readonly string[]) => void = () => undefined;
  readonly plan: PlannedUser;
  readonly #world: World;
  readonly #random: Random;
  #claims: Claim[] = [];
  #listeners: Listener[] = [];
  #lastPost = 0;
  readonly #heard = new WeakSet<Owner>();

  constructor(world: World, plan: PlannedUser, seed: number) {
    this.#world = world;
    this.plan = plan;
    this.#random = randomOf(seed, `device ${plan.id}`);
    this.storages = new SimStorages(world, randomOf(seed, `storage ${plan.id}`), plan.storage);
  }

  locks(tab: Owner): Locks {
    return {
      request: (name, options, work) => this.#request(tab, name, options, work),
    };
  }

  broadcast(tab: Owner, name: string): Broadcast {
    let own: Listener[] = [];
    let isOpen = true;
    return {
      post: (message) => {
        if (!isOpen || tab.dead) return;
        const isLost = this.lostBroadcastUntil > this.#world.now;
        if (isLost) this.onLost(wordsOf(message));
        else this.#heard.add(tab);
        this.#world.note(() => `${tab.name} tells ${isLost ? 'nobody ' : ''}${JSON.stringify(message).slice(0, 200)}`);
        const copy = copyOf(message);
        const at = (this.#lastPost = Math.max(this.#lastPost, this.#world.now + between(this.#random, 0, 2)));
        for (const listener of this.#listeners) {
          if (listener.tab === tab || listener.name !== name || isLost) continue;
          this.#world.after(at - this.#world.now, () => {
            if (this.#listeners.includes(listener)) listener.hear(copyOf(copy));
          }, listener.tab);
        }
      },
      listen: (hear) => {
        const listener = { tab, name, hear };
        own.push(listener);
        this.#listeners.push(listener);
        return () => {
          this.#listeners = this.#listeners.filter((one) => one !== listener);
        };
      },
      close: () => {
        isOpen = false;
        this.#listeners = this.#listeners.filter((one) => !own.includes(one));
        own = [];
      },
    };
  }

  /** Whether the others have had a chance to hear that this tab is there. */
  isHeard(tab: Owner): boolean {
    return this.#heard.has(tab);
  }

  /** Who holds a lock now. */
  holder(name?: string): Owner | undefined {
    return this.#claims.find((claim) => claim.isHeld && (name === undefined || claim.name === name))?.tab;
  }

  /** A tab is no more: its locks are free, and nobody hears it. */
  leave(tab: Owner): void {
    this.#listeners = this.#listeners.filter((listener) => listener.tab !== tab);
    const names = new Set(this.#claims.filter((claim) => claim.tab === tab).map(({ name }) => name));
    this.#claims = this.#claims.filter((claim) => claim.tab !== tab);
    for (const name of names) this.#grant(name);
  }

  #request(tab: Owner, name: string, { signal, steal }: LockOptions, work: () => Promise<void>): Promise<void> {
    if (signal.aborted) return Promise.reject(aborted());
    if (tab.dead) return new Promise(() => undefined);
    return new Promise((resolve, reject) => {
      const claim: Claim = {
        tab, name, work, isHeld: false,
        end: (error) => {
          signal.removeEventListener('abort', onAbort);
          if (!this.#claims.includes(claim)) return;
          this.#claims = this.#claims.filter((one) => one !== claim);
          this.#grant(name);
          // A frozen tab hears of it when it runs again.
          this.#world.after(0, () => (error ? reject(error) : resolve()), tab);
        },
      };
      const onAbort = (): void => claim.end(aborted());
      signal.addEventListener('abort', onAbort, { once: true });
      if (steal) {
        const held = this.#claims.filter((one) => one.name === name && one.isHeld);
        this.#claims = [claim, ...this.#claims];
        for (const one of held) one.end(aborted());
      } else this.#claims.push(claim);
      this.#grant(name);
    });
  }

  #grant(name: string): void {
    const first = this.#claims.find((claim) => claim.name === name);
    if (!first || this.#claims.some((claim) => claim.name === name && claim.isHeld)) return;
    first.isHeld = true;
    this.#world.log(`${first.tab.name} gets lock ${name}`);
    this.#world.after(between(this.#random, 0, 2), () => {
      if (!this.#claims.includes(first)) return;
      first.work().then(() => first.end(), () => first.end());
    }, first.tab);
  }
}
