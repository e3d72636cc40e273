import { translator } from '../i18n/index.js';
import type { Message, Participant, Translate } from '../model/index.js';
import { isRelation, isStaff } from '../model/index.js';
import type { Chat } from '../store/types.js';
import { isCardReady, loadKind } from './load-kind.js';

const words = new WeakMap<Chat, Translate>();

/** The words of a chat: our catalogue and its kinds' own, in its language. Made once a chat. */
export function wordsOf(chat: Chat | undefined): Translate {
  if (!chat) return (plain ??= translator((typeof document === 'undefined' ? '' : document.documentElement.lang) || 'en'));
  let t = words.get(chat);
  if (!t) words.set(chat, (t = translator(chat.locale, ...[...chat.kinds.values()].map((kind) => kind.strings))));
  return t;
}
let plain: Translate | undefined;

/**
 * One plain line for a message of any kind: the kind's own preview, else what the server sent along, else one sentence. Never throws.
 * `again` is called once where the kind's card is still to come.
 */
export function previewOf(message: Message, chat: Chat | undefined, t: Translate, again?: () => void): string {
  const kind = chat?.kinds.get(message.kind);
  if (kind && !isCardReady(kind)) {
    if (again) void loadKind(kind).then((ready) => ready && again());
  } else if (kind) {
    try {
      return kind.preview(kind.parse(message.payload), t, message.files);
    } catch {
      // A payload that its own kind cannot read: as if the kind were unknown.
    }
  }
  return message.preview || t('message.unknown');
}

/** The name of a role, or what the person wants to be called in its place. */
export const roleName = (who: Participant, t: Translate): string => who.title ?? (known.has(who.role) ? t(`role.${who.role}`) : who.role);
const known: ReadonlySet<string> = new Set(['patient', 'relation', 'practitioner', 'coordinator', 'admin']);

/** How an author is called in an accessible name: with the role for the care team, with the patient for a relation. */
export function authorLabel(author: Participant | undefined, behalf: Participant | undefined, t: Translate): string {
  if (!author) return t('author.unknown');
  if (isStaff(author)) return t('author.head', { name: author.name, role: roleName(author, t) });
  if (isRelation(author)) return behalf ? t('author.on-behalf', { name: author.name, patient: behalf.name }) : t('author.head', { name: author.name, role: roleName(author, t) });
  return author.name;
}
