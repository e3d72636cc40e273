/**
 * `npm run bench`: ours against the floors and against peers, in the same run and page size. Goals are ratios to a floor of the same run.
 *   --quick                 two rounds instead of five, floors and ours alone
 *   --rounds N
 *   --only ours,floor-windowed      some subjects (and the floors that a goal needs must be among them)
 *   --metric mount,append           some metrics
 *   --engines firefox,webkit        the pixel goals in other engines too (default: those that are installed; `none`)
 *   --dialogues FILE                texts out of a file `[{ turns: [[speaker, text], ...] }]` instead of our own
 *   --write                         writes docs/benchmark.md and docs/benchmark.svg
 *   --check                         forgives a quarter: for machines that do other things too
 *   --smoke                         for CI: one short round of ours and the windowed floor; only what is the same on any machine (elements,
 *                                   pixels, blank frames) decides the exit code, for times do not on a machine that others use
 *   --profile mount:10000           where ours spends its time, instead of all the rest
 * Exit code: 0 if every goal that was measured is met. Figures: test-results/bench.json. Peers: npm ci --prefix test/bench.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildPages } from './lib/build.mjs';
import { launch } from './lib/chromium.mjs';
import { compare, judge } from './lib/goals.mjs';
import { loaderPages } from './lib/loaders.mjs';
import { pixelsElsewhere } from './lib/engines.mjs';
import { profile } from './lib/profile.mjs';
import { markdown, printed } from './lib/report.mjs';
import { picture } from './lib/picture.mjs';
import { run } from './lib/run.mjs';
import { metricNames } from './lib/scenes.mjs';
import { serve } from './lib/server.mjs';
import { subjects as everybody } from './lib/subjects.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = join(root, 'test/bench');
const list = (text) => text?.split(',').map((one) => one.trim()).filter(Boolean);
const { values: asked } = parseArgs({
  options: {
    quick: { type: 'boolean' }, rounds: { type: 'string' }, only: { type: 'string' }, metric: { type: 'string' }, engines: { type: 'string' },
    dialogues: { type: 'string' }, write: { type: 'boolean' }, check: { type: 'boolean' }, smoke: { type: 'boolean' }, profile: { type: 'string' }, verbose: { type: 'boolean' },
  },
});

/** Who takes part in this run. */
function chosen() {
  const only = list(asked.only);
  const unknown = only?.find((name) => !everybody.some((one) => one.name === name));
  if (unknown) throw new Error(`--only names «${unknown}»; known are ${everybody.map(({ name }) => name).join(', ')}.`);
  const some = everybody.filter(({ name, role }) => (only ? only.includes(name) : role !== 'peer' || !asked.quick));
  const arePeersHere = existsSync(join(here, 'node_modules'));
  if (!arePeersHere && some.some(({ role }) => role === 'peer')) console.log('Peers are left out: «npm ci --prefix test/bench» brings them.');
  return some.filter(({ role }) => role !== 'peer' || arePeersHere);
}

function wantedMetrics() {
  const some = list(asked.metric);
  const unknown = some?.find((name) => !metricNames.includes(name));
  if (unknown) throw new Error(`--metric names «${unknown}»; known are ${metricNames.join(', ')}.`);
  return (metric) => !some || some.includes(metric);
}

if (asked.smoke) Object.assign(asked, { only: 'ours,floor-windowed', metric: 'mount,append,fling,pixels', rounds: '1', engines: 'none' });

const texts = () => (asked.dialogues ? JSON.parse(readFileSync(asked.dialogues, 'utf8')).flatMap(({ turns }) => turns.map(([, text]) => text)) : []);

async function main() {
  const subjects = chosen();
  const wants = wantedMetrics();
  const rounds = Number(asked.rounds ?? (asked.quick ? 2 : 5));
  const built = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), '--if-stale'], { stdio: 'inherit' });
  if (built.status !== 0) throw new Error('dist/ could not be built.');
  const { folder, sizes } = await buildPages(subjects.map(({ name }) => name), { plain: !!asked.profile });
  await loaderPages(folder);
  const server = await serve({ pages: folder, dist: join(root, 'dist'), texts: texts() });
  const browser = await launch();
  const began = performance.now();
  try {
    const query = asked.dialogues ? '?outside' : '';
    if (asked.profile) return await profile({ browser, origin: server.origin, what: asked.profile, name: subjects[0].name, query });
    const say = asked.verbose ? console.log : (text) => text.startsWith('  !') && console.log(text);
    const figures = await run({ browser, origin: server.origin, subjects, rounds, wants, query, say });
    const version = await browser.version();
    const engines = wants('pixels') && !asked.quick && !asked.smoke ? await pixelsElsewhere({ origin: server.origin, engines: list(asked.engines), names: subjects.filter(({ name }) => name === 'ours' || name === 'floor-windowed').map(({ name }) => name) }) : [];
    const results = judge(figures, asked.check ? 1.25 : 1);
    const compared = compare(figures, subjects.filter(({ role }) => role === 'peer').map(({ name }) => name));
    const facts = { version, rounds: figures.rounds, seconds: (performance.now() - began) / 1000, sizes, subjects, engines, dialogues: !!asked.dialogues, compared };
    mkdirSync(join(root, 'test-results'), { recursive: true });
    writeFileSync(join(root, 'test-results/bench.json'), JSON.stringify({ facts, figures: figures.all, failures: figures.failures, results }, null, 1));
    console.log(printed({ results, figures, facts }));
    if (asked.write) {
      writeFileSync(join(root, 'docs/benchmark.md'), markdown({ results, figures, facts }));
      writeFileSync(join(root, 'docs/benchmark.svg'), picture({ figures, facts }));
    }
    const missed = results.filter(({ met, goal }) => met === false && !goal.isStretch && (goal.isSteady || !asked.smoke)).length + engines.filter(({ met }) => met === false).length + compared.filter(({ ahead }) => ahead === false).length;
    const failed = figures.failures.filter((text) => /^(ours|popup|floor)/.test(text)).length;
    process.exitCode = missed + failed > 0 ? 1 : 0;
  } finally {
    await browser.close();
    server.close();
  }
}

await main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
