import { ChatError } from '../base/errors.js';
import type { Platform, Storage } from '../base/platform.js';
import type { Vault, VaultHooks } from './vault.js';
import { hearWipe, wipe } from './vault-wipe.js';

/** Milliseconds: nobody waits longer for a storage that does not answer. */
const patience = 2_000;

type Restore = Parameters<Vault['attach']>[1];

/**
 * The way to what is kept on the device. What keeps it there (`Vault`) comes with what writes: until then there is nothing to keep, and the door
 * sees whether something was kept, hears of a logout in another tab, and empties the device at a logout here.
 */
export class VaultDoor {
  readonly hooks: VaultHooks;
  readonly #platform: Platform;
  #inside: Vault | undefined;
  #partition: string | undefined;
  #attach: (() => void) | undefined;
  #stopHearing: (() => void) | undefined;
  #isClosed = false;

  constructor(platform: Platform, hooks: VaultHooks) {
    this.#platform = platform;
    this.hooks = hooks;
  }

  /** Whether what is written goes to the storage. */
  get open(): boolean {
    return this.#inside?.open === true;
  }

  /** The storage of what can be had again from the server, where there is one. */
  get cache(): Storage | undefined {
    return this.#isClosed || this.#partition === undefined ? undefined : this.#platform.cache?.(this.#partition);
  }

  /** As `Vault.attach`, once there is one. `bring` is called where something is kept, to bring what takes it. */
  attach(partition: string, restore: Restore, bring: () => void): Promise<void> {
    if (this.#inside) return this.#inside.attach(partition, restore);
    if (this.#attach || this.#isClosed) return Promise.resolve();
    this.#partition = partition;
    this.#stopHearing = hearWipe(this.#platform, partition, () => {
      if (!this.#isClosed) this.hooks.wiped();
    });
    // One that cannot be looked into is for the vault to judge.
    void this.#platform.storage(partition).keys('').then((keys) => keys.length > 0, () => true).then((isKept) => {
      if (isKept && !this.#isClosed) bring();
    });
    return new Promise((resolve) => {
      this.#attach = () => resolve(this.#inside?.attach(partition, restore));
    });
  }

  /** From now on things are kept. */
  enter(vault: Vault): void {
    // The door hears on: what another tab has told just now may not have come yet.
    this.#inside = vault;
    if (this.#isClosed) return vault.close(true);
    this.#attach?.();
    vault.back();
  }

  entries(): Promise<ReadonlyMap<string, unknown>> {
    return this.#inside?.entries() ?? Promise.resolve(new Map());
  }

  /** What stands under a key. Waits for the storage. */
  async get(key: string): Promise<unknown> {
    return this.#inside?.get(key);
  }

  back(): void {
    this.#inside?.back();
  }

  /** Something is about to be written. */
  begin(): void {
    this.#inside?.begin();
  }

  /** Resolves to true once it is kept. */
  async set(key: string, value: unknown): Promise<boolean | undefined> {
    return this.#inside?.set(key, value);
  }

  async delete(key: string): Promise<void> {
    await this.#inside?.delete(key);
  }

  release(key: string): void {
    this.#inside?.release(key);
  }

  /** Nothing more is written. */
  close(atOnce = false): void {
    this.#isClosed = true;
    this.#stopHearing?.();
    if (this.#inside) this.#inside.close(atOnce);
    else if (this.#partition !== undefined) this.#platform.storage(this.#partition).close?.();
  }

  /** Logout: tells the other tabs, then empties the storage. Never rejects. */
  async wipe(): Promise<void> {
    if (this.#inside) return this.#inside.wipe();
    this.close();
    await new Promise<void>((resolve) => {
      const stop = this.#platform.clock.after(patience, resolve);
      void wipe(this.#platform, this.#partition, () => this.hooks.report(new ChatError('unavailable', 'The storage could not be emptied.'))).then(() => {
        stop();
        resolve();
      });
    });
  }
}
