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
