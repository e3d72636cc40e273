/** Whether a value from the wire has named fields at all. */
export const isFields = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field's text; undefined where it is none. */
export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
