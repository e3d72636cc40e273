/**
 * Runs everything: `npm test`. One line a step; the last line sums the tests of all runners.
 *   npm test -- --only unit,node      some steps (`--list` names them)
 *   ENGINES=chromium,firefox,webkit   the engines of the component tests; on CI (CI=true) all three, else Chromium
 * A check that is no test runner (types, lint, sizes ...) counts as one test. Logs: test-results/<step>.log.
 * What fails in a browser is played once more, alone, at the end; what passes then is named as unsteady: a defect, but none that hides the rest (docs/decisions/0027).
 */
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENGINES, chromium, firefox, isCi, wantedEngines, webkit } from '../test/support/browsers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'test-results');
const node = process.execPath;
const bin = (path) => join(root, 'node_modules', path);
const script = (name) => join(root, 'scripts', name);
/** Three-engine runs of a slow machine may take this long; nothing hangs for ever. */
const STEP_LIMIT_MS = 12 * 60_000;
/** What takes only what the others leave may wait for it. */
const SPARE_LIMIT_MS = 24 * 60_000;
/** Where more test files of a step fail than these, it is no accident, and none is played again. */
const MOST_UNSTEADY = 3;

/** Files below a folder whose name ends so. */
function files(folder, ending) {
  const from = join(root, folder);
  if (!existsSync(from)) return [];
  return readdirSync(from, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    // The bench's peers have a folder of their own.
    .filter((path) => !path.includes('node_modules', from.length))
    .sort();
}

/** `{ passed, failed }` out of what a runner wrote. A run that wrote nothing has failed once. */
const figures = {
  own: (file) => JSON.parse(readFileSync(file, 'utf8')),
  playwright: (file) => {
    const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped, unsteady: stats.flaky };
  },
};

const engines = wantedEngines();
const json = (name) => join(results, `${name}.json`);

const build = { name: 'build', run: [script('build.mjs')] };
/** Steps that look at dist/. Where one of them is chosen without the build, what is stale in dist/ is built before them. */
const onBuild = new Set(['size', 'package', 'node', 'flows', 'faults', 'bench']);

const nodeStep = (name, tests) => ({
  name,
  run: ['--import', 'tsx', '--test', '--test-concurrency=2', '--test-reporter', script('node-reporter.mjs'), '--test-reporter-destination', json(name), '--test-reporter', 'spec', '--test-reporter-destination', 'stdout', ...tests],
  figures: figures.own,
});
/** @param tests none: all of them */
const unitStep = (engine, name = `unit-${engine}`, tests = []) => ({
  name,
  group: 'unit',
  run: [bin('@web/test-runner/dist/bin.js'), ...tests],
  env: { ENGINES: engine, WTR_JSON: json(name) },
  figures: figures.own,
});

/**
 * Every step: a name, what to run, how to read its figures (none: it is one check), and what plays some of its files `again`. The steps come one after the other, so that what
 * measures or clicks has the machine to itself, with two exceptions: steps of one `pair` use less than a core each and come together; and what looks at no clock but its own
 * (`isSpare`) takes, from the beginning and at the lowest priority, what those leave of the two cores.
 */
