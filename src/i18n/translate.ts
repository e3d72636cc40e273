import { formatNumber } from './number.js';

/** Texts of one language by key. */
export type Catalog = Readonly<Record<string, string>>;
/** Catalogues by language (BCP 47): what a message kind, a portal or a language file brings. */
export type Catalogs = Readonly<Record<string, Catalog>>;
/** Turns a key and its values into words. The same shape as `Translate` in the model, which this room does not know. */
export type Translator = (key: string, values?: Readonly<Record<string, string | number>>) => string;

const warned = new Set<string>();
/** English words that came with code that was loaded later. */
const late: Record<string, string> = {};

/** Adds English words for every translator, those that were made before too. Any catalogue's own words win over them. */
export const addWords = (words: Catalog): void => void Object.assign(late, words);


/**
 * Makes the words of one language from catalogues; earlier ones win over later ones. Knows no catalogue itself, so that the loader can use it
 * with its few words. See `translator`.
 */
export function translate(locale: string, catalogs: readonly Catalogs[]): Translator {
  const texts: Record<string, string> = {};
  for (const language of fallbacks(locale)) for (const one of [...catalogs].reverse()) Object.assign(texts, one[language]);
  let rules: Intl.PluralRules | undefined;
  return (key, values) => {
    const count = values?.['count'];
    const find = (name: string): string | undefined => texts[name] ?? late[name];
    const text = (typeof count === 'number' ? (find(`${key}.${(rules ??= pluralRules(locale)).select(count)}`) ?? find(`${key}.other`)) : undefined) ?? find(key);
    if (text === undefined) {
      if (!warned.has(key)) {
        warned.add(key);
        console.warn(`clinic-chat: no words for «${key}» in ${locale}`);
      }
      return key;
    }
    return text.replace(/\{(\w+)\}/g, (hole, name: string) => {
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
