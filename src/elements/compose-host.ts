import { ChatError } from '../base/errors.js';
import { defaultLimits, type ComposeHost, type Id } from '../model/index.js';
import type { Chat } from '../store/types.js';
import { kindHost } from './kind-host.js';
import { wordsOf } from './words.js';

/** One of the workspace's lists, once it is whole. Rejects with `ChatError`. */
function listOf(chat: Chat, name: string): Promise<readonly unknown[]> {
  chat.dispatch({ type: 'catalog.load', name });
  const list = chat.catalog(name);
  return new Promise((resolve, reject) => {
    let stop: (() => void) | undefined;
    const look = (): boolean => {
      const { phase, items, error } = list.get();
      if (phase === 'ready') resolve(items);
      else if (phase === 'failed') reject(error ?? new ChatError('unknown'));
      else return false;
      stop?.();
      return true;
    };
    if (!look()) stop = list.subscribe(() => void look());
  });
}

/** What an element that writes a kind may ask of its surroundings. */
export function composeHost(chat: Chat, threadId: Id): ComposeHost {
  const { locale, t, fileUrl, can, notes, remoteImages } = kindHost(chat, threadId, wordsOf(chat));
  return { locale, t, fileUrl, can, notes, remoteImages, limits: chat.session.get().session?.workspace.limits ?? defaultLimits, list: (name) => listOf(chat, name) };
}
