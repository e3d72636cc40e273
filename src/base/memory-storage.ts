import type { Storage } from './platform.js';

/** A storage that lives as long as the page. */
export function memoryStorage(): Storage {
  const entries = new Map<string, unknown>();
  return {
    get: (key) => Promise.resolve(entries.get(key)),
    set: (key, value) => {
      entries.set(key, value);
      return Promise.resolve();
    },
    delete: (key) => {
      entries.delete(key);
      return Promise.resolve();
    },
    keys: (prefix) => Promise.resolve([...entries.keys()].filter((key) => key.startsWith(prefix))),
    clear: () => {
      entries.clear();
      return Promise.resolve();
    },
  };
}
