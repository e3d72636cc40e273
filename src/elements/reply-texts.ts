import type { Readable } from '../base/readable.js';
import { fillPlaceholders, isPatient, placeholdersIn, placeholderValues, type Id, type SavedReply, type Translate } from '../model/index.js';
import type { CatalogState, Chat } from '../store/types.js';

/** Of which thread the replies are asked: whoever has their own needs none. */
const threadOf = (chat: Chat, threadId: Id): Id | undefined => (chat.can('reply.save') ? undefined : chat.resolve(threadId));

/** The replies that the viewer may use in a thread. */
export const repliesIn = (chat: Chat, threadId: Id): Readable<CatalogState<SavedReply>> =>
  chat.catalog('saved-replies', threadOf(chat, threadId));

/** Asks for them, and for what the workspace fills in. */
export function loadReplies(chat: Chat, threadId: Id): void {
  const of = threadOf(chat, threadId);
  chat.dispatch({ type: 'catalog.load', name: 'saved-replies', ...(of !== undefined && { threadId: of }) });
  loadPlaceholders(chat);
}

/** Asks once for what the workspace fills in. */
export function loadPlaceholders(chat: Chat): void {
  if (/^(idle|failed)$/.test(chat.catalog('placeholders').get().phase)) chat.dispatch({ type: 'catalog.load', name: 'placeholders' });
}

function valuesIn(chat: Chat, threadId: Id): ReadonlyMap<string, string | undefined> {
  const { session } = chat.session.get();
  if (!session) return new Map();
  return placeholderValues(session.viewer, session.workspace.name, chat.thread(chat.resolve(threadId)).get()?.participants ?? [], chat.catalog('placeholders').get().items);
}

/** The names of what is filled in here, in brackets. */
export const placeholderNames = (chat: Chat, threadId: Id): string[] => [...valuesIn(chat, threadId).keys()].map((name) => `[${name}]`);

/** A text as it would be sent in a thread. */
export function filledIn(chat: Chat, threadId: Id, text: string): string {
  const values = valuesIn(chat, threadId);
  return fillPlaceholders(text, (name) => values.get(name));
}

/** What in a text stands there as it was written, and is not meant to be sent so. */
export function openIn(chat: Chat, threadId: Id, text: string): string[] {
  const values = valuesIn(chat, threadId);
  return placeholdersIn(text, (name) => values.has(name));
}

/** Why it is open. */
export function whyOpen(chat: Chat, threadId: Id, name: string, t: Translate): string {
  const patients = (chat.thread(chat.resolve(threadId)).get()?.participants ?? []).filter((who) => who.active && isPatient(who)).length;
  const why = !/^\[\s*patient\s+name\s*\]$/i.test(name) || patients === 1 ? 'open' : patients > 1 ? 'several' : 'nobody';
  return t(`placeholders.${why}`, { name });
}
