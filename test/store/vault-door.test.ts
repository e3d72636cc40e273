import { expect } from '@open-wc/testing';
import type { ChatError } from '../../src/base/errors.js';
import { Vault } from '../../src/store/vault.js';
import { VaultDoor } from '../../src/store/vault-door.js';
import { fakePlatform, type FakePlatform } from '../support/fake-platform.js';
import { SlowStorage } from '../support/slow-storage.js';
import { tabChannels } from '../support/tab-channels.js';

describe('the vault before its code is there', () => {
  let platform: FakePlatform;
  let storage: SlowStorage;
  let errors: ChatError[];
  let wiped: number;

  const hooks = { report: (error: ChatError) => errors.push(error), kept: () => undefined, wiped: () => (wiped += 1) };
  const make = (): Vault => new Vault(platform, hooks);
  const door = (world = platform): VaultDoor => new VaultDoor(world, hooks);

  beforeEach(() => {
    storage = new SlowStorage();
    errors = [];
    wiped = 0;
    platform = fakePlatform({ storages: new Map([['riverside/ana', storage]]) });
  });

  it('T1 it is brought where something is kept, and nowhere else; what is kept is told once it is there', async () => {
    let brought = 0;
    void door().attach('riverside/ben', () => undefined, () => (brought += 1));
    await platform.settle();
    expect(brought).to.equal(0);
    await storage.inner.set('draft/t1', { text: 'old' });
    const way = door();
    let found: string[] = [];
    const attach = way.attach('riverside/ana', (map) => (found = [...map.keys()]), () => way.enter(make()));
    await platform.settle();
    await attach;
    expect([found, way.open]).to.deep.equal([['draft/t1'], true]);
  });

  it('T8 a logout empties the device and is told to the other tabs, also where the storage fails', async () => {
    const broadcast = tabChannels();
    await storage.inner.set('draft/t1', { text: 'old' });
    const [here, there] = [door({ ...platform, broadcast }), door({ ...platform, broadcast })];
    for (const way of [here, there]) void way.attach('riverside/ana', () => undefined, () => undefined);
    await platform.settle();
    await here.wipe();
    expect([wiped, await storage.inner.keys('')]).to.deep.equal([1, []]);
    storage.clear = () => Promise.reject(new Error('broken'));
    await there.wipe();
    expect(errors.map(({ code }) => code)).to.deep.equal(['unavailable']);
  });

  it('T8 it keeps nothing where the chat ended before it came', async () => {
    const way = door();
    void way.attach('riverside/ana', () => undefined, () => undefined);
    await way.wipe();
    way.enter(make());
    await way.set('draft/t1', { text: 'late' });
    expect(await storage.inner.keys('')).to.deep.equal([]);
  });
});
