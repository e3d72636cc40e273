export { formatCount, formatNumber } from './number.js';

/**
 * Numbers, times, sizes and lists in the viewer's language and time zone: by `Intl`, each formatter made once, but for what is known without.
 * Every function takes the locale (BCP 47) first and times in milliseconds since the epoch; what cannot be shown comes back as ''.
 */

interface Formats {
  number: Intl.NumberFormatOptions;
  date: Intl.DateTimeFormatOptions;
  relative: Intl.RelativeTimeFormatOptions;
  list: Intl.ListFormatOptions;
}
const makers = {
  number: (locale: string, o: Formats['number']) => new Intl.NumberFormat(locale, o),
  date: (locale: string, o: Formats['date']) => new Intl.DateTimeFormat(locale, o),
  relative: (locale: string, o: Formats['relative']) => new Intl.RelativeTimeFormat(locale, o),
  list: (locale: string, o: Formats['list']) => new Intl.ListFormat(locale, o),
};
const made = new Map<string, unknown>();

/** One of `Intl`'s formatters, made once; English where the locale is not one. */
export function formatter<K extends keyof Formats>(what: K, locale: string, options: Formats[K]): ReturnType<(typeof makers)[K]> {
  const key = `${what}|${locale}|${JSON.stringify(options)}`;
  let one = made.get(key) as ReturnType<(typeof makers)[K]> | undefined;
  if (!one) {
    const make = makers[what] as unknown as (locale: string, o: Formats[K]) => ReturnType<(typeof makers)[K]>;
    try {
      one = make(locale, options);
    } catch {
      one = make('en', options);
    }
    made.set(key, one);
  }
  return one;
}

const date = (locale: string, ms: number, options: Intl.DateTimeFormatOptions): string =>
  Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? formatter('date', locale, options).format(ms) : '';

const upperFirst = (locale: string, text: string): string => {
  const [first = ''] = text;
  try {
    return first.toLocaleUpperCase(locale) + text.slice(first.length);
  } catch {
    return text;
  }
};

/** Names and the like as a list: `Ana, Luis and Rosa`. */
export const formatList = (locale: string, items: readonly string[]): string => formatter('list', locale, {}).format(items);

const times = new Map<string, string>();

/** Languages of which the time of day is known without `Intl`: a page's first formatter takes 8 ms and more, before anything is painted. */
const [halfDays, wholeDays] = [/^en(-us)?$/i, /^(de|fr|it|nl|pt)(-(at|br|ch|de|fr|it|nl|pt))?$|^en-gb$/i];

/** The time of day, for example `14:02`. A day has 1,440 of them: each is made once. */
export function formatTime(locale: string, ms: number, timeZone?: string): string {
  const at = new Date(ms);
  if (timeZone || Number.isNaN(+at)) return date(locale, ms, { timeStyle: 'short', timeZone });
  const [hours, minutes] = [at.getHours(), `0${at.getMinutes()}`.slice(-2)];
  const key = `${locale}|${hours}:${minutes}`;
  let words = times.get(key);
  if (words === undefined) {
    if (halfDays.test(locale)) words = `${hours % 12 || 12}:${minutes} ${hours < 12 ? 'AM' : 'PM'}`;
    else if (wholeDays.test(locale)) words = `${`0${hours}`.slice(-2)}:${minutes}`;
    else words = date(locale, ms, { timeStyle: 'short' });
    times.set(key, words);
  }
  return words;
}

/** Day and time in full, for titles and accessible names. */
export const formatDateTime = (locale: string, ms: number, timeZone?: string): string =>
  date(locale, ms, { dateStyle: 'full', timeStyle: 'short', ...(timeZone && { timeZone }) });

/** The calendar day in the viewer's time zone as a running number: equal numbers are one day, a difference of 1 is the next. */
export function dayNumber(ms: number, timeZone?: string): number {
  if (!timeZone) {
    const local = new Date(ms);
    return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / 864e5;
  }
  const [year = 0, month = 1, day = 1] = date('en-CA', ms, { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).split('-').map(Number);
  return Date.UTC(year, month - 1, day) / 864e5;
}

/** A day separator: «Today», «Yesterday», a weekday within the last week, else the date. */
export function formatDay(locale: string, ms: number, now: number = Date.now(), timeZone?: string): string {
  const ago = dayNumber(now, timeZone) - dayNumber(ms, timeZone);
  const zone = timeZone && { timeZone };
  if (ago === 0 || ago === 1) return relativeDay(locale, ago);
  if (ago > 1 && ago < 7) return upperFirst(locale, date(locale, ms, { weekday: 'long', ...zone }));
  return date(locale, ms, { weekday: 'long', day: 'numeric', month: 'long', ...(sameYear(ms, now) ? {} : { year: 'numeric' }), ...zone });
}

/** The time at the end of a row of the thread list: the time today, «Yesterday», a weekday, else a short date. */
export function formatRowTime(locale: string, ms: number, now: number = Date.now(), timeZone?: string): string {
  const ago = dayNumber(now, timeZone) - dayNumber(ms, timeZone);
  const zone = timeZone && { timeZone };
  if (ago <= 0 && ago > -1) return formatTime(locale, ms, timeZone);
  if (ago === 1) return relativeDay(locale, 1);
  if (ago > 1 && ago < 7) return upperFirst(locale, date(locale, ms, { weekday: 'short', ...zone }));
  return date(locale, ms, sameYear(ms, now) ? { day: 'numeric', month: 'short', ...zone } : { dateStyle: 'short', ...zone });
}

const relativeDay = (locale: string, ago: number): string => upperFirst(locale, formatter('relative', locale, { numeric: 'auto' }).format(-ago, 'day'));
const sameYear = (a: number, b: number): boolean => new Date(a).getFullYear() === new Date(b).getFullYear();
