import { formatter } from './format.js';

/** A place in a recording, as players show it: `0:07`, `1:45`, `2:03:00`. Whole seconds, rounded down. */
export function formatClock(locale: string, seconds: number): string {
  const whole = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds : 0));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const digits = (value: number, least: number): string => formatter('NumberFormat', locale, { minimumIntegerDigits: least, useGrouping: false }).format(value);
  return `${hours ? `${digits(hours, 1)}:` : ''}${digits(minutes, hours ? 2 : 1)}:${digits(rest, 2)}`;
}
