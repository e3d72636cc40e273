import type { Chat } from '../store/types.js';
import { chatContext } from './context.js';

type Callback = (chat: Chat | undefined, stop?: () => void) => void;

/**
 * Answers those inside `host` who ask for the chat, now and when it is another one. Less than the context library's provider, which the
 * owners use: the popup's window is always there before those inside it, and every popup pays for its bytes.
 */
export class ChatAnswer {
  readonly #askers = new Map<Callback, () => void>();
  #chat: Chat | undefined;

  constructor(host: HTMLElement) {
    host.addEventListener('context-request', (event) => {
      const { context, callback } = event as Event & { context?: unknown; callback?: Callback };
      if (context !== chatContext || !callback) return;
      event.stopPropagation();
      const stop = (): void => void this.#askers.delete(callback);
      this.#askers.set(callback, stop);
      callback(this.#chat, stop);
    });
  }

  set(chat: Chat | undefined): void {
    if (chat === this.#chat) return;
    this.#chat = chat;
    for (const [callback, stop] of this.#askers) callback(chat, stop);
  }
}
