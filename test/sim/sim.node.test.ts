import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium as launcher } from '@playwright/test';
import { chromium, chromiumArgs } from '../support/browsers.mjs';
import { bundle } from './bundle.mjs';
import type { Plan } from './plan.js';

type Sim = typeof import('./entry.js');
/** A session that once broke a rule, cut down to what it takes. */
interface Kept { seed: number; rule: string; what: string; script: Plan }

const seeds = Array.from({ length: 40 }, (_, i) => i * 7);

const kept = JSON.parse(await readFile(`${import.meta.dirname}/kept.json`, 'utf8')) as Kept[];

describe('the simulation', () => {
  let file: string;
  let sim: Sim;
  before(async () => {
    file = await bundle({ outfile: `${import.meta.dirname}/../../test-results/sim/test.mjs` });
    sim = (await import(pathToFileURL(file).href)) as Sim;
  });

  const traces = async (): Promise<number[]> => {
    const out: number[] = [];
    for (const seed of seeds) out.push((await sim.simulate(seed, sim.defaultProfile)).hash);
    return out;
  };

  for (const { seed, rule, what, script } of kept) {
    it(`${rule} ${what} (kept from seed ${String(seed)})`, async () => {
      const { violation } = await sim.simulate(seed, { ...sim.defaultProfile, script });
      assert.equal(violation?.what, undefined);
    });
  }

  it('plays a long session: a tab has more lives than there are letters, and many hours more events than an hour', async () => {
    const one = { users: [1, 1], tabs: [1, 1], threads: [1, 1] };
    const lives = await sim.simulate(0, sim.profileFrom({ sizes: { ...one, steps: [120, 120] }, steps: { say: 1, kill: 1 } }));
    assert.equal(lives.violation?.what, undefined);
    const hours = await sim.simulate(2, sim.profileFrom({ sizes: { steps: [200, 200] }, steps: { hour: 1 } }));
    assert.equal(hours.violation?.what, undefined);
    assert.ok(hours.steps > 60_000);
  });

  it('gives the same trace for the same seed, twice in Node and once in Chromium', async () => {
    const first = await traces();
    assert.deepEqual(await traces(), first);
    assert.equal(new Set(first).size, seeds.length, 'other seeds give other traces');
    const browser = await launcher.launch({ executablePath: chromium(), args: chromiumArgs() });
    try {
      const page = await browser.newPage();
      const code = await readFile(file, 'utf8');
      await page.route('http://sim.test/**', (route) => route.fulfill(route.request().url().endsWith('.mjs')
        ? { contentType: 'text/javascript', body: code } : { contentType: 'text/html', body: '<!doctype html><title>sim</title>' }));
      await page.goto('http://sim.test/');
      const there = await page.evaluate(async (list) => {
        const at = 'http://sim.test/sim.mjs';
        const { simulate, defaultProfile } = (await import(at)) as Sim;
        const out: number[] = [];
        for (const seed of list) out.push((await simulate(seed, defaultProfile)).hash);
        return out;
      }, seeds);
      assert.deepEqual(there, first);
    } finally {
      await browser.close();
    }
  });
});
