/**
 * The simulation from the command line: `npm run sim -- --count 1000`.
 *   --seed N        one session (with --trace: its trace, readable)
 *   --from A --count B   sessions A to A + B - 1 (default 0, 2,000)
 *   --profile FILE  what sessions are drawn from, or a fixed script: docs/simulation.md
 *   --shrink [FILE] with --seed: the shortest script that still breaks the rule, as a profile
 *   --keep-going    does not stop at the first violations
 * Exit code 1 where a rule is broken, or where something that should happen in so many sessions never did; 2 where what is asked for makes no sense.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';
import { never } from './sometimes.mjs';

const threads = 2;
/** Violations that are told; then it stops. */
const enough = 5;

/** Whoever asks for what makes no sense is told so in one sentence. */
function stop(sentence) {
  console.error(sentence);
  process.exit(2);
}

function options(args) {
  const out = { from: 0, count: 2_000, seed: undefined, profile: undefined, trace: false, shrink: undefined, keepGoing: false };
  for (let i = 0; i < args.length; i++) {
    const name = args[i].split('=')[0];
    const value = () => (args[i].includes('=') ? args[i].slice(args[i].indexOf('=') + 1) : args[++i]);
    const number = () => {
      const text = value();
      const wanted = Number(text);
      if (!/^\d+$/.test(text ?? '') || !Number.isSafeInteger(wanted)) stop(`${name} needs a whole number, not «${text ?? 'nothing'}».`);
      return wanted;
    };
    if (name === '--seed') out.seed = number();
    else if (name === '--from') out.from = number();
    else if (name === '--count') out.count = number();
    else if (name === '--profile') out.profile = value() || stop('--profile needs a file.');
    else if (name === '--trace') out.trace = true;
    else if (name === '--keep-going') out.keepGoing = true;
    else if (name === '--shrink') out.shrink = args[i + 1] && !args[i + 1].startsWith('--') ? value() : '-';
    else stop(`There is no option «${name}». There are: --seed N, --from A, --count B, --profile FILE, --trace, --shrink [FILE], --keep-going.`);
  }
  return out;
}

/** What the file says, not yet checked. */
function read(path) {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    stop(`The profile ${path} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.code ?? error.message}.`);
  }
  if (text.trim() === '') stop(`The profile ${path} is empty; it must be a JSON object, {} at least.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    // The reason may quote lines of the file.
    return stop(`The profile ${path} is not JSON: ${error.message.replaceAll(/\s+/g, ' ')}.`);
  }
}

const told = ({ rule, what, step }, seed, profile) =>
  `✗ seed ${seed}: ${rule} at step ${step}: ${what}\n    npm run sim -- --seed ${seed}${profile ? ` --profile ${profile}` : ''} --trace`;

/** A promise that nobody has caught: the store must never leave one. */
let uncaught;
process.on('unhandledRejection', (error) => {
  uncaught ??= { rule: 'crash', what: `nobody caught: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`, step: 0, at: 0 };
});

async function one(file, { seed, trace, shrink, profile: path }, profile) {
  const { simulate, shortest } = await import(pathToFileURL(file).href);
  const { violation: broken, lines, hash, steps } = await simulate(seed, profile, trace);
  const violation = broken ?? uncaught;
  if (trace) console.log(lines.join('\n'));
  if (violation) console.log(told(violation, seed, path));
  if (violation && shrink) {
    const script = await shortest(seed, profile, (left) => process.stderr.write(`\r${left} steps `));
    const text = JSON.stringify({ name: `seed ${seed}`, script }, undefined, 1);
    process.stderr.write('\n');
    if (shrink === '-') console.log(text);
    else writeFileSync(shrink, `${text}\n`);
    console.log(`the shortest script has ${script.steps.length} steps: npm run sim -- --seed ${seed} --profile ${shrink === '-' ? 'FILE' : shrink} --trace`);
  }
  console.log(`seed ${seed}: ${steps} events, trace ${hash.toString(16).padStart(8, '0')}`);
  return { sessions: 1, violations: violation ? 1 : 0, missing: [] };
}

async function many(file, { from, count, profile: path, keepGoing }, profile) {
  let sessions = 0;
  let violations = 0;
  let steps = 0;
  let hash = 0;
  const happenings = new Map();
  const began = performance.now();
  const workers = Array.from({ length: threads }, (_, i) => new Worker(new URL('./worker.mjs', import.meta.url), {
    workerData: { file, from: from + i, to: from + count, step: threads, profile, stopAtFirst: false },
  }));
  await Promise.all(workers.map((worker) => new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', resolve);
    worker.on('message', (news) => {
      if (news.done) return;
      sessions += 1;
      steps += news.steps;
      hash = (hash ^ Math.imul(news.hash ^ news.seed, 0x9e3779b1)) >>> 0;
      for (const [name, times] of news.happenings) happenings.set(name, (happenings.get(name) ?? 0) + times);
      if (news.violation) {
        violations += 1;
        if (violations <= enough || keepGoing) console.log(told(news.violation, news.seed, path));
        if (violations >= enough && !keepGoing) for (const one of workers) void one.terminate();
      }
      if (sessions % 1_000 === 0) console.log(`${sessions} sessions, ${steps} events, ${violations} violations, ${((performance.now() - began) / 1_000).toFixed(0)} s`);
    });
  })));
  const missing = never(happenings, profile, sessions);
  for (const name of missing) console.log(`✗ in ${sessions} sessions it never happened: ${name}`);
  console.log([...happenings].sort().map(([name, times]) => `${name} ${times}`).join(' · '));
  console.log(`all traces ${hash.toString(16).padStart(8, '0')}, ${((performance.now() - began) / Math.max(1, sessions)).toFixed(1)} ms a session`);
  return { sessions, violations, missing };
}

async function checked(file, given) {
  const { ProfileError, profileFrom } = await import(pathToFileURL(file).href);
  try {
    return profileFrom(given);
  } catch (error) {
    if (error instanceof ProfileError) stop(error.message);
    throw error;
  }
}

const wanted = options(process.argv.slice(2));
const given = wanted.profile === undefined ? undefined : read(wanted.profile);
const file = await bundle();
const profile = await checked(file, given);
const isOne = wanted.seed !== undefined;
const { sessions, violations, missing } = isOne ? await one(file, wanted, profile) : await many(file, wanted, profile);
console.log(`${sessions} sessions, ${violations} violations`);
process.exit(violations > 0 || missing.length > 0 ? 1 : 0);
