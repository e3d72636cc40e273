// Writes src/transport/rest/wire-types.ts from demo/server/openapi.yaml. With --check it writes nothing and fails where the file is stale.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const source = new URL('../demo/server/openapi.yaml', import.meta.url);
const target = new URL('../src/transport/rest/wire-types.ts', import.meta.url);

const types = astToString(await openapiTS(source, { alphabetize: false, emptyObjectsUnknown: false }));
const text = `// Made from demo/server/openapi.yaml by scripts/generate-wire.mjs. Change the document, then run it again.\n${types}`;

if (process.argv.includes('--check')) {
  const written = await readFile(target, 'utf8').catch(() => '');
  if (written !== text) {
    console.error('src/transport/rest/wire-types.ts is stale: run `node scripts/generate-wire.mjs` and commit it.');
    process.exitCode = 1;
  }
} else {
  await writeFile(target, text);
}
