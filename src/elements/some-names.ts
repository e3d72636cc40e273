import { formatList } from '../i18n/format.js';
import '../i18n/people.js';
import type { Participant, Translate } from '../model/index.js';
import type { Chat } from '../store/types.js';

/** More names than this are not read by anybody. */
const most = 8;

/** People by their names; of many the first few, and how many more there are. */
export function someNames(people: readonly Participant[], chat: Chat | undefined, t: Translate): string {
  const names = people.map(({ name }) => name);
  // «And 1 other» is no shorter than the name.
  const shown = names.length > most + 1 ? [...names.slice(0, most), t('people.others', { count: names.length - most })] : names;
  return formatList(chat?.locale ?? 'en', shown);
}
