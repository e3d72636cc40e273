import { messageKey, type Id, type Message, type Participant } from '../model/index.js';
import type { TimelineState } from '../store/types.js';
import { arrivals, type Arrivals } from './arrivals.js';
import { listRows, type ListRow } from './list-rows.js';

/** From `at` on `removed` messages were replaced by `inserted` others; before and behind them everything is as it was. */
export interface Splice { at: number; removed: number; inserted: number }

/** Messages that come faster than this do not rise into their places one by one, in milliseconds. */
const calm = 300;

/** Where two lists differ. It compares nothing but identities, from both ends. */
export function spliceOf(before: readonly unknown[], after: readonly unknown[]): Splice {
  const least = Math.min(before.length, after.length);
  let tail = 0;
  while (tail < least && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  let at = 0;
  while (at < least - tail && before[at] === after[at]) at++;
  return { at, removed: before.length - tail - at, inserted: after.length - tail - at };
}

/** What the list of messages knows of the thread that it shows, apart from where the reader is. */
export class ListModel {
  timeline: TimelineState | undefined;
  people: ReadonlyMap<Id, Participant> = new Map();
  /** Whether what is loaded reaches the present, as far as is known: while a gap is read after a pause it still counts as reaching it. */
  reachesPresent = false;
  /** The timeline for which a page was asked last: one page at a time. */
  asked: TimelineState | undefined;
  #seams = new Set<string>();
  #fresh = new Set<string>();
  #freshAt = 0;
  /** Where messages were found last. */
  readonly #places = new Map<string, { index: number; of: number }>();

  get messages(): readonly Message[] {
    return this.timeline?.messages ?? [];
  }

  /** Another thread: nothing of the former one stays. */
  reset(): void {
    this.timeline = this.asked = undefined;
    this.people = new Map();
    this.reachesPresent = false;
    this.#seams.clear();
    this.#fresh.clear();
    this.#places.clear();
  }

  /**
   * Takes the timeline's new state and tells what has come, and where.
   * @param watched the reader is at the newest message and sees what comes
   */
  take(timeline: TimelineState, viewer: Id | undefined, watched: boolean): Splice & { news?: Arrivals } {
    const former = this.timeline;
    const before = this.messages;
    const after = timeline.messages;
    this.timeline = timeline;
    const splice = spliceOf(before, after);
    const { at, removed, inserted } = splice;
    const live = this.reachesPresent && timeline.newer.state !== 'more';
    if (timeline.newer.state === 'end') this.reachesPresent = true;
    else if (timeline.newer.state === 'more') this.reachesPresent = false;
    if (former?.phase !== 'ready' || before === after) return splice;
    // What differs, with one neighbour at either side: those tell a page from news.
    const from = Math.max(at - 1, 0);
    const news = arrivals(before.slice(from, at + removed + 1), after.slice(from, at + inserted + 1), { viewer, live, gaps: former.gaps });
    if (news.seam) this.#seams.add(news.seam);
    const now = performance.now();
    const isCalm = now - this.#freshAt > calm;
    const came = [...news.incoming, ...news.sent];
    if (isCalm || came.length > 0) this.#fresh.clear();
    if (watched && came.length > 0) {
      if (isCalm) for (const message of came) this.#fresh.add(messageKey(message));
      this.#freshAt = now;
    }
    return { ...splice, news };
  }

  /** The rows of the messages from `from` up to and without `to`. */
  rows(from: number, to: number): ListRow[] {
    return listRows(this.messages, { firstUnread: this.timeline?.firstUnread, seams: this.#seams, gaps: this.timeline?.gaps ?? [], from, to });
  }

  /** Whether the message has just come while the reader was watching: it rises into its place. */
  isFresh(key: string): boolean {
    return this.#fresh.has(key) && performance.now() - this.#freshAt <= calm;
  }

  /** The key of the message at `index`; from the end where that is negative. */
  keyAt(index: number): string | undefined {
    const message = this.messages.at(index);
    return message && messageKey(message);
  }

  /** Where the message stands, or -1. What was found once is found again at once, whatever has come before or behind it. */
  indexOf(key: string | undefined): number {
    if (key === undefined) return -1;
    const { messages } = this;
    const is = (index: number): boolean => index >= 0 && index < messages.length && messageKey(messages[index] as Message) === key;
    const known = this.#places.get(key);
    let index = -1;
    if (known) index = is(known.index) ? known.index : known.index + messages.length - known.of;
    // Newest first: what is looked for is mostly there.
    if (!is(index)) for (index = messages.length - 1; index >= 0 && !is(index); ) index--;
    if (this.#places.size > 50) this.#places.clear();
    if (index >= 0) this.#places.set(key, { index, of: messages.length });
    return index;
  }

  author(message: Message): Participant | undefined {
    return this.people.get(message.author);
  }

  /** the patient for whom a relation writes. */
  behalf(message: Message): Participant | undefined {
    const patient = message.onBehalfOf ?? this.people.get(message.author)?.onBehalfOf;
    return patient ? this.people.get(patient) : undefined;
  }
}
