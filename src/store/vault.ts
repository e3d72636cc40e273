import { ChatError } from '../base/errors.js';
import type { Platform, Storage } from '../base/platform.js';
import { format, readAll, tagged, upgraded } from './vault-format.js';
import { hearWipe, wipe } from './vault-wipe.js';

/** Milliseconds: a storage that has not answered by then counts as failed; nobody waits longer to see what they typed. */
const patience = 2_000;
/** Milliseconds by which a timer of a page that is awake is late, at most. */
const slack = 100;
/** Milliseconds until what could not be stored is tried again by itself. */
const pause = 30_000;
/** Milliseconds: what empties the storage may be a logout in another tab, of which this one hears a moment later. */
const grace = 1_000;
/** Milliseconds: the first page of messages comes before what will keep the first answer to it. */
const quiet = 4_000;

export interface VaultHooks {
  report(error: ChatError): void;
  /** Whether everything written is on the device; false while something is in this page's memory alone. */
  kept(isKept: boolean): void;
  /** The same person has logged out in another tab. */
  wiped(): void;
}

/**
 * The storage of one person in one workspace. Until the session says who that is, what is written waits in memory; where that takes long, or the
 * storage fails, all goes on in memory, and says so. Writes to one key follow one another, the latest wins. What was written is written again where the
 * device has lost it.
 */
export class Vault {
  readonly #platform: Platform;
  readonly #hooks: VaultHooks;
  /** What should be in the storage, by key. */
  readonly #held = new Map<string, unknown>();
  /** Keys whose copy in the storage is not what it should be: it was tried in vain, or waits for the session. */
  readonly #unsaved = new Set<string>();
  /** Keys that have changed since their last write began. */
  readonly #changed = new Set<string>();
  readonly #writing = new Map<string, Promise<void>>();
  #partition: string | undefined;
  #storage: Storage | undefined;
  #cache: Storage | undefined;
  #stopHearing: (() => void) | undefined;
  #stopRetry: (() => void) | undefined;
  /** Until it is open: who writes waits for it. */
  #opening: Promise<void> | undefined;
  #isOpen = false;
  #isHung = false;
  #isClosed = false;
  #said = false;

  constructor(platform: Platform, hooks: VaultHooks) {
    this.#platform = platform;
    this.#hooks = hooks;
  }

  get open(): boolean {
    return this.#isOpen && !this.#isClosed;
  }

  /** The storage of what can be had again from the server, where there is one. */
  get cache(): Storage | undefined {
    return this.#isClosed ? undefined : this.#cache;
  }

  /**
   * Begins to use the storage. `restore` is told everything that it holds, by key; what stands in both it has to join and to set anew.
   * Resolves when that is done, or cannot be done, or takes too long: `restore` is then called later.
   */
  async attach(partition: string, restore: (found: ReadonlyMap<string, unknown>) => void): Promise<void> {
    if (this.#partition !== undefined) return;
    this.#partition = partition;
    this.#stopHearing = hearWipe(this.#platform, partition, () => {
      if (!this.#isClosed) this.#hooks.wiped();
    });
    const storage = (this.#storage = this.#platform.storage(partition));
    this.#cache = this.#platform.cache?.(partition);
    storage.watch?.((event) => {
      if (event === 'lost') this.#platform.clock.after(grace, () => this.#rewrite([...this.#held.keys()]));
      else this.#report('Something stored could not be read and was dropped.');
    });
    this.#opening = this.#patiently(this.#read(storage, restore)).then(() => {
      this.#opening = undefined;
      if (this.#isOpen) return;
      this.#isOpen = true;
      this.#rewrite([...this.#held.keys()]);
    });
    await this.#opening;
  }

  /** Everything that the storage holds now, other tabs' too, by key; empty where it cannot be read in time. */
  async entries(): Promise<ReadonlyMap<string, unknown>> {
    let found: ReadonlyMap<string, unknown> = new Map();
    const storage = this.#storage;
    if (storage && this.open) await this.#patiently(this.#all(storage).then((all) => { found = all; }));
    return found;
  }

  /** What stands under a key, whichever tab wrote it. Waits until the storage has been asked what it holds. */
  async get(key: string): Promise<unknown> {
    await this.#opening;
    let value = this.#held.get(key);
    const storage = this.#storage;
    if (storage && this.open && !this.#writing.has(key) && !this.#unsaved.has(key)) {
      await this.#patiently(storage.get(key).then((stored) => { value = upgraded(key, stored); }, () => undefined));
    }
    return value;
  }

  /** There is a connection: what could not be kept for want of it is tried again, and what keeping needs comes before it may be gone again. */
  back(): void {
    this.#rewrite([...this.#unsaved]);
    this.#platform.clock.after(quiet, () => this.#isClosed || this.#storage?.prepare?.());
  }

