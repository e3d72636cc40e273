import { isFields, text } from '../payload.js';
import type { Answer, Answers } from './questionnaire.js';

export type FormState = 'open' | 'completed' | 'withdrawn';

/** One instance of a form: what was asked stays as it was when it was sent, whatever becomes of the form in the workspace's list. */
export interface FormPayload {
  /** The form's id in the workspace's list `forms`. */
  form: string;
  title: string;
  /** The `item` of a FHIR R4 `Questionnaire` (https://hl7.org/fhir/R4/questionnaire.html). Unread: a broken one is for the card to tell. */
  item: unknown;
  state: FormState;
  /** Once completed, by the item's `linkId`. */
  answers?: Readonly<Record<string, Answer>>;
  /** Who has filled it in, and when, in milliseconds since the epoch. */
  answeredBy?: string;
  answeredAt?: number;
}

/** An entry of the workspace's list `forms`: a FHIR R4 `Questionnaire`, and whether it is for patients. */
export interface FormEntry {
  id: string;
  title: string;
  /** Only these are sent. */
  patientFacing: boolean;
  item: unknown;
}

const states: readonly FormState[] = ['open', 'completed', 'withdrawn'];

/** Throws `TypeError` where it cannot be read. */
export function parseForm(payload: unknown): FormPayload {
  if (!isFields(payload)) throw new TypeError('form: no payload');
  const state = states.find((one) => one === payload['state']);
  const [form, title, answeredBy] = [text(payload['form']), text(payload['title']), text(payload['answeredBy'])];
  if (!state || !form || !title) throw new TypeError('form: not a form');
  const { item, answeredAt } = payload;
  return {
    form, title, item, state,
    ...(state === 'completed' && { answers: Object.fromEntries(answersOf(payload['answers'])) }),
    ...(answeredBy && { answeredBy }), ...(typeof answeredAt === 'number' && { answeredAt }),
  };
}

/** Throws `TypeError` where the list's entry is none. Its questions are not read. */
export function formEntryOf(entry: unknown): FormEntry {
  if (!isFields(entry)) throw new TypeError('form: no entry');
  const [id, title] = [text(entry['id']), text(entry['title'])];
  if (!id || !title) throw new TypeError('form: no entry');
  return { id, title, patientFacing: entry['patientFacing'] === true, item: entry['item'] };
}

/** Answers from the wire. Throws `TypeError` where something is no answer at all. */
export function answersOf(value: unknown): Answers {
  if (!isFields(value)) throw new TypeError('form: no answers');
  return new Map(Object.entries(value).map(([id, answer]) => {
    if (!isAnswer(answer)) throw new TypeError('form: no answer');
    return [id, answer];
  }));
}

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
