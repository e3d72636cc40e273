/**
 * Checks the house's import rule (.dependency-cruiser.cjs) over a tree's src/, and says what broke it.
 *   node scripts/import-rule.mjs [folder]     the folder of the package; default: this one
 * Ends with 1 where the rule is broken, and also where there was nothing to check.
 */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const home = fileURLToPath(new URL('..', import.meta.url));
const tree = resolve(process.argv[2] ?? home);
process.chdir(tree);

const config = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
const options = await extractDepcruiseOptions(resolve(home, '.dependency-cruiser.cjs'));
const result = await cruise(['src'], { ...options, ruleSet: config, validate: true, outputType: 'json' }, undefined, {
  tsConfig: extractTSConfig(resolve(tree, 'tsconfig.json')),
});
const { modules, summary } = typeof result.output === 'string' ? JSON.parse(result.output) : result.output;
const own = modules.filter(({ source }) => source.startsWith('src/'));

for (const { from, to, rule, cycle } of summary.violations) {
  const comment = config.forbidden.find(({ name }) => name === rule.name)?.comment ?? '';
  const path = cycle ? [from, ...cycle.map(({ name }) => name)].join(' → ') : from === to ? from : `${from} → ${to}`;
  console.error(`${rule.name}: ${path}\n    ${comment}`);
}
const edges = own.reduce((sum, { dependencies }) => sum + dependencies.length, 0);
console.log(`import rule: ${own.length} files, ${edges} imports, ${summary.violations.length} violations`);
if (summary.violations.length > 0 || edges === 0) process.exitCode = 1;
