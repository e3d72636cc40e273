import { anaAndLee } from './ana-and-lee.js';
import { diary } from './diary.js';
import { otherThreads } from './other-threads.js';
import { workspaces } from './people.js';
import { timesBefore } from './times.js';
import type { Seed } from './types.js';

export type { Seed, SeedFile, SeedMessage, SeedThread, SeedWorkspace } from './types.js';
export { workspaces } from './people.js';

/** The folder of the seed's files. */
export const filesFolder = new URL('./files/', import.meta.url);

/** Everything the demo starts with, as of `now` (milliseconds since the epoch): the same `now` gives the same seed. */
export function demoSeed(now: number): Seed {
  const times = timesBefore(now);
  return { workspaces, threads: [anaAndLee(times), diary(now), ...otherThreads(times)] };
}
