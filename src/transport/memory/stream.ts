import { ChatError } from '../../base/errors.js';
import type { Cursor } from '../../model/index.js';
import type { ServerEvent, Sink } from '../transport.js';
import type { MemoryControls } from './faults.js';
import type { PersonRow } from './rows.js';
import type { State } from './state.js';

/** One open stream of events: stands at a number of the log and moves on whenever it may. */
export class Stream {
  #at: number | undefined;
  /** The cursor there: the workspace may go back to a copy that knows nothing of it. */
  #cursor: Cursor | undefined;
  #online = true;
  #scheduled = false;
  #catchingUp = false;
  #opened = false;
  readonly #stops: (() => void)[];

  constructor(readonly state: State, readonly controls: MemoryControls, readonly viewer: PersonRow, readonly sink: Sink, readonly signal: AbortSignal) {
    this.#stops = [
      controls.watch(() => this.#lineChanged()),
      controls.onInject((events) => this.#deliver(events)),
    ];
    const onEntry = (): void => this.#schedule();
    state.listeners.add(onEntry);
    this.#stops.push(() => state.listeners.delete(onEntry));
    signal.addEventListener('abort', () => this.#end(), { once: true });
  }

  /** Begins after the session was answered: from `since` if given, else from now on; `isAnew`: then with a `resync`. */
  start(since: Cursor | undefined, isAnew: boolean): void {
    this.#cursor = since ?? this.state.cursor(this.state.head);
    if (since !== undefined || !isAnew) this.#at = this.state.numberOf(this.#cursor);
    this.#opened = true;
    this.#lineChanged(true);
  }

  #lineChanged(first = false): void {
    if (!this.#opened || this.signal.aborted) return;
    const online = !this.controls.offline;
    if (!first && online === this.#online) {
      this.#schedule();
      return;
    }
    this.#online = online;
    if (!online) {
      this.sink.connection({ state: 'offline', error: new ChatError('offline', 'the line is down') });
      return;
    }
    // The log may have forgotten the place while the line was down.
    this.#at &&= this.state.numberOf(this.#cursor as Cursor);
    this.#catchingUp = true;
    this.sink.connection({ state: 'catching-up' });
    this.#schedule();
  }

  /** Entries of one turn travel as one batch, after half the latency. */
  #schedule(): void {
    if (this.#scheduled || !this.#opened || (this.controls.eventsPaused && !this.#catchingUp)) return;
    this.#scheduled = true;
    const run = (): void => {
      this.#scheduled = false;
      this.#pump();
      if (!this.#catchingUp || this.signal.aborted || this.controls.offline) return;
      this.#catchingUp = false;
      this.sink.connection({ state: 'online' });
    };
    const delay = this.controls.latency / 2;
    if (delay > 0) this.state.clock.after(delay, run);
    else queueMicrotask(run);
  }

  #pump(): void {
    if (this.signal.aborted || this.controls.offline || this.controls.eventsPaused) return;
    if (!this.state.isOfThisAge(this.#cursor)) this.#at = this.state.numberOf(this.#cursor as Cursor);
    const from = this.#at;
    this.#at = this.state.head;
    this.#cursor = this.state.cursor(this.#at);
    if (from === undefined) return this.sink.events([{ type: 'resync' }], this.#cursor);
    const { entries, head } = this.state.since(from);
    const batch = entries.filter((entry) => entry.to.has(this.viewer.id))
      .map((entry) => entry.event(this.viewer))
      .filter((event) => event !== undefined);
    if (batch.length > 0) this.sink.events(structuredClone(batch), this.state.cursor(head));
  }

  #deliver(events: ServerEvent[]): void {
    if (this.#opened && !this.signal.aborted) this.sink.events(structuredClone(events));
  }

  #end(): void {
    for (const stop of this.#stops) stop();
  }
}
