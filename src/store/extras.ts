import { ChatError } from '../base/errors.js';
import type { Id } from '../model/index.js';
import type { Care } from './care.js';
import { ExtraValues, idle, type ExtrasHost } from './extra-values.js';
import type { Arrival } from './types.js';

/** What a plain thread can be shown without: its values are here from the beginning, the code that fills them comes with the first use. */
export class Extras extends ExtraValues {
  /** Once its code is there. */
  care: Care | undefined;
  readonly #host: ExtrasHost;
  #making: Promise<Care> | undefined;

  constructor(host: ExtrasHost) {
    super(host);
    this.#host = host;
  }

  /** In the order in which it is asked for, at once where the code is there. */
  use(work: (care: Care) => void): void {
    const { core } = this.#host;
    if (this.care) return work(this.care);
    this.#making ??= import('./care.js').then((module) => (this.care = new module.Care(this.#host, this)));
    this.#making.then((care) => {
      if (!core.over) work(care);
    }, (cause: unknown) => {
      this.#making = undefined;
      core.report(new ChatError('unavailable', 'The code for this could not be loaded.', { cause }));
    });
  }

  /** A thread has changed. */
  changed(threadId: Id): void {
    if (this.#host.threads.get(threadId)?.reads) this.use((care) => care.changed(threadId));
    else this.care?.changed(threadId);
  }

  arrivals(listener: (batch: readonly Arrival[]) => void): () => void {
    this.listeners.add(listener);
    this.use(() => undefined);
    return () => this.listeners.delete(listener);
  }

  clear(): void {
    this.care?.clear();
    this.listeners.clear();
    this.links.setAll(undefined);
    this.joined.set(undefined);
    this.catalogs.setAll(idle);
    this.people.clear();
  }
}
