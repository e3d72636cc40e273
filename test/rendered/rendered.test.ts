import { expect } from '@open-wc/testing';
import { defaultProfile, profileFrom } from '../sim/profile.js';
import { Stage } from './stage.js';

/** How many sessions, and from which seed: `RENDERED=150 RENDERED_SEED=1 npx wtr test/rendered/rendered.test.ts`. */
const { sessions, seed } = (await (await fetch('/rendered-sessions')).json()) as { sessions: number; seed: number };

/** Shorter sessions than the headless ones: each event is drawn. Logout is a page of its own, and hours of silence paint nothing. */
const profile = profileFrom({
  name: 'rendered', sizes: { users: [1, 2], tabs: [1, 2], threads: [1, 2], messages: [0, 24], steps: [20, 36], page: [3, 9] },
  steps: { ...defaultProfile.steps, logout: 0, hour: 0, attach: 0, down: 0.3 },
});

describe('the real elements over the simulated network', () => {
  it(`T2 T4 no message twice and no untrue state in any frame of ${sessions} sessions`, async function () {
    this.timeout(0);
    const root = document.createElement('div');
    root.style.cssText = 'display: grid; grid-auto-rows: 300px; inline-size: 400px';
    document.body.append(root);
    const sum = { frames: 0, looks: 0 };
    const bad: string[] = [];
    for (let index = 0; index < sessions; index += 1) {
      const { frames, looks, wrong } = await new Stage(seed + index, profile, root).play();
      sum.frames += frames;
      sum.looks += looks;
      if (wrong.length > 0) bad.push(`seed ${seed + index}: ${wrong.join('; ')}`);
    }
    root.remove();
    console.log(`rendered: ${sessions} sessions, ${sum.frames} frames, ${sum.looks} looks, ${bad.length} sessions with a duplicate or an untrue state`);
    expect(bad).to.deep.equal([]);
    expect(sum.frames).to.be.greaterThan(sessions);
  });
});
