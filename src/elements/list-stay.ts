import type { Id } from '../model/index.js';
import type { Chat } from '../store/types.js';
import { recall, remember } from './list-places.js';
import type { ListView } from './list-view.js';
import { showUnread } from './show-unread.js';

/** How many lists show a thread: only the last one that goes closes it. */
const stays = new WeakMap<Chat, Map<Id, number>>();

function count(chat: Chat, id: Id, by: 1 | -1): number {
  let ofChat = stays.get(chat);
  if (!ofChat) stays.set(chat, (ofChat = new Map<Id, number>()));
  const now = (ofChat.get(id) ?? 0) + by;
  ofChat.set(id, now);
  return now;
}

/** A list's stay in one thread: opened at the chat, the reader's place found, kept, and the thread closed. */
export class ListStay {
  readonly #view: ListView;
  readonly #list: () => HTMLElement;
  #opened: { chat: Chat; id: Id } | undefined;
  /** The reader's place has been found. */
  landed = false;
  #isLanding = false;

  constructor(view: ListView, list: () => HTMLElement) {
    this.#view = view;
    this.#list = list;
  }

  isIn(chat: Chat | undefined, id: Id): boolean {
    return (this.#opened?.id ?? '') === (chat ? id : '') && this.#opened?.chat === (id ? chat : undefined);
  }

  /** Another thread, or another person's chat: nothing of the former one stays. Answers whether there is one. */
  begin(chat: Chat | undefined, id: Id): chat is Chat {
    this.keepPlace();
    this.end();
    this.#view.reset();
    this.landed = this.#isLanding = false;
    if (!chat || !id) return false;
    this.#opened = { chat, id };
    count(chat, id, 1);
    return true;
  }

  end(): void {
    const opened = this.#opened;
    this.#opened = undefined;
    this.#view.stop();
    if (opened && count(opened.chat, opened.id, -1) === 0) opened.chat.dispatch({ type: 'thread.close', threadId: opened.id });
  }

  /** Finds the reader's place in a thread that has just come into view, once its rows have their heights. */
  async land(): Promise<void> {
    const [view, opened] = [this.#view, this.#opened];
    if (this.#isLanding) return;
    this.#isLanding = true;
    await Promise.all(view.elements().map((message) => message.updateComplete));
    if (!opened || opened !== this.#opened) return;
    this.landed = true;
    const place = recall(opened.chat, opened.id);
    const index = place && place !== 'bottom' ? view.model.indexOf(place.key) : -1;
    view.toEnd();
    if (index >= 0 && place && place !== 'bottom') view.goTo(index, place.offset);
    else if (place !== 'bottom') {
      const { firstUnread } = view.model.timeline ?? {};
      if (firstUnread) view.reveal(view.model.messages.findLastIndex(({ id }) => id === firstUnread));
      showUnread(this.#list(), view.anchor);
    }
  }

  keepPlace(): void {
    const { place } = this.#view.anchor;
    if (this.#opened && this.landed && place) remember(this.#opened.chat, this.#opened.id, place);
  }
}
