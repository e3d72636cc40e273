import { memoryStorage } from '../../src/base/memory-storage.js';
import type { Broadcast, LifecycleState, LockOptions, Platform, Storage } from '../../src/base/platform.js';
import type { Transport } from '../../src/transport/transport.js';
import { replaced } from './chat-bench.js';
import { fakePlatform, type FakePlatform } from './fake-platform.js';

interface Claim { tab: FakeTab; name: string; isHeld: boolean; work: () => Promise<void>; end: (error?: DOMException) => void }

/** A promise of a tab that is no more: it never comes. */
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
const abort = (): DOMException => new DOMException('The lock was let go or taken.', 'AbortError');

export interface FakeTab {
  readonly name: string;
  readonly platform: Platform;
  /** `running`; `hung`: nothing runs in it until it goes on, and it keeps its locks; `dead`: closed or crashed. */
  state: 'running' | 'hung' | 'dead';
  /** Closed without a word, or crashed. */
  kill(): void;
  /** Its main thread is busy, or the browser has stopped it without telling it. */
  hang(): void;
  go(): void;
  set(change: Partial<LifecycleState>): void;
  /** A transport as this tab has it: of a dead one no answer comes back. */
  line(transport: Transport): Transport;
}

export interface FakeBrowser {
  /** The one clock of all the tabs. */
  platform: FakePlatform;
  storage: Map<string, Storage>;
  tab(name: string, options?: { locks?: boolean; broadcast?: boolean; storage?: boolean }): FakeTab;
  /** Who holds the lock whose name ends so. */
  holder(): string | undefined;
  /** All that was posted, by the type of the message. */
  posted: { from: string; t: string }[];
  /** Of these types nothing that is posted arrives. */
  lost: Set<string>;
}

