import { formatter } from './format.js';

/** A date without a time, for example of birth, as YYYY-MM-DD: it is the same day wherever one looks from. What is none stays as it is. */
export function formatDate(locale: string, day: string): string {
  const ms = Date.parse(day);
  return Number.isNaN(ms) ? day : formatter('DateTimeFormat', locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(ms);
}

/** A moment as short as it can be said in full, for the line of facts of a card. */
export const formatMoment = (locale: string, ms: number): string =>
  Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? formatter('DateTimeFormat', locale, { dateStyle: 'medium', timeStyle: 'short' }).format(ms) : '';
