import type { FrameOptions, PhoneAids } from './phone-aids.js';

/** Below this width the window fills the screen and is modal. */
const phone = '(max-width: 479.98px)';

/**
 * The window's `<dialog>`: not modal beside the page, modal and full-screen on a phone, where the back gesture goes one level back and at
 * last closes it. While it is closed it stays in the layout, out of sight: its scroll positions live on.
 */
export class PopupFrame {
  readonly #dialog: HTMLDialogElement;
  readonly #options: FrameOptions;
  readonly #phone = matchMedia(phone);
  #shown = false;
  #aids: PhoneAids | undefined;

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
    this.#aids?.connect();
    if (this.#shown) this.#stand();
  }

  disconnect(): void {
    this.#phone.removeEventListener('change', this.#onResize);
    this.#aids?.disconnect();
  }

  /** Fetches the aids where the window fills the screen: until they are there the back gesture is the browser's own. */
  async #help(): Promise<void> {
    if (!this.#aids) {
      const module = await import('./phone-aids.js').catch(() => undefined);
      if (!module || this.#aids || !this.#shown || !this.isModal) return;
      this.#aids = new module.PhoneAids(this.#dialog, this.#options);
      this.#aids.connect();
    }
    this.#aids.enter();
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
    return this.#aids?.leave() ?? Promise.resolve();
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
      void this.#help();
    } else {
      dialog.close();
      dialog.setAttribute('open', '');
      void this.#aids?.leave();
    }
    focused?.focus({ preventScroll: true });
  }

  #back(): void {
    if (!this.#options.back()) this.#options.close();
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    // A menu, a combobox or a gallery inside has closed itself by this press; a composing input method keeps it.
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.#back();
  };

  readonly #onResize = (): void => {
    if (this.#shown) this.#stand();
  };
}

/** The element in focus within `root`, through all shadow roots. */
export function deepFocus(root: Node): HTMLElement | undefined {
  let active = (root.getRootNode() as Document | ShadowRoot).activeElement;
  if (!active || !root.contains(active)) return undefined;
  while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active as HTMLElement;
}
