import { messageKey, type Id, type Message, type Participant } from '../model/index.js';
import type { TimelineState } from '../store/types.js';
import { arrivals, type Arrivals } from './arrivals.js';
import { listRows, type ListRow } from './list-rows.js';

/** What the list of messages knows of the thread that it shows, apart from where the reader is. */
export class ListModel {
  timeline: TimelineState | undefined;
  rows: ListRow[] = [];
  people: ReadonlyMap<Id, Participant> = new Map();
  /** Whether what is loaded reaches the present, as far as is known: while a gap is read after a pause it still counts as reaching it. */
  reachesPresent = false;
  /** The timeline for which a page was asked last: one page at a time. */
  asked: TimelineState | undefined;
  #seams = new Set<string>();
  #fresh = new Set<string>();

  /** Another thread: nothing of the former one stays. */
  reset(): void {
    this.timeline = this.asked = undefined;
    this.rows = [];
    this.people = new Map();
    this.reachesPresent = false;
    this.#seams.clear();
    this.#fresh.clear();
  }

  /**
   * Takes the timeline's new state and tells what has come.
   * @param watched the reader is at the newest message and sees what comes
   */
  take(timeline: TimelineState, viewer: Id | undefined, watched: boolean): Arrivals | undefined {
    const before = this.timeline;
    this.timeline = timeline;
    const news = before?.phase === 'ready' ? arrivals(before.messages, timeline.messages, { viewer, live: this.reachesPresent, gaps: before.gaps }) : undefined;
    if (timeline.newer.state === 'end') this.reachesPresent = true;
    else if (timeline.newer.state === 'more') this.reachesPresent = false;
    if (news?.seam) this.#seams.add(news.seam);
    if (news && watched) for (const message of [...news.incoming, ...news.sent]) this.#fresh.add(messageKey(message));
    this.rows = listRows(timeline.messages, { firstUnread: timeline.firstUnread, seams: this.#seams, gaps: timeline.gaps });
    return news;
  }

  /** Whether the message came while the reader was watching: it rises into its place. */
  isFresh(key: string): boolean {
    return this.#fresh.has(key);
  }

  /** The keys of the messages, in order. */
  keys(): string[] {
    return this.rows.filter((row) => row.type === 'message').map((row) => row.key);
  }

  author(message: Message): Participant | undefined {
    return this.people.get(message.author);
  }

  /** the patient for whom a relation writes. */
  behalf(message: Message): Participant | undefined {
    const patient = message.onBehalfOf ?? this.people.get(message.author)?.onBehalfOf;
    return patient ? this.people.get(patient) : undefined;
  }

  position(key: string): string | undefined {
    return this.timeline?.messages.find((message) => messageKey(message) === key)?.position;
  }
}
