/** Asks until it is so, half a minute at most, and answers whether: what travels beside the answers arrives later, on a busy machine much later. */
export async function soon(is: () => boolean | Promise<boolean>): Promise<boolean> {
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 10))) if (await is()) return true;
  return false;
}
