/** Calls `listener` whenever somebody uses the page: pointer, wheel, touch or key. Returns the function that stops it. Does nothing outside a page. */
export function pageActivity(listener: () => void): () => void {
  const stop = new AbortController();
  if (typeof window !== 'undefined') {
    for (const type of ['pointerdown', 'pointermove', 'wheel', 'touchstart', 'keydown']) window.addEventListener(type, listener, { capture: true, passive: true, signal: stop.signal });
  }
  return () => stop.abort();
}
