/**
 * The floor that counts: a windowed list by hand, in normal flow between two spacers, with prefix heights in a Fenwick tree, an anchor row,
 * a pin at the bottom and a ResizeObserver. Nothing but rows: no states, no focus, no accessibility, no store.
 */
import { rowElements } from './rows.js';

const guess = 72;
const overscan = 400;

/** Sums of heights, by index. */
class Heights {
  constructor(count) {
    this.own = new Float64Array(count).fill(guess);
    this.tree = new Float64Array(count + 1);
    for (let i = 1; i <= count; i++) {
      this.tree[i] += guess;
      const parent = i + (i & -i);
      if (parent <= count) this.tree[parent] += this.tree[i];
    }
  }

  set(index, height) {
    const delta = height - this.own[index];
    this.own[index] = height;
    for (let i = index + 1; i < this.tree.length; i += i & -i) this.tree[i] += delta;
  }

  before(index) {
    let sum = 0;
    for (let i = index; i > 0; i -= i & -i) sum += this.tree[i];
    return sum;
  }

  at(y) {
    let index = 0;
    let left = y;
    for (let step = 1 << Math.floor(Math.log2(Math.max(1, this.own.length))); step > 0; step >>= 1) {
      if (index + step <= this.own.length && this.tree[index + step] <= left) {
        index += step;
        left -= this.tree[index];
      }
    }
    return Math.min(index, this.own.length - 1);
  }
}

export class WindowedList {
  constructor(scroller, messages) {
    this.scroller = scroller;
    this.messages = messages;
    this.heights = new Heights(Math.max(1024, messages.length * 2));
    this.resetHeights();
    this.above = document.createElement('div');
    this.rows = document.createElement('div');
    this.below = document.createElement('div');
    this.from = this.to = 0;
    this.pinned = true;
    scroller.append(this.above, this.rows, this.below);
    this.observer = new ResizeObserver(() => this.correct());
    this.observer.observe(scroller);
    this.observer.observe(this.rows);
    scroller.addEventListener('scroll', () => this.onScroll(), { passive: true });
    this.draw();
    this.correct();
  }

  /** Room for appends costs nothing: rows that are not there have no height. */
  resetHeights() {
    const { length } = this.messages;
    if (this.heights.own.length < length) this.heights = new Heights(length * 2);
    const { own, tree } = this.heights;
    own.fill(guess, 0, length).fill(0, length);
    for (let i = 1; i < tree.length; i++) tree[i] = own[i - 1];
    for (let i = 1; i < tree.length; i++) {
      const parent = i + (i & -i);
      if (parent < tree.length) tree[parent] += tree[i];
    }
  }

  get total() {
    return this.heights.before(this.messages.length);
  }

  onScroll() {
    const { scroller } = this;
    if (scroller.scrollTop < this.top - 1) this.pinned = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop < 2;
    else this.pinned ||= scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop < 2;
    this.top = scroller.scrollTop;
    if (!this.pinned) this.record();
    this.draw();
    this.correct();
    // After a jump the line that was read is not among the rows any more.
    if (!this.pinned) this.record();
  }

  /** The rows of the view and a little more; those that stay are not touched. */
  draw() {
    const { scroller, heights, messages, rows } = this;
    const view = scroller.clientHeight;
    const top = this.pinned ? this.total - view : scroller.scrollTop;
    const from = Math.max(0, heights.at(Math.max(0, top - overscan)));
    const to = Math.min(messages.length, heights.at(top + view + overscan) + 1);
    if (from >= this.to || to <= this.from) {
      rows.replaceChildren(...rowElements(messages.slice(from, to)));
    } else {
      for (let i = this.from; i < from; i++) rows.firstElementChild.remove();
      for (let i = to; i < this.to; i++) rows.lastElementChild.remove();
      if (from < this.from) rows.prepend(...rowElements(messages.slice(from, this.from)));
      if (to > this.to) rows.append(...rowElements(messages.slice(this.to, to)));
    }
    [this.from, this.to] = [from, to];
    this.space();
  }

  space() {
    this.above.style.height = `${this.heights.before(this.from)}px`;
    this.below.style.height = `${this.total - this.heights.before(this.to)}px`;
  }

  measure() {
    let changed = false;
    const { children } = this.rows;
    for (let i = 0; i < children.length; i++) {
      const { height } = children[i].getBoundingClientRect();
      if (Math.abs(height - this.heights.own[this.from + i]) < 0.01) continue;
      this.heights.set(this.from + i, height);
      changed = true;
    }
    if (changed) this.space();
    return changed;
  }

  record() {
    const edge = this.scroller.getBoundingClientRect().top;
    const row = [...this.rows.children].find((one) => one.getBoundingClientRect().top >= edge) ?? this.rows.lastElementChild;
    if (row) this.anchor = { key: row.dataset.key, offset: row.getBoundingClientRect().top - edge };
  }

  correct() {
    const { scroller } = this;
    for (let turn = 0; turn < 3; turn++) {
      this.measure();
      if (this.pinned) scroller.scrollTop = scroller.scrollHeight;
      else if (this.anchor) {
        const row = this.rows.querySelector(`[data-key="${this.anchor.key}"]`);
        const shift = row ? row.getBoundingClientRect().top - scroller.getBoundingClientRect().top - this.anchor.offset : 0;
        if (Math.abs(shift) >= 0.1) scroller.scrollTop += shift;
      }
      const { from, to } = this;
      this.draw();
      if (from === this.from && to === this.to) break;
    }
    this.top = scroller.scrollTop;
  }

  append(messages) {
    const at = this.messages.length;
    this.messages.push(...messages);
    if (this.messages.length > this.heights.own.length) this.grow();
    for (let i = at; i < this.messages.length; i++) this.heights.set(i, guess);
    this.draw();
    this.correct();
  }

  grow() {
    const { own } = this.heights;
    this.resetHeights();
    for (let i = 0; i < own.length; i++) if (own[i] !== guess) this.heights.set(i, own[i]);
  }

  prepend(messages) {
    const known = [...this.heights.own.slice(0, this.messages.length)];
    this.messages.unshift(...messages);
    this.resetHeights();
    known.forEach((height, i) => this.heights.set(i + messages.length, height));
    this.from += messages.length;
    this.to += messages.length;
    this.space();
    this.scroller.scrollTop = this.top + this.heights.before(messages.length);
    this.draw();
    this.correct();
  }

  redraw(id) {
    const index = this.messages.findIndex((message) => message.id === id);
    const old = this.rows.children[index - this.from];
    if (old) old.replaceWith(...rowElements([this.messages[index]]));
    this.correct();
  }

  stop() {
    this.observer.disconnect();
  }
}
