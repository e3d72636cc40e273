import { css } from 'lit';

/** Each row has its place by number: only those near what is seen are there. */
const windowStyles = css`
  .windowed {
    position: relative;
    display: block;
    padding-block: 0;
  }
  .windowed li {
    position: absolute;
    inset-inline: var(--_row-inset);
  }
  .windowed .title {
    -webkit-line-clamp: 1;
  }
  .windowed .preview {
    min-block-size: 1.4em;
  }
`;

/** Gives the list's root what only a long list needs. */
function dress(list: HTMLElement): void {
  const { adoptedStyleSheets } = list.getRootNode() as ShadowRoot;
  const { styleSheet } = windowStyles;
  if (styleSheet && !adoptedStyleSheets.includes(styleSheet)) adoptedStyleSheets.push(styleSheet);
}

/** What part of a long list stands in the page: from and up to, without `to`. */
interface Slice { from: number; to: number }

/** Rows beyond the edges of what is seen, so that a quick scroll finds them there. */
const spare = 12;

/** The rows around what is seen of `count` rows of one height. */
function sliceOf({ top, height, pitch, count }: { top: number; height: number; pitch: number; count: number }): Slice {
  const from = Math.max(0, Math.min(count, Math.floor(top / pitch) - spare));
  return { from, to: Math.max(from, Math.min(count, Math.ceil((top + height) / pitch) + spare)) };
}

/** Puts each row where it belongs, and gives the list the height of all of them. */
function placeRows(list: HTMLElement, pitch: number, count: number): void {
  list.style.blockSize = `${pitch * count}px`;
  for (const row of list.children) (row as HTMLElement).style.insetBlockStart = `${Number((row as HTMLElement).dataset['at']) * pitch}px`;
}

/** Takes back what `placeRows` has set. */
function unplaceRows(list: HTMLElement): void {
  list.style.blockSize = '';
  for (const row of list.children) (row as HTMLElement).style.insetBlockStart = '';
}

/** The height of one row with what stands between two. */
function pitchOf(list: HTMLElement): number {
  const row = list.firstElementChild as HTMLElement | null;
  const gap = Number.parseFloat(getComputedStyle(list).rowGap);
  return row ? row.offsetHeight + (Number.isNaN(gap) ? 0 : gap) : 0;
}

/** The rows that stand in the page: those of the slice, and the one that has the focus or would get it. */
function placesOf({ from, to }: Slice, count: number, reached: number): number[] {
  const places = Array.from({ length: Math.max(0, Math.min(to, count) - from) }, (_, i) => from + i);
  if (reached >= from && reached < to) return places;
  return reached < from ? [reached, ...places] : [...places, reached];
}

/** Which rows of a long list stand in the page, and where. */
export class RowWindow {
  readonly #changed: () => void;
  #slice: Slice = { from: 0, to: 4 * spare };
  /** 0: all rows stand in the page. */
  #pitch = 0;

  /** @param changed called when other rows are to be drawn */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The places of the rows that are to be drawn; `reached` always is. */
  places(count: number, reached: number): number[] {
    return placesOf(this.#slice, count, reached);
  }

  /** After each drawing: `count` rows altogether, 0 where all of them stand in the page. */
  place(list: HTMLElement, scroller: HTMLElement, count: number): void {
    if (count) dress(list);
    const pitch = count && pitchOf(list);
    if (pitch) placeRows(list, pitch, count);
    else if (this.#pitch) unplaceRows(list);
    if (pitch === this.#pitch) return;
    this.#pitch = pitch;
    this.look(scroller, count);
  }

  /** What is seen may have changed. */
  look({ scrollTop: top, clientHeight: height }: HTMLElement, count: number): void {
    if (!count || !this.#pitch) return;
    const slice = sliceOf({ top, height, pitch: this.#pitch, count });
    if (slice.from === this.#slice.from && slice.to === this.#slice.to) return;
    this.#slice = slice;
    this.#changed();
  }
}
