import { fullJitter } from '../../base/backoff.js';
import { ChatError } from '../../base/errors.js';
import type { LifecycleState, Platform } from '../../base/platform.js';
import type { Cursor } from '../../model/index.js';
import type { Sink } from '../transport.js';
import { problemIn, type Http } from './http.js';
import type { Manner } from './polling.js';
import { dataOf, SseParser, type Frame } from './sse.js';
import { silence, Watchdog } from './watchdog.js';
import { eventsPath, eventsQuery, readBatch, readHello } from './wire.js';

/** A dial that is not answered so long goes into a connection that is dead, as a browser may keep several; the next ones may take longer. */
const dialPatience = 8_000;
/** A browser keeps six connections to a server, which may all be dead: so many dials in a row wait no longer than this, without a pause between them. */
const quickDials = 6;
const quickPatience = 2_500;
/** A stream that was heard for so long was a good one: the next attempt is a first one. */
const goodLife = 8_000;
/** Coming back to the page does not try more often than this. */
const wakeEvery = 2_000;
/** The same place of the log cannot be read so often: it is given up, and the pages are read again. */
const garbledLimit = 3;

export interface EventStreamOptions {
  http: Http;
  fetch: typeof fetch;
  platform: Pick<Platform, 'clock' | 'random' | 'lifecycle'>;
  sink: Sink;
  since?: Cursor | undefined;
  signal: AbortSignal;
}

/**
 * One stream of events over fetch, with the token in its header. It comes back by itself from the last cursor that was applied, with
 * full jitter between the attempts, at once when the device or the person comes back, and after silence. Where streams do not get through it
 * asks by long polls (docs/decisions/0014-long-polling.md).
 */
export class EventStream {
  readonly #options: EventStreamOptions;
  #cursor: Cursor | undefined;
  #resync = false;
  #failures = 0;
  #garbledHere = 0;
  #attempt: AbortController | undefined;
  #triedAt = -Infinity;
  #heardAt = -Infinity;
  #wake: (() => void) | undefined;
  #online: boolean;
  #frozen = false;
  #onFirstHello: (() => void) | undefined;
  /** What was told last: a stream that the server ended in good order, as it does when a token expires, is replaced in silence. */
  #live = false;
  /** The next attempt is to come without a wait. */
  #hurry = false;
  /** The attempt came before its time. A person who sends five messages must not make the waits longer. */
  #isEarly = false;
  /** What tells when to poll: its code comes with the first stream that is mute or cut. */
  #manner: Manner | undefined;
  /** The attempt is a long poll of so many seconds. */
  #poll: number | undefined;
  #greeted = false;
  /** How many quick dials are left: the network has changed, the stream fell silent, or a dial was not answered. */
  #quick = 0;

  constructor(options: EventStreamOptions) {
    this.#options = options;
    this.#cursor = options.since;
    this.#online = options.platform.lifecycle.get().online;
  }

