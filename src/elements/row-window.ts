/** What part of a long list stands in the page: from and up to, without `to`. */
export interface Slice { from: number; to: number }

/** Rows beyond the edges of what is seen, so that a quick scroll finds them there. */
const spare = 12;

/** The rows around what is seen of `count` rows of one height. */
export function sliceOf({ top, height, pitch, count }: { top: number; height: number; pitch: number; count: number }): Slice {
  const from = Math.max(0, Math.min(count, Math.floor(top / pitch) - spare));
  return { from, to: Math.max(from, Math.min(count, Math.ceil((top + height) / pitch) + spare)) };
}

/** Puts each row where it belongs, and gives the list the height of all of them. */
export function placeRows(list: HTMLElement, pitch: number, count: number): void {
  list.style.blockSize = `${pitch * count}px`;
  for (const row of list.children) (row as HTMLElement).style.insetBlockStart = `${Number((row as HTMLElement).dataset['at']) * pitch}px`;
}

/** Takes back what `placeRows` has set. */
export function unplaceRows(list: HTMLElement): void {
  list.style.blockSize = '';
  for (const row of list.children) (row as HTMLElement).style.insetBlockStart = '';
}

/** The height of one row with what stands between two. */
export function pitchOf(list: HTMLElement): number {
  const row = list.firstElementChild as HTMLElement | null;
  const gap = Number.parseFloat(getComputedStyle(list).rowGap);
  return row ? row.offsetHeight + (Number.isNaN(gap) ? 0 : gap) : 0;
}

/** The rows that stand in the page: those of the slice, and the one that has the focus or would get it. */
export function placesOf({ from, to }: Slice, count: number, reached: number): number[] {
  const places = Array.from({ length: Math.max(0, Math.min(to, count) - from) }, (_, i) => from + i);
  if (reached >= from && reached < to) return places;
  return reached < from ? [reached, ...places] : [...places, reached];
}
