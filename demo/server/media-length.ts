import { wavSeconds } from '../../src/base/wav.js';

/** how long sound or a film is, in seconds, as its own bytes tell; nothing where they do not. */
export function mediaLength(head: Uint8Array, size: number): { duration?: number } {
  const duration = wavSeconds(head, size);
  return duration === undefined ? {} : { duration };
}
