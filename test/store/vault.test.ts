import { expect } from '@open-wc/testing';
import type { ChatError } from '../../src/base/errors.js';
import { memoryStorage } from '../../src/base/memory-storage.js';
import { Vault } from '../../src/store/vault.js';
import { upgraded } from '../../src/store/vault-format.js';
import { fakePlatform, type FakePlatform } from '../support/fake-platform.js';
import { SlowStorage } from '../support/slow-storage.js';
import { tabChannels } from '../support/tab-channels.js';

const quota = (): Error => new DOMException('full', 'QuotaExceededError');

describe('the vault', () => {
  let platform: FakePlatform;
  let storage: SlowStorage;
  let errors: ChatError[];
  let kept: boolean;
  let wiped: number;

  const make = (world = platform): Vault => {
    kept = true;
    return new Vault(world, { report: (error) => errors.push(error), kept: (now) => (kept = now), wiped: () => wiped++ });
  };
  const attached = async (world = platform): Promise<Vault> => {
    const vault = make(world);
    await vault.attach('riverside/ana', () => undefined);
    return vault;
  };
  const text = async (key: string): Promise<unknown> => ((await storage.inner.get(key)) as { text?: string } | undefined)?.text;

  beforeEach(() => {
    storage = new SlowStorage();
    errors = [];
    wiped = 0;
    platform = fakePlatform({ storages: new Map([['riverside/ana', storage]]) });
  });

  it('T7 writes to one key follow one another, and only the latest of those that wait is written', async () => {
    const vault = await attached();
    storage.isSlow = true;
    for (const words of ['a', 'ab', 'abc', 'abcd']) void vault.set('draft/t1', { text: words });
    await platform.settle();
    expect(storage.waiting.length).to.equal(1);
    storage.release();
    await platform.settle();
    expect(storage.log).to.deep.equal(['set draft/t1', 'set draft/t1']);
    expect(await text('draft/t1')).to.equal('abcd');
  });

  it('T2 a late write never lands after the delete that came behind it, however long the storage hangs', async () => {
    const vault = await attached();
    storage.isSlow = true;
    let done = 0;
    void vault.set('outbox/1', { text: 'x' }).then(() => done++);
    void vault.delete('outbox/1').then(() => done++);
    await platform.advance(10_000);
    expect(done).to.equal(2);
    storage.release();
    await platform.settle();
    expect(storage.log).to.deep.equal(['set outbox/1', 'delete outbox/1']);
    expect(await storage.inner.keys('')).to.deep.equal([]);
  });

  it('T10 a storage that hangs costs two seconds once, is told once, and is taken back when it answers', async () => {
    const vault = await attached();
    storage.isSlow = true;
    let done = 0;
    void vault.set('outbox/1', { text: 'x' }).then(() => done++);
    await platform.advance(1_900);
    expect([done, kept]).to.deep.equal([0, true]);
    await platform.advance(200);
    expect([done, kept]).to.deep.equal([1, false]);
    void vault.set('outbox/2', { text: 'y' }).then(() => done++);
    await platform.settle();
    expect(done).to.equal(2);
    storage.release();
    await platform.settle();
    expect(kept).to.equal(true);
    expect((await storage.inner.keys('')).sort()).to.deep.equal(['outbox/1', 'outbox/2']);
    expect(errors.map(({ code }) => code)).to.deep.equal(['unavailable']);
  });

  it('T1 a storage that hangs while it is read: nobody waits, and what it held comes when it answers', async () => {
    await storage.inner.set('outbox/1', { text: 'old' });
    storage.isSlow = true;
    const vault = make();
    let found: string[] = [];
    const attach = vault.attach('riverside/ana', (map) => (found = [...map.keys()]));
    await platform.advance(2_100);
    await attach;
    expect([vault.open, found]).to.deep.equal([true, []]);
    storage.release();
    await platform.settle();
    expect(found).to.deep.equal(['outbox/1']);
  });

  it('T10 no room: the cache goes first, then it is tried again', async () => {
    const cache = memoryStorage();
    await cache.set('page/t1', {});
    const clear = cache.clear.bind(cache);
    cache.clear = async () => {
      storage.error = undefined;
      await clear();
    };
    const vault = await attached({ ...platform, cache: () => cache });
    storage.error = quota();
    await vault.set('outbox/1', { text: 'x' });
    expect(await text('outbox/1')).to.equal('x');
    expect(await cache.keys('')).to.deep.equal([]);
    expect([errors.length, kept]).to.deep.equal([0, true]);
  });

  it('T10 no room at all: said once, and written as soon as there is room again', async () => {
    const vault = await attached({ ...platform, cache: () => memoryStorage() });
    storage.error = quota();
    await vault.set('outbox/1', { text: 'x' });
    await vault.set('outbox/2', { text: 'y' });
    expect([errors.map(({ code }) => code), kept]).to.deep.equal([['unavailable'], false]);
    storage.error = undefined;
    await vault.set('draft/t1', { text: 'z' });
    await platform.settle();
    expect((await storage.inner.keys('')).sort()).to.deep.equal(['draft/t1', 'outbox/1', 'outbox/2']);
    expect(kept).to.equal(true);
  });

  it('T10 what could not be kept is tried again by itself, one as a trial each half minute, until all of it is there', async () => {
    const vault = await attached();
    storage.error = quota();
    let tried = 0;
    const set = storage.set;
    storage.set = (...args) => (tried++, set(...args));
    for (const id of ['1', '2', '3']) await vault.set(`outbox/${id}`, { text: id });
    tried = 0;
    await platform.advance(90_500);
    expect([tried, kept]).to.deep.equal([3, false]);
    storage.error = undefined;
    await platform.advance(30_000);
    expect([kept, await text('outbox/1'), await text('outbox/3'), errors.length]).to.deep.equal([true, '1', '3', 1]);
    tried = 0;
    await platform.advance(120_000);
    expect(tried, 'there is nothing left to try').to.equal(0);
    storage.error = quota();
    await vault.set('outbox/4', { text: '4' });
    vault.close();
    tried = 0;
    await platform.advance(120_000);
    expect(tried, 'nor after the end').to.equal(0);
  });

  it('T1 what could not be kept goes before what takes the place of the last that is left of it', async () => {
    const vault = await attached();
    await vault.set('draft/t1', { text: 'x' });
    storage.error = new Error('broken');
    await vault.set('outbox/1', { text: 'x' });
    storage.error = undefined;
    void vault.set('draft/t1', { text: 'y' });
    vault.close();
    await platform.settle();
    expect(storage.log).to.deep.equal(['set draft/t1', 'set outbox/1', 'set draft/t1']);
    expect(await text('outbox/1')).to.equal('x');
  });

  it('T10 what a storage that hangs is given is not said to be kept', async () => {
    storage.isSlow = true;
    const vault = make();
    const attach = vault.attach('riverside/ana', () => undefined);
    await platform.advance(2_100);
    await attach;
    kept = true;
    void vault.set('outbox/1', { text: 'x' });
    expect(kept).to.equal(false);
  });

  it('T1 what could not be kept without a network is kept once there is a connection; what keeping needs comes before it may go again', async () => {
    let prepared = 0;
    Object.assign(storage, { prepare: () => (prepared += 1) });
    const vault = await attached();
    storage.error = new TypeError('the code could not be loaded');
    await vault.set('outbox/1', { text: 'x' });
    expect([kept, prepared]).to.deep.equal([false, 0]);
    storage.error = undefined;
    vault.back();
    await platform.settle();
    expect([kept, await text('outbox/1'), prepared]).to.deep.equal([true, 'x', 0]);
    await platform.advance(4_000);
    expect(prepared).to.equal(1);
  });

  it('T10 what could not be kept and is needed no more is not missed', async () => {
    const vault = await attached();
    storage.error = new Error('broken');
    await vault.set('outbox/1', { text: 'x' });
    expect(kept).to.equal(false);
    await vault.delete('outbox/1');
    expect(kept).to.equal(true);
  });

  it('T1 the storage is cleared from outside: what this page still holds is written again', async () => {
    const vault = await attached();
    await vault.set('outbox/1', { text: 'x' });
    await vault.set('outbox/2', { text: 'sent meanwhile' });
    await vault.set('draft/t1', { text: 'z' });
    await vault.delete('outbox/2');
    await storage.inner.clear();
    storage.tell('lost');
    await platform.advance(1_100);
    expect((await storage.inner.keys('')).sort()).to.deep.equal(['draft/t1', 'outbox/1']);
  });

  it('T8 cleared by a logout in another tab: nothing is written again', async () => {
    const broadcast = tabChannels();
    const [here, there] = [await attached({ ...platform, broadcast }), await attached({ ...platform, broadcast })];
    await there.set('outbox/1', { text: 'x' });
    const end = here.wipe();
    storage.tell('lost');
    await end;
    expect(wiped).to.equal(1);
    there.close(true);
    await platform.advance(5_000);
    expect(await storage.inner.keys('')).to.deep.equal([]);
  });

  it('T8 a logout is told to the tabs of that person alone; where nobody knows yet who it was, to all', async () => {
    const broadcast = tabChannels();
    const world = { ...platform, broadcast };
    await attached(world);
    const other = make(world);
    await other.attach('riverside/ben', () => undefined);
    await other.wipe();
    expect(wiped).to.equal(0);
    let forgotten = 0;
    await make({ ...world, forget: () => Promise.resolve(forgotten++).then(() => undefined) }).wipe();
    expect([wiped, forgotten]).to.deep.equal([1, 1]);
  });

  it('T8 a write that was under way at the logout and lands late is taken away again', async () => {
    const vault = await attached();
    storage.isSlow = true;
    void vault.set('outbox/1', { text: 'x' });
    const end = vault.wipe();
    await platform.settle();
    storage.release();
    await end;
    expect(storage.log).to.deep.equal(['clear', 'set outbox/1', 'clear']);
    expect(await storage.inner.keys('')).to.deep.equal([]);
    await vault.set('outbox/2', { text: 'y' });
    expect(await storage.inner.keys('')).to.deep.equal([]);
  });

  it('T1 what was begun before the page lets go is still written', async () => {
    const vault = await attached();
    let closed = 0;
    storage.isSlow = true;
    Object.assign(storage, { close: () => closed++ });
    void vault.set('draft/t1', { text: 'last words' });
    vault.close();
    await platform.settle();
    expect(closed).to.equal(0);
    storage.release();
    await platform.settle();
    expect([await text('draft/t1'), closed]).to.deep.equal(['last words', 1]);
  });

  it('T10 a damaged record is reported once, and is nobody’s end', async () => {
    await attached();
    storage.tell('damaged');
    storage.tell('damaged');
    expect(errors.map(({ code }) => code)).to.deep.equal(['unavailable']);
  });

  it('T1 T10 a record that cannot be read is told once, and does not take those after it along', async () => {
    for (const key of ['draft/t1', 'draft/t2', 'outbox/1']) await storage.inner.set(key, { text: key });
    storage.get = (key) => (key === 'draft/t1' ? Promise.reject(new Error('spoilt')) : storage.inner.get(key));
    let found: ReadonlyMap<string, unknown> = new Map();
    await make().attach('riverside/ana', (map) => (found = map));
    expect([...found.keys()].sort()).to.deep.equal(['draft/t2', 'outbox/1']);
    expect(errors.length).to.equal(1);
  });

  it('T1 records of every older format are brought up to date, step by step; what is no record is left out', async () => {
    const steps = [
      (value: Record<string, unknown>) => ({ ...value, files: [] }),
      ({ body, ...value }: Record<string, unknown>) => (body === '' ? undefined : { ...value, payload: { text: body } }),
    ];
    expect(upgraded('outbox/1', { body: 'x' }, steps)).to.deep.equal({ files: [], payload: { text: 'x' } });
    expect(upgraded('outbox/1', { format: 1, body: 'x', files: ['f'] }, steps)).to.deep.equal({ files: ['f'], payload: { text: 'x' } });
    expect(upgraded('outbox/1', { format: 1, body: '' }, steps)).to.equal(undefined);
    expect(upgraded('outbox/1', { format: 2, payload: {} }, steps)).to.deep.equal({ payload: {} });
    expect(upgraded('outbox/1', { format: 7, payload: {}, later: 1 }, steps)).to.deep.equal({ payload: {}, later: 1 });
    expect(upgraded('outbox/1', 'nonsense', steps)).to.equal(undefined);
    // A pending outbox of the version that wrote no format yet.
    await storage.inner.set('outbox/1', { clientId: '1', threadId: 't1', order: 1 });
    let found: ReadonlyMap<string, unknown> = new Map();
    await make().attach('riverside/ana', (map) => (found = map));
    expect(found.get('outbox/1')).to.deep.equal({ clientId: '1', threadId: 't1', order: 1 });
  });
});
