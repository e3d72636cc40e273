import type { Storage } from '../../src/base/platform.js';
import { between, type Random } from './chance.js';
import type { Owner, World } from './world.js';
import { copyOf, wordsOf } from './words.js';

interface Row { value: unknown; words: string[]; broken: boolean }
interface Partition { rows: Map<string, Row>; generation: number }

/** A tab, as its storage sees it. */
export interface StorageUser extends Owner {
  /** The next write is the tab's end: before the value is there, or just after. */
  killAtWrite: 'before' | 'after' | undefined;
  hadSpoiltRow: boolean;
  hasLostStorage: boolean;
  die(why: string): void;
  /**
   * An operation of this tab has failed by a fault, with these words in it.
   * @param apart words that stay stored though it wanted them away, or that it could not read
   * @param isLook it only looked at what there is: tried again with success nothing has come of it
   */
  storageFailed(words: readonly string[], apart: readonly string[], isLook: boolean): void;
  hasHung: boolean;
  /** Its last look at what there is has failed. */
  lookFailed: boolean;
}

const rubbish: readonly unknown[] = [null, 42, 'x', [], {}, { clientId: 5 }, { clientId: 'x' }, { text: 7 }, { clientId: 'y', threadId: 't0', order: 'z' }];

/** The databases of one browser: shared by its tabs, alive after them. Every operation takes a moment, and can fail. */
export class SimStorages {
  quotaUntil = 0;
  brokenUntil = 0;
  hangsUntil = 0;
  readonly partitions = new Map<string, Partition>();
  readonly #world: World;
  readonly #random: Random;
  readonly #works: boolean;
  /** How often each word is stored. */
  readonly #words = new Map<string, number>();
  #last = 0;

  constructor(world: World, random: Random, works: boolean) {
    this.#world = world;
    this.#random = random;
    this.#works = works;
  }

  has(word: string): boolean {
    return this.#words.has(word);
  }

  get words(): Iterable<string> {
    return this.#words.keys();
  }

  get size(): number {
    let size = 0;
    for (const { rows } of this.partitions.values()) size += rows.size;
    return size;
  }

