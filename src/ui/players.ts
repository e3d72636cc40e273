/** Told on the window by whatever begins to sound or to listen, so that two copies of the library agree as well: all others fall silent. */
const turn = 'clinic-sound-turn';

/** Everything else on the page that plays falls silent. */
export const takeTurn = (who: object): void => void window.dispatchEvent(new CustomEvent(turn, { detail: who }));

/** Calls `silence` when something else begins. Returns the function that ends it. */
export function hearTurns(who: object, silence: () => void): () => void {
  const hear = (event: Event): void => {
    if ((event as CustomEvent<object>).detail !== who) silence();
  };
  window.addEventListener(turn, hear);
  return () => window.removeEventListener(turn, hear);
}

/** Milliseconds for a player to find out what it plays. */
const patience = 5_000;

/**
 * Ends what a browser's player has loaded, and with it its connection: left to the garbage collector it keeps it, and a browser has six for each server.
 * One that is still finding out what it plays is ended when it knows, or has failed: WebKitGTK locks up the whole page where a player is ended while it tells the page what streams it has found.
 */
export function letGo(media: HTMLMediaElement): void {
  media.pause();
  const end = (): void => {
    media.removeAttribute('src');
    media.load();
  };
  if (media.readyState > HTMLMediaElement.HAVE_NOTHING || media.networkState !== HTMLMediaElement.NETWORK_LOADING) return end();
  const limit = setTimeout(end, patience);
  const known = (): void => {
    clearTimeout(limit);
    end();
  };
  for (const name of ['loadedmetadata', 'error']) media.addEventListener(name, known, { once: true });
}
