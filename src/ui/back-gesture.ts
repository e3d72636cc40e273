/**
 * The browser's and the phone's way back, for what lies over the page: one entry of our own in the page's history, at the page's address, with the router's own
 * state in it.
 */
export class BackGesture {
  readonly #mark: string;
  readonly #onBack: () => void;
  #inHistory = false;
  #leaving: Promise<void> | undefined;

  /** @param mark tells the entry from those of others who lie over the page */
  constructor(mark: string, onBack: () => void) {
    this.#mark = mark;
    this.#onBack = onBack;
  }

  connect(): void {
    // Before the portal's router, whatever it listens to: it must not see what is not its own.
    addEventListener('popstate', this.#onPopState, { capture: true });
  }

  disconnect(): void {
    removeEventListener('popstate', this.#onPopState, { capture: true });
  }

  enter(): void {
    if (this.#inHistory) return;
    try {
      history.pushState({ ...(history.state as object | null), [this.#mark]: true }, '');
      this.#inHistory = true;
    } catch {
      // A page that may not write its history (a sandboxed frame): the back gesture then leaves the page, as it would without us.
    }
  }

  /** Resolves once the page's history is as it was before `enter`. */
  leave(): Promise<void> {
    if (!this.#inHistory) return this.#leaving ?? Promise.resolve();
    this.#inHistory = false;
    // The portal has moved on by itself: our entry lies below and is none of the present's business.
    if (!this.#isOurs(history.state)) return Promise.resolve();
    return (this.#leaving = new Promise((resolve) => {
      const done = (event: PopStateEvent): void => {
        event.stopImmediatePropagation();
        removeEventListener('popstate', done, { capture: true });
        this.#leaving = undefined;
        resolve();
      };
      addEventListener('popstate', done, { capture: true });
      history.back();
    }));
  }

  #isOurs(state: unknown): boolean {
    return typeof state === 'object' && state !== null && this.#mark in state;
  }

  readonly #onPopState = (event: PopStateEvent): void => {
    if (!this.#inHistory || this.#isOurs(event.state)) return;
    event.stopImmediatePropagation();
    this.#inHistory = false;
    this.#onBack();
  };
}
