import { isBlank, type Id } from '../model/index.js';
import type { Drafts } from './drafts.js';
import type { ExtrasHost, ExtraValues } from './extra-values.js';
import type { Outbox } from './outbox.js';
import { textOf } from './outbox-item.js';

/** What was written for threads that are not there any more. */
export class Strand {
  readonly #host: ExtrasHost;
  readonly #values: ExtraValues;
  readonly #drafts: Drafts;
  readonly #outbox: Outbox;

  constructor(host: ExtrasHost, values: ExtraValues, drafts: Drafts, outbox: Outbox) {
    this.#host = host;
    this.#values = values;
    this.#drafts = drafts;
    this.#outbox = outbox;
  }

  /** The thread is gone for good: what was being written becomes a message that has failed. The same in every tab. */
  draft(threadId: Id, title: string): void {
    const outbox = this.#outbox;
    const { text } = this.#drafts.get(threadId);
    if (!isBlank(text)) {
      const order = Math.max(0, ...[...outbox.lanes.all].flatMap(([, { items }]) => items.map((item) => item.order))) + 1;
      const item = outbox.insert({
        clientId: `draft/${threadId}`, threadId, order, kind: 'text', payload: { text, format: 'plain' }, uploads: [], files: [],
        sentAt: this.#host.core.platform.clock.now(), failed: 'gone', stranded: title,
      });
      if (item) {
        outbox.show(item);
        void outbox.store(item);
      }
    }
    this.#drafts.drop(threadId);
  }

  tell(): void {
    const { stranded } = this.#values;
    const now = [...this.#outbox.lanes.all].flatMap(([threadId, { items }]) => items
      .filter((item) => item.stranded !== undefined && !this.#host.threads.get(threadId))
      .map(({ clientId, payload, uploads, stranded: title }) =>
        ({ threadId, clientId, text: textOf(payload), files: uploads.map(({ name }) => name), ...(title ? { title } : {}) })));
    if (now.length || stranded.get().length) stranded.set(now);
  }
}
