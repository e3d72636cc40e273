/** How much of a file: loaded with what draws files. */
import { formatter } from './format.js';

/** A share between 0 and 1, for example `42 %`. */
export const formatPercent = (locale: string, share: number): string => formatter('NumberFormat', locale, { style: 'percent' }).format(Math.min(1, Math.max(0, share)));

/** How much larger than whole, as `150%`. */
export const formatScale = (locale: string, scale: number): string => formatter('NumberFormat', locale, { style: 'percent' }).format(scale);

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size in bytes, by steps of 1,024 as file managers show it: 209,715,200 is `200 MB`. */
export function formatSize(locale: string, bytes: number): string {
  if (!Number.isFinite(bytes) || bytes < 0) return '';
  let step = 0;
  let value = bytes;
  // 1,023.5 would be rounded to 1,024 of the smaller unit.
  while (value >= 1023.5 && step < units.length - 1) {
    value /= 1024;
    step++;
  }
  const unit = units[step] ?? 'byte';
  return formatter('NumberFormat', locale, { style: 'unit', unit, unitDisplay: step ? 'short' : 'long', maximumFractionDigits: step > 1 && value < 10 ? 1 : 0 }).format(value);
}
