import type { ChatError } from '../base/errors.js';
import type { Chat } from '../store/types.js';

export type UnreadChangeEvent = CustomEvent<{ unread: number }>;
export type ErrorEvent = CustomEvent<{ error: ChatError }>;

/** Tells the host page, by events on `target`, what it may want to know of a chat. Returns the function that stops it. */
export function tellHost(target: EventTarget, chat: Chat): () => void {
  const tell = (name: string, detail: unknown): void => {
    target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  };
  let unread: number | undefined;
  let expired = false;
  const stops = [
    chat.unread.subscribe((now) => {
      // Before the first answer the count is not known: a badge of 0 would be a guess.
      if (now === unread || (unread === undefined && chat.threads.get().phase !== 'ready' && now === 0)) return;
      unread = now;
      tell('clinic-unread-change', { unread: now });
    }),
    chat.threads.subscribe(({ phase }) => {
      if (phase !== 'ready' || unread !== undefined) return;
      unread = chat.unread.get();
      tell('clinic-unread-change', { unread });
    }),
    chat.session.subscribe(({ phase }) => {
      if (phase === 'ended') tell('clinic-session-end', {});
    }),
    chat.errors.subscribe((error) => {
      if (error) tell('clinic-error', { error });
    }),
    chat.connection.subscribe(({ error }) => {
      const now = error?.code === 'unauthenticated';
      if (now && !expired) tell('clinic-session-expired', {});
      expired = now;
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

declare global {
  interface HTMLElementEventMap {
    'clinic-unread-change': UnreadChangeEvent;
    'clinic-error': ErrorEvent;
    'clinic-session-expired': CustomEvent<Record<string, never>>;
    'clinic-session-end': CustomEvent<Record<string, never>>;
  }
}
