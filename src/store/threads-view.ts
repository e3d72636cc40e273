import { ChatError } from '../base/errors.js';
import { passesText, passesThreadFilter, type Command, type Cursor, type Id, type Thread } from '../model/index.js';
import type { ExtrasHost, ExtraValues } from './extra-values.js';
import type { ThreadsState, ThreadsView } from './types.js';

const pageSize = 50;

/** Without what says nothing. */
function plain({ text, filter, sort }: ThreadsView): ThreadsView {
  const words = text?.trim() ?? '';
  return { ...(words && { text: words }), ...(filter && Object.keys(filter).length && { filter }), ...(sort === 'waiting' && { sort }) };
}

/**
 * What the list of threads shows instead of everything: searched, filtered and sorted by the server, page by page; an answer to an earlier
 * question is dropped. What changes meanwhile comes, goes or moves by itself. The list of all threads goes on beside it.
 */
export class View {
  readonly #host: ExtrasHost;
  readonly #values: ExtraValues;
  #view: ThreadsView = {};
  #ids: Id[] = [];
  #more: Cursor | undefined;
  #phase: ThreadsState['phase'] = 'idle';
  #error: ChatError | undefined;
  #load: symbol | undefined;
  /** What came while a page was on its way. */
  readonly #fresh = new Set<Id>();
  /** The last message of each that is listed. */
  readonly #lasts = new Map<Id, Id | undefined>();

  constructor(host: ExtrasHost, values: ExtraValues) {
    this.#host = host;
    this.#values = values;
  }

  get #isSet(): boolean {
    return Object.keys(this.#view).length > 0;
  }

  change({ text, filter, sort }: Extract<Command, { type: 'threads.view' }>): void {
    const next = plain({ ...this.#view, ...(text === undefined ? {} : { text }), ...(filter === undefined ? {} : { filter }), ...(sort === undefined ? {} : { sort }) });
    if (JSON.stringify(next) === JSON.stringify(this.#view) && this.#phase !== 'failed') return;
    this.#view = next;
    this.#ids = [];
    this.#load = undefined;
    this.#phase = 'idle';
    this.reload();
  }

  /** The first page, or the next one. False where no view is set. */
  load(): boolean {
    if (this.#isSet && !this.#load) {
      if (this.#phase !== 'ready') void this.#page(undefined);
      else if (this.#more !== undefined) void this.#page(this.#more);
    }
    return this.#isSet;
  }

  reload(): void {
    if (this.#isSet) void this.#page(undefined);
    else this.#values.show(undefined);
  }

  clear(): void {
    this.#view = {};
    this.#ids = [];
    this.#load = undefined;
    this.#values.show(undefined);
  }

  /** A thread has changed. */
  changed(threadId: Id): void {
    if (!this.#isSet) return;
    const { threads, rooms } = this.#host;
    const thread = threads.get(threadId);
    const isListed = this.#ids.includes(threadId);
    const isRight = !!thread && passesThreadFilter(thread, this.#view.filter);
    // What the reader has just opened does not vanish before their eyes.
    const stays = isListed && !!thread && (isRight || !!rooms.find(threadId)?.history.isWanted);
    const hasNews = isListed && this.#lasts.get(threadId) !== thread?.last?.id;
    if (isListed && !stays) this.#ids = this.#ids.filter((id) => id !== threadId);
    // What the words are found in only the server knows for sure; a name is plain.
    else if (isRight && (isListed ? hasNews : passesText(thread, this.#view.text))) this.#place(thread);
    else if (!isListed) return;
    this.#show();
  }

  #place(thread: Thread): void {
    const others = this.#ids.filter((id) => id !== thread.id);
    const next = others.findIndex((id) => this.#isBefore(thread, this.#host.threads.get(id)));
    // Beyond what is loaded it comes with its page.
    if (next >= 0 || this.#more === undefined) others.splice(next < 0 ? others.length : next, 0, thread.id);
    this.#ids = others;
    this.#fresh.add(thread.id);
  }

  /** By the server's times: a place in a list, not an order of messages. */
  #isBefore(thread: Thread, other: Thread | undefined): boolean {
    if (this.#view.sort !== 'waiting') return (thread.last?.sentAt ?? 0) >= (other?.last?.sentAt ?? 0);
    return (thread.staff?.waitingSince ?? Number.POSITIVE_INFINITY) < (other?.staff?.waitingSince ?? Number.POSITIVE_INFINITY);
  }

  async #page(before: Cursor | undefined): Promise<void> {
    const { core, threads } = this.#host;
    const load = (this.#load = Symbol('load'));
    this.#error = undefined;
    this.#fresh.clear();
    if (this.#phase !== 'ready') this.#phase = 'loading';
    this.#show();
    try {
      const page = await threads.page({ sort: 'recent', ...this.#view, limit: pageSize, ...(before === undefined ? {} : { before }) });
      if (load !== this.#load || core.over) return;
      const ids = page.items.map(({ id }) => id);
      this.#ids = [...this.#ids.filter((id) => !ids.includes(id) && (before !== undefined || this.#fresh.has(id))), ...ids];
      this.#more = page.older;
      this.#phase = 'ready';
    } catch (thrown) {
      if (load !== this.#load || core.over) return;
      this.#error = ChatError.from(thrown);
      if (this.#phase !== 'ready') this.#phase = 'failed';
    }
    this.#load = undefined;
    this.#show();
  }

  #show(): void {
    const { threads } = this.#host;
    const items = this.#ids.map((id) => threads.get(id)).filter((thread) => thread !== undefined);
    for (const { id, last } of items) this.#lasts.set(id, last?.id);
    const pinned = this.#view.sort === 'waiting' ? [] : items.filter((thread) => thread.pinned);
    this.#values.show({
      phase: this.#phase, items: pinned.length ? [...pinned, ...items.filter((thread) => !thread.pinned)] : items,
      more: this.#more !== undefined, view: this.#view, ...(this.#error ? { error: this.#error } : {}),
    });
  }
}
