import type { Storage } from '../base/platform.js';

/** What one record looks like. A change to what is stored gets the next number and a step that leads there. */
export const format = 1;

type Value = Record<string, unknown>;
/** `steps[n]` makes a record of format `n + 1` of one of format `n`; undefined drops it. */
export type Steps = readonly ((value: Value, key: string) => Value | undefined)[];

/** Records of format 0 say none: they are as those of format 1. */
const steps: Steps = [(value) => value];

/** The record with its format written into it. What is no record is no business of this library. */
export const tagged = (value: unknown, now: number): unknown => ({ ...(value as Value), format: now });

/**
 * A record as this version understands it, whichever older version wrote it; undefined where none did. One of a later version (another tab may
 * run it already) is read as it is: later versions only add to what stands there, or take another key.
 */
export function upgraded(key: string, stored: unknown, list: Steps = steps): unknown {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { format: was = 0, ...rest } = stored as Value;
  let value: Value | undefined = rest;
  for (let at = Number(was); value && at < list.length; at++) value = list[at]?.(value, key);
  return value;
}

/** All that a storage holds, by key, without what cannot be read: of that `failed` is told. */
export async function readAll(storage: Storage, failed: (cause: unknown) => void): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (cause) {
      failed(cause);
      return undefined;
    }
  };
  for (const key of (await attempt(() => storage.keys(''))) ?? []) {
    // One that cannot be read does not take the others along.
    const value = await attempt(async () => upgraded(key, await storage.get(key)));
    if (value !== undefined) found.set(key, value);
  }
  return found;
}
