/**
 * The real widget and the real server behind a line that breaks, in Chromium: two people write to each other while connections are cut, go half
 * open or lose answers, tabs are killed, frozen and reloaded, and the server is killed. When all is well again every message that stood on a
 * screen must be on the server once, and on every screen once, in the server's order; and no frame in between may have shown one twice, or as
 * sent before the server had it.
 *   npm run faults -- [--sessions 200] [--seed 1] [--from 0] [--lanes 2] [--without crash,freeze] [--trace]
 * A session is played again by its seed and number: `--seed 7 --from 41 --sessions 1 --trace`. `FAULTS_JSON` names a file for the figures.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium as playwright } from '@playwright/test';
import { chromium, chromiumArgs } from '../support/browsers.mjs';
import { Ground } from './ground.js';
import { Session, type Outcome } from './session.js';

const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' }, from: { type: 'string', default: '0' }, lanes: { type: 'string', default: '2' },
    without: { type: 'string', default: '' }, trace: { type: 'boolean', default: false },
  },
});
const [sessions, seed, from, lanes] = [values.sessions, values.seed, values.from, values.lanes].map(Number) as [number, number, number, number];
const without = new Set(values.without.split(',').filter(Boolean));
/** Nothing hangs for ever, whatever a browser does. */
const longest = 150_000;

const began = performance.now();
const outcomes: Outcome[] = [];
let bad = 0;
let next = from;

async function play(ground: Ground, index: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it did not end within ${longest / 1_000} s`)), longest);
  });
  let renew = true;
  const session = new Session(ground, seed, index, without);
  try {
    const outcome = await Promise.race([session.run(), late]);
    outcomes.push(outcome);
    renew = outcome.violations.length > 0;
    const { violations, complaints, settled } = outcome;
    if (values.trace || violations.length > 0 || complaints.length > 0) {
      if (violations.length > 0 || complaints.length > 0) bad += 1;
      const found = [...violations.slice(0, 8).map(({ what, mark, how }) => `  ${what.toUpperCase()} ${mark}: ${how}`), ...complaints.map((text) => `  UNCAUGHT ${text}`)];
      console.log([`session ${index} (--seed ${seed} --from ${index} --sessions 1), settled after ${settled} ms`, ...found, ...session.trace.map((line) => `    ${line}`)].join('\n'));
    }
  } catch (error) {
    bad += 1;
    console.log([`session ${index}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`, ...session.trace.map((line) => `    ${line}`)].join('\n'));
  } finally {
    clearTimeout(timer);
    if (renew) await ground.renew();
  }
}

const browser = await playwright.launch({ executablePath: chromium(), args: chromiumArgs() });
await Promise.all(Array.from({ length: Math.min(lanes, sessions) }, async () => {
  const ground = await Ground.prepare(browser);
  while (next < from + sessions) await play(ground, next++);
  await ground.close();
}));
await browser.close();

const all = outcomes.flatMap(({ violations }) => violations);
const marks = (what: string): number => new Set(all.filter((one) => one.what === what).map(({ mark }) => mark)).size;
const messages = outcomes.reduce((sum, outcome) => sum + outcome.messages, 0);
const settled = outcomes.map((outcome) => outcome.settled).sort((a, b) => a - b);
console.log(`${((performance.now() - began) / 1000).toFixed(0)} s, seed ${seed}; settled within ${settled[settled.length >> 1] ?? 0} ms (median), ${settled.at(-1) ?? 0} ms (longest)`);
console.log(`${sessions} sessions, ${messages} messages, ${marks('lost')} lost, ${marks('doubled')} doubled, ${marks('untrue')} untrue, ${marks('order')} out of order, ${bad} sessions bad`);
if (process.env['FAULTS_JSON']) writeFileSync(process.env['FAULTS_JSON'], JSON.stringify({ passed: sessions - bad, failed: bad }));
process.exit(bad > 0 ? 1 : 0);
