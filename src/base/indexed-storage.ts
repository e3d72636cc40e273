import { answer, deleteDatabase, openDatabase, transact } from './database.js';
import { newId } from './ids.js';
import { keyBase } from './key-base.js';
import type { Storage, StorageEvent } from './platform.js';
import { digest, newKey, seal, sealText, unseal, unsealText, type Sealed } from './sealed.js';

/** What leads to one partition's rows. Without it they are noise: it goes first when the storage is emptied. */
interface KeyRecord {
  key: CryptoKey;
  /** Of the database with the rows. */
  name: string;
  /** Makes the names of rows unguessable. */
  salt: string;
}

interface Home extends KeyRecord { db: IDBDatabase; close(): void }

/** Text of `[name, value as JSON, blobs by id]`. `blobs` stands beside it, so that a blob is known to be in use without any decrypting. */
interface Row extends Sealed { id: string; format: number; blobs: string[] }

/** Type, name and time of a file; null where it could not be read any more. */
type BlobMeta = [type: string, name?: string, lastModified?: number] | null;

type Stores = (name: string) => IDBObjectStore;

const rowFormat = 1;
const prefix = 'clinic-chat';

const makeRows = (db: IDBDatabase): void => {
  db.createObjectStore('rows', { keyPath: 'id' }).createIndex('blobs', 'blobs', { multiEntry: true });
  db.createObjectStore('blobs');
};

/**
 * A storage in IndexedDB whose every name and value is encrypted with a key that no script can read: see `docs/decisions/0008-at-rest.md`.
 * Nothing is made on the device before the first `begin` or `set`. Values are JSON and blobs; a blob is encrypted once, however often the value
 * around it is written. A row that cannot be read is dropped. Rejects where the browser has no IndexedDB or no WebCrypto.
 */
export function indexedStorage(partition: string): Storage {
  return new IndexedStorage(partition);
}

/** Empties every partition of this origin. */
export async function forgetAll(): Promise<void> {
  const keys = await openDatabase(keyBase, () => undefined);
  if (!keys) return;
  await transact(keys, 'readwrite', (store) => void store('keys').clear());
  await sweep(keys);
  keys.close();
}

class IndexedStorage implements Storage {
  readonly #partition: string;
  readonly #blobIds = new WeakMap<Blob, string>();
  #opening: Promise<Home | undefined> | undefined;
  /** Whatever began before the storage was emptied or closed may not go on after it. */
  #epoch = 0;
  #listener: ((event: StorageEvent) => void) | undefined;

  constructor(partition: string) {
    this.#partition = partition;
  }

  watch(listener: (event: StorageEvent) => void): void {
    this.#listener = listener;
  }

  async get(name: string): Promise<unknown> {
    return this.#run(false, async (home) => {
      const id = await digest(home.salt + name);
      const row = await transact(home.db, 'readonly', (store) => answer<Row | undefined>(store('rows').get(id)));
      const opened = row && (await this.#open(home, row));
      return opened && (JSON.parse(opened[1], await this.#reviver(home, opened[2])) as unknown);
    });
  }

  async keys(begin: string): Promise<string[]> {
    const names = await this.#run(false, async (home) => {
      const rows = await transact(home.db, 'readonly', (store) => answer<Row[]>(store('rows').getAll()));
      return Promise.all(rows.map(async (row) => (await this.#open(home, row))?.[0]));
    });
    return (names ?? []).filter((name) => name?.startsWith(begin)) as string[];
  }

  async set(name: string, value: unknown): Promise<void> {
    const blobs = new Map<string, Blob>();
    const json = JSON.stringify(value, (_key, part: unknown) => {
      if (!(part instanceof Blob)) return part;
      const id = this.#blobIds.get(part) ?? newId();
      this.#blobIds.set(part, id);
      blobs.set(id, part);
      return id;
    });
    await this.#run(true, async (home) => {
      for (let isWhole = false; !isWhole; ) isWhole = await this.#write(home, name, json, blobs);
    });
  }

