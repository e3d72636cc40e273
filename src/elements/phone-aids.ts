export interface FrameOptions {
  /** One level back inside the window; false when there is none left. */
  back(): boolean;
  /** The person wants the window gone. */
  close(): void;
}

/** What marks our own entry in the page's history. */
const mark = 'clinicChatPopup';
const isOurs = (state: unknown): boolean => typeof state === 'object' && state !== null && mark in state;

/**
 * What a window that fills a phone's screen needs: the back gesture goes one level back inside it and at last closes it, and it keeps to the
 * part of the screen that a virtual keyboard leaves.
 */
export class PhoneAids {
  readonly #dialog: HTMLElement;
  readonly #options: FrameOptions;
  #inHistory = false;
  #leaving: Promise<void> | undefined;

  constructor(dialog: HTMLElement, options: FrameOptions) {
    this.#dialog = dialog;
    this.#options = options;
  }

  connect(): void {
    // Before the portal's router, whatever it listens to: it must not see what is not its own.
    addEventListener('popstate', this.#onPopState, { capture: true });
    visualViewport?.addEventListener('resize', this.#onViewport);
    visualViewport?.addEventListener('scroll', this.#onViewport);
  }

  disconnect(): void {
    removeEventListener('popstate', this.#onPopState, { capture: true });
    visualViewport?.removeEventListener('resize', this.#onViewport);
    visualViewport?.removeEventListener('scroll', this.#onViewport);
  }

  /** One entry of our own at the page's address, with the router's own state in it. */
  enter(): void {
    this.#onViewport();
    if (this.#inHistory) return;
    try {
      history.pushState({ ...(history.state as object | null), [mark]: true }, '');
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
    if (!isOurs(history.state)) return Promise.resolve();
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

  readonly #onPopState = (event: PopStateEvent): void => {
    if (!this.#inHistory || isOurs(event.state)) return;
    event.stopImmediatePropagation();
    this.#inHistory = false;
    if (this.#options.back()) this.enter();
    else this.#options.close();
  };

  /** Above the virtual keyboard: what is left of the page, where the browser does not say so by `dvh`. */
  readonly #onViewport = (): void => {
    if (!visualViewport || visualViewport.scale > 1.01) return;
    this.#dialog.style.setProperty('--_viewport-height', `${visualViewport.height}px`);
    this.#dialog.style.setProperty('--_viewport-top', `${visualViewport.offsetTop}px`);
  };
}
