import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sources = new Map(readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  .map((file) => [file, readFileSync(join(root, file), 'utf8')]));

const baseOf = (key: string): string => key.replace(/\.(one|other)$/, '');
const catalogues = new Map([...sources].filter(([file, text]) => /i18n\/(strings|loader-strings)\.ts$/.test(file) || text.includes('addWords('))
  .map(([file, text]) => [file, new Set([...text.matchAll(/'([a-z][\w.-]*)': ['"`\n]/g)].map(([, key]) => baseOf(key as string)))]));

/** The file and all that comes with it. */
function whatComesWith(file: string, found = new Set<string>()): Set<string> {
  const text = sources.get(file);
  if (text === undefined || found.has(file)) return found;
  found.add(file);
  for (const [, from, effect] of text.matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.[^']+)'|^import '(\.[^']+)'/gm)) {
    whatComesWith(join(dirname(file), (from ?? effect as string).replace(/\.js$/, '.ts')), found);
  }
  return found;
}

/** Kinds bring words with the bubble, which brings the rest of the folder. */
const kindOf = (file: string): string | undefined => /^src\/kinds\/[\w-]+\//.exec(file)?.[0];

it('every sentence comes with the code that says it', () => {
  const missing: string[] = [];
  let asked = 0;
  for (const [file, text] of sources) {
    if (file.startsWith('src/i18n/')) continue;
    const here = whatComesWith(file);
    const isHere = (catalogue: string): boolean => /\/(strings|loader-strings)\.ts$/.test(catalogue) || here.has(catalogue) || (kindOf(file) !== undefined && kindOf(catalogue) === kindOf(file));
    const keys = [...text.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key]) => key as string);
    if (/\bt\(`error\.\$\{/.test(text)) keys.push('error.unknown');
    for (const key of keys) {
      asked += 1;
      if (![...catalogues].some(([catalogue, words]) => words.has(key) && isHere(catalogue))) missing.push(`${file}: ${key}`);
    }
  }
  assert.ok(asked > 300, `only ${asked} sentences were found`);
  assert.deepEqual(missing, []);
});
