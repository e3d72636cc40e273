import { expect } from '@open-wc/testing';
import { pageActivity } from '../../src/base/activity.js';
import { lockWhenIdle } from '../../src/store/lock.js';
import { fakePlatform } from '../support/fake-platform.js';

describe('locking on idleness', () => {
  const scene = (ms = 60_000) => {
    const platform = fakePlatform();
    let act: () => void = () => undefined;
    let locks = 0;
    const stop = lockWhenIdle({ ...platform, activity: (listener) => ((act = listener), () => (act = () => undefined)) }, ms, () => locks++);
    return { platform, act: () => act(), stop, locks: () => locks };
  };

  it('locks once nobody has used the page for so long, and again after the next use', async () => {
    const { platform, act, locks } = scene();
    await platform.advance(59_000);
    act();
    await platform.advance(59_000);
    expect(locks()).to.equal(0);
    await platform.advance(1_000);
    expect(locks()).to.equal(1);
    await platform.advance(600_000);
    expect(locks()).to.equal(1);
    act();
    const before = locks();
    await platform.advance(60_000);
    expect(locks()).to.equal(before + 1);
  });

  it('a device that slept locks before its first use counts, and when it comes back into view', () => {
    const platform = fakePlatform();
    let now = 0;
    let act: () => void = () => undefined;
    let locks = 0;
    // Timers do not run while it sleeps.
    const clock = { now: () => now, after: () => () => undefined };
    lockWhenIdle({ ...platform, clock, activity: (listener) => ((act = listener), () => undefined) }, 60_000, () => locks++);
    now = 100_000;
    act();
    expect(locks).to.equal(1);
    now = 300_000;
    platform.setLifecycle({ visible: true });
    expect(locks).to.equal(2);
  });

  it('nothing runs on after it was stopped', async () => {
    const { platform, stop, act, locks } = scene();
    stop();
    act();
    await platform.advance(120_000);
    expect([locks(), platform.timers()]).to.deep.equal([0, 0]);
  });

  it('keys, pointer, wheel and touch are use, also where the page stops them', () => {
    let uses = 0;
    const stop = pageActivity(() => uses++);
    const block = (event: Event): void => event.stopImmediatePropagation();
    document.body.addEventListener('keydown', block);
    for (const type of ['pointerdown', 'pointermove', 'wheel', 'touchstart', 'keydown']) document.body.dispatchEvent(new Event(type, { bubbles: true }));
    document.body.removeEventListener('keydown', block);
    stop();
    document.body.dispatchEvent(new Event('keydown', { bubbles: true }));
    expect(uses).to.equal(5);
  });
});
