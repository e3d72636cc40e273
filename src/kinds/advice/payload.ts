import { textLength, type Limits } from '../../model/index.js';
import { isFields, text } from '../payload.js';

/** In the order in which they are read. */
export const adviceSections = ['diagnosis', 'advice', 'medication', 'warnings'] as const;
export type AdviceSection = (typeof adviceSections)[number];

/** medical advice or a diagnosis, as a document for one patient. All of it is plain text. */
export interface AdvicePayload {
  title: string;
  /** At least one. */
  sections: Partial<Record<AdviceSection, string>>;
  /** Of ICD-10, for example `M23.2`. */
  code?: string;
  followUp?: {
    /** YYYY-MM-DD */
    date?: string;
    note?: string;
  };
  /** For whom it was written, and who wrote it: names as they were then, for what is printed. */
  patient?: string;
  by?: string;
}

/** UTF-16 units; a section may be as long as a message. */
export const titleLength = 120;
export const noteLength = 200;

export type AdviceField = 'title' | 'sections' | AdviceSection | 'code' | 'date' | 'note';
export type AdviceProblem = 'missing' | 'too-long' | 'invalid';

/** A letter and two signs, then what national editions add after the point and behind. Whether the code is in a list, the clinic knows. */
const codeForm = /^[A-Z]\d[\dA-Z](\.[\dA-Z-]{1,4})?[+*!†]?$/;

/** Codes are typed in small letters, and without the point. */
export const tidyCode = (typed: string): string => typed.trim().toUpperCase().replace(/^([A-Z]\d[\dA-Z])(?=[\dA-Z])/, '$1.');

/** Whether it is a day of the calendar, as YYYY-MM-DD. */
function isDay(value: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(value) : NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(value);
}

/** What there is of a document; it may lack what it must have. */
export function readAdvice(payload: unknown): AdvicePayload {
  const fields = isFields(payload) ? payload : {};
  const words = (from: unknown, name: string): string => text(isFields(from) ? from[name] : undefined)?.trim() ?? '';
  const sections: AdvicePayload['sections'] = {};
  for (const name of adviceSections) {
    const given = words(fields['sections'], name);
    if (given) sections[name] = given;
  }
  const [code, date, note] = [tidyCode(words(fields, 'code')), words(fields['followUp'], 'date'), words(fields['followUp'], 'note')];
  const [patient, by] = [words(fields, 'patient'), words(fields, 'by')];
  return {
    title: words(fields, 'title'), sections, ...(code && { code }),
    ...((date || note) && { followUp: { ...(date && { date }), ...(note && { note }) } }),
    ...(patient && { patient }), ...(by && { by }),
  };
}

/** What keeps a document from being sent, by field. Asked by who writes it and by the server. */
export function problemsOf({ title, sections, code, followUp: { date, note } = {} }: AdvicePayload, limits: Pick<Limits, 'textLength'>): Partial<Record<AdviceField, AdviceProblem>> {
  const found: Partial<Record<AdviceField, AdviceProblem>> = {};
  const tooLong = (field: AdviceField, words: string | undefined, longest: number): void => {
    if (words && textLength(words) > longest) found[field] = 'too-long';
  };
  if (!title) found.title = 'missing';
  tooLong('title', title, titleLength);
  if (Object.keys(sections).length === 0) found.sections = 'missing';
  for (const name of adviceSections) tooLong(name, sections[name], limits.textLength);
  if (code && !codeForm.test(code)) found.code = 'invalid';
  if (date && !isDay(date)) found.date = 'invalid';
  tooLong('note', note, noteLength);
  return found;
}

/** Throws `TypeError` where it cannot be read. */
export function parseAdvice(payload: unknown): AdvicePayload {
  const advice = readAdvice(payload);
  if (!advice.title || Object.keys(advice.sections).length === 0) throw new TypeError('advice: not a document');
  return advice;
}
