/** Where the reader was in a list: at the bottom, or a row and the distance of its top from the list's top edge, in CSS pixels. */
export type Place = 'bottom' | { key: string; offset: number };

export interface ScrollAnchorOptions {
  /** Whether the bottom of what is loaded is the end of the list, so that the reader may be held there. */
  canPin(): boolean;
  /** Takes a shift of the rows in view, in pixels, into something above them; answers what is left for the scroll position. */
  absorb?(shift: number): number;
  /** Called after the reader scrolled, and after something changed its size: then nothing may be drawn before the next frame. */
  onChange(resized: boolean): void;
}

/** Chromium and Firefox scroll by fractions of a pixel, WebKit by whole ones: below this nothing can be corrected. */
const smallest = 0.5;
/** So near to the bottom the reader is at the bottom. */
const nearBottom = 2;

type Row = HTMLElement & { message?: { position?: string } | undefined };
interface Anchor { row: Row; offset: number; height: number; position?: string | undefined }

/** The messages among what stands in the list. No query: it would look through all that is in them. */
export const rowsOf = <T extends Row>(container: Element): T[] => ([...container.children] as T[]).filter((row) => row.hasAttribute('data-key'));

/** Pixels on the screen a pixel of the scroll position, where the page zooms or scales what is around the list. */
export function scaleOf(scroller: HTMLElement): number {
  const { height } = scroller.getBoundingClientRect();
  // `offsetHeight` is rounded: over some thousand pixels that alone would move the reader.
  return Math.abs(height - scroller.offsetHeight) < 1 ? 1 : height / scroller.offsetHeight || 1;
}

/**
 * Keeps the reader's place: one row stays where it is on the screen, whatever grows, shrinks, comes or goes above it; or the bottom stays
 * in view, until the *reader* scrolls up. Everything is measured and corrected before the frame is painted: in the host's update, in the
 * ResizeObserver's callback, in the scroll event. The one authority: the scroll container has `overflow-anchor: none`.
 */
export class ScrollAnchor {
  readonly #options: ScrollAnchorOptions;
  #scroller: HTMLElement | undefined;
  #rows: HTMLElement | undefined;
  #pinned = true;
  /** Without a size (hidden, or out of the document) there is nothing to measure, and the browser forgets the position. */
  #suspended = true;
  /** The anchor; behind it those that take its place where it goes, or is put somewhere else: the rows in view below it, then the one above. */
  #anchors: Anchor[] = [];
  /** The scroll position that belongs to the anchor's offset. */
  #top = 0;
  #width = 0;
  #scale = 1;
  #held: number | undefined;
  readonly #observer = new ResizeObserver(() => this.#onResize());

  constructor(options: ScrollAnchorOptions) {
    this.#options = options;
  }

