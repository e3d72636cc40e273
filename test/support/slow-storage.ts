import { memoryStorage } from '../../src/base/memory-storage.js';
import type { Storage, StorageEvent } from '../../src/base/platform.js';

/** A storage whose calls wait until they are let go, or fail. */
export class SlowStorage implements Storage {
  readonly inner = memoryStorage();
  readonly log: string[] = [];
  isSlow = false;
  error: Error | undefined;
  waiting: (() => void)[] = [];
  tell: (event: StorageEvent) => void = () => undefined;

  get = (key: string): Promise<unknown> => this.inner.get(key);
  keys = async (prefix: string): Promise<string[]> => {
    await this.#turn();
    return this.inner.keys(prefix);
  };
  set = async (key: string, value: unknown): Promise<void> => {
    const copy = structuredClone(value);
    await this.#turn();
    if (this.error) throw this.error;
    this.log.push(`set ${key}`);
    await this.inner.set(key, copy);
  };
  delete = async (key: string): Promise<void> => {
    await this.#turn();
    this.log.push(`delete ${key}`);
    await this.inner.delete(key);
  };
  clear = async (): Promise<void> => {
    this.log.push('clear');
    await this.inner.clear();
  };
  watch = (listener: (event: StorageEvent) => void): void => void (this.tell = listener);
  release(): void {
    this.isSlow = false;
    for (const go of this.waiting.splice(0)) go();
  }
  #turn(): Promise<void> {
    return this.isSlow ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve();
  }
}
