/** What a profile says that it must not. Its message is one sentence for whoever wrote the file. */
export class ProfileError extends Error {
  override name = 'ProfileError';
}

/** A value of the file and where it stands there. */
export interface Field { path: string; value: unknown }

export type Fields = Readonly<Record<string, unknown>>;

const mostShown = 60;

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  // Numbers that JSON has no word for come from code, not from a file.
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value) ?? typeof value;
  return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
}

/** Refuses a value. @param rule what it must be, as the rest of a sentence */
export function refuse({ path, value }: Field, rule: string): never {
  throw new ProfileError(`The profile${path === '' ? '' : `’s ${path}`} is ${shown(value)}; ${rule}.`);
}

/** A field of an object; what it inherits is not in the file. */
export const at = ({ path, value }: Field, key: string): Field => ({
  path: `${path}${/^[a-z][\w-]*$/i.test(key) ? `${path === '' ? '' : '.'}${key}` : `[${shown(key)}]`}`,
  value: Object.hasOwn(value as object, key) ? (value as Fields)[key] : undefined,
});

/** An object with no other keys than these. */
export function object(field: Field, keys: readonly string[], kind = 'field'): Fields {
  const { value } = field;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(field, `it must be an object with some of: ${keys.join(', ')}`);
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) refuse(at(field, unknown), `there is no such ${kind}, there are: ${keys.join(', ')}`);
  return value as Fields;
}

/** A list with one item at least. */
export function list(field: Field, most: number, of: string): Field[] {
  const { path, value } = field;
  if (!Array.isArray(value)) return refuse(field, `it must be a list of ${of}, 1 at least and ${most} at most`);
  if (value.length < 1 || value.length > most) refuse({ path: `${path}.length`, value: value.length }, `it must be a list of ${of}, 1 at least and ${most} at most`);
  return value.map((item: unknown, i) => ({ path: `${path}[${i}]`, value: item }));
}

export function number(field: Field, low: number, high: number): number {
  const { value } = field;
  return typeof value === 'number' && value >= low && value <= high ? value : refuse(field, `it must be a number from ${low} to ${high}`);
}

export function whole(field: Field, low: number, high: number): number {
  const { value } = field;
  return isWhole(value, low, high) ? value : refuse(field, `it must be a whole number from ${low} to ${high}`);
}

export const isWhole = (value: unknown, low: number, high: number): value is number => Number.isInteger(value) && (value as number) >= low && (value as number) <= high;

export function flag(field: Field): boolean {
  return typeof field.value === 'boolean' ? field.value : refuse(field, 'it must be true or false');
}
