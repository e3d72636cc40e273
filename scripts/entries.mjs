/** What the npm form offers: every public element's file, the index files of the rooms, and the ports. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Rooms whose every file is an entry: elements are imported one by one. */
const each = ['src/elements'];
/** Files that are entries where they exist. */
const single = [
  'src/index.ts',
  'src/define.ts',
  'src/base/errors.ts',
  'src/model/index.ts',
  'src/store/index.ts',
  'src/kinds/index.ts',
  'src/i18n/index.ts',
  'src/transport/transport.ts',
  'src/transport/conformance.ts',
];

/**
 * @param {string} root the package's folder
 * @returns {string[]} paths from the root, sorted, so that two builds are alike
 */
export function entries(root) {
  const found = single.filter((file) => existsSync(join(root, file)));
  for (const room of each) {
    if (!existsSync(join(root, room))) continue;
    for (const name of readdirSync(join(root, room))) if (name.endsWith('.ts')) found.push(`${room}/${name}`);
  }
  const adapters = join(root, 'src/transport');
  for (const entry of existsSync(adapters) ? readdirSync(adapters, { withFileTypes: true }) : []) {
    const file = `src/transport/${entry.name}/index.ts`;
    if (entry.isDirectory() && existsSync(join(root, file))) found.push(file);
  }
  return found.sort();
}
