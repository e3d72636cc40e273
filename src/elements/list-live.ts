import type { ListExtrasHost } from './list-extras-host.js';
import { ReadMarker, unreadInView } from './read-marker.js';

/** What a list of messages needs once something comes from outside. */
export { ListSpeech } from './list-speech.js';

/** What marks as read what is in view. */
export function readMarker({ list, view: { anchor }, chat, thread, onRead }: ListExtrasHost): ReadMarker {
  const unread = (): string[] => unreadInView(list(), anchor.rowAt(0), chat()?.thread(thread()).get(), chat()?.session.get().session?.viewer.id);
  const marker = new ReadMarker({ inView: () => (anchor.ready ? unread() : []), onRead });
  marker.connect();
  return marker;
}