  open(name: string, tab: StorageUser): Storage {
    const partition = this.#partition(name);
    const { generation } = partition;
    const { rows } = partition;
    /** Who cannot read one row knows nothing of what was being written. */
    const drafts = (): string[] => [...rows].flatMap(([key, row]) => (key.startsWith('draft/') ? row.words : []));
    const run = <T>(work: () => T, words: readonly string[] = [], isWrite = false, apart: () => readonly string[] = () => [], isLook = false): Promise<T> => this.#run(tab, () => {
      // Whoever had the database open as it was deleted has nothing to write to any more.
      // It may say so: a logout that it could not hear of has taken its storage away.
      if (partition.generation !== generation) tab.hadSpoiltRow = tab.hasLostStorage = true;
      if (partition.generation !== generation) throw new DOMException('The database is gone.', 'InvalidStateError');
      return work();
    }, words, isWrite, apart, isLook);
    return {
      get: (key) => run(() => {
        const row = rows.get(key);
        if (row?.broken) tab.hadSpoiltRow = true;
        if (row?.broken) throw new DOMException('The value cannot be read.', 'DataError');
        return copyOf(row?.value);
      }, [], false, drafts),
      set: (key, value) => {
        const kept = copyOf(value);
        const words = wordsOf(kept);
        // What never answers lets nothing after it reach the row, nor what deletes it.
        const stays = (): readonly string[] => (this.hangsUntil > this.#world.now ? rows.get(key)?.words ?? [] : []);
        return run(() => this.#put(rows, key, { value: kept, words, broken: false }), words, true, stays);
      },
      delete: (key) => run(() => this.#drop(rows, key), [], true, () => rows.get(key)?.words ?? []),
      keys: (prefix) => run(() => {
        tab.lookFailed = false;
        return [...rows.keys()].filter((key) => key.startsWith(prefix));
      }, [], false, drafts, true),
      clear: () => run(() => {
        for (const key of [...rows.keys()]) this.#drop(rows, key);
        partition.generation += 1;
        this.#world.log(`${tab.name} storage ${name} wiped`);
      }),
      close: () => undefined,
    };
  }

  /** Everything goes, whosever it is. */
  forget(tab: StorageUser): Promise<void> {
    return this.#run(tab, () => {
      for (const partition of this.partitions.values()) {
        for (const key of [...partition.rows.keys()]) this.#drop(partition.rows, key);
        partition.generation += 1;
      }
    }, [], false, () => []);
  }

  /** A value that was there before the session began. */
  seed(name: string, key: string, value: unknown): void {
    this.#put(this.#partition(name).rows, key, { value, words: wordsOf(value), broken: false });
  }

  /** Spoils a row. Returns the words that are lost by it. */
  corrupt(n: number): readonly string[] | undefined {
    const all = [...this.partitions.values()].flatMap(({ rows }) => [...rows].map(([key, row]) => ({ rows, key, row })));
    const found = all[n % Math.max(1, all.length)];
    if (!found) return undefined;
    const isUnreadable = n % 3 === 0;
    this.#put(found.rows, found.key, { value: rubbish[n % rubbish.length], words: [], broken: isUnreadable });
    this.#world.log(`storage row ${found.key} spoilt${isUnreadable ? ' beyond reading' : ''}`);
    return found.row.words;
  }

  /** Whether it answers now, and does what it is asked. */
  get works(): boolean {
    return this.#works && Math.max(this.brokenUntil, this.hangsUntil) <= this.#world.now;
  }

  /** Whether it is silent, or was so short a time ago. */
  hasJustHung(ms: number): boolean {
    return this.hangsUntil > this.#world.now - ms;
  }

  heal(): void {
    this.quotaUntil = this.brokenUntil = this.hangsUntil = 0;
  }

  #partition(name: string): Partition {
    const known = this.partitions.get(name) ?? { rows: new Map<string, Row>(), generation: 0 };
    this.partitions.set(name, known);
    return known;
  }

  /** Operations are carried out in the order in which they were asked for. */
  #run<T>(tab: StorageUser, work: () => T, words: readonly string[], isWrite: boolean, apart: () => readonly string[], isLook = false): Promise<T> {
    if (tab.dead) return new Promise(() => undefined);
    return new Promise((resolve, reject) => {
      const at = (this.#last = Math.max(this.#last, this.#world.now + between(this.#random, 0, this.#random() < 0.1 ? 40 : 3)));
      // A tab that is frozen by then has its value stored all the same; it only hears of it later.
      const settle = (how: () => void): void => {
        if (tab.frozen) this.#world.after(0, how, tab);
        else how();
      };
      this.#world.after(at - this.#world.now, () => {
        if (tab.dead) return;
        if (isWrite && tab.killAtWrite) {
          const when = tab.killAtWrite;
          tab.killAtWrite = undefined;
          if (when === 'after' && this.works && this.quotaUntil <= this.#world.now) this.#attempt(work);
          return tab.die(`killed ${when} a write`);
        }
        if (this.hangsUntil > this.#world.now) tab.hasHung = true;
        if (this.hangsUntil > this.#world.now) return tab.storageFailed(words, apart(), isLook);
        try {
          this.#strike(isWrite);
        } catch (error) {
          tab.storageFailed(words, apart(), isLook);
          return settle(() => reject(error as Error));
        }
        try {
          const value = work();
          settle(() => resolve(value));
        } catch (error) {
          settle(() => reject(error as Error));
        }
      });
    });
  }

  /** Nobody is left to hear that it failed. */
  #attempt(work: () => unknown): void {
    try {
      work();
    } catch {
      // The database was emptied meanwhile.
    }
  }

  #strike(isWrite: boolean): void {
    if (!this.#works || this.brokenUntil > this.#world.now) throw new DOMException('The connection to the database is lost.', 'InvalidStateError');
    if (isWrite && this.quotaUntil > this.#world.now) throw new DOMException('There is no room.', 'QuotaExceededError');
  }

  #put(rows: Map<string, Row>, key: string, row: Row): void {
    this.#drop(rows, key);
    rows.set(key, row);
    for (const word of row.words) this.#words.set(word, (this.#words.get(word) ?? 0) + 1);
  }

  #drop(rows: Map<string, Row>, key: string): void {
    for (const word of rows.get(key)?.words ?? []) {
      const count = (this.#words.get(word) ?? 1) - 1;
      if (count > 0) this.#words.set(word, count);
      else this.#words.delete(word);
    }
    rows.delete(key);
  }
}
