import { formatNumber } from './format.js';
import { en } from './strings.js';

export { en, type StringKey } from './strings.js';

/** Texts of one language by key. */
export type Catalog = Readonly<Record<string, string>>;
/** Catalogues by language (BCP 47): what a message kind, a portal or a language file brings. */
export type Catalogs = Readonly<Record<string, Catalog>>;
/** Turns a key and its values into words. The same shape as `Translate` in the model, which this room does not know. */
export type Translator = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Text that reads as English, but longer and accented, so that cut-off and hard-coded words show. */
const accented = (text: string): string => outsidePlaceholders(text, (run) => run.replace(/[aeiouyn]/gi, '$&\u0301')) + ' ~~~'.slice(0, 1 + text.length / 3);
/** Text that runs from right to left whatever its letters are. */
const mirrored = (text: string): string => outsidePlaceholders(text, (run) => run.replace(/\S+/g, '\u202e$&\u202c'));
const outsidePlaceholders = (text: string, change: (run: string) => string): string =>
  text.split(/(\{\w+\})/).map((run, i) => (i % 2 ? run : change(run))).join('');

const pseudo: Readonly<Record<string, (text: string) => string>> = { 'en-XA': accented, 'ar-XB': mirrored };

const warned = new Set<string>();

/**
 * Makes the words of one language.
 * @param locale BCP 47. The pseudo-locales `en-XA` (longer, accented) and `ar-XB` (right to left) are for tests.
 * @param extra Catalogues of message kinds, of the portal and of languages; later ones win over earlier ones and over ours.
 * @returns A function that never throws: an unknown key comes back as it is, with one warning in the console.
 */
export function translator(locale: string, ...extra: readonly (Catalogs | undefined)[]): Translator {
  const catalogs: Catalogs[] = [{ en }, ...extra.filter((one) => one !== undefined)];
  const texts: Record<string, string> = {};
  for (const language of fallbacks(locale)) for (const one of catalogs) Object.assign(texts, one[language]);
  const rules = pluralRules(locale);
  const change = pseudo[locale];
  return (key, values) => {
    const count = values?.['count'];
    const text = (typeof count === 'number' ? (texts[`${key}.${rules.select(count)}`] ?? texts[`${key}.other`]) : undefined) ?? texts[key];
    if (text === undefined) {
      if (!warned.has(key)) {
        warned.add(key);
        console.warn(`clinic-chat: no words for «${key}» in ${locale}`);
      }
      return key;
    }
    return (change ? change(text) : text).replace(/\{(\w+)\}/g, (hole, name: string) => {
      const value = values?.[name];
      return value === undefined ? hole : typeof value === 'number' ? formatNumber(locale, value) : value;
    });
  };
}

/** The languages whose texts are laid over one another, the most general first. */
function fallbacks(locale: string): string[] {
  const parts = (locale || 'en').split('-');
  const own = parts.map((_, i) => parts.slice(0, i + 1).join('-'));
  return [...new Set(['en', ...own])];
}

function pluralRules(locale: string): Intl.PluralRules {
  try {
    return new Intl.PluralRules(locale);
  } catch {
    return new Intl.PluralRules('en');
  }
}

/** The direction of a language's script. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return /^(ar|arc|ckb|dv|fa|he|iw|ks|ku-arab|nqo|pa-arab|ps|sd|syr|ug|ur|yi)(-|$)/i.test(locale) ? 'rtl' : 'ltr';
}
