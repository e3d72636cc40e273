/**
 * Builds against each other, block by block in the same minute: what the rounds of `npm run bench` cannot tell, a difference of a few per cent.
 *   node test/bench/compare.mjs append floor-windowed here=. there=../other-checkout      the first is what the others are compared with
 *   node test/bench/compare.mjs typing here=. there=../other-checkout --rounds 3 --blocks 10 --size 1000
 *   node test/bench/compare.mjs load floor-windowed here=. there=../other-checkout --blocks 20      a block is one load of thirty messages
 * A checkout needs its own `dist/` (`npm run build`); a name without a folder is a subject of this one. Each stands in a page of its own, in
 * a process of its own; the figures are microseconds of the renderer's main thread an append, a key or a load, the outermost blocks left out.
 */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { launch, Sheet } from './lib/chromium.mjs';
import { serve } from './lib/server.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = join(root, 'test-results/compared');
const { values, positionals: [what, ...asked] } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, blocks: { type: 'string', default: '10' }, size: { type: 'string', default: '1000' } },
});
/** Appends or keys: not counted, and counted. */
const [before, counted] = [4, 20];

async function built(one) {
  const [name, folder] = one.split('=');
  const checkout = folder ? resolve(folder) : root;
  const subject = folder ? 'ours' : name;
  const { buildPages } = await import(pathToFileURL(join(checkout, 'test/bench/lib/build.mjs')).href);
  const { folder: made } = await buildPages([subject]);
  const own = join(pages, name);
  mkdirSync(own, { recursive: true });
  for (const form of ['', '-ahead']) cpSync(join(made, `${subject}${form}`), join(own, `${name}${form}`), { recursive: true });
  return { name, server: await serve({ pages: own, dist: join(checkout, 'dist') }) };
}

async function opened(browser, { name, server: { origin } }) {
  const sheet = await Sheet.open(browser, origin);
  await sheet.goto(`${origin}/${name}/`);
  for (const count of [30, Number(values.size)]) {
    await sheet.call('prepare', count);
    await sheet.call('mount', { composer: what === 'typing' });
    if (count === 30) await sheet.call('unmount');
  }
  await sheet.call('rest');
  await sheet.page.bringToFront();
  if (what === 'typing') await sheet.call('focusField');
  await sheet.collect();
  return sheet;
}

/** A page of its own for each load, as the bench has it. */
async function loaded(browser, { name, server: { origin } }) {
  const sheet = await Sheet.open(browser, origin);
  const { cpu } = await sheet.cpu(() => sheet.load(`${origin}/${name}/`));
  await sheet.close();
  return cpu;
}

async function block(browser, one, sheet) {
  if (what === 'load') return loaded(browser, one);
  await sheet.page.bringToFront();
  await act(sheet, before);
  const { cpu } = await sheet.cpu(() => act(sheet, counted));
  return cpu / counted;
}

const act = (sheet, count) => (what === 'append' ? sheet.call('append', count) : sheet.type(count));

/** The mean of what is left without an eighth at either end. */
const middle = (list) => {
  const cut = list.length >> 3;
  const left = [...list].sort((a, b) => a - b).slice(cut, list.length - cut);
  return left.reduce((sum, one) => sum + one, 0) / left.length;
};

if (!['append', 'typing', 'load'].includes(what) || asked.length === 0) throw new Error('compare.mjs append|typing|load NAME[=CHECKOUT] ...');
rmSync(pages, { recursive: true, force: true });
const all = [];
for (const one of asked) all.push(await built(one));
const found = new Map(all.map(({ name }) => [name, []]));
for (let round = 0; round < Number(values.rounds); round++) {
  const browser = await launch();
  const sheets = [];
  for (const one of all) sheets.push([one, what === 'load' ? undefined : await opened(browser, one)]);
  for (let i = 0; i < Number(values.blocks); i++) {
    const turn = sheets.map((_, at) => sheets[(at + i + round) % sheets.length]);
    for (const [one, sheet] of i % 2 ? turn.reverse() : turn) {
      const cpu = await block(browser, one, sheet);
      if (i > 0) found.get(one.name).push(cpu * 1000);
    }
  }
  await browser.close();
}
const [first] = found.values();
for (const [name, list] of found) {
  const differences = list.map((value, i) => value - first[i]);
  const ratios = list.map((value, i) => value / first[i]).sort((a, b) => a - b);
  const sorted = [...differences].sort((a, b) => a - b);
  const error = (sorted[(sorted.length * 3) >> 2] - sorted[sorted.length >> 2]) / 1.35 / Math.sqrt(sorted.length);
  console.log(`${name.padEnd(20)} ${middle(list).toFixed(0).padStart(6)} µs  ${middle(differences).toFixed(0).padStart(6)} ± ${error.toFixed(0)}  ${ratios[ratios.length >> 1].toFixed(3)}×  (${list.length} blocks)`);
}
for (const { server } of all) server.close();
