import { addWords } from '../../i18n/translate.js';
import type { MessageKind, NoticePayload, Translate } from '../../model/index.js';
import { oneLine } from '../preview.js';

const events: readonly NoticePayload['event'][] = [
  'coordinators-added', 'coordinators-removed', 'participants-added', 'participant-removed', 'participant-left', 'joined-by-link', 'renamed', 'group-admin',
];

/** More names than this become a number. */
const most = 4;

/** How a notice is read and said. */
export const reading: Pick<MessageKind<NoticePayload>, 'parse' | 'preview' | 'plain'> = {
  parse(payload) {
    const { event, people, ...others } = (payload ?? {}) as Partial<Record<keyof NoticePayload, unknown>>;
    const known = events.find((one) => one === event);
    if (!known) throw new TypeError('notice: no known event in the payload');
    const names = Array.isArray(people) ? people.filter((name) => typeof name === 'string') : [];
    const { by, title, practitioner } = Object.fromEntries(Object.entries(others).filter(([, value]) => typeof value === 'string')) as Partial<NoticePayload>;
    if (known === 'renamed' ? title === undefined : names.length === 0) throw new TypeError('notice: the payload does not say whom or what it is about');
    return { event: known, people: names, ...(by && { by }), ...(title !== undefined && { title }), ...(practitioner && { practitioner }) };
  },
  preview: sentence,
  plain: (payload, _files, t) => sentence(payload, t),
};

addWords({
  'notice.coordinators-added.one': '{people} now takes part as coordinator.',
  'notice.coordinators-added.other': '{people} now take part as coordinators.',
  'notice.coordinators-added.for.one': '{people}, who assists {practitioner}, now takes part as coordinator.',
  'notice.coordinators-added.for.other': '{people}, who assist {practitioner}, now take part as coordinators.',
  'notice.coordinators-removed.one': '{people} no longer takes part as coordinator.',
  'notice.coordinators-removed.other': '{people} no longer take part as coordinators.',
  'notice.participants-added.one': '{people} now takes part.',
  'notice.participants-added.other': '{people} now take part.',
  'notice.participants-added.by': '{by} added {people}.',
  'notice.participant-removed': '{people} no longer takes part.',
  'notice.participant-removed.by': '{by} removed {people}.',
  'notice.participant-left': '{people} left.',
  'notice.joined-by-link': '{people} joined by the link.',
  'notice.renamed': 'The title is now “{title}”.',
  'notice.renamed.by': '{by} changed the title to “{title}”.',
  'notice.group-admin': '{people} is now the group admin.',
  'notice.people.next': '{people}, {name}',
  'notice.people.last': '{people} and {name}',
  'notice.people.more': '{people} and {count} more',
});

function sentence({ event, people, by, title = '', practitioner }: NoticePayload, t: Translate): string {
  const values = { people: namesOf(people, t), count: people.length, by: isolated(by), title: isolated(title), practitioner: isolated(practitioner) };
  const apart = event === 'coordinators-added' ? practitioner && 'for' : /^(participants-added|participant-removed|renamed)$/.test(event) && by && 'by';
  return t(`notice.${event}${apart ? `.${apart}` : ''}`, values);
}

function namesOf(people: readonly string[], t: Translate): string {
  const shown = people.length > most ? people.slice(0, most - 1) : people;
  const rest = people.length - shown.length;
  const [first = '', ...others] = shown.map((name) => isolated(name));
  const line = others.reduce((all, name, index) => t(index === others.length - 1 && rest === 0 ? 'notice.people.last' : 'notice.people.next', { people: all, name }), first);
  return rest > 0 ? t('notice.people.more', { people: line, count: rest }) : line;
}

/** A name in the middle of our words keeps its direction to itself. */
const isolated = (name = ''): string => (name ? `\u2068${oneLine(name.replace(/[\u202a-\u202e\u2066-\u2069]/g, ''))}\u2069` : '');
