import { codeMissing } from '../base/code-missing.js';
import type { Id, Message, Position, Thread } from '../model/index.js';
import type { Told } from './arrivals.js';
import type { Care } from './care.js';
import { ExtraValues, idle, type ExtrasHost } from './extra-values.js';
import type { Arrival } from './types.js';

/** What a plain thread can be shown without: its values are here from the beginning, the code that fills them comes with the first use. */
export class Extras extends ExtraValues {
  /** Once its code is there. */
  care: Care | undefined;
  readonly #host: ExtrasHost;
  #making: Promise<void> | undefined;
  readonly #waiting: ((care: Care) => void)[] = [];
  /** Up to here nothing of a thread is news: it was there when the thread was listed, or has been told. */
  readonly #floors = new Map<Id, Position>();
  /** What came before there was code that tells of it. */
  readonly #news: Told[] = [];

  constructor(host: ExtrasHost) {
    super(host);
    this.#host = host;
  }

  /** In the order in which it is asked for, at once where the code is there. Where that cannot come now, it waits for the next who asks. */
  use(work: (care: Care) => void): void {
    const { core } = this.#host;
    if (this.care) return work(this.care);
    this.#waiting.push(work);
    this.#making ??= import('./care.js').then(({ Care: Made }) => {
      const care = (this.care = new Made(this.#host, this));
      for (const waited of this.#waiting.splice(0)) if (!core.over) waited(care);
    }, (cause: unknown) => {
      this.#making = undefined;
      core.report(codeMissing('for this', cause));
    });
  }

  /** A thread has changed. */
  changed(threadId: Id): void {
    if (this.#host.threads.get(threadId)?.reads) this.use((care) => care.changed(threadId));
    else this.care?.changed(threadId);
  }

  arrivals(listener: (batch: readonly Arrival[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Threads by a page. */
  paged(threads: readonly Thread[]): void {
    for (const { id, last } of threads) this.#raise(id, last?.position);
  }

  /** Messages by event, before anything else knows of them. Where somebody listens, the first ones bring the code that tells. */
  told(threadId: Id, messages: readonly Message[]): void {
    const floor = this.#floors.get(threadId);
    const readUpTo = this.#host.threads.readUpTo(threadId);
    for (const { position } of messages) this.#raise(threadId, position);
    this.care?.signals.told(threadId, messages);
    if (this.listeners.size === 0) return;
    this.#news.push({ threadId, messages, floor, readUpTo });
    this.use(({ arrivals }) => {
      for (const told of this.#news.splice(0)) arrivals.told(told);
    });
  }

  clear(): void {
    this.care?.clear();
    this.listeners.clear();
    this.#news.length = 0;
    this.#floors.clear();
    this.links.setAll(undefined);
    this.joined.set(undefined);
    this.acting.set(new Map());
    this.catalogs.setAll(idle);
    this.people.clear();
  }

  #raise(threadId: Id, position: Position | undefined): void {
    if (position !== undefined && position > (this.#floors.get(threadId) ?? '')) this.#floors.set(threadId, position);
  }
}
