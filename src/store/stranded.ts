import { isBlank, type Id } from '../model/index.js';
import type { ExtrasHost, ExtraValues } from './extra-values.js';
import { textOf } from './outbox-item.js';

/** What was written for threads that are not there any more. */
export class Strand {
  readonly #host: ExtrasHost;
  readonly #values: ExtraValues;

  constructor(host: ExtrasHost, values: ExtraValues) {
    this.#host = host;
    this.#values = values;
  }

  /** The thread is gone for good: what was being written becomes a message that has failed. The same in every tab. */
  draft(threadId: Id, title: string): void {
    const { core, drafts, outbox } = this.#host;
    const { text } = drafts.get(threadId);
    if (!isBlank(text)) {
      const order = Math.max(0, ...[...outbox.lanes.all].flatMap(([, { items }]) => items.map((item) => item.order))) + 1;
      const item = outbox.insert({
        clientId: `draft/${threadId}`, threadId, order, kind: 'text', payload: { text, format: 'plain' }, uploads: [], files: [],
        sentAt: core.platform.clock.now(), failed: 'gone', stranded: title,
      });
      if (item) {
        outbox.show(item);
        void outbox.store(item);
      }
    }
    drafts.drop(threadId);
  }

  tell(): void {
    const { outbox, threads } = this.#host;
    this.#values.stranded.set([...outbox.lanes.all].flatMap(([threadId, { items }]) => items
      .filter((item) => item.stranded !== undefined && !threads.get(threadId))
      .map(({ clientId, payload, uploads, stranded: title }) =>
        ({ threadId, clientId, text: textOf(payload), files: uploads.map(({ name }) => name), ...(title ? { title } : {}) }))));
  }
}
