/** Milliseconds. */
const oneFrame = 12;

/** Waits for the next frame, where the last one was drawn just now; in a tab that paints nothing, for a moment. */
export async function nextFrame(drawnAt: number): Promise<void> {
  if (performance.now() - drawnAt >= oneFrame) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, 100);
    const frame = requestAnimationFrame(done);
    function done(): void {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      resolve();
    }
  });
}
