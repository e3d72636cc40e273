import type { Id, Message, Position, Thread } from '../model/index.js';
import type { ExtrasHost, ExtraValues } from './extra-values.js';
import type { Arrival } from './types.js';

/** What is new for a notification: messages of others by event, each once, in the order of their coming. */
export class Arrivals {
  readonly #host: ExtrasHost;
  readonly #values: ExtraValues;
  /** Up to here nothing of a thread is news: it was there when the thread was listed, or has been told. */
  readonly #floors = new Map<Id, Position>();
  #batch: Arrival[] = [];
  #isPlanned = false;

  constructor(host: ExtrasHost, values: ExtraValues) {
    this.#host = host;
    this.#values = values;
    for (const { id, last } of host.threads.state.get().items) this.#raise(id, last?.position);
  }

  paged(threads: readonly Thread[]): void {
    for (const { id, last } of threads) this.#raise(id, last?.position);
  }

  told(threadId: Id, messages: readonly Message[]): void {
    const floor = this.#floors.get(threadId);
    const { core, threads } = this.#host;
    const news = messages.filter(({ author, position, revision, ...message }) => position !== undefined && author !== core.viewerId
      && !core.isQuiet(message) && position > (floor ?? threads.readUpTo(threadId) ?? '') && (floor !== undefined || revision === 1));
    for (const { position } of messages) this.#raise(threadId, position);
    if (news.length === 0) return;
    if (threads.get(threadId)) this.#tell(threadId, news);
    else void threads.fetch(threadId).then(() => this.#tell(threadId, news));
  }

  #tell(threadId: Id, messages: readonly Message[]): void {
    const { core, threads } = this.#host;
    const thread = threads.get(threadId);
    if (!thread || thread.muted || core.over) return;
    this.#batch.push(...messages.map((message) => ({ thread, message, leads: core.leads })));
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    // What came together is told together, after everything else has changed.
    core.platform.clock.after(0, () => {
      const batch = this.#batch;
      this.#batch = [];
      this.#isPlanned = false;
      for (const listener of this.#values.listeners) {
        try {
          listener(batch);
        } catch (error) {
          core.onListenerError(error);
        }
      }
    });
  }

  #raise(threadId: Id, position: Position | undefined): void {
    if (position !== undefined && position > (this.#floors.get(threadId) ?? '')) this.#floors.set(threadId, position);
  }
}
