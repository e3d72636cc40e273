import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The late files of a build stand in a folder that is named by the whole build: parts of two builds never meet, however they are cached. Among
 * themselves they ask for each other by name alone: eight digits in every file moved its compressed size from one build to the next.
 * @param {string} folder where the builds' folders stand
 * @param {(chunk: { facadeModuleId: string | null, name: string }) => string} nameOf
 */
export function buildName(folder, nameOf) {
  let build = '';
  return {
    build: () => build,
    fileNames: (chunk) => `${folder}/${build}/${nameOf(chunk)}.js`,
    plugin: {
      name: 'build-name',
      renderStart() {
        const hash = createHash('sha256').update(readFileSync(`${root}rollup.config.mjs`));
        for (const id of [...this.getModuleIds()].sort()) hash.update(relative(root, id)).update('\0').update(this.getModuleInfo(id)?.code ?? '').update('\0');
        build = hash.digest('hex').slice(0, 8);
      },
    },
  };
}
