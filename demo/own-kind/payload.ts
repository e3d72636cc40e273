/** One reading, in mmHg and beats a minute. */
export interface BloodPressure { systolic: number; diastolic: number; pulse?: number }

const isWhole = (value: unknown, from: number, to: number): value is number => Number.isInteger(value) && (value as number) >= from && (value as number) <= to;

/** What no living person has, nobody has measured. Throws where it is no reading. */
export function readingOf(payload: unknown): BloodPressure {
  const { systolic, diastolic, pulse } = (payload ?? {}) as Record<string, unknown>;
  if (!isWhole(systolic, 50, 300) || !isWhole(diastolic, 20, 200) || diastolic >= systolic) throw new TypeError('blood-pressure: not a reading');
  if (pulse !== undefined && !isWhole(pulse, 20, 300)) throw new TypeError('blood-pressure: not a pulse');
  return { systolic, diastolic, ...(pulse !== undefined && { pulse }) };
}
