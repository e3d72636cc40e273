import { newId } from './ids.js';
import { memoryStorage } from './memory-storage.js';
import type { Broadcast, Clock, Lifecycle, LifecycleState, Locks, Platform, Storage } from './platform.js';

const clock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

function lifecycle(): Lifecycle {
  const page = typeof document === 'undefined' ? undefined : document;
  const network = typeof navigator === 'undefined' ? undefined : navigator;
  const read = (): LifecycleState => ({
    visible: page ? page.visibilityState !== 'hidden' : true,
    focused: page ? page.hasFocus() : true,
    online: network?.onLine !== false,
  });
  return {
    get: read,
    subscribe(listener) {
      if (!page || typeof window === 'undefined') return () => undefined;
      const tell = (): void => listener(read());
      const stop = new AbortController();
      page.addEventListener('visibilitychange', tell, { signal: stop.signal });
      // `pagehide` comes where a phone gives no `visibilitychange`: the last moment in which a draft can be written.
      for (const type of ['focus', 'blur', 'online', 'offline', 'pageshow', 'pagehide']) window.addEventListener(type, tell, { signal: stop.signal });
      return () => stop.abort();
    },
  };
}

const silent: Broadcast = { post: () => undefined, listen: () => () => undefined, close: () => undefined };

function broadcast(name: string): Broadcast {
  if (typeof BroadcastChannel === 'undefined') return silent;
  const channel = new BroadcastChannel(name);
  // In Node an open channel keeps the process alive.
  (channel as { unref?: () => void }).unref?.();
  return {
    post: (message) => channel.postMessage(message),
    listen(listener) {
      const onMessage = (event: MessageEvent): void => listener(event.data);
      channel.addEventListener('message', onMessage);
      return () => channel.removeEventListener('message', onMessage);
    },
    close: () => channel.close(),
  };
}

function locks(): Locks | undefined {
  const manager = typeof navigator === 'undefined' ? undefined : (navigator as { locks?: LockManager }).locks;
  if (!manager) return undefined;
  return { request: async (name, signal, work) => { await manager.request(name, { signal }, work); } };
}

/**
 * The world as it is: real time, real chance, the page's lifecycle. Works in Node too, where there is neither page nor channel.
 * The storage lives in memory, one per partition and platform; nothing is written to the device.
 */
export function browserPlatform(): Platform {
  const storages = new Map<string, Storage>();
  const held = locks();
  return {
    clock,
    random: () => Math.random(),
    newId: () => newId(),
    storage(partition) {
      const known = storages.get(partition) ?? memoryStorage();
      storages.set(partition, known);
      return known;
    },
    ...(held ? { locks: held } : {}),
    broadcast,
    lifecycle: lifecycle(),
  };
}
