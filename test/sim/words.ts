/** A file whose bytes are there at once: real ones are read in real time. */
export class SimFile {
  readonly lastModified = 0;

  constructor(readonly name: string, readonly size: number, readonly type = 'application/pdf') {}

  slice(from = 0, to = this.size, type = this.type): SimFile {
    return new SimFile(this.name, Math.max(0, Math.min(to, this.size) - from), type);
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(new ArrayBuffer(Math.min(this.size, 16)));
  }
}

const mark = /u\d+\/t\w+\/\d+;/g;

/** The words of people in a text. Each was typed once: it says who typed it, for which thread, and which it is. */
export const wordsIn = (text: string): string[] => text.match(mark) ?? [];

/** All words within a value. */
export function wordsOf(value: unknown, out: string[] = []): string[] {
  if (typeof value === 'string') out.push(...wordsIn(value));
  else if (value instanceof SimFile) out.push(...wordsIn(value.name));
  else if (typeof value === 'object' && value !== null) for (const key in value) wordsOf((value as Record<string, unknown>)[key], out);
  return out;
}

/** A structured clone of plain data; files go along as they are. */
export function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof SimFile) return value;
  if (Array.isArray(value)) return value.map((item) => copyOf(item as unknown)) as T;
  const out: Record<string, unknown> = {};
  for (const key in value) out[key] = copyOf(value[key]);
  return out as T;
}
