import { html, type TemplateResult } from 'lit';
import '../i18n/composer.js';
import '../i18n/errors.js';
import type { Id, Limits, Thread, Translate } from '../model/index.js';
import { iconAlert, iconInfo, iconNoConnection, type Icon } from '../theme/icons.js';
import { icon } from '../ui/icon.js';

/** Why something does not work in a composer, as a key of the catalogue. */
export type Why =
  | 'composer.forbidden' | 'error.forbidden' | 'composer.held' | 'composer.over' | 'error.unauthenticated' | 'composer.offline' | 'error.unavailable' | 'composer.uploads-open';

export interface Surroundings { t: Translate; used: number; limits: Limits; thread: Thread | undefined; viewer: Id | undefined }

/** What nobody did wrong has another mark than what has to be put right. */
const calm: Readonly<Partial<Record<Why, Icon>>> = { 'composer.forbidden': iconInfo, 'error.forbidden': iconInfo, 'composer.held': iconInfo, 'composer.offline': iconNoConnection };

/** The line above the field. */
export const reasonLine = (why: Why, around: Surroundings): TemplateResult =>
  html`<div class="reason ${calm[why] ? '' : 'wrong'}" part="reason">${icon(calm[why] ?? iconAlert)}<span>${wordsFor(why, around)}</span></div>`;

function wordsFor(why: Why, { t, used, limits: { textLength: limit }, thread, viewer }: Surroundings): string {
  if (why === 'composer.over') return t(why, { count: used - limit, limit });
  if (why !== 'composer.held') return t(why);
  // who can lift it.
  const by = thread?.hold?.by ?? [];
  if (viewer !== undefined && by.includes(viewer)) return t(why);
  return t('composer.held.by', { name: thread?.participants.find(({ id }) => by.includes(id))?.name ?? '' });
}

/** how much of the limit is used, beside Send. */
export const counter = ({ t, used, limits: { textLength: limit } }: Surroundings): TemplateResult =>
  html`<span class="counter ${used > limit ? 'wrong' : ''}" part="counter">${t('composer.counter', { used, limit })}</span>`;

/** the counter as it is announced; what is too long is said by the reason's own live region. */
export const counterAloud = ({ t, used, limits: { textLength: limit } }: Surroundings): string => (used > limit ? '' : t('composer.left', { count: limit - used }));
