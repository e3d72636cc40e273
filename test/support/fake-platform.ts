import { memoryStorage } from '../../src/base/memory-storage.js';
import type { LifecycleState, Platform, Storage } from '../../src/base/platform.js';
import { uuidOf } from '../../src/base/ids.js';

interface Timer { at: number; order: number; run: () => void }

export interface FakePlatform extends Platform {
  /** Lets `ms` pass: runs what is due, in order, and lets promises settle in between. */
  advance(ms: number): Promise<void>;
  /** Lets promises settle, no time passing. */
  settle(): Promise<void>;
  /** Lets real work (reading of blobs) and fake time pass until `is` holds; fails after two seconds. */
  until(is: () => boolean, what?: string): Promise<void>;
  setLifecycle(change: Partial<LifecycleState>): void;
  /** How many timers wait. */
  timers(): number;
  storages: Map<string, Storage>;
}

/** A small generator with a seed (mulberry32), so that a failing test fails again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** A world whose time stands still until a test moves it. */
export function fakePlatform({ seed = 1, now = 1_700_000_000_000, storages = new Map<string, Storage>() } = {}): FakePlatform {
  const random = seeded(seed);
  const timers = new Set<Timer>();
  const listeners = new Set<(state: LifecycleState) => void>();
  let lifecycle: LifecycleState = { visible: true, focused: true, online: true, frozen: false };
  let order = 0;
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 4; i++) await turn();
  };
  const next = (until: number): Timer | undefined =>
    [...timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at || a.order - b.order)[0];
  const advance = async (ms: number): Promise<void> => {
    const end = now + ms;
    await settle();
    for (let timer = next(end); timer; timer = next(end)) {
      timers.delete(timer);
      now = Math.max(now, timer.at);
      timer.run();
      await turn();
    }
    now = end;
    await settle();
  };
  return {
    clock: {
      now: () => now,
      after(ms, run) {
        const timer = { at: now + Math.max(0, ms), order: order++, run };
        timers.add(timer);
        return () => timers.delete(timer);
      },
    },
    random,
    newId: () => uuidOf(Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256))),
    storage(partition) {
      const known = storages.get(partition) ?? memoryStorage();
      storages.set(partition, known);
      return known;
    },
    broadcast: () => ({ post: () => undefined, listen: () => () => undefined, close: () => undefined }),
    lifecycle: {
      get: () => lifecycle,
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    advance,
    settle,
    async until(is, what = 'the condition') {
      for (let i = 0; i < 400; i++) {
        if (is()) return;
        await advance(5);
      }
      throw new Error(`${what} did not come about`);
    },
    setLifecycle(change) {
      lifecycle = { ...lifecycle, ...change };
      for (const listener of [...listeners]) listener(lifecycle);
    },
    timers: () => timers.size,
    storages,
  };
}
