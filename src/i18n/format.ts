export { formatCount, formatNumber } from './number.js';

/**
 * Numbers, times, sizes and lists in the viewer's language and time zone: by `Intl`, each formatter made once, but for what is known without.
 * Every function takes the locale (BCP 47) first and times in milliseconds since the epoch; what cannot be shown comes back as ''.
 */

interface Formats {
  NumberFormat: Intl.NumberFormat;
  DateTimeFormat: Intl.DateTimeFormat;
  RelativeTimeFormat: Intl.RelativeTimeFormat;
  ListFormat: Intl.ListFormat;
}
const made = new Map<string, unknown>();

/** One of `Intl`'s formatters, made once; English where the locale is not one. */
export function formatter<K extends keyof Formats>(what: K, locale: string, options: ConstructorParameters<(typeof Intl)[K]>[1]): Formats[K] {
  const key = what + locale + JSON.stringify(options);
  const make = (by: string): Formats[K] => new (Intl[what] as unknown as new (by: string, options: unknown) => Formats[K])(by, options);
  let one = made.get(key) as Formats[K] | undefined;
  if (!one) {
    try {
      one = make(locale);
    } catch {
      one = make('en');
    }
    made.set(key, one);
  }
  return one;
}

const date = (locale: string, ms: number, options: Intl.DateTimeFormatOptions): string =>
  Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? formatter('DateTimeFormat', locale, options).format(ms) : '';

const upperFirst = (locale: string, text: string): string => {
  const [first = ''] = text;
  try {
    return first.toLocaleUpperCase(locale) + text.slice(first.length);
  } catch {
    return text;
  }
};

/** Names and the like as a list: `Ana, Luis and Rosa`. */
export const formatList = (locale: string, items: readonly string[]): string => formatter('ListFormat', locale, {}).format(items);

const times = new Map<string, string>();

/** Languages of which the time of day is known without `Intl`: a page's first formatter takes 8 ms and more, before anything is painted. Of the first, days too. */
const [halfDays, wholeDays] = [/^en(-us)?$/i, /^(de|fr|it|nl|pt)(-(at|br|ch|de|fr|it|nl|pt))?$|^en-gb$/i];

/** The time of day, for example `14:02`. A day has 1,440 of them: a formatter makes each once. */
export function formatTime(locale: string, ms: number, timeZone?: string): string {
  const at = new Date(ms);
  const hours = at.getHours();
  const minutes = `:${`0${at.getMinutes()}`.slice(-2)}`;
  const asked = (): string => date(locale, ms, { timeStyle: 'short', timeZone });
  if (timeZone || !(hours >= 0)) return asked();
  if (halfDays.test(locale)) return `${hours % 12 || 12}${minutes} ${hours < 12 ? 'AM' : 'PM'}`;
  if (wholeDays.test(locale)) return `0${hours}`.slice(-2) + minutes;
  const key = `${locale}${hours}${minutes}`;
  if (!times.has(key)) times.set(key, asked());
  return times.get(key)!;
}

/** Day and time in full, for titles and accessible names. */
export const formatDateTime = (locale: string, ms: number, timeZone?: string): string =>
  date(locale, ms, { dateStyle: 'full', timeStyle: 'short', timeZone });

/** The calendar day in the viewer's time zone as a running number: equal numbers are one day, a difference of 1 is the next. */
export function dayNumber(ms: number, timeZone?: string): number {
  if (!timeZone) {
    const local = new Date(ms);
    return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / 864e5;
  }
  const [year = 0, month = 1, day = 1] = date('en-CA', ms, { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).split('-').map(Number);
  return Date.UTC(year, month - 1, day) / 864e5;
}

const weekdays = 'Sun Mon Tues Wednes Thurs Fri Satur'.split(' ');
const months = 'January February March April May June July August September October November December'.split(' ');

/** A day separator: «Today», «Yesterday», a weekday within the last week, else the date. */
export function formatDay(locale: string, ms: number, now: number = Date.now(), timeZone?: string): string {
  const ago = dayNumber(now, timeZone) - dayNumber(ms, timeZone);
  const at = new Date(ms);
  if (!timeZone && halfDays.test(locale) && at.getFullYear() > 0) {
    const day = ['Today', 'Yesterday'][ago] ?? `${weekdays[at.getDay()]}day`;
    return ago >= 0 && ago < 7 ? day : `${day}, ${months[at.getMonth()]} ${at.getDate()}${sameYear(ms, now) ? '' : `, ${at.getFullYear()}`}`;
  }
  if (ago === 0 || ago === 1) return relativeDay(locale, ago);
  if (ago > 1 && ago < 7) return upperFirst(locale, date(locale, ms, { weekday: 'long', timeZone }));
  return date(locale, ms, { weekday: 'long', day: 'numeric', month: 'long', year: sameYear(ms, now) ? undefined : 'numeric', timeZone });
}

/** The time at the end of a row of the thread list: the time today, «Yesterday», a weekday, else a short date. */
export function formatRowTime(locale: string, ms: number, now: number = Date.now(), timeZone?: string): string {
  const ago = dayNumber(now, timeZone) - dayNumber(ms, timeZone);
  if (ago === 0) return formatTime(locale, ms, timeZone);
  if (ago === 1) return relativeDay(locale, 1);
  if (ago > 1 && ago < 7) return upperFirst(locale, date(locale, ms, { weekday: 'short', timeZone }));
  return date(locale, ms, sameYear(ms, now) ? { day: 'numeric', month: 'short', timeZone } : { dateStyle: 'short', timeZone });
}

const relativeDay = (locale: string, ago: number): string => upperFirst(locale, formatter('RelativeTimeFormat', locale, { numeric: 'auto' }).format(-ago, 'day'));
const sameYear = (a: number, b: number): boolean => new Date(a).getFullYear() === new Date(b).getFullYear();
