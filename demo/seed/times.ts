const minute = 60_000;
const day = 24 * 60 * minute;

/** Moments before `now`, so that the demo is fresh on whatever day it is started; the same `now` gives the same moments. */
export interface Times {
  /** So many minutes ago. */
  ago(minutes: number): number;
  /** At a time of day (`HH:MM`, the server's zone), so many days ago; at least one. */
  at(daysAgo: number, time: string): number;
}

export function timesBefore(now: number): Times {
  return {
    ago: (minutes) => now - minutes * minute,
    at(daysAgo, time) {
      const [hours = 0, minutes = 0] = time.split(':').map(Number);
      const date = new Date(now - Math.max(1, daysAgo) * day);
      date.setHours(hours, minutes, 0, 0);
      return Math.min(date.getTime(), now - 12 * 60 * minute);
    },
  };
}