  begin(): void {
    this.#run(true, () => Promise.resolve()).catch(() => undefined);
  }

  async delete(name: string): Promise<void> {
    await this.#run(false, async (home) => this.#drop(home, await digest(home.salt + name)));
  }

  async clear(): Promise<void> {
    await this.#leave();
    const keys = await openDatabase(keyBase, () => undefined);
    if (!keys) return;
    const owner = await digest(this.#partition);
    await transact(keys, 'readwrite', (store) => void store('keys').delete(owner));
    await sweep(keys);
    keys.close();
  }

  close(): void {
    void this.#leave();
  }

  async #leave(): Promise<void> {
    this.#epoch++;
    const opening = this.#opening;
    this.#opening = undefined;
    (await opening?.catch(() => undefined))?.close();
  }

  /** Carries `work` out; where the connection was lost meanwhile, once more. Undefined where nothing was ever written and `make` is false. */
  async #run<T>(make: boolean, work: (home: Home) => Promise<T>): Promise<T | undefined> {
    const epoch = this.#epoch;
    for (let isFirst = true; ; isFirst = false) {
      let home = await this.#home(false, epoch);
      // Again, because it may have been another one's look that found nothing.
      while (!home && make) home = await this.#home(true, epoch);
      if (!home) return undefined;
      try {
        return await work(home);
      } catch (error) {
        if (!isFirst || (error as Error).name === 'QuotaExceededError') throw error;
        home.close();
      }
    }
  }

  #home(make: boolean, epoch: number): Promise<Home | undefined> {
    if (epoch !== this.#epoch) throw new DOMException('The storage was emptied or closed.', 'AbortError');
    const opening = (this.#opening ??= this.#connect(make, () => {
      if (this.#opening !== opening) return false;
      this.#opening = undefined;
      return true;
    }));
    // Nothing there is no connection: the next one looks again.
    const forget = (home?: Home): Home | undefined => {
      if (!home && this.#opening === opening) this.#opening = undefined;
      return home;
    };
    return opening.then(forget, (error: unknown) => {
      forget();
      throw error;
    });
  }

  /** @param forget takes this connection out of use; false where it is no longer the one in use */
  async #connect(make: boolean, forget: () => boolean): Promise<Home | undefined> {
    const bases: IDBDatabase[] = [];
    const close = (): boolean => {
      for (const base of bases) base.close();
      return forget();
    };
    const lost = (): void => {
      if (close()) this.#listener?.('lost');
    };
    const keys = await openDatabase(keyBase, lost, make ? (db) => db.createObjectStore('keys') : undefined);
    if (!keys) return undefined;
    bases.push(keys);
    const owner = await digest(this.#partition);
    const made: KeyRecord | undefined = make ? { key: await newKey(), name: `${prefix}-${newId()}`, salt: newId() } : undefined;
    const record = await transact(keys, make ? 'readwrite' : 'readonly', async (store) => {
      const known = await answer<KeyRecord | undefined>(store('keys').get(owner));
      // Two tabs may make a key at the same time: the first one stands.
      if (known?.key || !made) return known;
      store('keys').put(made, owner);
      return made;
    });
    const db = record?.key && (await openDatabase(record.name, lost, makeRows));
    if (!db) {
      close();
      return undefined;
    }
    bases.push(db);
    if (record === made) sweep(keys).catch(() => undefined);
    return { ...record, db, close };
  }

  /** What is in a row; undefined where it cannot be read, and then it is gone. One of a later version of this library is left alone. */
  async #open({ key, db }: Home, row: Row): Promise<[name: string, json: string, blobs: Record<string, BlobMeta>] | undefined> {
    if (row.format > rowFormat) return undefined;
    try {
      return JSON.parse(await unsealText(key, row.id, row)) as [string, string, Record<string, BlobMeta>];
    } catch {
      await this.#drop({ db }, row.id);
      this.#listener?.('damaged');
      return undefined;
    }
  }

  async #reviver({ key, db }: Home, metas: Record<string, BlobMeta>): Promise<(name: string, part: unknown) => unknown> {
    const ids = Object.keys(metas);
    const rows = await transact(db, 'readonly', (store) => Promise.all(ids.map((id) => answer<Sealed | undefined>(store('blobs').get(id)))));
    const blobs = new Map<unknown, Blob | undefined>();
    for (const [at, id] of ids.entries()) {
      const meta = metas[id];
      const bytes = meta && rows[at] && (await unseal(key, id, rows[at]).catch(() => undefined));
      if (meta && !bytes) this.#listener?.('damaged');
      const blob = bytes && meta ? blobOf(bytes, meta) : undefined;
      if (blob) this.#blobIds.set(blob, id);
      blobs.set(id, blob);
    }
    return (_name, part) => (blobs.has(part) ? blobs.get(part) : part);
  }

  /** Writes a row and the blobs that are not there yet. False where another tab has just taken one of them away. */
  async #write({ key, db, salt }: Home, name: string, json: string, blobs: ReadonlyMap<string, Blob>): Promise<boolean> {
    const id = await digest(salt + name);
    const there = new Set<unknown>(blobs.size ? await transact(db, 'readonly', (store) => answer<string[]>(store('blobs').getAllKeys())) : []);
    const fresh = new Map<string, Sealed>();
    const metas: Record<string, BlobMeta> = {};
    for (const [blobId, blob] of blobs) {
      // A file that has vanished from the disk takes nothing else with it.
      const bytes = there.has(blobId) ? undefined : await blob.arrayBuffer().catch(() => null);
      metas[blobId] = bytes === null ? null : blob instanceof File ? [blob.type, blob.name, blob.lastModified] : [blob.type];
      if (bytes) fresh.set(blobId, await seal(key, blobId, bytes));
    }
    const used = [...blobs.keys()].filter((blobId) => metas[blobId]);
    const row: Row = { id, format: rowFormat, blobs: used, ...(await sealText(key, id, JSON.stringify([name, json, metas]))) };
    return transact(db, 'readwrite', async (store) => {
      for (const [blobId, sealed] of fresh) store('blobs').put(sealed, blobId);
      await replace(store, id, row);
      const counts = await Promise.all(used.map((blobId) => answer<number>(store('blobs').count(blobId))));
      return !counts.includes(0);
    });
  }

  #drop({ db }: Pick<Home, 'db'>, id: string): Promise<void> {
    return transact(db, 'readwrite', (store) => replace(store, id));
  }
}

