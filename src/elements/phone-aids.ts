import { BackGesture } from '../ui/back-gesture.js';

export interface FrameOptions {
  /** One level back inside the window; false when there is none left. */
  back(): boolean;
  /** The person wants the window gone. */
  close(): void;
}

/**
 * What a window that fills a phone's screen needs: the back gesture goes one level back inside it and at last closes it, and it keeps to the
 * part of the screen that a virtual keyboard leaves.
 */
export class PhoneAids {
  readonly #dialog: HTMLElement;
  readonly #back: BackGesture;

  constructor(dialog: HTMLElement, options: FrameOptions) {
    this.#dialog = dialog;
    this.#back = new BackGesture('clinicChatPopup', () => (options.back() ? this.enter() : options.close()));
  }

  connect(): void {
    this.#back.connect();
    visualViewport?.addEventListener('resize', this.#onViewport);
    visualViewport?.addEventListener('scroll', this.#onViewport);
  }

  disconnect(): void {
    this.#back.disconnect();
    visualViewport?.removeEventListener('resize', this.#onViewport);
    visualViewport?.removeEventListener('scroll', this.#onViewport);
  }

  enter(): void {
    this.#onViewport();
    this.#back.enter();
  }

  /** Resolves once the page's history is as it was before `enter`. */
  leave(): Promise<void> {
    return this.#back.leave();
  }

  /** Above the virtual keyboard: what is left of the page, where the browser does not say so by `dvh`. */
  readonly #onViewport = (): void => {
    if (!visualViewport || visualViewport.scale > 1.01) return;
    this.#dialog.style.setProperty('--_viewport-height', `${visualViewport.height}px`);
    this.#dialog.style.setProperty('--_viewport-top', `${visualViewport.offsetTop}px`);
  };
}
