import { pageActivity } from '../base/activity.js';
import type { Platform } from '../base/platform.js';

/**
 * Calls `lock` once nobody has used the page for `ms`, again and again. A device that slept meanwhile locks as it wakes, before anything of it
 * counts as use. Returns the function that stops it.
 */
export function lockWhenIdle({ clock, lifecycle, activity = pageActivity }: Platform, ms: number, lock: () => void): () => void {
  let last = clock.now();
  let stopTimer: (() => void) | undefined;
  const look = (): void => {
    stopTimer?.();
    const left = last + ms - clock.now();
    stopTimer = left > 0 ? clock.after(left, look) : undefined;
    if (left <= 0) lock();
  };
  const stops = [
    activity(() => {
      // A timer does not run while a device sleeps.
      if (last + ms <= clock.now()) lock();
      last = clock.now();
      if (!stopTimer) look();
    }),
    lifecycle.subscribe(look),
  ];
  look();
  return () => {
    stopTimer?.();
    for (const stop of stops) stop();
  };
}
