import type { Arrival, Chat } from '../store/types.js';

const brought = new WeakSet<Chat>();

/**
 * R-11 with no element of its own on the page: the first message that comes brings the notifier into `home`. Where the page has one of the same
 * chat, or another owner was first, that one tells.
 */
export function bringNotifier(chat: Chat, home: () => ShadowRoot | null): () => void {
  let early: Arrival[] = [];
  let isOver = false;
  const stop = chat.arrivals((batch) => {
    early.push(...batch);
    if (early.length > batch.length || brought.has(chat)) return;
    brought.add(chat);
    import('./notifier.js').then(({ ClinicNotifier }) => {
      stop();
      const root = home();
      if (isOver || !root) return void brought.delete(chat);
      const element = new ClinicNotifier();
      element.chat = chat;
      root.append(element);
      void element.updateComplete.then(() => element.take(early));
    }, () => {
      early = [];
      brought.delete(chat);
    });
  });
  return () => {
    isOver = true;
    stop();
    for (const element of home()?.querySelectorAll('clinic-notifier') ?? []) element.remove();
    brought.delete(chat);
  };
}
