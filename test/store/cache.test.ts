import { expect } from '@open-wc/testing';
import { memoryStorage } from '../../src/base/memory-storage.js';
import type { Storage } from '../../src/base/platform.js';
import '../../src/store/cache.js';
import { bench, clinic, direct, say, type Bench } from '../support/chat-bench.js';

describe('the opt-in cache', () => {
  let b: Bench;
  let cache: Storage;
  beforeEach(() => {
    b = bench(clinic([direct(5)]));
    cache = memoryStorage();
  });
  afterEach(() => b.end());
  const options = (ms = 3_600_000) => ({ platform: { ...b.platform, cache: () => cache }, ...(ms ? { cache: { maxAgeMs: ms } } : {}) });

  /** A visit that leaves its copies behind. */
  async function visit(): Promise<void> {
    const { chat } = await b.sit('ana', options());
    chat.dispatch({ type: 'thread.open', threadId: 't1' });
    await b.platform.advance(3_000);
    chat.destroy();
  }

  it('T5 what was seen last stands there while the server has not answered, then equals the server’s', async () => {
    await visit();
    expect((await cache.keys('')).sort()).to.deep.equal(['page/t1', 'threads']);
    const maya = await b.sit('maya', { platform: b.platform });
    say(maya, 't1', 'written meanwhile');
    await b.platform.advance(100);
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const slow = { threads: true, messages: true };
    const ana = await b.sit('ana', { ...options(), wrap: (transport) => new Proxy(transport, {
      get: (target, name) => {
        const value = Reflect.get(target, name) as unknown;
        if (typeof value !== 'function') return value;
        if (!(name in slow)) return value.bind(target) as unknown;
        return (...args: unknown[]) => gate.then(() => (value as (...all: unknown[]) => unknown).apply(target, args));
      },
    }) });
    ana.chat.dispatch({ type: 'thread.open', threadId: 't1' });
    await b.platform.advance(200);
    expect(ana.texts('t1')).to.deep.equal(['m0', 'm1', 'm2', 'm3', 'm4']);
    expect(ana.chat.threads.get().items.map(({ id }) => id)).to.deep.equal(['t1']);
    release();
    await b.platform.advance(500);
    expect(ana.texts('t1')).to.deep.equal(['m0', 'm1', 'm2', 'm3', 'm4', 'written meanwhile']);
    expect(ana.chat.threads.get().phase).to.equal('ready');
  });

  it('T10 what is too old, or not readable, is thrown away', async () => {
    await visit();
    await b.platform.advance(3_700_000);
    await cache.set('page/t2', { format: 1, at: b.platform.clock.now(), items: 'nonsense' });
    const set = cache.set.bind(cache);
    cache.set = () => Promise.resolve();
    await b.sit('ana', options());
    await b.platform.advance(10);
    expect(await cache.keys('')).to.deep.equal([]);
    cache.set = set;
  });

  it('T8 off by default, and wiped with the rest', async () => {
    const quiet = await b.sit('ana', options(0));
    quiet.chat.dispatch({ type: 'thread.open', threadId: 't1' });
    await b.platform.advance(5_000);
    expect(await cache.keys('')).to.deep.equal([]);
    quiet.chat.destroy();
    await visit();
    const { chat } = await b.sit('ana', options());
    await chat.end();
    await b.platform.advance(5_000);
    expect(await cache.keys('')).to.deep.equal([]);
  });
});
