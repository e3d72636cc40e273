import type { ChatError } from '../base/errors.js';
import type { Cursor, Id, Message, Page, Position } from '../model/index.js';
import type { MessageQuery } from '../transport/transport.js';
import type { Timeline } from './timeline.js';
import type { Gap } from './types.js';

/** So many pages are read by themselves while the thread is in view; the rest of a hole is loaded as the reader comes near it. */
const pages = 20;
/** What is only compared comes in larger pages than what is to be read. */
const compared = 200;

/** The history, as far as its gaps need it. */
export interface GapsHost {
  readonly timeline: Timeline;
  readonly isWanted: boolean;
  read(query: MessageQuery, take: (page: Page<Message>) => void, tries: number, failed: (error: ChatError) => void): Promise<boolean>;
  reaches(end: 'older' | 'newer', cursor: Cursor | undefined): void;
  isSettled(): void;
  newest(): Promise<void>;
  catchUp(): void;
}

/**
 * The place up to which the loaded history is known to equal the server's, seen from below: what stands above it is as it was before. It is a
 * hole where messages may be missing there, and else only waits to be compared.
 */
interface Hole extends Gap {
  /** Reads the page above `before`. */
  cursor: Cursor;
  /** The position of `before`. */
  bottom: Position;
  isHole: boolean;
}

const forever = Number.POSITIVE_INFINITY;
/** The text that comes next: a bound that leaves `position` within. */
const justAfter = (position: Position): Position => `${position}\u0000`;

/**
 * After an outage that the events do not bridge: reads the newest page and shows it, then reads back page by page until everything loaded has
 * been compared. Where a page does not join what was loaded, the hole between stands in `TimelineState.gaps`; nothing loaded is thrown away
 * that the server still has.
 */
export class Gaps {
  readonly #host: GapsHost;
  #holes: Hole[] = [];
  #made = 0;

  constructor(host: GapsHost) {
    this.#host = host;
  }

  /** Whether what stands here is still to be compared. */
  doubts(position: Position): boolean {
    return this.#holes.some(({ bottom }) => position < bottom);
  }

  /** Whether this position lies in a hole: what is there is loaded with its neighbours, or not at all. */
  hides(position: Position): boolean {
    return this.#holes.some(({ isHole, bottom }) => isHole && position < bottom && position > (this.#above(bottom)?.position ?? ''));
  }

  /** Requests are given up. */
  stop(keepsGaps = false): void {
    this.#holes = keepsGaps ? this.#holes : [];
    for (const hole of this.#holes) if (hole.state === 'loading') hole.state = 'more';
    this.#tell();
  }

  /** The thread is in view (again): the lowest hole fills itself. */
  fill(): void {
    const hole = this.#holes.at(-1);
    if (hole?.state === 'more') void this.#walk(hole, pages);
  }

  /** One page of a hole: the reader comes near, or asks for it. */
  load(id: Id): void {
    const hole = this.#holes.find((one) => one.id === id);
    if (!hole || hole.state === 'loading') return;
    // The server does not know its place any more: all is read back from the present.
    if (hole.error && !hole.error.retryable) this.#host.catchUp();
    else void this.#walk(hole, 1);
  }

  /** @param isAway what is loaded does not reach the present: it is compared from its middle, and loads its way there as before */
  async compare(isAway: boolean): Promise<void> {
    const { timeline } = this.#host;
    const failed = (error: ChatError): void => timeline.patch({ newer: { state: 'failed', error } });
    if (isAway) return this.#compareAway(failed);
    let hole: Hole | undefined;
    await this.#host.read({}, (page) => {
      const { items, older } = page;
      const [oldest] = items;
      const last = timeline.last?.position ?? '';
      const from = older === undefined ? undefined : oldest?.position ?? justAfter(last);
      const [above, below] = [from === undefined ? undefined : this.#above(from)?.position, timeline.confirmed.find((m) => m.position !== undefined && m.position >= (from ?? ''))?.position];
      // Where a hole ends just here it is one still, whatever the page is like.
      const isHole = this.#differs(items, from ?? '')
        || this.#holes.some((one) => one.isHole && above !== undefined && below !== undefined && one.bottom > above && one.bottom <= below);
      this.#host.isSettled();
      timeline.cover(items, from);
      this.#forget(from);
      this.#host.reaches('newer', undefined);
      const first = timeline.first?.position;
      if (older === undefined || from === undefined || first === undefined || first >= from) return this.#host.reaches('older', older);
      this.#holes.push((hole = { id: `gap-${++this.#made}`, before: oldest?.id ?? '', state: 'more', cursor: older, bottom: from, isHole }));
      this.#tell();
    }, forever, failed);
    if (hole) await this.#walk(hole, pages);
  }

