import { expect } from '@open-wc/testing';
import type { ChatError } from '../../src/base/errors.js';
import { Vault } from '../../src/store/vault.js';
import { fakePlatform, type FakePlatform } from '../support/fake-platform.js';
import { SlowStorage } from '../support/slow-storage.js';

describe('the vault before the session', () => {
  let platform: FakePlatform;
  let storage: SlowStorage;
  let errors: ChatError[];
  let kept: boolean;

  const make = (): Vault => new Vault(platform, { report: (error) => errors.push(error), kept: (now) => (kept = now), wiped: () => undefined });
  const text = async (key: string): Promise<unknown> => ((await storage.inner.get(key)) as { text?: string } | undefined)?.text;

  beforeEach(() => {
    storage = new SlowStorage();
    errors = [];
    kept = true;
    platform = fakePlatform({ storages: new Map([['riverside/ana', storage]]) });
  });

  it('T1 what is written before the session is known is kept once it is; what was there is told', async () => {
    await storage.inner.set('outbox/1', { text: 'old' });
    const vault = make();
    await vault.set('draft/t1', { text: 'early' });
    await vault.set('draft/t2', { text: 'gone again' });
    await vault.delete('draft/t2');
    let found: ReadonlyMap<string, unknown> = new Map();
    await vault.attach('riverside/ana', (map) => (found = map));
    await platform.settle();
    expect([...found]).to.deep.equal([['outbox/1', { text: 'old' }]]);
    expect((await storage.inner.keys('')).sort()).to.deep.equal(['draft/t1', 'outbox/1']);
  });

  it('T10 where nobody knows for two seconds whose it is, it says that nothing is kept, until it is', async () => {
    const vault = make();
    void vault.set('draft/t1', { text: 'early' });
    await platform.settle();
    expect(kept, 'the session may come at once').to.equal(true);
    await platform.advance(2_100);
    expect(kept).to.equal(false);
    void vault.delete('draft/t1');
    await platform.advance(2_100);
    expect(kept, 'nothing is written').to.equal(true);
    void vault.set('draft/t1', { text: 'early' });
    await platform.advance(2_100);
    expect(kept).to.equal(false);
    await vault.attach('riverside/ana', () => undefined);
    await platform.settle();
    expect([kept, await text('draft/t1'), errors]).to.deep.equal([true, 'early', []]);
  });

  it('T7 a draft typed early does not overwrite the stored one before both are joined', async () => {
    await storage.inner.set('draft/t1', { text: 'old' });
    const vault = make();
    await vault.set('draft/t1', { text: 'early' });
    await vault.attach('riverside/ana', () => undefined);
    await platform.settle();
    expect(await text('draft/t1')).to.equal('old');
    await vault.set('draft/t1', { text: 'old\nearly' });
    expect(await text('draft/t1')).to.equal('old\nearly');
  });
});
