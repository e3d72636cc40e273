export interface GalleryStage {
  /** Where fingers, mouse and wheel are heard. */
  stage(): HTMLElement | null;
  /** The image that is seen. */
  picture(): HTMLElement | null;
  /** Whether there is an image at the left (-1) or at the right (1). */
  canTurn(side: number): boolean;
  turn(side: number): void;
  /** The scale is another. */
  changed(): void;
  /** A click or tap beside the image. */
  beside(): void;
}

interface Point { x: number; y: number }

const most = 6;
const doubled = 2.5;
/** Pixels within which a finger has not moved; within which two taps are at one place; that turn the page. */
const [still, near, far] = [8, 32, 60];
/** Milliseconds between two taps that are one double tap. */
const twice = 300;

const between = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
const within = (value: number, bound: number): number => Math.min(bound, Math.max(-bound, value));

/**
 * How an image is zoomed and moved: two fingers, a double tap, the wheel with Control (which is what a trackpad's pinch is), and dragging. One finger on
 * an image that is seen whole turns the page. Places are counted from the middle of the stage.
 */
export class GalleryTouch {
  /** 1 is the whole image. */
  scale = 1;
  readonly #on: GalleryStage;
  #x = 0;
  #y = 0;
  readonly #pointers = new Map<number, Point>();
  #begun: { at: Point; target: EventTarget | null; isAlone: boolean } | undefined;
  #tapped: { at: Point; time: number } | undefined;
  #drag = 0;

  constructor(on: GalleryStage) {
    this.#on = on;
  }

  connect(stage: HTMLElement): void {
    stage.addEventListener('pointerdown', this.#onDown);
    stage.addEventListener('pointermove', this.#onMove);
    stage.addEventListener('pointerup', this.#onUp);
    stage.addEventListener('pointercancel', this.#onCancel);
    stage.addEventListener('pointerleave', this.#onCancel);
    stage.addEventListener('wheel', this.#onWheel, { passive: false });
  }

  /** Another image: seen whole. */
  reset(): void {
    this.zoomTo(1);
  }

  /** @param at what stays where it is; the middle by default */
  zoomTo(scale: number, at: Point = { x: 0, y: 0 }): void {
    const to = Math.min(most, Math.max(1, scale));
    this.#x = at.x - (at.x - this.#x) * (to / this.scale);
    this.#y = at.y - (at.y - this.#y) * (to / this.scale);
    this.scale = to;
    this.pan(0, 0);
    this.#on.changed();
  }

  /** Moves the image, as far as there is more of it than one sees. */
  pan(x: number, y: number): void {
    const [stage, picture] = [this.#on.stage(), this.#on.picture()];
    if (!stage || !picture) return;
    this.#x = within(this.#x + x, Math.max(0, (picture.offsetWidth * this.scale - stage.clientWidth) / 2));
    this.#y = within(this.#y + y, Math.max(0, (picture.offsetHeight * this.scale - stage.clientHeight) / 2));
    picture.style.transform = this.scale === 1 ? '' : `translate(${this.#x}px, ${this.#y}px) scale(${this.scale})`;
  }

  #at({ clientX, clientY }: MouseEvent): Point {
    const box = this.#on.stage()?.getBoundingClientRect() ?? new DOMRect();
    return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
  }

  readonly #onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const at = this.#at(event);
    this.#begun = this.#pointers.size === 0 ? { at, target: event.target, isAlone: true } : this.#begun && { ...this.#begun, isAlone: false };
    this.#pointers.set(event.pointerId, at);
    this.#pull(0);
  };

  readonly #onMove = (event: PointerEvent): void => {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const at = this.#at(event);
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, at);
    if (other) {
      this.zoomTo(this.scale * (distance(at, other) / Math.max(1, distance(before, other))), between(at, other));
      this.pan((at.x - before.x) / 2, (at.y - before.y) / 2);
    } else if (this.scale > 1) this.pan(at.x - before.x, at.y - before.y);
    // A mouse has buttons and keys to turn the pages.
    else if (event.pointerType !== 'mouse' && this.#begun?.isAlone) this.#pull(at.x - this.#begun.at.x);
  };

  readonly #onUp = (event: PointerEvent): void => {
    if (!this.#pointers.delete(event.pointerId) || this.#pointers.size > 0) return;
    const [begun, drag, at] = [this.#begun, this.#drag, this.#at(event)];
    this.#pull(0);
    if (!begun?.isAlone) return;
    if (Math.abs(drag) > far) this.#on.turn(drag < 0 ? 1 : -1);
    else if (distance(begun.at, at) < still) this.#tap(at, event.timeStamp, begun.target);
  };

  readonly #onCancel = (event: PointerEvent): void => {
    if (this.#pointers.delete(event.pointerId)) this.#pull(0);
  };

  #tap(at: Point, time: number, target: EventTarget | null): void {
    const before = this.#tapped;
    this.#tapped = { at, time };
    if (before && time - before.time < twice && distance(before.at, at) < near) {
      this.#tapped = undefined;
      this.zoomTo(this.scale > 1 ? 1 : doubled, at);
    } else if (this.scale === 1 && target !== this.#on.picture()) this.#on.beside();
  }

  /** How far the page is pulled aside; where there is no other page it hardly gives way. */
  #pull(by: number): void {
    this.#drag = this.#on.canTurn(by < 0 ? 1 : -1) ? by : 0;
    const stage = this.#on.stage();
    stage?.classList.toggle('pulled', by !== 0);
    stage?.style.setProperty('--_pull', `${this.#drag || by / 8}px`);
  }

  readonly #onWheel = (event: WheelEvent): void => {
    if (event.ctrlKey) this.zoomTo(this.scale * Math.exp(-event.deltaY / 200), this.#at(event));
    else if (this.scale > 1) this.pan(-event.deltaX, -event.deltaY);
    else return;
    event.preventDefault();
  };
}
