/** Emergency numbers by which medical help is reached, and the regions (ISO 3166-1) where each holds. */
const regions: Readonly<Record<string, string>> = {
  '000': 'AU',
  '111': 'NZ',
  '112': 'AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GE GI GR HR HU IE IN IS IT LI LT LU LV ME MK MT NL NO PL PT RO SE SI SK SM TR UA VA ZA',
  '119': 'JP KR TW',
  '120': 'CN',
  '123': 'CO',
  '192': 'BR',
  '911': 'AS BS BZ CA CR DO EC GU HN JM JO MP MX PA PH PR PY UM US UY VI',
  '995': 'SG',
  '998': 'AE',
  '999': 'BH GB GG HK IM JE KE MO MY QA',
};

/** The emergency number of a region; undefined where we do not know it: a wrong number is worse than none. */
export const emergencyNumberOf = (region: string | undefined): string | undefined =>
  region && Object.keys(regions).find((number) => regions[number]?.split(' ').includes(region.toUpperCase()));

/** The region that a language names: `en-GB` does, `en` does not. */
export function regionOf(locale: string): string | undefined {
  try {
    return new Intl.Locale(locale).region;
  } catch {
    return undefined;
  }
}
