import type { Id } from '../model/index.js';
import type { Arrivals } from './arrivals.js';
import type { ListExtrasHost } from './list-extras-host.js';
import type { Jump } from './list-jump.js';
import type { Step } from './list-keys.js';
import type { ListReader } from './list-reader.js';
import type { ListSpeech } from './list-speech.js';
import type { ReadMarker } from './read-marker.js';

/**
 * What a list of messages does without until somebody wants it: steps by the keyboard, copying over several messages, jumps; what it says aloud; and
 * what marks as read, which comes where something is unread.
 */
export class ListExtras {
  readonly #host: ListExtrasHost;
  #reader: ListReader | undefined;
  #speech: ListSpeech | undefined;
  #marker: ReadMarker | undefined;
  #jump: Jump | undefined;
  /** In which thread. */
  #thread: Id | undefined;
  #isConnected = true;

  constructor(host: ListExtrasHost) {
    this.#host = host;
  }

  /** Keys of messages that stay drawn wherever the reader is. */
  get held(): readonly string[] {
    return this.#reader?.keys ?? [];
  }

  connect(): void {
    this.#isConnected = true;
    this.#marker?.connect();
  }

  disconnect(): void {
    this.#isConnected = false;
    this.#reader?.disconnect();
    this.#reader = undefined;
    this.#marker?.disconnect();
  }

  /** A thread comes into view: whoever was on the way somewhere in another one has arrived. */
  reset(): void {
    if (this.#thread !== this.#host.thread()) this.#jump = undefined;
    this.#speech?.reset();
    this.#marker?.reset();
    this.#host.announcer()?.clear();
  }

  /** Says what has come; where another thread or nothing is shown by the time that this can be done, nobody hears of it. */
  tell(hasGap: boolean, news: Arrivals | undefined): void {
    if (!hasGap && !news?.older && !news?.incoming.length && !news?.failed.length) return;
    if (this.#speech) return this.#speech.tell(hasGap, news);
    const [chat, thread] = [this.#host.chat(), this.#host.thread()];
    this.#live(({ ListSpeech: Speech }) => {
      this.#speech ??= new Speech(this.#host);
      if (chat === this.#host.chat() && thread === this.#host.thread()) this.#speech.tell(hasGap, news);
    });
  }

  /** What is in view may have changed. Where the code cannot come now, the next look asks again, and what is unread stays so. */
  look(): void {
    if (this.#marker) return this.#marker.soon();
    if (!this.#hasUnread()) return;
    this.#live(({ readMarker }) => {
      if (this.#isConnected) (this.#marker ??= readMarker(this.#host)).soon();
    });
  }

  #live(use: (live: typeof import('./list-live.js')) => void): void {
    import('./list-live.js').then(use, () => undefined);
  }

  /** Somebody touches the list, by pointer or keyboard. */
  async touch(): Promise<ListReader | undefined> {
    const { ListReader: Reader } = await import('./list-reader.js');
    if (this.#isConnected) this.#reader ??= new Reader(this.#host.view, this.#host.list(), () => this.#host.chat());
    return this.#reader;
  }

  step(current: string | undefined, step: Step): void {
    if (this.#reader) this.#reader.step(current, step);
    else void this.touch().then((reader) => reader?.step(current, step)).catch(() => undefined);
  }

  go(jump: Jump): void {
    this.#jump = jump;
    this.#thread = this.#host.thread();
    this.seek();
  }

  /** Goes on with a jump that is under way: the list has changed. */
  seek(): void {
    const jump = this.#jump;
    if (!jump || !this.#host.hasLanded()) return;
    // Where the code cannot come the reader stays where they are; another jump asks again.
    import('./list-jump.js').then(({ seek }) => {
      if (jump === this.#jump && seek(jump, this.#host)) this.#jump = undefined;
    }, () => { this.#jump = undefined; });
  }

  #hasUnread(): boolean {
    const chat = this.#host.chat();
    const facts = chat?.thread(this.#host.thread()).get();
    const viewer = chat?.session.get().session?.viewer.id;
    const last = this.#host.view.model.messages.findLast(({ author }) => author !== viewer)?.position;
    return !!facts && !!last && last > (facts.readUpTo ?? '');
  }
}