const steps = [
  { name: 'types', isSpare: true, run: [bin('typescript/bin/tsc'), '-p', '.'] },
  { name: 'lint', isSpare: true, run: [bin('eslint/bin/eslint.js'), '.'] },
  { name: 'import-rule', isSpare: true, run: [script('import-rule.mjs')] },
  { name: 'rules', isSpare: true, run: [script('rules.mjs')] },
  { name: 'wire-types', isSpare: true, run: [script('generate-wire.mjs'), '--check'] },
  { name: 'wire-document', isSpare: true, run: [bin('@redocly/cli/bin/cli.js'), 'lint', 'demo/server/openapi.yaml'], env: { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' } },
  build,
  { name: 'size', run: [script('size.mjs')] },
  { name: 'package', run: [script('check-package.mjs')] },
  // Of these, whole pages in Firefox and WebKit alone are browser tests.
  { ...nodeStep('node', files('test', '.node.test.ts')), again: (failed) => (failed.every((file) => dirname(file) === 'test/flows/engines') ? nodeStep('node-again', failed) : undefined) },
  // Firefox and WebKit are one page at a time, which waits a third of its time; Chromium has two.
  ...engines.map((engine) => ({ ...unitStep(engine), ...(engine === 'chromium' ? {} : { pair: 'unit' }), again: (failed) => unitStep(engine, `unit-${engine}-again`, failed) })),
  { name: 'stories', run: [join(root, 'test/stories/run.mjs')], env: { STORIES_JSON: json('stories') }, figures: figures.own },
  {
    name: 'flows',
    run: [bin('@playwright/test/cli.js'), 'test', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: json('flows') },
    figures: figures.playwright,
  },
  ...engines.map((engine) => ({
    name: `rendered-${engine}`,
    group: 'rendered',
    run: [bin('@web/test-runner/dist/bin.js'), 'test/rendered/rendered.test.ts'],
    env: { ENGINES: engine, RENDERED: isCi() ? '20' : '4', WTR_JSON: json(`rendered-${engine}`) },
    figures: figures.own,
  })),
  {
    name: 'faults',
    run: ['--import', 'tsx', join(root, 'test/faults/run.ts'), '--sessions', isCi() ? '20' : '4'],
    env: { FAULTS_JSON: json('faults') },
    figures: figures.own,
    pair: 'waiting',
  },
  { name: 'sim', isSpare: true, run: [join(root, 'test/sim/run.mjs'), '--count', isCi() ? '20000' : '300'] },
  ...(isCi() ? [{ name: 'sim-mutants', isSpare: true, run: [join(root, 'test/sim/mutants-run.mjs')] }] : []),
  // Times mean nothing on a machine that others use: CI looks at what is the same on any.
  ...(isCi() ? [{ name: 'bench', pair: 'waiting', run: [join(root, 'test/bench/bench.mjs'), '--smoke'] }] : []),
];

/** The process groups of the steps that run now. */
const running = new Set();

function stopGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    running.forEach(stopGroup);
    process.exit(130);
  });
}

const limitOf = ({ isSpare }) => (isSpare ? SPARE_LIMIT_MS : STEP_LIMIT_MS);

/** Leaves the cores to whatever else wants them. */
function giveWay(pid) {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
    // Linux may weigh whole sessions against each other, and each step is one.
    writeFileSync(`/proc/${pid}/autogroup`, '19');
  } catch {
    // Another system, or it has ended already: it is a courtesy.
  }
}

/** Starts one step in a process group of its own and waits for it. */
function start(step) {
  const log = join(results, `${step.name}.log`);
  rmSync(json(step.name), { force: true });
  const began = performance.now();
  return new Promise((resolve) => {
    const out = createWriteStream(log);
    const child = spawn(node, step.run, { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...step.env } });
    running.add(child.pid);
    if (step.isSpare) giveWay(child.pid);
    child.stdout.pipe(out, { end: false });
    child.stderr.pipe(out, { end: false });
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      stopGroup(child.pid);
    }, limitOf(step));
    child.once('close', (code) => {
      clearTimeout(limit);
      running.delete(child.pid);
      out.end(() => resolve({ code, late, log, seconds: (performance.now() - began) / 1000 }));
    });
  });
}

/** What a step's end means in numbers. */
function read(step, { code, late }) {
  const none = { passed: 0, failed: 0, skipped: 0, unsteady: 0 };
  let counted = { ...none, ...(code === 0 ? { passed: 1 } : { failed: 1 }) };
  let note = late ? `stopped after ${limitOf(step) / 60_000} minutes` : '';
  if (step.figures) {
    try {
      counted = { ...none, ...step.figures(json(step.name)) };
    } catch {
      counted = { ...none, failed: 1 };
      note ||= 'wrote no figures';
    }
    // A runner that ends badly has failed, whatever it counted; one that ran nothing has proven nothing.
    if (code !== 0 && counted.failed === 0) [counted.failed, note] = [1, note || `ended with ${code}`];
    if (code === 0 && counted.passed === 0) [counted.failed, note] = [counted.failed + 1, 'ran no test'];
  }
  return { ...counted, note };
}

/** Plays a step and says how it was. Gives what is still to be said where the few test files of it that failed in a browser are to be played again. */
async function play(step) {
  const end = await start(step);
  const first = read(step, end);
  const files = (first.failedFiles ?? []).map((file) => relative(root, file));
  const isFew = files.length > 0 && files.length <= MOST_UNSTEADY;
  const again = isFew ? step.again?.(files) : undefined;
  return again ? () => playAgain(step, end, first, files, again) : report(step, end, first);
}

