/**
 * Prints the table «rule → tests» from the names of all tests: `npm run rules`. Ends with 1 where a rule that must be proven has no test.
 *   npm run rules -- --all    every test's name, not only how many
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const range = (letter, from, to) => Array.from({ length: to - from + 1 }, (_, i) => `${letter}${String(from + i).padStart(letter === 'R-' ? 2 : 1, '0')}`);
const required = [...range('R-', 1, 27), ...range('T', 1, 11)];
/** A test's name, and the rules that it begins with: «R-05 T2 what is proven»; a case of the conformance suite is a test too. */
const name = /\b(?:it|test|rule|describe)(?:\.\w+)?\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g;
const leading = /^(?:(?:R-\d\d|T\d{1,2})(?:[,:]|\s|$)\s*)+/;

const found = new Map(required.map((rule) => [rule, []]));
for (const folder of ['test', 'src/transport/conformance']) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !/\.(ts|mjs)$/.test(entry.name) || entry.parentPath.includes('node_modules')) continue;
    const file = join(entry.parentPath, entry.name);
    for (const [, , said] of readFileSync(file, 'utf8').matchAll(name)) {
      for (const rule of (leading.exec(said)?.[0] ?? '').match(/R-\d\d|T\d{1,2}/g) ?? []) {
        found.set(rule, [...(found.get(rule) ?? []), `${file.slice(root.length)}: ${said}`]);
      }
    }
  }
}

const all = process.argv.includes('--all');
for (const [rule, tests] of [...found].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))) {
  const files = new Set(tests.map((test) => test.slice(0, test.indexOf(':'))));
  console.log(`${rule.padEnd(5)} ${String(tests.length).padStart(3)}  ${all ? '' : [...files].join(', ')}`);
  if (all) for (const test of tests) console.log(`           ${test}`);
}
const missing = required.filter((rule) => found.get(rule).length === 0);
if (missing.length > 0) {
  console.error(`no test for ${missing.join(', ')}`);
  process.exitCode = 1;
}
