/** The simulation and what it drives as one file: what is loaded on need is then a promise away, in Node and in a browser alike. */
import { build } from 'esbuild';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @returns {Promise<string>} the path of the bundle */
export async function bundle({ entry = 'test/sim/entry.ts', outfile = `${root}test-results/sim/sim.mjs`, plugins = [] } = {}) {
  mkdirSync(new URL('.', `file://${outfile}`), { recursive: true });
  await build({
    entryPoints: [`${root}${entry}`], outfile, bundle: true, format: 'esm', target: 'es2022', platform: 'neutral', mainFields: ['module', 'main'],
    logLevel: 'error', sourcemap: 'inline', plugins,
  });
  return outfile;
}
