import type { Id, Message, Participant, Translate } from '../model/index.js';
import type { Chat, TimelineState } from '../store/types.js';
import type { ClinicAnnouncer } from './announcer.js';
import { previewOf } from './words.js';

/** Messages that arrive within this time are told together, in milliseconds. */
const together = 400;
/** More than so many at once become a summary. */
const few = 3;

interface Surroundings {
  announcer: ClinicAnnouncer | undefined;
  chat: Chat | undefined;
  people: ReadonlyMap<Id, Participant>;
  t: Translate;
}

/** What the list of messages says aloud: every incoming message once, with its author; a burst as a summary; a failure at once. */
export class ListSpeech {
  readonly #where: () => Surroundings;
  #queue: Message[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(where: () => Surroundings) {
    this.#where = where;
  }

  incoming(messages: readonly Message[]): void {
    if (messages.length === 0) return;
    this.#queue.push(...messages);
    this.#timer ??= setTimeout(() => this.#tell(), together);
  }

  older(count: number): void {
    const { announcer, t } = this.#where();
    announcer?.say(t('history.loaded', { count }));
  }

  /** A hole has opened: said once, without haste. */
  gaps(now: TimelineState, before: TimelineState | undefined): void {
    const { announcer, t } = this.#where();
    if (now.gaps.length > (before?.gaps.length ?? 0)) announcer?.say(t('gap'));
  }

  failed(messages: readonly Message[]): void {
    const { announcer, chat, t } = this.#where();
    for (const message of messages) announcer?.say(t('announce.message', { author: t('delivery.failed'), text: previewOf(message, chat, t) }), 'assertive');
  }

  /** Forgets what has not been said: another thread is shown. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#queue = [];
    this.#where().announcer?.clear();
  }

  #tell(): void {
    const queue = this.#queue;
    this.#timer = undefined;
    this.#queue = [];
    const { announcer, chat, people, t } = this.#where();
    if (queue.length > few) return announcer?.say(t('announce.burst', { count: queue.length }));
    for (const message of queue) {
      const text = previewOf(message, chat, t);
      // Nobody's message is what the clinic's own line says.
      announcer?.say(message.author === '' ? text : t('announce.message', { author: people.get(message.author)?.name ?? t('author.unknown'), text }));
    }
  }
}