async function playAgain(step, end, first, files, again) {
  const second = read(again, await start(again));
  // Both logs stay: the first says what went wrong.
  return report(step, end, second.failed > 0 ? first : { ...first, passed: first.passed + first.failed, failed: 0, unsteady: first.failed, note: `see test-results/${step.name}.log: ${files.join(', ')}` });
}

function report(step, end, { passed, failed, skipped, unsteady, note }) {
  const extra = [skipped ? `${skipped} skipped` : '', unsteady ? `${unsteady} unsteady` : '', note].filter(Boolean).map((text) => `, ${text}`).join('');
  console.log(`${failed ? '✗' : '✓'} ${step.name.padEnd(14)} ${passed} passed, ${failed} failed${extra} · ${end.seconds.toFixed(0)} s`);
  if (failed) {
    const tail = readFileSync(end.log, 'utf8').trimEnd().split('\n').slice(-60);
    console.log(`${tail.map((line) => `    ${line}`).join('\n')}\n    (all of it: ${end.log.slice(root.length)})`);
  }
  return { passed, failed, unsteady };
}

/** Says what this machine leaves out, and stops where something mandatory is missing. */
function announceEngines() {
  chromium();
  const missing = engines.filter((engine) => (engine === 'firefox' && !firefox()) || (engine === 'webkit' && !webkit()));
  if (missing.length > 0) throw new Error(`Missing: ${missing.join(', ')}. Install them with «apt-get install firefox-esr webkit2gtk-driver xvfb», or name others in ENGINES.`);
  const left = ENGINES.filter((engine) => !engines.includes(engine));
  if (left.length > 0) console.log(`engines: ${engines.join(', ')} (left out: ${left.join(', ')}; ENGINES=${ENGINES.join(',')} tests in all)`);
  else console.log(`engines: ${engines.join(', ')}${isCi() ? ' (CI: all mandatory)' : ''}`);
}

async function main() {
  const args = process.argv.slice(2);
  if (args.includes('--list')) {
    for (const { name } of steps) console.log(name);
    return;
  }
  const at = args.findIndex((arg) => arg === '--only' || arg.startsWith('--only='));
  const only = at < 0 ? undefined : (args[at].split('=')[1] ?? args[at + 1] ?? '').split(',').filter(Boolean);
  const unknown = only?.find((name) => !steps.some((step) => step.name === name || step.group === name));
  if (unknown || only?.length === 0) throw new Error(`--only needs steps out of: ${steps.map(({ name }) => name).join(', ')}${unknown ? `; «${unknown}» is none` : ''}`);
  const chosen = steps.filter(({ name, group }) => !only || only.includes(name) || (group && only.includes(group)));

  if (chosen.some(({ name, group }) => group === 'unit' || name === 'stories' || name === 'flows' || name === 'size' || name === 'faults' || group === 'rendered')) announceEngines();
  mkdirSync(results, { recursive: true });
  const began = performance.now();
  const sum = { passed: 0, failed: 0, unsteady: 0 };
  const add = ({ passed, failed, unsteady }) => {
    sum.passed += passed;
    sum.failed += failed;
    sum.unsteady += unsteady;
  };
  const later = [];
  const take = async (step) => {
    const end = await play(step);
    if (typeof end === 'function') later.push(end);
    else add(end);
  };
  const spare = chosen.filter(({ isSpare }) => isSpare);
  const lane = async () => {
    for (let step = spare.shift(); step; step = spare.shift()) await take(step);
  };
  const main = async () => {
    if (!chosen.includes(build) && chosen.some(({ name }) => onBuild.has(name))) await take({ ...build, run: [...build.run, '--if-stale'] });
    const rest = chosen.filter(({ isSpare }) => !isSpare);
    for (let step = rest.shift(); step; step = rest.shift()) {
      const together = [step];
      while (step.pair && rest[0]?.pair === step.pair) together.push(rest.shift());
      await Promise.all(together.map(take));
    }
  };
  await Promise.all([lane(), lane(), main()]);
  for (const again of later) add(await again());

  console.log(`${((performance.now() - began) / 1000).toFixed(0)} s`);
  if (sum.unsteady > 0) console.log(`${sum.unsteady} of these passed only when played again: find the cause`);
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  process.exitCode = sum.failed > 0 ? 1 : 0;
}

await main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
});
