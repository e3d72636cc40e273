import { expect } from '@open-wc/testing';
import { fullJitter } from '../../src/base/backoff.js';
import { browserPlatform } from '../../src/base/browser-platform.js';
import { ChatError } from '../../src/base/errors.js';
import { newId, uuidOf } from '../../src/base/ids.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('base', () => {
  it('ids are version 4, also on an insecure origin and without WebCrypto', () => {
    expect(newId()).to.match(uuid);
    expect(newId({ getRandomValues: (array) => crypto.getRandomValues(array) })).to.match(uuid);
    expect(newId({})).to.match(uuid);
    expect(uuidOf(new Uint8Array(16).fill(255))).to.equal('ffffffff-ffff-4fff-bfff-ffffffffffff');
    expect(new Set(Array.from({ length: 1_000 }, () => newId({}))).size).to.equal(1_000);
  });

  it('T9 full jitter: anywhere between nothing and a ceiling that doubles up to its cap', () => {
    expect(fullJitter(0, () => 0)).to.equal(0);
    expect([0, 1, 2, 3].map((attempt) => fullJitter(attempt, () => 0.5))).to.deep.equal([500, 1_000, 2_000, 4_000]);
    expect(fullJitter(10_000, () => 0.999_999)).to.be.at.most(240_000);
    expect(fullJitter(9, () => 0.5, { base: 10, cap: 100 })).to.equal(50);
  });

  it('the real platform: a clock that can be stopped, a storage a partition, the page’s lifecycle', async () => {
    const { clock, storage, lifecycle, random } = browserPlatform();
    let ran = 0;
    const stop = clock.after(0, () => ran++);
    stop();
    await new Promise<void>((resolve) => clock.after(5, resolve));
    expect(ran).to.equal(0);
    expect(random()).to.be.within(0, 1);
    await storage('a').set('x/1', 1);
    expect(await storage('a').keys('x/')).to.deep.equal(['x/1']);
    expect(await storage('b').get('x/1')).to.equal(undefined);
    await storage('a').clear();
    expect(await storage('a').keys('')).to.deep.equal([]);
    expect(lifecycle.get()).to.have.keys('visible', 'focused', 'online', 'frozen');
    let told = 0;
    const leave = lifecycle.subscribe(() => told++);
    window.dispatchEvent(new Event('focus'));
    leave();
    window.dispatchEvent(new Event('focus'));
    expect(told).to.equal(1);
  });

  it('everything that is thrown becomes a ChatError, an abort keeps its name', () => {
    expect(ChatError.from(new DOMException('x', 'AbortError')).code).to.equal('aborted');
    expect(ChatError.from('nonsense', 'offline')).to.include({ code: 'offline', retryable: true });
    const error = new ChatError('held');
    expect(ChatError.from(error)).to.equal(error);
    expect(error.retryable).to.equal(false);
  });
});