  /** Reads back from a hole's lower end until all above it is compared, or so many pages are read, or nobody looks. */
  async #walk(hole: Hole, budget: number): Promise<void> {
    hole.state = 'loading';
    delete hole.error;
    for (let left = budget; left > 0 && this.#host.isWanted; left--) {
      this.#tell();
      const goesOn = await this.#host.read({ before: hole.cursor, ...(hole.isHole ? {} : { limit: compared }) }, (page) => this.#take(hole, page), forever,
        (error) => Object.assign(hole, { state: 'failed', error }));
      if (!goesOn || !this.#holes.includes(hole)) return this.#tell();
    }
    hole.state = 'more';
    this.#tell();
  }

  #take(hole: Hole, { items, older }: Page<Message>): void {
    // Another walk has come past here.
    if (!this.#holes.includes(hole)) return;
    const { timeline } = this.#host;
    const [oldest] = items;
    const from = older === undefined ? undefined : oldest?.position ?? hole.bottom;
    const above = from === undefined ? undefined : this.#above(from)?.position;
    const below = from === undefined ? undefined : timeline.confirmed.find((m) => m.position !== undefined && m.position >= from)?.position;
    const isHole = this.#holes.some((one) => one.isHole && above !== undefined && below !== undefined && one.bottom > above && one.bottom <= below)
      || this.#differs(items, from ?? '', hole.bottom);
    timeline.cover(items, from, hole.bottom);
    this.#forget(from, hole);
    if (above === undefined) {
      this.#holes = this.#holes.filter((one) => one !== hole);
      this.#host.reaches('older', older);
    } else Object.assign(hole, { cursor: older, bottom: from, before: oldest?.id ?? hole.before, isHole });
    this.#tell();
  }

  /** The window stands away from the present: it is compared from its middle towards both ends. */
  async #compareAway(failed: (error: ChatError) => void): Promise<void> {
    const { timeline } = this.#host;
    const middle = timeline.confirmed[timeline.confirmed.length >> 1];
    this.stop();
    if (!middle) return this.#host.newest();
    const { first, last } = timeline;
    /** What has been compared, an end undefined where the server has nothing beyond; and the cursors there. */
    let from: Position | undefined;
    let to: Position | undefined;
    let older: Cursor | undefined;
    let newer: Cursor | undefined;
    let query: MessageQuery | undefined = { around: middle.id };
    let isLost = false;
    for (let left = pages; query; left--) {
      const { before, after }: MessageQuery = query;
      const goesOn = await this.#host.read({ ...query, limit: compared }, ({ items, ...page }) => {
        const [start, end] = [after === undefined ? items[0]?.position : to, before === undefined ? justAfter(items.at(-1)?.position ?? '') : from];
        if (after === undefined) [older, from] = [page.older, page.older === undefined ? undefined : start];
        if (before === undefined) [newer, to] = [page.newer, page.newer === undefined ? undefined : end];
        timeline.cover(items, after === undefined ? from : start, before === undefined ? to : end);
        query = left > 1 ? this.#nextAway(older, newer, (from ?? '') > (first?.position ?? ''), (to ?? '') <= (last?.position ?? '')) : undefined;
        if (query) return;
        // What could not be compared goes; the ends bring it back.
        if (from !== undefined) timeline.cover([], undefined, from);
        if (to !== undefined) timeline.cover([], to);
        this.#host.isSettled();
        this.#host.reaches('older', older);
        this.#host.reaches('newer', newer);
      }, forever, (error) => {
        isLost = error.code === 'not-found';
        failed(error);
      });
      if (isLost) return this.#host.newest();
      if (!goesOn) return;
    }
  }

  #nextAway(older: Cursor | undefined, newer: Cursor | undefined, isMoreAbove: boolean, isMoreBelow: boolean): MessageQuery | undefined {
    if (older !== undefined && isMoreAbove) return { before: older };
    return newer !== undefined && isMoreBelow ? { after: newer } : undefined;
  }

  /**
   * Whether a page, which reaches from here up to there (without it), is not what is loaded there, or touches nothing of it. Else what stands above it
   * may be taken for whole until it is compared.
   */
  #differs(items: readonly Message[], from: Position, to?: Position): boolean {
    const loaded = this.#host.timeline.confirmed.filter(({ position = '' }) => position >= from && (to === undefined || position < to));
    const last = loaded.at(-1)?.position ?? '';
    const there = items.filter(({ position = '' }) => position <= last);
    return loaded.length === 0 || loaded.length !== there.length || loaded.some(({ id }, i) => id !== there[i]?.id);
  }

  /** The last confirmed message above a position. */
  #above(position: Position): Message | undefined {
    return this.#host.timeline.confirmed.findLast((m) => m.position !== undefined && m.position < position);
  }

  /** What lies from here up to a hole has been compared, its own lower end apart: none is left in between. */
  #forget(from: Position | undefined, to?: Hole): void {
    this.#holes = this.#holes.filter((one) => (from !== undefined && one.bottom < from) || (to && one.bottom >= to.bottom));
  }

  /** A stretch that is being compared is no hole on screen; one whose comparison was broken off is. */
  #tell(): void {
    const gaps = this.#holes.filter(({ isHole, state }) => isHole || state !== 'loading')
      .map(({ id, before, state, error }): Gap => ({ id, before, state, ...(error ? { error } : {}) }));
    const now = this.#host.timeline.state.get().gaps;
    const isSame = gaps.length === now.length && gaps.every((gap, i) => gap.id === now[i]?.id && gap.before === now[i].before && gap.state === now[i].state && gap.error === now[i].error);
    if (!isSame) this.#host.timeline.patch({ gaps });
  }
}