/** One browser with several tabs: they share a storage, a manager of locks and channels. Messages arrive one after another, a turn later. */
export function fakeBrowser(platform: FakePlatform = fakePlatform()): FakeBrowser {
  let claims: Claim[] = [];
  const listeners: { tab: FakeTab; name: string; hear: (message: unknown) => void }[] = [];
  const storage = new Map<string, Storage>();
  const posted: FakeBrowser['posted'] = [];
  const lost = new Set<string>();
  /** What waits for a hung tab to go on. */
  const later = new Map<FakeTab, (() => void)[]>();
  const run = (tab: FakeTab, work: () => void): void => {
    if (tab.state === 'running') work();
    else if (tab.state === 'hung') later.set(tab, [...(later.get(tab) ?? []), work]);
  };
  const answered = <T>(tab: FakeTab, promise: Promise<T>): Promise<T> => new Promise((resolve, reject) => {
    promise.then((value) => run(tab, () => resolve(value)), (error: unknown) => run(tab, () => reject(error as Error)));
  });

  const grant = (name: string): void => {
    const first = claims.find((claim) => claim.name === name);
    if (!first || claims.some((claim) => claim.name === name && claim.isHeld)) return;
    first.isHeld = true;
    queueMicrotask(() => run(first.tab, () => void first.work().then(() => first.end())));
  };
  const request = (tab: FakeTab, name: string, { signal, steal }: LockOptions, work: () => Promise<void>): Promise<void> => {
    if (signal.aborted) return Promise.reject(abort());
    return new Promise((resolve, reject) => {
      const onAbort = (): void => claim.end(abort());
      const claim: Claim = {
        tab, name, work, isHeld: false,
        end(error) {
          signal.removeEventListener('abort', onAbort);
          if (!claims.includes(claim)) return;
          claims = claims.filter((one) => one !== claim);
          grant(name);
          run(tab, () => (error ? reject(error) : resolve()));
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      if (!steal) claims.push(claim);
      else {
        const held = claims.filter((one) => one.name === name && one.isHeld);
        claims.unshift(claim);
        for (const one of held) one.end(abort());
      }
      grant(name);
    });
  };
  const broadcast = (tab: FakeTab, name: string): Broadcast => {
    const own: typeof listeners = [];
    return {
      post(message) {
        if (tab.state === 'dead') return;
        if (name !== 'clinic-chat-wipe') posted.push({ from: tab.name, t: (message as { t: string }).t });
        if (lost.has((message as { t?: string }).t ?? '')) return;
        const copy = structuredClone(message);
        for (const listener of listeners) {
          if (listener.tab === tab || listener.name !== name) continue;
          queueMicrotask(() => run(listener.tab, () => {
            if (listeners.includes(listener)) listener.hear(structuredClone(copy));
          }));
        }
      },
      listen(hear) {
        const listener = { tab, name, hear };
        own.push(listener);
        listeners.push(listener);
        return () => void listeners.splice(listeners.indexOf(listener), 1);
      },
      close: () => {
        for (const listener of own.splice(0)) listeners.splice(listeners.indexOf(listener), 1);
      },
    };
  };

  return {
    platform, storage, posted, lost,
    holder: () => claims.find(({ isHeld }) => isHeld)?.tab.name,
    tab(name, { locks = true, broadcast: hasBroadcast = true, storage: hasStorage = true } = {}) {
      const watchers = new Set<(state: LifecycleState) => void>();
      let lifecycle: LifecycleState = { visible: true, focused: true, online: true, frozen: false };
      const guarded = (inner: Storage): Storage => {
        const through = <A extends unknown[], T>(work: (...args: A) => Promise<T>) => (...args: A): Promise<T> =>
          (tab.state === 'dead' ? never<T>() : hasStorage ? answered(tab, work(...args)) : Promise.reject(new Error('no storage')));
        return { get: through(inner.get), set: through(inner.set), delete: through(inner.delete), keys: through(inner.keys), clear: through(inner.clear) };
      };
      const tab: FakeTab = {
        name, state: 'running',
        platform: {
          clock: { now: platform.clock.now, after: (ms, work) => platform.clock.after(ms, () => run(tab, work)) },
          random: platform.random, newId: platform.newId,
          storage(partition) {
            const known = storage.get(partition) ?? memoryStorage();
            storage.set(partition, known);
            return guarded(known);
          },
          lifecycle: {
            get: () => lifecycle,
            subscribe(watcher) {
              watchers.add(watcher);
              return () => watchers.delete(watcher);
            },
          },
          ...(locks ? { locks: { request: (lock, options, work) => request(tab, lock, options, work) } } : {}),
          ...(hasBroadcast ? { broadcast: (channel: string) => broadcast(tab, channel) } : {}),
        },
        kill() {
          tab.state = 'dead';
          for (const claim of claims.filter((one) => one.tab === tab)) claim.end();
        },
        hang() { tab.state = 'hung'; },
        go() {
          tab.state = 'running';
          const waiting = later.get(tab) ?? [];
          later.delete(tab);
          for (const work of waiting) work();
        },
        set(change) {
          lifecycle = { ...lifecycle, ...change };
          for (const watcher of [...watchers]) run(tab, () => watcher(lifecycle));
        },
        line(transport) {
          const through = <A extends unknown[], T>(work: (...args: A) => Promise<T>) => (...args: A): Promise<T> =>
            (tab.state === 'dead' ? never<T>() : answered(tab, work(...args)));
          const wrap = (method: 'threads' | 'messages' | 'submit' | 'upload' | 'fileUrl' | 'catalog'): unknown =>
            through((transport[method] as (...args: unknown[]) => Promise<unknown>).bind(transport));
          return replaced(transport, {
            threads: wrap('threads'), messages: wrap('messages'), submit: wrap('submit'), upload: wrap('upload'), fileUrl: wrap('fileUrl'), catalog: wrap('catalog'),
            open: (sink, options) => answered(tab, transport.open({
              events: (batch, cursor) => run(tab, () => sink.events(batch, cursor)),
              ephemeral: (event) => run(tab, () => sink.ephemeral(event)),
              connection: (connection) => run(tab, () => sink.connection(connection)),
            }, options)),
          } as Partial<Transport>);
        },
      };
      return tab;
    },
  };
}
