import type { Readable } from '../base/readable.js';
import { formatList } from '../i18n/format.js';
import '../i18n/people.js';
import type { Id, Thread, Translate } from '../model/index.js';
import type { Chat } from '../store/types.js';

/** Watches who types in the threads whose rows stand in the page, and in no other. */
export class RowTyping {
  readonly #changed: () => void;
  readonly #watched = new Map<Id, { source: Readable<readonly Id[]>; stop: () => void }>();
  #locale = 'en';

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  follow(chat: Chat | undefined, ids: readonly Id[]): void {
    for (const [id, { source, stop }] of this.#watched) {
      if (ids.includes(id) && chat?.typing(id) === source) continue;
      stop();
      this.#watched.delete(id);
    }
    this.#locale = chat?.locale ?? this.#locale;
    for (const id of chat ? ids : []) {
      if (this.#watched.has(id)) continue;
      const source = (chat as Chat).typing(id);
      let first = true;
      const stop = source.subscribe(() => {
        if (!first) this.#changed();
      });
      first = false;
      this.#watched.set(id, { source, stop });
    }
  }

  /** Who is writing in a thread, in words. */
  of({ id, participants }: Thread, t: Translate): string | undefined {
    const writers = this.#watched.get(id)?.source.get() ?? [];
    const names = participants.filter((who) => writers.includes(who.id)).map((who) => who.name);
    return names.length > 0 ? t('row.typing', { names: formatList(this.#locale, names), count: names.length }) : undefined;
  }
}
