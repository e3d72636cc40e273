import type { ListModel, Splice } from './list-model.js';
import type { ListRow } from './list-rows.js';
import { Heights } from './list-heights.js';
import { scaleOf } from './scroll-anchor.js';

/** What stands in for rows that are not drawn. */
export interface Space { type: 'space'; key: string }

/** Rows from `from` up to and without `to`. */
type Span = readonly [from: number, to: number];

/** Drawn above and below what is in view, in pixels; less than `left` of it, and the window moves on. Never fewer rows than `rows`. */
interface Margins { extra: number; left: number; rows: number }

/** A screen reader needs something to walk through. */
const fewest = 60;
/** A browser scrolls on a thread of its own, on a busy device some frames ahead of the scroll event; a quick fling is 400 px a frame. */
const generous: Margins = { extra: 1_500, left: 1_000, rows: fewest };
/** For a list that has just been opened, as long as its reader is at the end. */
const scant: Margins = { extra: 200, left: 100, rows: 0 };
/** More than that are trimmed as soon as rows come at the end; and wherever they come, there are never more than so many. */
const most = 72;
const widest = 240;
/** So many rows are drawn, all of them, whatever their heights. */
export const drawnWhole = 200;

/**
 * Which rows of a long list are drawn: a generous window around what is in view, in normal flow, between spaces as high as the rows that are
 * not drawn. Single rows outside the window (the one with the focus, the ends of a selection) stay drawn between spaces of their own.
 * What the reader sees is not its business but `ScrollAnchor`'s; where rows turn out higher or lower than guessed while the reader scrolls, the
 * space above takes the difference, so that nothing interferes with the scrolling.
 */
export class ListWindow {
  readonly #scroller: HTMLElement;
  readonly #holder: HTMLElement;
  readonly #isRoomy: () => boolean;
  readonly #heights = new Heights();
  #from = 0;
  #to = 0;
  /** How much higher the space above the window is than the rows that it stands for are thought to be. */
  #drift = 0;
  /** What is drawn, and the rows that the spaces stand for. */
  #spans: Span[] = [];
  #left: Span[] = [];
  /** Where the spaces stand among what is drawn. */
  #places: number[] = [];
  /** The rows have changed since they were drawn. */
  #isStale = false;
  isActive = false;

  /**
   * @param holder holds the rows
   * @param isRoomy whether as much is to be drawn as a reader needs who goes through the messages, or what fills the view
   */
  constructor(scroller: HTMLElement, holder: HTMLElement, isRoomy: () => boolean) {
    this.#scroller = scroller;
    this.#holder = holder;
    this.#isRoomy = isRoomy;
  }

  /** Another list. */
  reset(): void {
    this.isActive = false;
    this.#isStale = false;
    this.#spans = this.#left = [];
    this.#heights.reset(0);
  }

  /** Begins with a list that is there already. */
  adopt(count: number, pinned: boolean, from: number): void {
    this.#heights.reset(count);
    this.splice({ at: count, removed: 0, inserted: 0 }, { before: String, after: String }, pinned, from);
  }

