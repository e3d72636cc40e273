/** Runs sessions of a range, in a thread of its own: every `step`-th seed, so that threads share the work. */
import { parentPort, workerData } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';

const { file, from, to, step, profile, stopAtFirst } = workerData;
const { simulate } = await import(pathToFileURL(file).href);

/** A promise that nobody has caught: the store must never leave one. */
let uncaught;
process.on('unhandledRejection', (error) => {
  uncaught ??= error instanceof Error ? (error.stack ?? error.message) : String(error);
});

for (let seed = from; seed < to; seed += step) {
  const { violation, happenings, hash, steps } = await simulate(seed, profile);
  const found = violation ?? (uncaught ? { rule: 'crash', what: `nobody caught: ${uncaught}`, step: steps, at: 0 } : undefined);
  uncaught = undefined;
  parentPort.postMessage({ seed, hash, steps, violation: found, happenings: [...happenings] });
  if (found && stopAtFirst) break;
}
parentPort.postMessage({ done: true });
