import type { Id, KindHost, Translate } from '../model/index.js';
import type { Chat } from '../store/types.js';

/** A class, because a minifier writes a function that is used once into its caller: its closures would hold on to the message drawn there (T8). */
class ThreadHost implements KindHost {
  readonly locale: string;
  readonly t: KindHost['t'];
  readonly fileUrl: KindHost['fileUrl'];
  readonly can: KindHost['can'];
  readonly notes: KindHost['notes'];
  readonly remoteImages = false;

  constructor(chat: Chat, threadId: Id, t: Translate) {
    this.locale = chat.locale;
    this.t = t;
    this.fileUrl = (file, as) => chat.fileUrl(file, as);
    this.can = (capability) => chat.can(capability, threadId);
    this.notes = () => chat.notes(threadId);
  }
}

const hosts = new WeakMap<Chat, Map<Id, KindHost>>();

/** What the bubbles of one thread may ask of their surroundings. The same object for all of them. @param t the chat's words */
export function kindHost(chat: Chat, threadId: Id, t: Translate): KindHost {
  let ofChat = hosts.get(chat);
  if (!ofChat) hosts.set(chat, (ofChat = new Map<Id, KindHost>()));
  let host = ofChat.get(threadId);
  if (!host) {
    host = new ThreadHost(chat, threadId, t);
    ofChat.set(threadId, host);
  }
  return host;
}
