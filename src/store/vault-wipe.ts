import type { Platform } from '../base/platform.js';

/** Tells the other tabs of a logout. What is posted is the partition. */
const channelName = 'clinic-chat-wipe';

/** Milliseconds: a storage that could not be emptied is tried again after this long, then after twice as long, up to the longest. */
const pause = 1_000;
const longest = 500_000;

/** Hears of a logout of the same person in another tab. */
export function hearWipe(platform: Platform, partition: string, wiped: () => void): () => void {
  const channel = platform.broadcast?.(channelName);
  channel?.listen((message) => {
    if (message === partition || message === '') wiped();
  });
  return () => channel?.close();
}

/**
 * Tells the other tabs of a logout, then empties the storage. Who it was is not known before the session was open once: then everything of this
 * origin goes. Where it cannot be emptied `failed` is called, and it is tried again for a while. Never rejects.
 * @param late writes that are under way: they may land after all.
 */
export async function wipe(platform: Platform, partition: string | undefined, failed: () => void, late: readonly Promise<void>[] = []): Promise<void> {
  const channel = platform.broadcast?.(channelName);
  channel?.post(partition ?? '');
  const clear = async (): Promise<void> => {
    if (partition === undefined) return platform.forget?.();
    await Promise.all([platform.storage(partition).clear(), platform.cache?.(partition).clear()]);
  };
  const empty = async (wait: number): Promise<void> => {
    let isEmpty = false;
    platform.clock.after(wait, () => {
      if (!isEmpty && wait < longest) void empty(wait * 2);
    });
    try {
      await clear();
      if (late.length) await Promise.all(late).then(clear);
      isEmpty = true;
    } catch {
      failed();
    }
  };
  await empty(pause);
  channel?.close();
}
