import type { Platform } from '../base/platform.js';

/** The channel on which tabs of this origin hear of one another, whoever uses them: all that it tells is that there is one more. */
const channelName = 'clinic-chat.here';

/**
 * Tells the other tabs of this origin that this one is here, and calls `met` once, as soon as it hears of another: what joins tabs has to be
 * loaded by those alone who have several. Returns what ends it.
 */
export function watchForTabs({ broadcast }: Platform, met: () => void): () => void {
  const channel = broadcast?.(channelName);
  channel?.listen((said) => {
    if (said === 'new') channel.post('here');
    met();
  });
  channel?.post('new');
  return () => channel?.close();
}
