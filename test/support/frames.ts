/**
 * Looks at the page as it is painted, in every frame, until `stop` is called: after the observers of sizes that were there before have done
 * their work. Between two frames anything may stand anywhere; nobody sees it.
 */
export function everyFrame(look: () => void): { stop(): number } {
  let frames = 0;
  const probe = document.body.appendChild(document.createElement('i'));
  Object.assign(probe.style, { position: 'fixed', display: 'block', blockSize: '1px', inlineSize: '1px', visibility: 'hidden' });
  const resize = (): void => void (probe.style.inlineSize = `${1 + (frames % 2)}px`);
  const observer = new ResizeObserver(() => {
    if (!probe.isConnected) return;
    frames += 1;
    look();
    requestAnimationFrame(resize);
  });
  observer.observe(probe);
  return {
    stop() {
      observer.disconnect();
      probe.remove();
      return frames;
    },
  };
}

/** So many painted frames, and what follows the last one's paint. */
export const frames = (count: number): Promise<void> =>
  new Promise((resolve) => {
    let left = count;
    const watch = everyFrame(() => {
      left -= 1;
      if (left > 0) return;
      watch.stop();
      // A message that is posted within the frame arrives once it has been painted.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(0);
    });
  });
