import type { LifecycleState, Platform } from '../base/platform.js';

/** Calls `back` whenever the network, the page or its focus comes back. Returns what ends it. */
export function watchForReturn({ lifecycle }: Platform, back: () => void): () => void {
  let before: LifecycleState = lifecycle.get();
  return lifecycle.subscribe((now) => {
    const isBack = (now.online && !before.online) || (now.visible && !before.visible) || (now.focused && !before.focused);
    before = now;
    if (isBack) back();
  });
}
