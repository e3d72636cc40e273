/** What a session may have, least and most: more would take minutes, or the memory. docs/simulation.md names them. */
export const bounds = {
  users: [1, 20], tabs: [1, 30], threads: [1, 100], messages: [0, 5_000], steps: [0, 10_000], page: [1, 1_000],
} as const;

/** Tabs of all users together, and messages of all threads. */
export const mostTabs = 60;
export const mostMessages = 50_000;

export const mostWeight = 1_000_000;

/** In a script: a drawn step brings two more at most (a tab starts again and opens its thread). */
export const mostScripted = 3 * bounds.steps[1] + 2 * mostTabs;
/** A drawn session of nothing but hours without a server is shorter. */
export const latest = 100_000_000_000;
/** The rules know how much a tab may ask for in an hour without a server. */
export const longest = 3_600_000;
export const mostN = 1_000_000;