  /** `inner` holds all that scrolls; `rows` within it holds the rows, each with a `data-key` that never changes. */
  attach(scroller: HTMLElement, inner: HTMLElement, rows: HTMLElement): void {
    if (this.#scroller === scroller) return;
    this.detach();
    this.#scroller = scroller;
    this.#rows = rows;
    scroller.addEventListener('scroll', this.#onScroll, { passive: true });
    this.#observer.observe(scroller);
    this.#observer.observe(inner);
    this.#suspended = scroller.clientHeight === 0;
    this.#restore();
  }

  /** The place is kept, for the next `attach`. */
  detach(): void {
    this.#scroller?.removeEventListener('scroll', this.#onScroll);
    this.#observer.disconnect();
    this.#scroller = this.#rows = undefined;
    this.#suspended = true;
  }

  /** Whether the bottom is held in view. */
  get pinned(): boolean {
    return this.#pinned;
  }

  /** Whether the list can be seen and measured now. */
  get ready(): boolean {
    return !this.#suspended;
  }

  /** Goes to the bottom and stays there. */
  pin(): void {
    this.#pinned = true;
    this.#anchors = [];
    this.#toBottom();
  }

  get place(): Place | undefined {
    if (this.#pinned) return 'bottom';
    const [anchor] = this.#anchors;
    return anchor && { key: anchor.row.dataset['key']!, offset: anchor.offset };
  }

  /** Puts the row at `offset` pixels below the list's top edge, as far as the list's ends allow. */
  goTo(row: HTMLElement, offset: number): void {
    this.#pinned = false;
    this.#anchors = [{ row, offset, height: 0 }];
    this.#restore();
    this.#afterScroll();
  }

  /** To be called before rows are changed: what has been scrolled until now is the reader's doing; what moves from now on to `sync` is not. */
  hold(): void {
    const scroller = this.#scroller;
    if (!scroller || this.#suspended) return;
    if (this.#pinned && this.#hasLeftBottom(scroller)) this.#afterScroll();
    this.#held = scroller.scrollTop;
  }

  /**
   * To be called when rows were added, removed or changed, before the frame is painted.
   * @param hard the scroll position takes all: nothing but that may be changed now
   */
  sync(hard = false): void {
    const scroller = this.#scroller;
    // Hidden just now: the ResizeObserver has still to hear of it.
    if (!scroller || this.#suspended || scroller.clientHeight === 0) return;
    const held = this.#held;
    this.#held = undefined;
    if (this.#pinned && this.#options.canPin()) {
      if (held !== undefined || !this.#hasLeftBottom(scroller)) return this.#toBottom();
      return this.#afterScroll();
    }
    this.#pinned = false;
    const anchors = this.#anchors.filter(({ row }) => row.isConnected);
    // The server may put the very row somewhere else, or take it away: the reader stays with its neighbour.
    const anchor = anchors.find(({ row, position }) => row.message?.position === position) ?? anchors[0];
    if (!anchor) return this.#record();
    const now = held ?? (this.#isZoomed(scroller) ? this.#top : scroller.scrollTop);
    // No reader goes up and is at the end: what was there has become shorter, and the browser has moved them.
    const isCut = now < this.#top && scroller.scrollHeight - scroller.clientHeight - now < 1;
    const expected = anchor.offset - (isCut ? 0 : now - this.#top);
    const height = anchor.row.offsetHeight;
    let shift = this.#offset(anchor.row) - expected;
    // A row that begins above the top edge and was wrapped anew: its point at the edge stays, not its beginning.
    const rewrapped = expected < 0 && anchor.height > 0 && scroller.clientWidth !== this.#width;
    if (rewrapped) shift += (-expected / anchor.height) * (height - anchor.height);
    const left = hard || !this.#options.absorb || Math.abs(shift) < smallest ? shift : this.#options.absorb(shift);
    if (Math.abs(left) >= smallest) scroller.scrollTop += left;
    // The target is kept, not what was reached, so that roundings do not add up; unless the list ends there.
    const reached = this.#offset(anchor.row);
    const offset = rewrapped || Math.abs(reached - expected) > 1 ? reached : expected;
    this.#anchors = [{ ...anchor, offset, height }, ...this.#inView(anchor.row).filter(({ row }) => row !== anchor.row)];
    this.#note(scroller);
  }

  #onResize(): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    const hidden = scroller.clientHeight === 0 || !scroller.isConnected;
    if (hidden) return void (this.#suspended = true);
    const wasSuspended = this.#suspended;
    const before = this.#top;
    this.#suspended = false;
    if (wasSuspended) this.#restore();
    else this.sync(true);
    // What was at the bottom and still is there has been seen to when its rows were drawn.
    if (wasSuspended || !this.#pinned || this.#top !== before) this.#options.onChange(true);
  }

  readonly #onScroll = (): void => {
    const scroller = this.#scroller;
    if (!scroller || this.#suspended || scroller.clientHeight === 0) return;
    // What we have scrolled ourselves is no other place.
    const moved = scroller.scrollTop !== this.#top;
    // At the bottom nothing but a new size moves anything, and that is seen to elsewhere.
    if (!moved && this.#pinned) return;
    this.sync();
    if (moved) this.#afterScroll();
    this.#options.onChange(false);
  };

  /**
   * Whether the reader has scrolled up since we put them at the bottom: known before the scroll event, which may come frames later. Where
   * the content has shrunk, the browser has moved them, and they are still at the bottom.
   */
  #hasLeftBottom(scroller: HTMLElement): boolean {
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    return scrollTop < this.#top - 1 && scrollHeight - clientHeight - scrollTop > nearBottom && !this.#isZoomed(scroller);
  }

  /** Where the page is zoomed, Firefox and WebKit keep the pixels on the screen that were scrolled: the position is another one, and no reader has scrolled. */
  #isZoomed(scroller: HTMLElement): boolean {
    return Math.abs(scaleOf(scroller) / this.#scale - 1) > 0.02;
  }

  #note(scroller: HTMLElement): void {
    this.#top = scroller.scrollTop;
    this.#width = scroller.clientWidth;
    this.#scale = scaleOf(scroller);
  }

  #afterScroll(): void {
    const scroller = this.#scroller;
    if (!scroller || this.#suspended) return;
    const left = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
    this.#pinned = left <= nearBottom && this.#options.canPin();
    this.#record();
  }

  #restore(): void {
    const scroller = this.#scroller;
    if (!scroller || this.#suspended) return;
    if (this.#pinned) return this.#toBottom();
    const [anchor] = this.#anchors;
    if (anchor?.row.isConnected) scroller.scrollTop += this.#offset(anchor.row) - anchor.offset;
    this.#note(scroller);
    if (this.#held !== undefined) this.#held = this.#top;
    if (!anchor?.row.isConnected) this.#record();
  }

  #toBottom(): void {
    const scroller = this.#scroller;
    if (!scroller || this.#suspended) return;
    scroller.scrollTop = scroller.scrollHeight;
    this.#note(scroller);
  }

  /** The first row that begins within view is the anchor; where none does, the one that fills the view. */
  #record(): void {
    const scroller = this.#scroller;
    if (!scroller || !this.#rows) return;
    this.#note(scroller);
    const row = this.rowAt(-1);
    // Where no row is in view, after a jump, nothing has to stay.
    this.#anchors = row ? this.#inView(row) : [];
  }

  /** The row, some behind it and the one before it, as far as they are in view. */
  #inView(row: Row): Anchor[] {
    const rows = rowsOf(this.#rows!);
    const at = rows.indexOf(row);
    return [...rows.slice(at, at + 9), ...rows.slice(at - 1, at)]
      .map((one) => ({ row: one, offset: this.#offset(one), height: one.offsetHeight, position: one.message?.position }))
      .filter(({ offset, height }) => offset < this.#scroller!.clientHeight && offset + height > 0);
  }

  /** The first row that begins at `y` pixels below the top edge or lower; where none does, the last row. */
  rowAt(y: number): Row | undefined {
    const rows = this.#rows ? rowsOf(this.#rows) : [];
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#offset(rows[middle]!) < y) low = middle + 1;
      else high = middle;
    }
    const row = rows[low];
    const before = rows[low - 1];
    return row && (!before || !this.#scroller || this.#offset(row) < this.#scroller.clientHeight) ? row : (before ?? row);
  }

  #offset(row: Element): number {
    const scroller = this.#scroller;
    return scroller ? (row.getBoundingClientRect().top - scroller.getBoundingClientRect().top) / scaleOf(scroller) : 0;
  }
}
