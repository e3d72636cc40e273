import { newId } from './ids.js';
import { keyBase } from './key-base.js';
import { memoryStorage } from './memory-storage.js';
import type { Broadcast, Clock, Lifecycle, LifecycleState, Locks, Platform, Storage } from './platform.js';

const clock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    // Longer ones a browser runs at once.
    const timer = setTimeout(run, Math.min(ms, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};

function lifecycle(): Lifecycle {
  const page = typeof document === 'undefined' ? undefined : document;
  const network = typeof navigator === 'undefined' ? undefined : navigator;
  let frozen = false;
  const read = (): LifecycleState => ({
    visible: page ? page.visibilityState !== 'hidden' : true,
    focused: page ? page.hasFocus() : true,
    online: network?.onLine !== false,
    frozen,
  });
  return {
    get: read,
    subscribe(listener) {
      if (!page || typeof window === 'undefined') return () => undefined;
      const tell = (): void => listener(read());
      const stop = new AbortController();
      const freeze = (isFrozen: boolean): void => {
        frozen = isFrozen;
        tell();
      };
      // Chromium freezes and resumes; every engine keeps pages for the way back (`persisted`).
      page.addEventListener('freeze', () => freeze(true), { signal: stop.signal });
      page.addEventListener('resume', () => freeze(false), { signal: stop.signal });
      window.addEventListener('pagehide', (event) => freeze(event.persisted), { signal: stop.signal });
      window.addEventListener('pageshow', () => freeze(false), { signal: stop.signal });
      page.addEventListener('visibilitychange', tell, { signal: stop.signal });
      // `pagehide` comes where a phone gives no `visibilitychange`: the last moment in which a draft can be written.
      for (const type of ['focus', 'blur', 'online', 'offline']) window.addEventListener(type, tell, { signal: stop.signal });
      return () => stop.abort();
    },
  };
}

const locksOf = (manager: LockManager): Locks => ({
  async request(name, { signal, steal = false }, work) {
    // The two cannot be given together: a lock that is stolen is there at once.
    await manager.request(name, steal ? { steal } : { signal }, work);
  },
});

function broadcast(name: string): Broadcast {
  const channel = new BroadcastChannel(name);
  return {
    post(message) {
      try {
        channel.postMessage(message);
      } catch {
        // What cannot be cloned, a file that has vanished among it, nobody else can have.
      }
    },
    listen(listener) {
      const hear = ({ data }: MessageEvent): void => listener(data);
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    },
    close: () => channel.close(),
  };
}

/** What joins the tabs of a page: nothing outside a page, or where it may not have it (a sandboxed frame, an insecure origin). */
function tabs(): Pick<Platform, 'locks' | 'broadcast'> {
  try {
    const manager = (navigator as Partial<Navigator>).locks;
    if (typeof document === 'undefined' || !manager || typeof BroadcastChannel === 'undefined') return {};
    return { locks: locksOf(manager), broadcast };
  } catch {
    return {};
  }
}

const databases = (): Promise<typeof import('./indexed-storage.js')> => import('./indexed-storage.js');

/**
 * The encrypted storage of a page. Its code comes after the chat is open, when it is asked to prepare; earlier where something is kept, or is to
 * be. Where the code cannot come, every call rejects like that of any storage that fails.
 */
function pageStorage(partition: string): Storage {
  let made: Promise<Storage> | undefined;
  let listener: Parameters<NonNullable<Storage['watch']>>[0] | undefined;
  const make = (): Promise<Storage> => (made ??= databases().then(({ indexedStorage }) => {
    const storage = indexedStorage(partition);
    if (listener) storage.watch?.(listener);
    return storage;
  }, (error: unknown) => {
    made = undefined;
    throw error;
  }));
  const found = async (): Promise<Storage | undefined> => (made || (await isKept()) ? make() : undefined);
  return {
    watch: (wanted) => {
      listener = wanted;
    },
    get: async (key) => (await found())?.get(key),
    set: async (key, value) => (await make()).set(key, value),
    delete: async (key) => (await found())?.delete(key),
    keys: async (prefix) => (await (await found())?.keys(prefix)) ?? [],
    clear: async () => (await found())?.clear(),
    prepare: () => void make().catch(() => undefined),
    begin: () => void make().then((storage) => storage.begin?.(), () => undefined),
    close: () => void made?.then((storage) => storage.close?.(), () => undefined),
  };
}

/** Whether anything of ours is on the device, whoever's. A look that leaves nothing behind. (Indexed Database API 3.0) */
const isKept = async (): Promise<boolean> => (await indexedDB.databases()).some(({ name }) => name === keyBase);

/**
 * The world as it is: real time, real chance, the page's lifecycle. Works in Node too, where there is neither page nor channel.
 * The storage is IndexedDB, encrypted; outside a page it lives in memory, one per partition and platform. Locks and broadcast
 * are there where the page is allowed both; else every tab works by itself.
 */
export function browserPlatform(): Platform {
  const storages = new Map<string, Storage>();
  const storage = (partition: string): Storage => {
    const known = storages.get(partition) ?? (typeof document === 'undefined' ? memoryStorage() : pageStorage(partition));
    storages.set(partition, known);
    return known;
  };
  return {
    clock,
    random: () => Math.random(),
    newId: () => newId(),
    storage,
    cache: (partition) => storage(`cache/${partition}`),
    forget: async () => {
      if (typeof document !== 'undefined' && (await isKept())) await (await databases()).forgetAll();
    },
    lifecycle: lifecycle(),
    ...tabs(),
  };
}
