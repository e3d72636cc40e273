/**
 * IndexedDB in promises, as much as is needed here. A library for it is three times as large as all of this file.
 * (Indexed Database API 3.0, https://w3c.github.io/IndexedDB/)
 */

/** As much of a request as is needed here, whatever it is for. */
interface Asked { result: unknown; error: DOMException | null; onsuccess: unknown; onerror: unknown }

/** What one request answers, of which the caller knows the type. Rejects with its DOMException. */
export const answer = <T>(request: Asked): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new DOMException('failed', 'UnknownError'));
  });

/**
 * Opens a database at whatever version it has. Undefined where there is none and `make` is not given: looking leaves nothing behind.
 * @param gone the database was deleted from outside, or the browser has lost it; it is closed by then
 */
export function openDatabase(name: string, gone: () => void, make?: (db: IDBDatabase) => void): Promise<IDBDatabase | undefined> {
  const request = indexedDB.open(name);
  let isAbsent = false;
  request.onupgradeneeded = () => {
    if (make) return make(request.result);
    isAbsent = true;
    request.transaction?.abort();
  };
  return answer<IDBDatabase>(request).then((db) => {
    // Whoever deletes or upgrades it in another tab must not have to wait for this one.
    db.onversionchange = db.onclose = () => {
      db.close();
      gone();
    };
    return db;
  }, (error: unknown) => {
    if (isAbsent) return undefined;
    throw error;
  });
}

/** Deletes it. Resolves as well where a frozen tab holds it open: it goes when that tab does. */
export function deleteDatabase(name: string): Promise<unknown> {
  const request = indexedDB.deleteDatabase(name);
  return Promise.race([answer(request), new Promise((resolve) => (request.onblocked = resolve))]);
}

/** One transaction: all of it or nothing. Rejects with the reason for which it was given up (`QuotaExceededError`, say). */
export async function transact<T>(db: IDBDatabase, mode: IDBTransactionMode, work: (store: (name: string) => IDBObjectStore) => T | Promise<T>): Promise<T> {
  const transaction = db.transaction(db.objectStoreNames, mode);
  const ended = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
  });
  const [done, end] = await Promise.allSettled([Promise.resolve(work((name) => transaction.objectStore(name))), ended]);
  if (end.status === 'rejected') throw end.reason;
  if (done.status === 'rejected') throw done.reason;
  return done.value;
}
