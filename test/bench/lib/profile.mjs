/** Where a subject spends its time: `mount:1000`, `append:10000`, `fling:10000`, `typing:10000`, `load:30`. */
import { Sheet } from './chromium.mjs';
import { traced } from './trace.mjs';

const shown = 45;
/** Microseconds between samples. */
const interval = 100;

async function act(sheet, what) {
  if (what === 'mount') return sheet.call('mount');
  if (what === 'append') return sheet.call('append', 30);
  if (what === 'fling') return sheet.call('fling', { speed: 12_000, ms: 1500 });
  if (what !== 'typing') throw new Error(`--profile knows load, mount, append, fling, typing; not «${what}»`);
  await sheet.call('focusField');
  for (let i = 0; i < 30; i++) await sheet.page.keyboard.press('a');
  return undefined;
}

export async function profile({ browser, origin, what, name, query }) {
  const [metric, size = '1000'] = what.split(':');
  const sheet = await Sheet.open(browser, origin);
  const { cdp } = sheet;
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.setSamplingInterval', { interval });
  const url = `${origin}/${name}/`;
  const ready = async () => {
    if (metric === 'load') return;
    await sheet.goto(`${url}${query}`);
    for (const count of [30, Number(size)]) {
      await sheet.call('prepare', count);
      if (metric === 'mount' && count !== 30) break;
      await sheet.call('mount', { composer: metric === 'typing' });
      if (count === 30) await sheet.call('unmount');
    }
    await sheet.collect();
  };
  const work = () => (metric === 'load' ? sheet.load(url) : act(sheet, metric));
  await ready();
  await cdp.send('Profiler.start');
  const before = await sheet.metrics();
  await work();
  const after = await sheet.metrics();
  const { profile: found } = await cdp.send('Profiler.stop');
  for (const key of ['ThreadTime', 'ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration', 'LayoutCount', 'RecalcStyleCount', 'Nodes']) {
    console.log(`${key.padEnd(20)} ${((after[key] - before[key]) * (/Count|Nodes/.test(key) ? 1 : 1000)).toFixed(1)}`);
  }
  print(found);
  // Without the profiler, which has a price of its own.
  await cdp.send('Profiler.disable');
  await ready();
  const kinds = await traced(sheet.page, work);
  console.log(`by kind of work, all ${kinds.reduce((sum, [, time]) => sum + time, 0).toFixed(1)} ms`);
  for (const [kind, time] of kinds.slice(0, 25)) console.log(`${time.toFixed(1).padStart(8)} ms  ${kind}`);
  await sheet.close();
}

/** Self times, summed by function. A gap between samples is another program's time: it counts as one sample or two. */
function print({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const own = new Map();
  samples.forEach((id, i) => {
    const { functionName, url, lineNumber } = byId.get(id).callFrame;
    const key = `${functionName || '(anonymous)'}  ${url.split('/').slice(-2).join('/')}:${lineNumber + 1}`;
    own.set(key, (own.get(key) ?? 0) + Math.min(timeDeltas[i], 2 * interval) / 1000);
  });
  for (const [key, time] of [...own].sort((a, b) => b[1] - a[1]).slice(0, shown)) console.log(`${time.toFixed(1).padStart(8)} ms  ${key}`);
}
