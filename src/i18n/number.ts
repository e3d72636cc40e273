const made = new Map<string, Intl.NumberFormat>();

function formatter(locale: string): Intl.NumberFormat {
  let one = made.get(locale);
  if (!one) {
    try {
      one = new Intl.NumberFormat(locale);
    } catch {
      one = new Intl.NumberFormat('en');
    }
    made.set(locale, one);
  }
  return one;
}

/** Languages that write whole numbers below a thousand with the plain digits: a page's first formatter takes up to 20 ms. */
const plain = /^(en|es|de|fr|it|nl|pt)\b(?!.*-nu-)/i;

/** A number, for example `12,345`. */
export const formatNumber = (locale: string, value: number): string =>
  value >>> 0 === value && value < 1_000 && plain.test(locale) ? `${value}` : formatter(locale).format(value);

/** A count on a badge: `99+` beyond 99. */
export const formatCount = (locale: string, count: number): string => (count > 99 ? `${formatNumber(locale, 99)}+` : formatNumber(locale, count));
