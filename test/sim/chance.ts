/** Chance of the simulation: small generators with a seed, and a hash. Nothing else may be random here. */
export type Random = () => number;

/** FNV-1a over UTF-16 units, 32 bits. */
export function fnv(text: string, from = 0x811c9dc5): number {
  let hash = from;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** A generator of its own for each purpose, so that one step more in one place leaves the others as they were (mulberry32). */
export function randomOf(seed: number, purpose: string): Random {
  let state = fnv(purpose, (0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1)) >>> 0);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from `low` to `high`, both included. */
export const between = (random: Random, low: number, high: number): number => low + Math.floor(random() * (high - low + 1));

export const oneOf = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** One of the names, each as likely as its weight says. Undefined where all weights are zero. */
export function weighted<K extends string>(random: Random, weights: Readonly<Partial<Record<K, number>>>): K | undefined {
  let sum = 0;
  for (const name in weights) sum += weights[name] ?? 0;
  let left = random() * sum;
  for (const name in weights) {
    left -= weights[name] ?? 0;
    if (left < 0) return name;
  }
  return undefined;
}
