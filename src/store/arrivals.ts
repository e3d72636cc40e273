import type { Id, Message, Position } from '../model/index.js';
import type { ExtrasHost, ExtraValues } from './extra-values.js';
import type { Arrival } from './types.js';

/** Messages of a thread by event, and up to where nothing of it was news as they came. */
export interface Told { threadId: Id; messages: readonly Message[]; floor: Position | undefined; readUpTo: Position | undefined }

/** What is new for a notification: messages of others by event, each once, in the order of their coming. */
export class Arrivals {
  readonly #host: ExtrasHost;
  readonly #values: ExtraValues;
  #batch: Arrival[] = [];
  #isPlanned = false;

  constructor(host: ExtrasHost, values: ExtraValues) {
    this.#host = host;
    this.#values = values;
  }

  told({ threadId, messages, floor, readUpTo }: Told): void {
    const { core, threads } = this.#host;
    const news = messages.filter(({ author, position, revision, ...message }) => position !== undefined && author !== core.viewerId
      && !core.isQuiet(message) && position > (floor ?? readUpTo ?? '') && (floor !== undefined || revision === 1));
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
}
