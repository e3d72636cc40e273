/**
 * The simulator, tested: bugs are planted in the store, one at a time, and the simulation has to catch each. `npm run sim:mutants`
 *   --only NAME    one of them (part of its name)
 *   --most N       sessions, at most, for each (default 10,000)
 *   --table FILE   writes the table to this Markdown file, between its two marks
 * Exit code 1 where one was not caught, or does not fit the source any more.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { bundle } from './bundle.mjs';
import { mutants } from './mutants.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const atOnce = 2;
const marks = ['<!-- mutants -->', '<!-- /mutants -->'];

function options(args) {
  const value = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  return { only: value('--only'), most: Number(value('--most') ?? 10_000), table: value('--table') };
}

/** Puts the bug where it belongs as the store is bundled. */
const planted = ({ name, file, find, replace }) => ({
  name: 'planted-bug',
  setup(build) {
    build.onLoad({ filter: new RegExp(`/${file.replaceAll('.', '\\.')}$`) }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const parts = source.split(find);
      if (parts.length !== 2) throw new Error(`«${name}» does not fit ${file} any more: its text is there ${parts.length - 1} times.`);
      return { contents: parts.join(replace), loader: 'ts' };
    });
    build.onEnd(() => {
      if (!existsSync(`${root}${file}`)) throw new Error(`«${name}»: there is no ${file}.`);
    });
  },
});

/** Runs sessions until one breaks a rule. */
function hunt(file, from, most, profile) {
  return new Promise((resolve, reject) => {
    let sessions = 0;
    let found;
    const worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: { file, from, to: most, step: 1, profile, stopAtFirst: true } });
    worker.on('error', reject);
    worker.on('exit', () => resolve({ sessions, found }));
    worker.on('message', (news) => {
      if (news.done) return;
      sessions += 1;
      if (news.violation) found ??= { ...news.violation, seed: news.seed };
    });
  });
}

const { only, most, table } = options(process.argv.slice(2));
const wanted = mutants.filter(({ name }) => only === undefined || name.includes(only));
const { defaultProfile, simulate } = await import(await bundle({ outfile: `${root}test-results/sim/whole.mjs` }));
const rows = [];
const waiting = wanted.map((mutant, index) => ({ mutant, index }));

async function work() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { mutant, index } = next;
    let row;
    try {
      const file = await bundle({ outfile: `${root}test-results/sim/mutant-${index}.mjs`, plugins: [planted(mutant)] });
      let sessions = 0;
      let found;
      do {
        const hunted = await hunt(file, sessions, most, defaultProfile);
        sessions += hunted.sessions;
        found = hunted.found;
        // What the store does without the bug too says nothing of the bug.
      } while (found && sessions < most && (await simulate(found.seed, defaultProfile)).violation);
      row = { ...mutant, sessions, rule: found?.rule, what: found?.what };
    } catch (error) {
      row = { ...mutant, sessions: 0, what: error.message };
    }
    rows[index] = row;
    console.log(`${row.rule ? '✓' : '✗'} ${mutant.name}: ${row.rule ? `${row.rule} after ${row.sessions} sessions` : row.what ?? `not caught in ${row.sessions} sessions`}`);
  }
}
await Promise.all(Array.from({ length: atOnce }, work));

const caught = rows.filter(({ rule }) => rule).length;
if (table) {
  const text = readFileSync(table, 'utf8');
  const lines = ['', '| planted bug | where | caught by | sessions needed |', '| --- | --- | --- | --- |',
    ...rows.map(({ name, file, rule, sessions }) => `| ${name} | \`${file}\` | ${rule ?? 'not caught'} | ${rule ? sessions : `> ${sessions}`} |`), ''].join('\n');
  writeFileSync(table, text.slice(0, text.indexOf(marks[0]) + marks[0].length) + lines + text.slice(text.indexOf(marks[1])));
}
console.log(`${rows.length} planted bugs, ${caught} caught`);
process.exit(caught === rows.length ? 0 : 1);
