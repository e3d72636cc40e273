import { ChatError } from '../base/errors.js';
import type { Platform, Storage } from '../base/platform.js';

/** Milliseconds: a storage that has not answered by then counts as failed; nobody waits longer to see what they typed. */
const patience = 2_000;

/**
 * The storage of one person in one workspace. Until the session says who that is, what is written waits in memory; where the storage fails,
 * all goes on in memory and `report` is told once.
 */
export class Vault {
  readonly #platform: Platform;
  readonly #report: (error: ChatError) => void;
  /** What is not in the storage yet. */
  readonly #early = new Map<string, unknown>();
  #storage: Storage | undefined;
  #said = false;
  #closed = false;

  constructor(platform: Platform, report: (error: ChatError) => void) {
    this.#platform = platform;
    this.#report = report;
  }

  get open(): boolean {
    return this.#storage !== undefined && !this.#closed;
  }

  /** Everything under `prefix`, by key; then what was written early goes to the storage. Empty where it cannot be read. */
  async attach(partition: string): Promise<ReadonlyMap<string, unknown>> {
    const found = new Map<string, unknown>();
    const storage = this.#platform.storage(partition);
    await this.#try(async () => {
      for (const key of await storage.keys('')) found.set(key, await storage.get(key));
    });
    if (this.#closed) return new Map();
    this.#storage = storage;
    const early = [...this.#early];
    this.#early.clear();
    for (const [key, value] of early) await this.set(key, value);
    return found;
  }

  /** Resolves when the value is kept, or when it cannot be. Never rejects. */
  async set(key: string, value: unknown): Promise<void> {
    if (this.#closed) return;
    const storage = this.#storage;
    if (storage) await this.#try(() => storage.set(key, value));
    else this.#early.set(key, value);
  }

  async delete(key: string): Promise<void> {
    if (this.#closed) return;
    const storage = this.#storage;
    if (storage) await this.#try(() => storage.delete(key));
    else this.#early.delete(key);
  }

  /** Nothing is written any more. */
  close(): void {
    this.#closed = true;
    this.#early.clear();
  }

  /** Logout: closes, and empties the storage. */
  async wipe(): Promise<void> {
    this.close();
    const storage = this.#storage;
    if (storage) await this.#try(() => storage.clear());
  }

  #try(work: () => Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      const fail = (cause?: unknown): void => {
        stop();
        if (!this.#said) this.#report(new ChatError('unavailable', 'The storage does not work; nothing is kept beyond this page.', { cause }));
        this.#said = true;
        resolve();
      };
      const stop = this.#platform.clock.after(patience, fail);
      const done = (): void => {
        stop();
        resolve();
      };
      // A storage that throws at once is treated like one that rejects.
      Promise.resolve().then(work).then(done, fail);
    });
  }
}
