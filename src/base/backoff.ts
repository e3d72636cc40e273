/** Milliseconds: no wait between two attempts is longer, unless the server asks for it. With it an outage of an hour costs about 40 attempts. */
export const longestWait = 240_000;

export interface BackoffOptions {
  /** Milliseconds: the ceiling of the first wait. Default 1,000. */
  base?: number;
  /** Milliseconds: no wait is longer. Default `longestWait`. */
  cap?: number;
}

/**
 * How long to wait before attempt number `attempt` + 1, in milliseconds: a random share of a ceiling that doubles («full jitter»), so that
 * a crowd of clients does not come back in step.
 * @param attempt failures so far, less one: 0 after the first
 * @param random a number in [0, 1)
 */
export function fullJitter(attempt: number, random: () => number, { base = 1_000, cap = longestWait }: BackoffOptions = {}): number {
  const ceiling = Math.min(cap, base * 2 ** Math.min(Math.max(attempt, 0), 30));
  return Math.round(random() * ceiling);
}
