import { formatter } from './format.js';

/** A span from now, rounded up to whole seconds or minutes: `12 seconds`, `2 minutes`. */
export function formatSpan(locale: string, ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  const [value, unit] = seconds < 90 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute'];
  return formatter('NumberFormat', locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
