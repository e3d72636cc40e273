import { en } from './strings.js';
import { translate, type Catalogs, type Translator } from './translate.js';

export { en, type StringKey } from './strings.js';
export type { Catalog, Catalogs, Translator } from './translate.js';

/**
 * Makes the words of one language.
 * @param locale BCP 47. The pseudo-locales of `pseudo.ts` are for tests.
 * @param extra Catalogues of message kinds, of the portal and of languages; later ones win over earlier ones and over ours.
 * @returns A function that never throws: an unknown key comes back as it is, with one warning in the console.
 */
export function translator(locale: string, ...extra: readonly (Catalogs | undefined)[]): Translator {
  return translate(locale, [...extra.filter((one) => one !== undefined).reverse(), { en }]);
}

/** The direction of a language's script. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return /^(ar|arc|ckb|dv|fa|he|iw|ks|ku-arab|nqo|pa-arab|ps|sd|syr|ug|ur|yi)(-|$)/i.test(locale) ? 'rtl' : 'ltr';
}
