import type { Id } from '../model/index.js';
import type { Chat } from '../store/types.js';
import type { Place } from './scroll-anchor.js';

const places = new WeakMap<Chat, Map<Id, Place>>();

/** Remembers where the reader was in a thread, for as long as the chat lives. */
export function remember(chat: Chat, threadId: Id, place: Place): void {
  let ofChat = places.get(chat);
  if (!ofChat) places.set(chat, (ofChat = new Map<Id, Place>()));
  ofChat.set(threadId, place);
}

/** Where the reader was in a thread; nothing where they have not been. */
export const recall = (chat: Chat, threadId: Id): Place | undefined => places.get(chat)?.get(threadId);
