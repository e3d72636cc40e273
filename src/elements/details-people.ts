import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isRelation, isStaff, type Id, type Participant, type Thread, type Translate } from '../model/index.js';
import { formatNumber } from '../i18n/format.js';
import '../i18n/people.js';
import { iconRemovePerson } from '../theme/people-icons.js';
import { avatar } from '../ui/avatar.js';
import { icon } from '../ui/icon.js';
import { roleName } from './words.js';

export interface PeopleOptions {
  thread: Thread;
  viewer: Participant | undefined;
  /** Who is there now, as far as the viewer may know. */
  presence: ReadonlyMap<Id, string> | undefined;
  t: Translate;
  locale: string;
  /** Absent where the viewer may not. */
  remove: ((who: Participant) => unknown) | undefined;
}

/** Who is in a thread: the care team first, then the patient's side; who is not active any more last. */
export function detailsPeople(options: PeopleOptions): TemplateResult {
  const { thread, t, locale } = options;
  const rank = (who: Participant): number => (who.active ? 0 : 2) + (isStaff(who) ? 0 : 1);
  const people = [...thread.participants].sort((a, b) => rank(a) - rank(b));
  const count = formatNumber(locale, people.filter(({ active }) => active).length);
  return html`<h4>${t('details.people', { count })}</h4>
    <ul class="people">${repeat(people, ({ id }) => id, (who) => person(who, options))}</ul>`;
}

function person(who: Participant, { thread, viewer, presence, t, remove }: PeopleOptions): TemplateResult {
  const isViewer = who.id === viewer?.id;
  const name = t('details.remove', { name: who.name });
  const canGo = remove && thread.kind === 'group' && who.active && !isViewer;
  return html`<li class=${who.active ? '' : 'inactive'}>
    ${avatar(who.name, who.id)}
    <span class="who"><span><bdi>${isViewer ? t('details.you', { name: who.name }) : who.name}</bdi></span><span class="meta">${describe(who, thread, t)}${who.active && presence?.get(who.id) === 'online' ? ` · ${t('details.online')}` : nothing}</span></span>
    ${who.id === thread.groupAdmin ? html`<span class="mark">${t('details.group-admin')}</span>` : nothing}
    ${canGo ? html`<button class="icon-button" type="button" aria-label=${name} title=${name} @click=${() => remove(who)}>${icon(iconRemovePerson)}</button>` : nothing}
  </li>`;
}

/** The role; of a relation for whom they write (R-03); and whether they are still there. */
function describe(who: Participant, thread: Thread, t: Translate): string {
  const patient = isRelation(who) ? thread.participants.find(({ id }) => id === who.onBehalfOf) : undefined;
  const role = patient ? t('details.for', { role: roleName(who, t), patient: patient.name }) : roleName(who, t);
  return who.active ? role : `${role} · ${t('details.inactive')}`;
}