  /** Something is about to be written. */
  begin(): void {
    if (!this.#isClosed) this.#storage?.begin?.();
  }

  /** Resolves when the value is kept, or when it cannot be (false). Never rejects. */
  async set(key: string, value: unknown): Promise<boolean> {
    if (this.#isClosed) return false;
    this.#held.set(key, value);
    // What could not be kept goes first: this may take the place of the last that is left of it.
    this.#again(key);
    await this.#write(key);
    return !this.#unsaved.has(key);
  }

  async delete(key: string): Promise<void> {
    if (this.#isClosed) return;
    this.#held.delete(key);
    await this.#write(key);
  }

  /** Another tab answers for this one now: what could not be written here is not tried again. */
  release(key: string): void {
    if (this.#writing.has(key)) return;
    this.#held.delete(key);
    this.#unsaved.delete(key);
    this.#changed.delete(key);
    this.#tell();
  }

  /** Nothing more is taken; what is under way still is written, in its last words, unless `atOnce`: then another tab is emptying the storage. */
  close(atOnce = false): void {
    const late = atOnce ? [] : [...this.#writing.values()];
    this.#isClosed = true;
    this.#stopHearing?.();
    this.#stopRetry?.();
    const leave = (): void => {
      this.#held.clear();
      this.#unsaved.clear();
      this.#changed.clear();
      this.#storage?.close?.();
      this.#cache?.close?.();
      this.#storage = this.#cache = undefined;
    };
    if (late.length) void Promise.all(late).then(leave);
    else leave();
  }

  /** Logout: tells the other tabs, then empties the storage. Never rejects. */
  async wipe(): Promise<void> {
    const late = [...this.#writing.values()];
    this.close(true);
    // However often it has hung before: nobody is to be told that all is gone while it is not.
    this.#isHung = false;
    await this.#patiently(wipe(this.#platform, this.#partition, () => this.#fail(), late));
  }

  #all(storage: Storage): Promise<Map<string, unknown>> {
    return readAll(storage, (cause) => this.#report('The storage cannot be read.', cause));
  }

  async #read(storage: Storage, restore: (found: ReadonlyMap<string, unknown>) => void): Promise<void> {
    const found = await this.#all(storage);
    if (this.#isClosed) return;
    const early = [...this.#held.keys()].filter((key) => !found.has(key));
    for (const [key, value] of found) if (!this.#held.has(key)) this.#held.set(key, value);
    this.#isHung = false;
    this.#isOpen = true;
    // What waited for the session was not tried: it is written now, or by whoever joins it with what was found.
    this.#unsaved.clear();
    restore(found);
    this.#rewrite(early);
    this.#tell();
  }

  #rewrite(keys: readonly string[]): void {
    if (!this.#isClosed) for (const key of keys) void this.#write(key);
  }

  /** Tries again what could not be kept; `key` is written now. */
  #again(key: string): void {
    this.#rewrite([...this.#unsaved].filter((other) => other !== key && !this.#writing.has(other)));
  }

  /** Brings the storage's copy of one key to what it should be. */
  #write(key: string): Promise<void> {
    if (!this.open) return this.#opening?.then(() => this.#write(key)) ?? this.#wait(key);
    this.#changed.add(key);
    let writing = this.#writing.get(key);
    if (!writing) {
      writing = this.#work(key).then(() => void this.#writing.delete(key));
      this.#writing.set(key, writing);
    }
    return this.#patiently(writing, key);
  }

  /** Nobody knows yet whose storage it is: where that lasts, as at a start without a connection, it is said that nothing is kept (T10). */
  #wait(key: string): Promise<void> {
    if (!this.#isClosed) {
      this.#unsaved.add(key);
      this.#platform.clock.after(patience, () => this.#tell());
    }
    return Promise.resolve();
  }

  async #work(key: string): Promise<void> {
    while (this.#changed.delete(key)) {
      try {
        await this.#put(key).catch(async (error: unknown) => {
          // The cache goes first.
          if ((error as Error | undefined)?.name !== 'QuotaExceededError' || !this.#cache) throw error;
          await this.#cache.clear();
          await this.#put(key);
        });
        this.#isHung = false;
        this.#unsaved.delete(key);
        this.#tell();
        // It works, perhaps again.
        this.#again(key);
      } catch (cause) {
        this.#fail(key, cause);
      }
    }
  }

  async #put(key: string): Promise<void> {
    if (this.#held.has(key)) await this.#storage?.set(key, tagged(this.#held.get(key), format));
    else await this.#storage?.delete(key);
  }

  /** Waits for what is under way, but not for ever; and not at all where the storage has hung before. */
  #patiently(work: Promise<void>, key?: string): Promise<void> {
    if (this.#isHung) {
      if (key !== undefined) this.#fail(key);
      return Promise.resolve();
    }
    const { clock } = this.#platform;
    return new Promise((resolve) => {
      let stop = (): void => undefined;
      const wait = (isLast: boolean): void => {
        const due = clock.now() + patience;
        stop = clock.after(patience, () => {
          // A page that was asleep meanwhile has not been listening.
          if (!isLast && clock.now() > due + slack) return wait(true);
          this.#isHung = true;
          this.#fail(key);
          resolve();
        });
      };
      wait(false);
      void work.then(() => {
        stop();
        resolve();
      });
    });
  }

  #fail(key?: string, cause?: unknown): void {
    if (key !== undefined && !this.#isClosed) {
      this.#unsaved.add(key);
      this.#retryLater();
    }
    this.#tell();
    this.#report('The storage does not work; nothing is kept beyond this page.', cause);
  }

  /** The first of what could not be stored, as a trial: where it works now the others follow. */
  #retryLater(): void {
    this.#stopRetry ??= this.#platform.clock.after(pause, () => {
      this.#stopRetry = undefined;
      this.#rewrite([...this.#unsaved].slice(0, 1));
    });
  }

  #report(message: string, cause?: unknown): void {
    if (!this.#said) this.#hooks.report(new ChatError('unavailable', message, { cause }));
    this.#said = true;
  }

  #tell(): void {
    this.#hooks.kept(![...this.#unsaved].some((key) => this.#held.has(key)));
  }
}
