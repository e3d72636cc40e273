import type { BubbleProperties, Translate } from '../model/index.js';
import type { Chat } from '../store/types.js';
import { kindHost } from './kind-host.js';

export type Bubble = HTMLElement & Partial<BubbleProperties> & { updateComplete?: Promise<unknown>; performUpdate?(): void };

/** The element of a message's kind with what it shows: the one that is there, where it is of the same kind. Throws what the element throws. */
export function makeBubble(tag: string, chat: Chat, now: Bubble | undefined, shown: Omit<BubbleProperties, 'host'>, t: Translate): Bubble {
  let bubble = now;
  if (bubble?.localName !== tag) {
    bubble = document.createElement(tag);
    bubble.tabIndex = -1;
  }
  return Object.assign(bubble, { ...shown, host: kindHost(chat, shown.message.threadId, t) });
}
