import '../i18n/replies.js';
import { isBlank, type Id } from '../model/index.js';
import type { Chat } from '../store/types.js';
import type { ChatElement } from './chat-element.js';
import './confirm.js';
import { openIn, whyOpen } from './reply-texts.js';
import { wordsOf } from './words.js';

/** Where somebody is being asked. */
const asking = new WeakSet<ParentNode>();

/**
 * what was to be filled in, and was not, is never sent by accident. Calls `send` at once where nothing is open, else once somebody has
 * said that it is meant.
 */
export async function guard(composer: ChatElement & { thread: Id }, send: () => void): Promise<void> {
  const { chat } = composer;
  if (!chat) return;
  const threadId = chat.resolve(composer.thread);
  const text = (): string => chat.draft(threadId).get().text;
  const asked = text();
  // Enter was pressed twice.
  if (isBlank(asked)) return;
  if (await isMeant(chat, threadId, composer.renderRoot, asked)) {
    // Another tab may have gone on writing meanwhile.
    if (text() === asked) send();
    else await guard(composer, send);
  }
}

/** Whether a text may be sent as it stands; not while that is being asked. The question stands in `root`. */
export async function isMeant(chat: Chat, threadId: Id, root: ParentNode, text: string): Promise<boolean> {
  if (asking.has(root)) return false;
  const open = openIn(chat, threadId, text);
  if (open.length === 0) return true;
  asking.add(root);
  const t = wordsOf(chat);
  const question = document.createElement('clinic-confirm');
  root.append(question);
  try {
    return await question.ask({
      heading: t('placeholders.heading'), hint: t('placeholders.hint'), list: open.map((name) => whyOpen(chat, threadId, name, t)),
      action: t('placeholders.send'), cancel: t('placeholders.back'),
    });
  } finally {
    asking.delete(root);
    question.remove();
  }
}
