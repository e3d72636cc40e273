/** Below this width the window fills the screen and is modal. */
const phone = '(max-width: 479.98px)';

/** What marks our own entry in the page's history. */
const mark = 'clinicChatPopup';

export interface FrameOptions {
  /** One level back inside the window; false when there is none left. */
  back(): boolean;
  /** The person wants the window gone. */
  close(): void;
}

/**
 * The window's `<dialog>`: not modal beside the page, modal and full-screen on a phone, where the back gesture goes one level back and at
 * last closes it. While it is closed it stays in the layout, out of sight: its scroll positions live on.
 */
export class PopupFrame {
  readonly #dialog: HTMLDialogElement;
  readonly #options: FrameOptions;
  readonly #phone = matchMedia(phone);
  #shown = false;
  #inHistory = false;
  #leaving: Promise<void> | undefined;

  constructor(dialog: HTMLDialogElement, options: FrameOptions) {
    this.#dialog = dialog;
    this.#options = options;
    dialog.classList.add('away', 'gone');
    dialog.setAttribute('open', '');
    dialog.addEventListener('keydown', this.#onKeydown);
    dialog.addEventListener('cancel', (event) => {
      if (event.target !== dialog) return;
      event.preventDefault();
      this.#back();
    });
    // A browser may close a modal dialog by itself when `cancel` was prevented before.
    dialog.addEventListener('close', () => {
      if (this.#shown && !dialog.open) options.close();
    });
  }

  get isModal(): boolean {
    return this.#dialog.matches(':modal');
  }

  connect(): void {
    this.#phone.addEventListener('change', this.#onResize);
    // Before the portal's router, whatever it listens to: it must not see what is not its own.
    addEventListener('popstate', this.#onPopState, { capture: true });
    visualViewport?.addEventListener('resize', this.#onViewport);
    visualViewport?.addEventListener('scroll', this.#onViewport);
    if (this.#shown) this.#stand();
  }

  disconnect(): void {
    this.#phone.removeEventListener('change', this.#onResize);
    removeEventListener('popstate', this.#onPopState, { capture: true });
    visualViewport?.removeEventListener('resize', this.#onViewport);
    visualViewport?.removeEventListener('scroll', this.#onViewport);
  }

  show(): void {
    if (this.#shown) return;
    this.#shown = true;
    this.#stand();
    // One frame at its place, still transparent: so that it grows from there.
    this.#dialog.getBoundingClientRect();
    this.#dialog.classList.remove('away');
  }

  /** Resolves once the page's history is as it was before `show`. */
  hide(): Promise<void> {
    if (!this.#shown) return Promise.resolve();
    this.#shown = false;
    this.#dialog.classList.add('away', 'gone');
    if (this.isModal) {
      this.#dialog.close();
      this.#dialog.setAttribute('open', '');
    }
    return this.#leaveHistory();
  }

  /** Stands where the size of the page wants it: asked for again when that changes, without losing the focus. */
  #stand(): void {
    const dialog = this.#dialog;
    const full = this.#phone.matches;
    dialog.classList.toggle('full', full);
    dialog.classList.remove('gone');
    if (full === this.isModal) return;
    const focused = deepFocus(dialog);
    if (full) {
      dialog.removeAttribute('open');
      dialog.showModal();
      this.#enterHistory();
      this.#onViewport();
    } else {
      dialog.close();
      dialog.setAttribute('open', '');
      void this.#leaveHistory();
    }
    focused?.focus({ preventScroll: true });
  }

  #back(): void {
    if (!this.#options.back()) this.#options.close();
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    // A menu, a combobox or a lightbox inside has closed itself by this press; a composing input method keeps it.
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.#back();
  };

  readonly #onResize = (): void => {
    if (this.#shown) this.#stand();
  };

  /** Above the virtual keyboard: what is left of the page, where the browser does not say so by `dvh`. */
  readonly #onViewport = (): void => {
    if (!visualViewport || visualViewport.scale > 1.01) return;
    this.#dialog.style.setProperty('--_viewport-height', `${visualViewport.height}px`);
    this.#dialog.style.setProperty('--_viewport-top', `${visualViewport.offsetTop}px`);
  };

  /** One entry of our own at the page's address, with the router's own state in it. */
  #enterHistory(): void {
    if (this.#inHistory) return;
    try {
      history.pushState({ ...(history.state as object | null), [mark]: true }, '');
      this.#inHistory = true;
    } catch {
      // A page that may not write its history (a sandboxed frame): the back gesture then leaves the page, as it would without us.
    }
  }

  #leaveHistory(): Promise<void> {
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
    if (this.#options.back()) this.#enterHistory();
    else this.#options.close();
  };
}

const isOurs = (state: unknown): boolean => typeof state === 'object' && state !== null && mark in state;

/** The element in focus within `root`, through all shadow roots. */
export function deepFocus(root: Node): HTMLElement | undefined {
  let active = (root.getRootNode() as Document | ShadowRoot).activeElement;
  if (!active || !root.contains(active)) return undefined;
  while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active as HTMLElement;
}