  /**
   * The rows have changed; what is drawn stays drawn.
   * @param from the first row that is drawn, where that was not for the window to say
   */
  splice({ at, removed, inserted }: Splice, keys: { before(index: number): string; after(index: number): string }, pinned: boolean, from = 0): void {
    const before = this.#heights.count;
    const count = before + inserted - removed;
    if (count <= drawnWhole) {
      this.isActive = false;
      this.#heights.reset(count);
      return;
    }
    if (!this.isActive) {
      // All rows were drawn until now: their heights are known.
      this.isActive = true;
      this.#spans = [[from, before]];
      this.#left = [];
      this.#from = from;
      this.#to = before;
      this.measure();
      if (!pinned && this.#scroller.clientHeight > 0) this.#choose();
    }
    const trims = pinned && (this.#to < before || this.#to - this.#from + inserted - removed > most);
    if (trims) this.measure();
    this.#isStale = true;
    const known = new Map<string, number>();
    for (let i = 0; i < removed && inserted > 0; i++) known.set(keys.before(at + i), this.#heights.get(at + i));
    const now = new Map<string, number>();
    for (let i = 0; i < inserted && removed > 0; i++) now.set(keys.after(at + i), at + i);
    this.#heights.splice(at, removed, inserted, Array.from(now.keys(), (key) => known.get(key)));
    // Where a row stands now, as most of the next few do that are still there: one alone may have been put somewhere else.
    const move = (index: number): number => {
      if (index < at) return index;
      const places: number[] = [];
      for (let i = index; i < before && places.length < 5; i++) {
        const place = i < at + removed ? now.get(keys.before(i)) : i + inserted - removed;
        if (place !== undefined) places.push(Math.max(0, place - i + index));
      }
      return places.sort((a, b) => a - b)[places.length >> 1] ?? count;
    };
    const grew = this.#to === before && !pinned && inserted - removed > fewest;
    this.#from = move(this.#from);
    this.#to = grew ? move(before - 1) + 1 : move(this.#to);
    if (this.#to <= this.#from) this.#to = Math.min(count, this.#from + fewest);
    this.#to = Math.min(this.#to, this.#from + widest);
    if (before === 0 || trims || (pinned && this.#to < count)) this.#toEnd();
  }

  /** The window goes to the end of the list. */
  toEnd(): void {
    this.measure();
    this.#toEnd();
  }

  #toEnd(): void {
    const { count } = this.#heights;
    this.#drift = 0;
    const { extra, rows } = this.#margins();
    this.#to = count;
    this.#from = Math.max(0, Math.min(count - rows, this.#heights.find(this.#heights.sum(count) - this.#scroller.clientHeight - extra)));
  }

  /** The window goes to one row, wherever that is. */
  show(index: number): void {
    if (this.#spans.some(([from, to]) => index >= from + 2 && index < to - 2)) return;
    this.measure();
    this.#drift = 0;
    this.#from = Math.max(0, index - fewest / 2);
    this.#to = Math.min(this.#heights.count, index + fewest / 2);
  }

  /** The rows to draw, and the spaces between them. `held`: rows that stay drawn wherever the window is. */
  rows(model: ListModel, held: Iterable<number>): (ListRow | Space)[] {
    const spans: [number, number][] = [[this.#from, this.#to]];
    for (const index of new Set(held)) if (index >= 0 && index < this.#heights.count && (index < this.#from || index >= this.#to)) spans.push([index, index + 1]);
    spans.sort(([a], [b]) => a - b);
    this.#spans = spans;
    this.#left = [];
    this.#places = [];
    this.#isStale = false;
    const rows: (ListRow | Space)[] = [];
    let end = 0;
    for (const [from, to] of [...spans, [this.#heights.count, this.#heights.count]] as const) {
      if (from > end) {
        this.#places.push(rows.length);
        rows.push({ type: 'space', key: `space ${this.#left.push([end, from])}` });
      }
      rows.push(...model.rows(from, to));
      end = to;
    }
    return rows;
  }

  /** Gives the spaces their sizes. */
  place(): void {
    if (!this.isActive) return;
    if (this.#from === 0) this.#drift = 0;
    const spaces = this.#spaces();
    for (const [i, [from, to]] of this.#left.entries()) {
      const size = this.#heights.sum(to) - this.#heights.sum(from);
      const isLead = to === this.#from;
      if (isLead) this.#drift = Math.max(this.#drift, -size);
      spaces[i]?.style.setProperty('block-size', `${isLead ? size + this.#drift : size}px`);
    }
  }

  /** Measures what is drawn: before it goes, and before the heights are asked where something stands. */
  measure(): void {
    if (!this.isActive || this.#isStale || this.#scroller.clientHeight === 0) return;
    const scale = scaleOf(this.#scroller);
    const found: [number, number][] = [];
    let space = 0;
    let index = this.#left.length > 0 ? 0 : (this.#spans[0]?.[0] ?? 0);
    let end = this.#holder.getBoundingClientRect().top;
    for (const row of this.#holder.children) {
      if (row.className === 'space') {
        index = this.#left[space++]?.[1] ?? 0;
      } else if (row.localName !== 'clinic-message') continue;
      const { bottom } = row.getBoundingClientRect();
      // Whatever stands above a message belongs to it.
      if (row.className !== 'space') found.push([index++, (bottom - end) / scale]);
      end = bottom;
    }
    this.#heights.measure(found);
  }

  /** The rows in view have moved by `shift` pixels: takes it into the space above the window, and answers what is left for the scroll position. */
  absorb(shift: number): number {
    if (!this.isActive) return shift;
    const lead = this.#left.find(([, to]) => to === this.#from);
    const size = lead ? this.#heights.sum(lead[1]) - this.#heights.sum(lead[0]) + this.#drift - shift : 0;
    // Near the beginning nothing may be left over.
    const exact = size < 2 * this.#scroller.clientHeight;
    const left = exact ? shift - this.#drift : 0;
    this.#drift = exact ? 0 : this.#drift - shift;
    this.place();
    return left;
  }

  /** Whether enough is drawn around what is in view; where it is not, the window is another one now, to be drawn at once. */
  cover(): boolean {
    if (!this.isActive) return true;
    const { top, bottom } = this.#edges();
    const { left } = this.#margins();
    const enough = (this.#from === 0 || top < -left) && (this.#to === this.#heights.count || bottom > this.#scroller.clientHeight + left);
    if (enough) return true;
    this.measure();
    const from = this.#from;
    const to = this.#to;
    this.#choose();
    return from === this.#from && to === this.#to;
  }

  /** Draws up to so many rows more at either end, as far as a reader needs them; answers whether that is all now. */
  grow(by: number): boolean {
    this.measure();
    const from = this.#from - by;
    const to = this.#to + by;
    this.#choose(generous);
    const isAll = this.#from >= from && this.#to <= to;
    this.#from = Math.max(this.#from, from);
    this.#to = Math.min(this.#to, to);
    return isAll;
  }

  /** How much of the list is above what is in view, in pixels, drawn or not. */
  get above(): number {
    const { top } = this.#edges();
    return this.#heights.sum(this.#from) - top;
  }

  /** Where the window begins and ends, below the scroller's top edge. */
  #edges(): { top: number; bottom: number } {
    const spaces = this.#spaces();
    const above = spaces[this.#left.findIndex(([, to]) => to === this.#from)];
    const below = spaces[this.#left.findIndex(([from]) => from === this.#to)];
    const { top } = this.#scroller.getBoundingClientRect();
    const rows = this.#holder.getBoundingClientRect();
    const scale = scaleOf(this.#scroller);
    return {
      top: ((above?.getBoundingClientRect().bottom ?? rows.top) - top) / scale,
      bottom: ((below?.getBoundingClientRect().top ?? rows.bottom) - top) / scale,
    };
  }

  #margins(): Margins {
    return this.#isRoomy() ? generous : scant;
  }

  #choose({ extra, rows } = this.#margins()): void {
    const heights = this.#heights;
    const { count } = heights;
    const view = this.#scroller.clientHeight;
    const { top, bottom } = this.#edges();
    let y = heights.sum(this.#from) - top;
    if (bottom < 0 || top > view) {
      // Nothing of the window is in view any more: the scroll position alone says where the reader is.
      this.#drift = 0;
      y = (this.#scroller.getBoundingClientRect().top - this.#holder.getBoundingClientRect().top) / scaleOf(this.#scroller);
    }
    let from = heights.find(y - extra);
    let to = heights.find(y + view + extra) + 1;
    const missing = rows - (to - from);
    if (missing > 0) {
      from = Math.max(0, from - (missing >> 1));
      to = Math.min(count, from + rows);
      from = Math.max(0, to - rows);
    }
    this.#from = from;
    this.#to = to;
  }

  #spaces(): HTMLElement[] {
    return this.#places.map((at) => this.#holder.children[at] as HTMLElement);
  }
}
