import { ChatError } from '../../src/base/errors.js';
import type { Cursor, Id } from '../../src/model/index.js';
import type { Ephemeral, ServerEvent } from '../../src/transport/transport.js';
import type { Access, Who } from './access.js';
import type { ReadLog } from './hooks.js';
import { Presence } from './presence.js';
import { positionOf, type LogEntry, type Store } from './store.js';

const batchSize = 100;
/** A reader who is that far behind has lost hints anyway. */
const ephemeralsKept = 50;
/** Proxies that collect 2 kB before they pass anything on are pushed through at once. */
const padding = `:${' '.repeat(2_046)}\n\n`;

export interface LiveOptions { heartbeatMs: number; streamsPerPerson: number; awayAfterMs: number; now(): number }

/** All open streams. Events are read from the log when the reader takes them, so that a slow reader costs nothing but a place in the log. */
export class Live {
  readonly #store: Store;
  readonly #access: Access;
  readonly #reads: ReadLog;
  readonly #options: LiveOptions;
  readonly #streams = new Set<Stream>();
  readonly #presence: Presence;

  constructor(store: Store, access: Access, reads: ReadLog, options: LiveOptions) {
    this.#store = store;
    this.#access = access;
    this.#reads = reads;
    this.#options = options;
    this.#presence = new Presence({ may: (ws, person) => access.isPresent(ws, person), tell: (...told) => this.tell(...told), awayAfterMs: options.awayAfterMs });
  }

  /** The cursor that stands at a place of this log. */
  cursor(seq: number): Cursor {
    return `${this.#store.log().name}-${seq}`;
  }