/** Puts a row in another's place, or takes it away; blobs that no row needs any more go too. */
async function replace(store: Stores, id: string, row?: Row): Promise<void> {
  const rows = store('rows');
  const before = await answer<Row | undefined>(rows.get(id));
  if (row) rows.put(row);
  else rows.delete(id);
  for (const blobId of before?.blobs ?? []) {
    if ((await answer<number>(rows.index('blobs').count(blobId))) === 0) store('blobs').delete(blobId);
  }
}

/** Deletes the databases to which no key is left: of a storage that was emptied while a frozen tab held it, say. */
async function sweep(keys: IDBDatabase): Promise<void> {
  // In this order: a database is made after its key.
  const names = (await indexedDB.databases()).map(({ name = '' }) => name).filter((name) => name.startsWith(`${prefix}-`) && name !== keyBase);
  const known = await transact(keys, 'readonly', (store) => answer<KeyRecord[]>(store('keys').getAll()));
  await Promise.all(names.filter((name) => !known.some((record) => record.name === name)).map(deleteDatabase));
}

function blobOf(bytes: ArrayBuffer, [type, name, lastModified]: NonNullable<BlobMeta>): Blob {
  return name === undefined ? new Blob([bytes], { type }) : new File([bytes], name, { type, ...(lastModified === undefined ? {} : { lastModified }) });
}
