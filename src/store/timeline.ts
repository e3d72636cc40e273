import { comparePositions, messageKey, type Delivery, type Id, type Message, type Position } from '../model/index.js';
import { cell, type Cell, type OnListenerError } from './cell.js';
import type { TimelineState } from './types.js';

const rank: Readonly<Record<Delivery, number>> = { failed: 0, queued: 0, sending: 0, sent: 1, delivered: 2, read: 3 };

/** Of two states of one message the one that counts; the same object as `known` where nothing is new. `trusted`: the server's word of now. */
function newest(known: Message, incoming: Message, trusted: boolean): Message {
  if (incoming.position === undefined) return known.position === undefined && incoming.revision >= known.revision ? incoming : known;
  const clientId = incoming.clientId ?? known.clientId;
  const named = clientId === incoming.clientId || clientId === undefined ? incoming : { ...incoming, clientId };
  // Under another id it was carried out anew, by a server that was restarted from an older copy.
  if (known.position === undefined || incoming.revision > known.revision || known.id !== incoming.id) return named;
  if (trusted) return JSON.stringify(named) === JSON.stringify(known) ? known : named;
  return rank[incoming.delivery] > rank[known.delivery] ? { ...known, delivery: incoming.delivery } : known;
}

/** Positions decide; the id only makes two messages at one position stand in the same order everywhere. */
const compare = (a: Message, b: Message): number => comparePositions(a, b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * The messages of one thread, and the one door into them: `merge`. Pages, pushes, answers and local echoes all come in by it.
 *
 * Key: author and client id, else the server's id. The newest revision wins. Confirmed messages stand by the server's position, compared as
 * text; what has none (own pending ones) stands behind them in the order of sending. No clock is a key. `state` is immutable: the same object
 * until something has changed.
 */
export class Timeline {
  readonly state: Cell<TimelineState>;
  #confirmed: Message[] = [];
  /** Own pending messages, and own confirmed ones for which the loaded window does not reach far enough yet. */
  #tail: Message[] = [];
  readonly #byKey = new Map<string, Message>();
  readonly #keyOfId = new Map<Id, string>();

  constructor(threadId: Id, onListenerError: OnListenerError) {
    this.state = cell<TimelineState>(
      { threadId, phase: 'idle', messages: [], gaps: [], older: { state: 'more' }, newer: { state: 'more' } },
      onListenerError,
    );
  }

  /** Those that stand by the server's position, in order. */
  get confirmed(): readonly Message[] { return this.#confirmed; }
  /** The oldest and newest of them. */
  get first(): Message | undefined { return this.#confirmed[0]; }
  get last(): Message | undefined { return this.#confirmed.at(-1); }

  get(message: Pick<Message, 'id' | 'author' | 'clientId'>): Message | undefined {
    return this.#byKey.get(messageKey(message)) ?? this.byId(message.id);
  }

  /** Whether it stands at the tail: pending, or confirmed but kept aside. */
  isAtTail(message: Message): boolean {
    return this.#tail.includes(message);
  }

  byId(id: Id): Message | undefined {
    const key = this.#keyOfId.get(id);
    return key === undefined ? undefined : this.#byKey.get(key);
  }

  /**
   * @param incoming messages in any order, any number of times
   * @param aside keeps confirmed ones at the tail: what is loaded does not reach them, so their neighbours are not known
   * @param trusted of what is confirmed these states count, even with a lower revision: the server may have been restarted from an older copy
   */
  merge(incoming: readonly Message[], { aside = false, trusted = false } = {}): void {
    const before = { confirmed: this.#confirmed, tail: this.#tail };
    const fresh = new Map<string, Message>();
    const gone = new Set<Message>();
    let confirmed = this.#confirmed;

    for (const message of incoming) {
      const key = this.#adopt(message, gone);
      const known = this.#byKey.get(key);
      const next = known ? newest(known, message, trusted) : message;
      const atTail = known !== undefined && !fresh.has(key) && this.#tail.includes(known);
      const stays = next.position === undefined || (aside && (known === undefined || atTail));
      if (next === known && (!atTail || stays)) continue;
      this.#byKey.set(key, next);
      this.#keyOfId.set(next.id, key);
      if (stays) {
        this.#tail = atTail ? this.#tail.map((m) => (m === known ? next : m)) : [...this.#tail, next];
        // As it will where its place is loaded, what is confirmed stands above what is pending.
        if (next.position) this.#tail.sort((a, b) => Number(!a.position) - Number(!b.position));
      } else if (known && !atTail && !fresh.has(key) && known.position === next.position && known.id === next.id) {
        if (confirmed === before.confirmed) confirmed = confirmed.slice();
        confirmed[indexOf(confirmed, known)] = next;
      } else {
        if (atTail) this.#tail = this.#tail.filter((m) => m !== known);
        else if (known && !fresh.has(key)) gone.add(known);
        fresh.set(key, next);
      }
    }

    if (gone.size) {
      confirmed = confirmed.filter((m) => !gone.has(m));
      this.#tail = this.#tail.filter((m) => !gone.has(m));
    }
    this.#confirmed = join(confirmed, [...fresh.values()].sort(compare));
    if (this.#confirmed !== before.confirmed || this.#tail !== before.tail) this.patch({});
  }

  /** Changes what stands around the messages: phase, ends, divider. */
  patch(change: Partial<Omit<TimelineState, 'messages'>>): void {
    const now = this.state.get();
    const messages = this.#messages(now.messages);
    const next: TimelineState = { ...now, ...change, messages };
    // An `undefined` takes a field away.
    if ('error' in change && change.error === undefined) delete next.error;
    if ('firstUnread' in change && change.firstUnread === undefined) delete next.firstUnread;
    const same = messages === now.messages && Object.keys(next).length === Object.keys(now).length
      && (Object.keys(next) as (keyof TimelineState)[]).every((key) => next[key] === now[key]);
    if (!same) this.state.set(next);
  }

  /** What was kept aside takes its place where its neighbours are there; where they will come by a page (false) it goes, to come with them. */
  settle(isLoaded: (message: Message) => boolean | undefined): void {
    const aside = this.#tail.filter((m) => m.position !== undefined);
    this.#drop(aside.filter((m) => isLoaded(m) === false));
    this.merge(aside.filter((m) => isLoaded(m)));
    this.patch({});
  }

  /**
   * What the server has, whole, from one position (with it) up to another (without it); without a bound there is nothing beyond. What is confirmed
   * here and not there goes; pending messages stay.
   * @param alone nothing else is loaded: what lies beyond the bounds goes too
   */
  cover(messages: readonly Message[], from?: Position, to?: Position, alone = false): void {
    const ids = new Set(messages.flatMap((m) => [m.id, messageKey(m)]));
    const stays = (m: Message, beyond: boolean): boolean => m.position === undefined || ids.has(m.id) || ids.has(messageKey(m))
      || (beyond && ((from !== undefined && m.position < from) || (to !== undefined && m.position >= to)));
    this.#drop(this.#confirmed.filter((m) => !stays(m, !alone)).concat(this.#tail.filter((m) => !stays(m, true))));
    this.merge(messages, { trusted: true });
    this.patch({});
  }

  /** Takes a message away: a pending one, or one that has moved to where nothing is loaded. */
  drop(message: Message): void {
    this.#drop([message]);
    this.patch({});
  }

  /** Puts what stands at the tail into another order. */
  sortTail(place: (message: Message) => number): void {
    this.#tail = this.#tail.slice().sort((a, b) => place(a) - place(b));
    this.patch({});
  }

  /** Forgets everything: the thread is gone, or the session has ended. */
  clear(): void {
    this.#byKey.clear();
    this.#keyOfId.clear();
    this.#confirmed = [];
    this.#tail = [];
  }

  /** The key under which the message is kept here. Where it was known under two (its echo came without a client id) they become one. */
  #adopt(message: Message, gone: Set<Message>): string {
    const key = messageKey(message);
    const other = this.#keyOfId.get(message.id);
    if (other === undefined || other === key) return key;
    const twin = this.#byKey.get(other);
    if (!twin || !this.#byKey.has(key)) return twin ? other : key;
    gone.add(twin);
    this.#byKey.delete(other);
    return key;
  }

  #drop(messages: readonly Message[]): void {
    if (messages.length === 0) return;
    for (const message of messages) {
      this.#byKey.delete(this.#keyOfId.get(message.id) ?? messageKey(message));
      this.#keyOfId.delete(message.id);
    }
    const gone = new Set(messages);
    this.#confirmed = this.#confirmed.filter((m) => !gone.has(m));
    this.#tail = this.#tail.filter((m) => !gone.has(m));
  }

  #messages(now: readonly Message[]): readonly Message[] {
    const total = this.#confirmed.length + this.#tail.length;
    const same = now.length === total
      && this.#tail.every((m, i) => now[this.#confirmed.length + i] === m)
      && this.#confirmed.every((m, i) => now[i] === m);
    if (same) return now;
    return this.#tail.length ? this.#confirmed.concat(this.#tail) : this.#confirmed;
  }
}

/** Where `message` stands in a sorted list. */
function indexOf(sorted: readonly Message[], message: Message): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(sorted[middle] as Message, message) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Two sorted lists as one: O(n) for a page in the midst, O(1) comparisons at either end, the very same list where there is nothing to add. */
function join(list: Message[], fresh: Message[]): Message[] {
  const [first] = fresh;
  const last = fresh.at(-1);
  if (!first || !last) return list;
  const oldest = list[0];
  const latest = list.at(-1);
  if (!oldest || !latest || compare(latest, first) < 0) return list.concat(fresh);
  if (compare(last, oldest) < 0) return fresh.concat(list);
  const out: Message[] = [];
  let at = 0;
  for (const message of fresh) {
    while (at < list.length && compare(list[at] as Message, message) < 0) out.push(list[at++] as Message);
    out.push(message);
  }
  while (at < list.length) out.push(list[at++] as Message);
  return out;
}
