import { ChatError } from './errors.js';
import type { Clock } from './platform.js';

/** The signal was aborted: what a call rejects with. `outcome` is `maybe` where the request may have arrived. */
export const abortedError = (outcome: 'no' | 'maybe' = 'no'): ChatError => new ChatError('aborted', 'aborted', { outcome });

/** Waits `ms` on the given clock. Rejects with `ChatError` `aborted` as soon as the signal aborts. */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(abortedError());
    const onAbort = (): void => {
      cancel();
      reject(abortedError());
    };
    const cancel = clock.after(ms, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
