import '../i18n/more.js';
import '../i18n/states.js';
import type { Message, Translate } from '../model/index.js';
import type { Chat } from '../store/types.js';
import type { ClinicAnnouncer } from './announcer.js';
import type { Arrivals } from './arrivals.js';
import type { ListView } from './list-view.js';
import { previewOf } from './words.js';

/** Messages that arrive within this time are told together, in milliseconds. */
const together = 400;
/** More than so many at once become a summary. */
const few = 3;

export interface SpeechHost {
  view: ListView;
  t: Translate;
  chat(): Chat | undefined;
  announcer(): ClinicAnnouncer | undefined;
}

/** What the list of messages says aloud: every incoming message once, with its author; a burst as a summary; a failure at once. */
export class ListSpeech {
  readonly #host: SpeechHost;
  #queue: Message[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: SpeechHost) {
    this.#host = host;
  }

  /** `hasGap`: a hole has opened. It is said once, without haste. */
  tell(hasGap: boolean, news: Arrivals | undefined): void {
    const { t } = this.#host;
    if (hasGap) this.#say(t('gap'));
    if (news?.older) this.#say(t('history.loaded', { count: news.older }));
    this.#incoming(news?.incoming ?? []);
    for (const message of news?.failed ?? []) this.#say(t('announce.message', { author: t('delivery.failed'), text: this.#preview(message) }), 'assertive');
  }

  /** Forgets what has not been said: another thread is shown. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#queue = [];
  }

  #incoming(messages: readonly Message[]): void {
    if (messages.length === 0) return;
    this.#queue.push(...messages);
    this.#timer ??= setTimeout(() => this.#flush(), together);
  }

  #flush(): void {
    const queue = this.#queue;
    this.reset();
    const { t, view } = this.#host;
    if (queue.length > few) return this.#say(t('announce.burst', { count: queue.length }));
    for (const message of queue) {
      const text = this.#preview(message);
      // Nobody's message is what the clinic's own line says.
      this.#say(message.author === '' ? text : t('announce.message', { author: view.model.people.get(message.author)?.name ?? t('author.unknown'), text }));
    }
  }

  #say(words: string, how?: 'assertive'): void {
    this.#host.announcer()?.say(words, how);
  }

  #preview(message: Message): string {
    return previewOf(message, this.#host.chat(), this.#host.t);
  }
}