  /**
   * Where a cursor stands. Throws `gone` for one that was forgotten or never was, and for one of what this file has lost: it is an older copy, and
   * what has been written since under the same numbers is something else.
   */
  #seqOf(since: Cursor | undefined): number {
    const { tail, head } = this.#store.log();
    if (since === undefined) return head;
    const [, epoch = '', place] = /^([\da-f]{8})-(\d{1,15})$/.exec(since) ?? [];
    const seq = Number(place);
    if (!(seq >= tail - 1 && seq <= (this.#store.endOf(epoch) ?? -1))) throw new ChatError('gone', 'the cursor has expired');
    return seq;
  }

  /** A stream for one person until their token expires; with `waitMs` until it has brought something, and no longer than that (a long poll). */
  open(who: Who, since: Cursor | undefined, expiresAt: number, waitMs?: number): ReadableStream<Uint8Array> {
    const seq = this.#seqOf(since);
    const own = [...this.#streams].filter((stream) => stream.ws === who.ws && stream.person === who.id);
    if (own.length >= this.#options.streamsPerPerson) own[0]!.end();
    // Without a cursor the answer to a poll is the cursor.
    const until = waitMs === undefined ? undefined : this.#options.now() + (since === undefined ? 0 : waitMs);
    const stream = new Stream(who.ws, who.id, { seq, expiresAt, until }, this.#options, {
      events: (from) => this.#events(who.ws, who.id, from),
      cursor: (at) => this.cursor(at),
      closed: () => {
        if (this.#streams.delete(stream) && !this.isConnected(who.ws, who.id)) this.#presence.went(who.ws, who.id);
      },
    });
    this.#streams.add(stream);
    stream.tell(...this.#presence.came(who.ws, who.id, waitMs !== undefined && since !== undefined));
    return stream.readable;
  }

  /** Whether they have a stream. */
  isConnected(ws: Id, person: Id): boolean {
    return [...this.#streams].some((stream) => stream.ws === ws && stream.person === person);
  }

  /** Something was committed: whoever waits looks again. */
  wake(ws: Id): void {
    for (const stream of this.#streams) if (stream.ws === ws) stream.wake();
  }

  tell(ws: Id, person: Id, event: Ephemeral): void {
    for (const stream of this.#streams) if (stream.ws === ws && stream.person === person) stream.tell(event);
  }

  close(): void {
    for (const stream of [...this.#streams]) stream.end();
    this.#presence.close();
  }

  /** What the log tells one person, as they may see it now. Throws where they may see nothing any longer. */
  #events(ws: Id, person: Id, from: number): { events: ServerEvent[]; upTo: number; last: boolean } {
    const who = this.#access.who(ws, person);
    const { entries, upTo } = this.#store.events(who, from, batchSize);
    const events = entries.flatMap((entry) => this.#event(who, entry) ?? []);
    const threads = new Set(events.flatMap((event) => (event.type === 'message' ? [event.message.threadId] : event.type === 'thread' ? [event.thread.id] : [])));
    if (threads.size > 0) this.#reads.note(who, 'events', { threads: [...threads] });
    const off = !who.workspace.switches.messaging;
    return { events: off ? events.filter((e) => e.type === 'session') : events, upTo, last: off };
  }

  #event(who: Who, entry: LogEntry): ServerEvent | undefined {
    switch (entry.type) {
      case 'message': {
        const row = this.#store.message(who, entry.message!);
        return row && { type: 'message', message: this.#access.message(row) };
      }
      case 'thread': {
        const row = this.#store.thread(who, entry.thread!);
        return row && !row.hidden ? { type: 'thread', thread: this.#access.view(who, row) } : undefined;
      }
      case 'thread.gone': return { type: 'thread.gone', threadId: entry.thread!, reason: entry.reason! };
      case 'read': {
        const by = entry.by ?? who.id;
        return by === who.id || who.capabilities.includes('receipts') ? { type: 'read', threadId: entry.thread!, by, upTo: positionOf(entry.readSeq!) } : undefined;
      }
      case 'session': return { type: 'session', session: this.#access.session(who) };
      case 'catalog': return { type: 'catalog', name: entry.name! };
    }
  }
}

interface Source {
  events(from: number): { events: ServerEvent[]; upTo: number; last: boolean };
  cursor(seq: number): Cursor;
  closed(): void;
}

const encoder = new TextEncoder();
const frame = (event: string, data: unknown, id?: string): string => `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** From where in the log, and until when: `until` only where the stream is a long poll. */
interface Stretch { seq: number; expiresAt: number; until: number | undefined }

/** One stream. It is asked for its next piece only when the reader has taken the last one (backpressure). */
class Stream {
  readonly readable: ReadableStream<Uint8Array>;
  readonly #ephemerals: Ephemeral[] = [];
  #told: number;
  #brought = false;
  #ended = false;
  #wake: (() => void) | undefined;

  constructor(readonly ws: Id, readonly person: Id, readonly stretch: Stretch, readonly options: LiveOptions, readonly source: Source) {
    this.#told = stretch.seq;
    let greeting: string | undefined = (stretch.until === undefined ? padding : '') + frame('hello', { cursor: source.cursor(stretch.seq) });
    this.readable = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        const piece = greeting ?? (await this.#next());
        greeting = undefined;
        if (piece !== undefined) return controller.enqueue(encoder.encode(piece));
        this.end();
        controller.close();
      },
      cancel: () => this.end(),
    }, { highWaterMark: 0 });
  }

  wake(): void {
    this.#wake?.();
  }

  tell(...events: readonly Ephemeral[]): void {
    if (this.#ephemerals.length < ephemeralsKept) this.#ephemerals.push(...events);
    this.wake();
  }

  end(): void {
    this.#ended = true;
    this.source.closed();
    this.wake();
  }

  async #next(): Promise<string | undefined> {
    for (;;) {
      const { expiresAt, until } = this.stretch;
      if (this.#ended || this.options.now() >= expiresAt) return undefined;
      const batch = this.#batch();
      if (batch === undefined) return undefined;
      const ephemeral = batch === '' ? this.#ephemerals.shift() : undefined;
      const piece = ephemeral ? frame('ephemeral', ephemeral) : batch;
      if (piece !== '') {
        this.#brought = true;
        return piece;
      }
      if (until !== undefined && (this.#brought || this.options.now() >= until)) return this.#last();
      if (!(await this.#somethingNew())) return this.#ended ? undefined : ':\n\n';
    }
  }

  /** Empty where there is nothing new; undefined where they may read no longer. */
  #batch(): string | undefined {
    try {
      const { events, upTo, last } = this.source.events(this.stretch.seq);
      this.stretch.seq = upTo;
      if (last) this.#ended = true;
      // Others' events move the place as well: told now and then, so that a cursor does not expire on somebody quiet.
      if (events.length === 0 && upTo - this.#told < 1_000) return '';
      this.#told = upTo;
      return frame('batch', events, this.source.cursor(upTo));
    } catch {
      return undefined;
    }
  }

  /** The end of a poll: where others' events have moved the place, the next one goes on from there. */
  #last(): string | undefined {
    const { seq } = this.stretch;
    if (seq === this.#told) return undefined;
    this.#told = seq;
    return frame('batch', [], this.source.cursor(seq));
  }

  /** Waits for a wake-up: true; or until a heartbeat is due, the token expires or a poll is over: false. */
  #somethingNew(): Promise<boolean> {
    return new Promise((resolve) => {
      const { expiresAt, until = Infinity } = this.stretch;
      const wait = Math.max(0, Math.min(this.options.heartbeatMs, Math.min(expiresAt, until) - this.options.now()));
      const done = (woken: boolean) => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve(woken);
      };
      const timer = setTimeout(() => done(false), wait);
      this.#wake = () => done(true);
    });
  }
}
