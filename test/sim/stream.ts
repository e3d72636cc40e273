import { fullJitter } from '../../src/base/backoff.js';
import { ChatError } from '../../src/base/errors.js';
import type { Cursor } from '../../src/model/index.js';
import type { ServerEvent, Sink } from '../../src/transport/transport.js';
import { between, type Random } from './chance.js';
import type { Network, NetworkUser } from './network.js';
import type { Server } from './server.js';
import type { World } from './world.js';

/** A stream as the server sees it. */
interface Conn { stream: Stream; seq: number; lastArrival: number; waiting: (() => void)[] | undefined; isBroken: boolean; isCut: boolean }

const closed = 'the server has closed the stream';

/** The server's open streams. */
export class Streams {
  readonly #world: World;
  readonly #server: Server;
  readonly #network: Network;
  #conns: Conn[] = [];
  #isPumping = false;

  constructor(world: World, server: Server, network: Network) {
    this.#world = world;
    this.#server = server;
    this.#network = network;
    server.onEntries = () => {
      if (this.#isPumping) return;
      this.#isPumping = true;
      world.after(0, () => this.#pump());
    };
  }

  join(stream: Stream, seq: number): Conn {
    const conn: Conn = { stream, seq, lastArrival: 0, waiting: [], isBroken: false, isCut: false };
    this.#conns.push(conn);
    if (this.#server.head > seq) this.#server.onEntries();
    return conn;
  }

  leave(conn: Conn): void {
    this.#conns = this.#conns.filter((one) => one !== conn);
  }

  /** The server goes down, or starts anew: all streams end, and their tabs notice. */
  cutAll(): void {
    for (const conn of [...this.#conns]) {
      conn.isCut = true;
      conn.stream.cut(closed);
    }
  }

  #pump(): void {
    this.#isPumping = false;
    for (const conn of this.#conns) {
      const { stream } = conn;
      const events = this.#server.since(conn.seq, stream.tab.user);
      conn.seq = this.#server.head;
      if (events.length === 0 || stream.tab.dead) continue;
      const { seq } = conn;
      const cursor = this.#server.cursor(seq);
      const at = (conn.lastArrival = Math.max(conn.lastArrival, this.#world.now + this.#network.delay()));
      this.#world.after(at - this.#world.now, () => {
        const arrive = (): void => stream.arrive(conn, events, cursor, seq);
        if (conn.waiting) conn.waiting.push(arrive);
        else arrive();
      }, stream.tab);
    }
  }
}

export interface StreamHooks {
  /** Handed to the store: everything up to this entry. */
  told(events: readonly ServerEvent[], seq: number): void;
  fault(name: string): void;
}

/** A tab's one stream, as an adapter keeps it: comes back by itself from its last cursor, notices silence after half a minute. */
export class Stream {
  /** The next batch comes with rubbish in it; or the last one comes again. */
  garbles = false;
  replays = false;
  readonly tab: NetworkUser;
  readonly #world: World;
  readonly #server: Server;
  readonly #network: Network;
  readonly #streams: Streams;
  readonly #random: Random;
  readonly #sink: Sink;
  readonly #signal: AbortSignal;
  readonly #hooks: StreamHooks;
  #cursor: Cursor | undefined;
  #resync = false;
  #conn: Conn | undefined;
  #failures = 0;
  #live = false;
  #notBefore = 0;
  #stopPause: (() => void) | undefined;
  #onHello: (() => void) | undefined;
  #connectedAt = 0;

  constructor(world: World, server: Server, network: Network, streams: Streams, random: Random, tab: NetworkUser, sink: Sink, since: Cursor | undefined, signal: AbortSignal, hooks: StreamHooks) {
    this.#world = world;
    this.#server = server;
    this.#network = network;
    this.#streams = streams;
    this.#random = random;
    this.tab = tab;
    this.#sink = sink;
    this.#cursor = since;
    this.#signal = signal;
    this.#hooks = hooks;
    signal.addEventListener('abort', () => this.#end(), { once: true });
  }

  get isLive(): boolean {
    return this.#live;
  }

  get stands(): boolean {
    return this.#connectedAt > 0;
  }

  start(onHello: () => void): void {
    this.#onHello = onHello;
    void this.#connect();
  }

  resyncAtHello(): void {
    this.#resync = true;
  }

  /** Tries now, unless the server has asked for patience. */
  wake(): void {
    if (!this.#stopPause || this.#world.now < this.#notBefore) return;
    this.#stopPause();
    this.#stopPause = undefined;
    void this.#connect();
  }

  /** The connection ends, and everybody sees it. */
  cut(why: string): void {
    if (!this.#conn) return;
    this.#drop();
    if (this.tab.dead || this.#signal.aborted) return;
    this.#world.after(between(this.#random, 0, 30), () => {
      if (!this.#conn && !this.#stopPause && !this.#signal.aborted) this.#pause(new ChatError('unavailable', why));
    }, this.tab);
  }

  /** Nothing arrives any more, and nobody says so. */
  halve(): void {
    const conn = this.#conn;
    if (!conn || conn.isBroken) return;
    conn.isBroken = true;
    this.#world.after(between(this.#random, 25_000, 35_000), () => {
      if (this.#conn === conn) this.#lose(new ChatError('timeout', 'the stream fell silent', { retryable: true }));
    }, this.tab);
  }

  /** The page was away, or the network changed: the stream is not to be trusted. */
  distrust(): void {
    if (this.#conn) {
      this.#drop();
      this.#live = false;
      void this.#connect();
    } else this.wake();
  }

  arrive(conn: Conn, events: ServerEvent[], cursor: Cursor, seq: number): void {
    if (this.#conn !== conn || this.#signal.aborted) return;
    if (this.tab.device.downUntil > this.#world.now || !this.tab.device.online) this.halve();
    if (conn.isBroken) return;
    const batch: ServerEvent[] = this.garbles ? [{ type: 'message' } as ServerEvent, ...events, { type: 'nonsense' } as unknown as ServerEvent, null as unknown as ServerEvent] : events;
    if (this.garbles) this.#hooks.fault('garbled-frame');
    this.garbles = false;
    this.#deliver(batch, cursor, seq);
    if (!this.replays) return;
    this.replays = false;
    this.#hooks.fault('replay');
    this.#deliver(events, cursor, seq);
  }

  #deliver(events: ServerEvent[], cursor: Cursor, seq: number): void {
    this.#cursor = cursor;
    this.#world.log(`${this.tab.name} hears ${events.map((event) => describe(event)).join(', ')}`);
    this.#hooks.told(events, seq);
    this.#sink.events(events, cursor);
  }

  async #connect(): Promise<void> {
    if (this.#signal.aborted) return;
    if (!this.#live) this.#sink.connection({ state: 'connecting' });
    const since = this.#cursor;
    let conn: Conn | undefined;
    try {
      const at = await this.#network.request(this.tab, 'stream', `stream since ${since ?? 'now'}`, () => {
        const seq = since === undefined ? this.#server.head : this.#server.seqOf(since);
        if (seq === undefined) throw new ChatError('gone', 'the cursor is too old');
        conn = this.#streams.join(this, seq);
        return { seq, cursor: this.#server.cursor(seq) };
      }, this.#signal);
      if (this.#signal.aborted || this.#conn || !conn) return;
      if (conn.isCut) throw new ChatError('unavailable', closed);
      this.#conn = conn;
      this.#hello(at.seq, at.cursor);
      const waiting = conn.waiting ?? [];
      conn.waiting = undefined;
      for (const arrive of waiting) arrive();
    } catch (thrown) {
      if (conn) this.#streams.leave(conn);
      if (this.#signal.aborted || this.#conn) return;
      const error = ChatError.from(thrown);
      if (error.code === 'gone') {
        this.#hooks.fault('cursor expired');
        this.#resync = true;
        this.#cursor = undefined;
      }
      this.#pause(error);
    }
  }

  #hello(seq: number, cursor: Cursor): void {
    this.#connectedAt = this.#world.now;
    if (this.#resync) {
      this.#resync = false;
      this.#hooks.told([{ type: 'resync' }], seq);
      this.#world.log(`${this.tab.name} hears resync`);
      this.#sink.events([{ type: 'resync' }], cursor);
    } else if (this.#cursor === undefined) this.#sink.events([], cursor);
    this.#cursor ??= cursor;
    this.#live = true;
    this.#failures = 0;
    this.#sink.connection({ state: 'online' });
    this.#onHello?.();
    this.#onHello = undefined;
  }

  #lose(error: ChatError): void {
    this.#drop();
    this.#pause(error);
  }

  #pause(error: ChatError): void {
    const wait = Math.max(fullJitter(this.#failures, this.#random), error.retryAfterMs ?? 0);
    this.#failures += 1;
    this.#live = false;
    this.#notBefore = error.retryAfterMs === undefined ? 0 : this.#world.now + wait;
    this.#stopPause = this.#world.after(wait, () => {
      this.#stopPause = undefined;
      void this.#connect();
    }, this.tab);
    this.#sink.connection({ state: 'offline', retryAt: this.tab.now() + wait, error });
  }

  #drop(): void {
    if (this.#conn) this.#streams.leave(this.#conn);
    this.#conn = undefined;
  }

  #end(): void {
    this.#drop();
    this.#stopPause?.();
    this.#stopPause = undefined;
  }
}

const describe = (event: ServerEvent): string =>
  event?.type === 'message' ? `message ${event.message?.id} r${event.message?.revision}` : event?.type === 'thread' ? `thread ${event.thread.id} unread ${event.thread.unread}` : event?.type;
