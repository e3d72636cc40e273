/** `npm start`: builds what is missing of the script-tag files, then opens the demo portal in this very process, so that signals reach it. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

const build = fileURLToPath(new URL('./build.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [build, '--script', '--if-stale'], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

register();
await import('../demo/portal/main.ts');
