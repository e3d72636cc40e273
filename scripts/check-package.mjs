/** Packs the package as npm would and asks publint and «are the types wrong» about it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'clinic-chat-pack-'));
let bad = false;

function run(name, program, args) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  console.log(`${status === 0 ? '✓' : '✗'} ${name}`);
  if (status !== 0) {
    bad = true;
    console.log(`${stdout}${stderr}`);
  }
}

try {
  run('pack', 'npm', ['pack', '--ignore-scripts', '--pack-destination', folder]);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (tarball) {
    const file = join(folder, tarball);
    run('publint', process.execPath, ['node_modules/publint/src/cli.js', 'run', file, '--strict']);
    run('types', process.execPath, ['node_modules/@arethetypeswrong/cli/dist/index.js', file, '--profile', 'esm-only', '--no-emoji', '--exclude-entrypoints', 'clinic-chat.js', 'clinic-chat.iife.js']);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = bad ? 1 : 0;
