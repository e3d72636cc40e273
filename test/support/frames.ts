/** Looks at the page as it was painted, after every frame, until `stop` is called. */
export function everyFrame(look: () => void): { stop(): number } {
  let frames = 0;
  let running = true;
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    if (!running) return;
    frames += 1;
    look();
    requestAnimationFrame(next);
  };
  // A message that is posted within the frame arrives once it has been painted.
  const next = (): void => channel.port2.postMessage(0);
  requestAnimationFrame(next);
  return {
    stop() {
      running = false;
      channel.port1.close();
      return frames;
    },
  };
}

/** So many painted frames. */
export const frames = (count: number): Promise<void> =>
  new Promise((resolve) => {
    let left = count;
    const watch = everyFrame(() => {
      left -= 1;
      if (left > 0) return;
      watch.stop();
      resolve();
    });
  });
