import { formatter } from './format.js';

/** A price in the viewer's language; a currency that the browser does not know stands before the number as it is. */
export function formatMoney(locale: string, value: number, currency: string): string {
  try {
    return formatter('NumberFormat', locale, { style: 'currency', currency }).format(value);
  } catch {
    return `${currency} ${value}`;
  }
}