  /** Runs until the signal aborts. `onHello` is called when the stream stands for the first time. */
  async run(onHello: () => void): Promise<void> {
    const { signal, platform } = this.#options;
    this.#onFirstHello = onHello;
    const stop = platform.lifecycle.subscribe((state) => this.#onLifecycle(state));
    const onAbort = (): void => {
      this.#attempt?.abort();
      this.#wake?.();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    while (!this.#isOver()) {
      if (!this.#live) this.#tell({ state: 'connecting' });
      this.#triedAt = this.#heardAt = platform.clock.now();
      this.#poll = this.#manner?.next();
      this.#greeted = false;
      const error = await this.#connect();
      if (this.#isOver()) break;
      this.#judge(error);
      await this.#pause(error);
    }
    stop();
  }

  /** What an attempt tells of this line. */
  #judge(error: ChatError | undefined): void {
    const { clock } = this.#options.platform;
    const isPoll = this.#poll !== undefined;
    const hello = this.#greeted;
    const good = this.#heardAt - this.#triedAt >= goodLife || (isPoll && hello && !error);
    if (good) this.#failures = 0;
    // A line that was heard just now is no outage, however often it is cut.
    else if (hello) this.#failures = Math.min(this.#failures, 3);
    const ending = { isPoll, hello, silent: error?.code === 'timeout', good };
    if (ending.silent && this.#failures < 2) this.#quick = quickDials;
    if (this.#manner) this.#manner.ended(ending);
    else if (ending.silent || (hello && !good)) void import('./polling.js').then(({ Manner }) => (this.#manner ??= new Manner(clock)).ended(ending), () => undefined);
  }

  /** Whether the stream has stood already. */
  get stands(): boolean {
    return this.#onFirstHello === undefined;
  }

  /** Whoever opens afterwards has read no pages yet, or reads them before the stream stands: then nothing may be missed in between. */
  resyncAtHello(): void {
    this.#resync = true;
  }

  #isOver(): boolean {
    return this.#options.signal.aborted;
  }

  /** Tries now. */
  reconnect(): void {
    this.#wake?.();
  }

  /** One connection, from the request to its end. Returns why it ended; `undefined` where the server closed a good one. */
  async #connect(): Promise<ChatError | undefined> {
    const { http, platform: { clock } } = this.#options;
    const attempt = new AbortController();
    this.#attempt = attempt;
    const watchdog = new Watchdog((isLate) => {
      this.#hurry ||= isLate || this.#quick > 0;
      attempt.abort();
    }, clock);
    try {
      const answer = await http.authorised((token) => {
        watchdog.pet(this.#poll ? silence : this.#quick-- > 0 ? quickPatience : Math.min(silence, dialPatience * 2 ** Math.max(0, this.#failures - 1)));
        return this.#fetch(token, attempt.signal);
      });
      this.#quick = 0;
      watchdog.pet();
      if (!answer.ok) {
        const text = await answer.text();
        if (answer.status === 410) {
          this.#resync = true;
          this.#cursor = undefined;
          return undefined;
        }
        return await problemIn({ status: answer.status, headers: answer.headers, text }, clock.now(), false);
      }
      if (!answer.headers.get('content-type')?.startsWith('text/event-stream') || !answer.body) {
        return new ChatError('unavailable', 'the answer is no event stream: does `server` name a clinic-chat server?');
      }
      if (!this.#live && this.#cursor !== undefined) this.#tell({ state: 'catching-up' });
      await this.#read(answer.body.getReader(), watchdog);
      return undefined;
    } catch (error) {
      if (this.#hurry) return undefined;
      if (watchdog.barked) return new ChatError('timeout', 'the stream fell silent');
      if (error instanceof ChatError) return error;
      return http.noAnswer(false, error);
    } finally {
      watchdog.stop();
      attempt.abort();
    }
  }

  #fetch(token: string, signal: AbortSignal): Promise<Response> {
    const { http, fetch } = this.#options;
    return fetch(http.url(eventsPath, eventsQuery(this.#cursor, this.#poll)).href, {
      headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' }, signal, credentials: 'omit', cache: 'no-store',
    });
  }

  async #read(reader: ReadableStreamDefaultReader<Uint8Array>, watchdog: Watchdog): Promise<void> {
    const parser = new SseParser();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done || this.#options.signal.aborted) return;
        watchdog.pet();
        this.#heardAt = this.#options.platform.clock.now();
        for (const frame of parser.push(value)) this.#take(frame);
      }
    } finally {
      reader.cancel().catch(() => undefined);
    }
  }

  #take(frame: Frame): void {
    const { sink, signal } = this.#options;
    if (signal.aborted) return;
    const data = dataOf(frame);
    if (frame.event === 'hello') {
      this.#hello(readHello(data));
    } else if (frame.event === 'batch') {
      const events = readBatch(data);
      if (!events) throw this.#stumble();
      if (events.length > 0) sink.events(events, frame.id);
      this.#garbledHere = 0;
      this.#cursor = frame.id ?? this.#cursor;
    } else if (frame.event === 'ephemeral') {
      // One that cannot be read, now or ever, is as good as one that was missed.
      import('./wire-ephemeral.js').then(({ readEphemeral }) => {
        const ephemeral = readEphemeral(data);
        if (ephemeral && !signal.aborted) sink.ephemeral(ephemeral);
      }, () => undefined);
    }
  }

  #hello(cursor: Cursor | undefined): void {
    const { sink } = this.#options;
    if (this.#resync) {
      this.#resync = false;
      sink.events([{ type: 'resync' }], cursor);
    } else if (this.#cursor === undefined) sink.events([], cursor);
    this.#cursor ??= cursor;
    this.#live = this.#greeted = true;
    this.#tell({ state: this.#poll === undefined ? 'online' : 'polling' });
    this.#onFirstHello?.();
    this.#onFirstHello = undefined;
  }

  /** A batch that cannot be read: the connection is made anew from the last good cursor, and after some tries the place is given up. */
  #stumble(): ChatError {
    this.#garbledHere += 1;
    if (this.#garbledHere >= garbledLimit) {
      this.#garbledHere = 0;
      this.#resync = true;
      this.#cursor = undefined;
    }
    return new ChatError('unavailable', 'the stream cannot be read');
  }

  async #pause(error: ChatError | undefined): Promise<void> {
    if (this.#hurry) {
      this.#hurry = false;
      return;
    }
    const { clock, random } = this.#options.platform;
    // Messaging is switched off, or this person was shut out: asking again would only be noise, until somebody wants it.
    const isShut = error?.code === 'forbidden';
    const wait = isShut ? Infinity : Math.max(fullJitter(this.#failures, random), error?.retryAfterMs ?? 0);
    const retryAt = clock.now() + wait;
    if (error) {
      this.#live = false;
      this.#tell(isShut ? { state: 'closed', error } : { state: 'offline', retryAt, error });
    }
    if (!this.#isEarly) this.#failures += 1;
    this.#isEarly = true;
    await new Promise<void>((resolve) => {
      const cancel = clock.after(wait, () => {
        this.#isEarly = false;
        this.#wake?.();
      });
      this.#wake = () => {
        // Whoever comes back early waits all the same where the server has asked for it.
        if (this.#isEarly && error?.retryAfterMs !== undefined && clock.now() < retryAt && !this.#options.signal.aborted) return;
        this.#wake = undefined;
        cancel();
        resolve();
      };
      if (this.#options.signal.aborted) this.#wake();
    });
  }

  #onLifecycle({ visible, online, frozen }: LifecycleState): void {
    const { clock } = this.#options.platform;
    const changed = online !== this.#online;
    if (changed) {
      // Another network, another proxy.
      this.#manner = undefined;
      this.#quick = quickDials;
    }
    const isThawed = this.#frozen && !frozen;
    this.#online = online;
    this.#frozen = frozen;
    const wake = (changed && online) || isThawed || (visible && clock.now() - this.#triedAt >= wakeEvery);
    if (this.#wake) {
      if (wake) this.#wake();
    } else if (changed || isThawed || (visible && clock.now() - this.#heardAt > silence)) {
      // A stream that has lived through a change of network, or through a frozen page, is not to be trusted.
      this.#hurry = wake;
      this.#attempt?.abort();
    }
  }

  #tell(connection: Parameters<Sink['connection']>[0]): void {
    if (!this.#options.signal.aborted) this.#options.sink.connection(connection);
  }
}
