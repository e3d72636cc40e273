/**
 * Sizes as the browser pays for them: brotli at its best, a file after the other, against `sizeBudget` of package.json. Over budget: exit 1.
 * A budget follows the static imports from `start` (sources whose chunks they are); `opened` takes what a real page asked for; `without`
 * leaves out what another budget already counted; `file` is one file. Then the kinds, each by what brings it (`kind-sizes.mjs`).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { checkKinds } from './kind-sizes.mjs';
import { openedPopup } from './opened-popup.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const { sizeBudget } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const graph = JSON.parse(readFileSync(join(dist, '.graph.json'), 'utf8'));

const sizes = new Map();
function brotli(file) {
  if (!sizes.has(file)) {
    const bytes = readFileSync(join(dist, file));
    sizes.set(file, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length);
  }
  return sizes.get(file);
}

/** The chunks of these sources and all that they import statically. */
function closure(sources) {
  const found = new Set();
  const visit = (file) => {
    if (found.has(file)) return;
    found.add(file);
    for (const next of graph[file]?.imports ?? []) visit(next);
  };
  for (const source of sources) {
    const file = Object.keys(graph).find((name) => graph[name].source === source);
    if (!file) throw new Error(`no chunk was made for ${source}`);
    visit(file);
  }
  return found;
}

const kilo = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const counted = new Map();
const report = {};
let over = 0;

for (const [name, budget] of Object.entries(sizeBudget)) {
  try {
    let files = budget.file ? new Set([budget.file]) : closure(budget.start);
    if (budget.opened) {
      const { loader, opened } = await openedPopup(dist);
      const unexpected = [...files].filter((file) => !opened.includes(file));
      if (unexpected.length > 0) throw new Error(`the page never asked for ${unexpected.join(', ')}`);
      files = new Set(opened);
      console.log(`    at the first paint: ${loader.map((file) => `${file} ${kilo(brotli(file))}`).join(', ')}`);
    }
    for (const file of budget.without ? (counted.get(budget.without) ?? []) : []) files.delete(file);
    counted.set(name, files);
    const sum = [...files].reduce((total, file) => total + brotli(file), 0);
    const bad = sum > budget.max;
    if (bad) over += 1;
    report[name] = { bytes: sum, max: budget.max, files: [...files] };
    console.log(`${bad ? '✗' : '✓'} ${name}: ${kilo(sum)} of ${kilo(budget.max)}`);
    for (const file of files) console.log(`    ${String(brotli(file)).padStart(6)}  ${file}`);
  } catch (error) {
    over += 1;
    console.log(`✗ ${name}: ${error.message}`);
  }
}
for (const complaint of checkKinds({ graph, brotli, opened: counted.get('popup opened, plain thread'), write: process.argv.includes('--write') })) {
  over += 1;
  console.log(`✗ ${complaint}`);
}
if (existsSync(join(root, 'test-results'))) writeFileSync(join(root, 'test-results/size-report.json'), JSON.stringify(report, null, 2));
process.exitCode = over > 0 ? 1 : 0;
