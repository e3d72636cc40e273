import { formatter } from './format.js';

/** A date without a time, for example of birth, as YYYY-MM-DD: it is the same day wherever one looks from. What is none stays as it is. */
export function formatDate(locale: string, day: string): string {
  const ms = Date.parse(day);
  return Number.isNaN(ms) ? day : formatter('date', locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(ms);
}
