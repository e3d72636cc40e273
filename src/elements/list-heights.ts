/** What a row is taken for that was never seen, until the first rows have been measured. CSS pixels. */
const firstGuess = 64;

/**
 * The heights of all rows of a long list, most of which were never drawn. Kept are the deviations of the measured ones from one guess, in a
 * Fenwick tree: a height, a sum of heights and a row for a sum take O(log n), and rows at either end come at O(log n) each.
 * A list of 100,000 rows of which nothing is known costs an array of zeros.
 */
export class Heights {
  #guess = firstGuess;
  #count = 0;
  /** Where the first row stands: what is before it, and behind the last one, is room for rows to come. */
  #head = 0;
  #own = new Float64Array(0);
  #tree = new Float64Array(1);
  #isMeasured = false;

  get count(): number {
    return this.#count;
  }

  /** Forgets everything: so many rows, none of them known. */
  reset(count: number): void {
    this.#count = count;
    this.#allot();
  }

  /** Rows at `at` were replaced by others; `heights` tells what is known of the new ones. */
  splice(at: number, removed: number, inserted: number, heights: readonly (number | undefined)[] = []): void {
    const atEnd = at + removed === this.#count;
    if (removed === inserted) {
      for (let i = 0; i < inserted; i++) this.#put(at + i, heights[i]);
      return;
    }
    if (removed === 0 && at === 0 && this.#head >= inserted) {
      this.#head -= inserted;
      this.#count += inserted;
    } else if (removed === 0 && atEnd && this.#head + this.#count + inserted <= this.#own.length) this.#count += inserted;
    else {
      const own = new Float64Array(this.#count + inserted - removed);
      own.set(this.#own.subarray(this.#head, this.#head + at));
      own.set(this.#own.subarray(this.#head + at + removed, this.#head + this.#count), at + inserted);
      this.#count = own.length;
      this.#allot(own);
    }
    for (let i = 0; i < inserted; i++) if (heights[i] !== undefined) this.#put(at + i, heights[i]);
  }

  get(index: number): number {
    return this.#guess + (this.#own[this.#head + index] ?? 0);
  }

  /** Rows were measured: all that were drawn, from the first on. */
  measure(rows: Iterable<readonly [index: number, height: number]>): void {
    const known = [...rows];
    if (!this.#isMeasured && known.length > 0) {
      this.#guess = known.reduce((sum, [, height]) => sum + height, 0) / known.length;
      this.#isMeasured = true;
    }
    for (const [index, height] of known) this.#put(index, height);
  }

  /** The sum of the heights of the first `count` rows. */
  sum(count: number): number {
    let sum = count * this.#guess;
    for (let i = this.#head + count; i > 0; i -= i & -i) sum += this.#tree[i] as number;
    return sum;
  }

  /** The row at `y` pixels below the beginning of the first one; the last row where there are not so many. */
  find(y: number): number {
    let low = 0;
    let high = this.#count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.sum(middle) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #put(index: number, height: number | undefined): void {
    const at = this.#head + index;
    const own = height === undefined ? 0 : height - this.#guess;
    const change = own - (this.#own[at] as number);
    if (change === 0) return;
    this.#own[at] = own;
    for (let i = at + 1; i < this.#tree.length; i += i & -i) this.#tree[i] = (this.#tree[i] as number) + change;
  }

  /** Makes room at both ends, as much as there are rows, so that what comes later finds its place. */
  #allot(own?: Float64Array): void {
    const room = this.#count + 64;
    this.#head = room;
    this.#own = new Float64Array(this.#count + 2 * room);
    this.#tree = new Float64Array(this.#own.length + 1);
    if (!own) {
      this.#isMeasured = false;
      this.#guess = firstGuess;
      return;
    }
    this.#own.set(own, this.#head);
    const tree = this.#tree;
    for (let i = 1; i < tree.length; i++) {
      tree[i] = (tree[i] as number) + (this.#own[i - 1] as number);
      const parent = i + (i & -i);
      if (parent < tree.length) tree[parent] = (tree[parent] as number) + (tree[i] as number);
    }
  }
}
