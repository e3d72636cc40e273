import { en } from './strings.js';
import { translate, type Catalogs, type Translator } from './translate.js';

export { en, type StringKey } from './strings.js';
export type { Catalog, Catalogs, Translator } from './translate.js';

/** Text that reads as English, but longer and accented, so that cut-off and hard-coded words show. */
const accented = (text: string): string => outsidePlaceholders(text, (run) => run.replace(/[aeiouyn]/gi, '$&\u0301')) + ' ~~~'.slice(0, 1 + text.length / 3);
/** Text that runs from right to left whatever its letters are. */
const mirrored = (text: string): string => outsidePlaceholders(text, (run) => run.replace(/\S+/g, '\u202e$&\u202c'));
const outsidePlaceholders = (text: string, change: (run: string) => string): string =>
  text.split(/(\{\w+\})/).map((run, i) => (i % 2 ? run : change(run))).join('');

const pseudo: Readonly<Record<string, (text: string) => string>> = { 'en-XA': accented, 'ar-XB': mirrored };

/**
 * Makes the words of one language.
 * @param locale BCP 47. The pseudo-locales `en-XA` (longer, accented) and `ar-XB` (right to left) are for tests.
 * @param extra Catalogues of message kinds, of the portal and of languages; later ones win over earlier ones and over ours.
 * @returns A function that never throws: an unknown key comes back as it is, with one warning in the console.
 */
export function translator(locale: string, ...extra: readonly (Catalogs | undefined)[]): Translator {
  return translate(locale, [...extra.filter((one) => one !== undefined).reverse(), { en }], pseudo[locale]);
}

/** The direction of a language's script. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return /^(ar|arc|ckb|dv|fa|he|iw|ks|ku-arab|nqo|pa-arab|ps|sd|syr|ug|ur|yi)(-|$)/i.test(locale) ? 'rtl' : 'ltr';
}
