import { messageKey, type Id, type Message, type Thread } from '../model/index.js';

/** How long a message's end has to be in view to count as read, in milliseconds. */
export const readAfter = 1_000;

/** Milliseconds. */
const lookEvery = 100;

export interface ReadMarkerOptions {
  /** Keys of the unread messages whose end is in view now, from the first to the last. */
  inView(): readonly string[];
  /** Called with the last one that has been in view for long enough. */
  onRead(key: string): void;
}

/** «read» means that the message's end was in the viewport for one second, in a focused and visible tab. */
export class ReadMarker {
  readonly #options: ReadMarkerOptions;
  #since = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;
  readonly #check = (): void => this.check();

  constructor(options: ReadMarkerOptions) {
    this.#options = options;
  }

  connect(): void {
    globalThis.addEventListener('focus', this.#check);
    globalThis.addEventListener('blur', this.#check);
    globalThis.addEventListener('scroll', this.#check, { passive: true });
    document.addEventListener('visibilitychange', this.#check);
  }

  disconnect(): void {
    globalThis.removeEventListener('focus', this.#check);
    globalThis.removeEventListener('blur', this.#check);
    globalThis.removeEventListener('scroll', this.#check);
    document.removeEventListener('visibilitychange', this.#check);
    this.reset();
  }

  reset(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#since.clear();
  }

  /** To be called whenever what is in view may have changed. A few looks a second are enough for what takes one. */
  soon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.check();
    }, lookEvery);
  }

  check(): void {
    clearTimeout(this.#timer);
    const looking = document.visibilityState === 'visible' && document.hasFocus();
    const inView = looking ? this.#options.inView() : [];
    const now = performance.now();
    const since = new Map(inView.map((key) => [key, this.#since.get(key) ?? now]));
    this.#since = since;
    let read: string | undefined;
    let next = Infinity;
    for (const [key, at] of since) {
      if (now - at >= readAfter) read = key;
      else next = Math.min(next, at + readAfter - now);
    }
    if (read !== undefined) this.#options.onRead(read);
    if (next < Infinity) this.#timer = setTimeout(this.#check, next + 1);
  }
}

/** Keys of the messages that the viewer has still to read, as far as the server knows, and whose end is in view. */
export function unreadInView(list: Element, first: Element | undefined, thread: Thread | undefined, viewer: Id | undefined): string[] {
  if (!thread) return [];
  return endsInView(list, first).flatMap((row) => {
    const { message } = row as { message?: Message };
    return message && isUnread(message, thread, viewer) ? [messageKey(message)] : [];
  });
}

const isUnread = ({ position, author }: Message, { readUpTo }: Thread, viewer: Id | undefined): boolean =>
  !!position && author !== viewer && !(readUpTo && position <= readUpTo);

/** The rows whose end is in view now: within the list and within the window. `first` is the first row that begins in view. */
function endsInView(list: Element, first: Element | undefined): Element[] {
  const box = list.getBoundingClientRect();
  const top = Math.max(box.top, 0);
  const bottom = Math.min(box.bottom, globalThis.innerHeight);
  const rows: Element[] = [];
  // The row before may end in view though it begins above.
  for (let row: Element | null | undefined = first?.previousElementSibling ?? first; row; row = row.nextElementSibling) {
    const end = row.getBoundingClientRect().bottom;
    if (end > bottom + 1) break;
    if (end > top) rows.push(row);
  }
  return rows;
}
