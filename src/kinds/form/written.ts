import { isFields } from '../payload.js';
import { shownOf, type Answer, type Answers, type Question, type Questionnaire } from './questionnaire.js';

/** What stands in the fields, as it was typed, by `linkId`: also what no longer is asked, so that it is there when it is asked again. */
export type Written = Readonly<Record<string, string | boolean | readonly string[]>>;

/** What a browser's date field holds that is no date yet. */
export const noDate = '?';

/** What would be sent: the answers to what is asked, without the empty ones. What is no number stays as it was typed, for the check to find. */
export function answersIn(questionnaire: Questionnaire, written: unknown): Answers {
  const all = new Map<string, Answer>();
  for (const [id, raw] of Object.entries(isFields(written) ? written : {})) {
    const question = questionnaire.all.get(id);
    const answer = question && answerOf(question, raw);
    if (answer !== undefined) all.set(id, answer);
  }
  return new Map([...shownOf(questionnaire, all)].flatMap(({ id }) => {
    const answer = all.get(id);
    return answer === undefined ? [] : [[id, answer] as const];
  }));
}

function answerOf({ type, options }: Question, raw: unknown): Answer | undefined {
  if (typeof raw === 'boolean') return raw;
  // In the order of the form, not of the clicks.
  if (Array.isArray(raw)) return raw.length > 0 ? options.map(({ code }) => code).filter((code) => raw.includes(code)) : undefined;
  const text = typeof raw === 'string' ? raw.trim() : '';
  if (text === '') return undefined;
  if (type !== 'integer' && type !== 'decimal') return text;
  // «1,000» is a thousand here and one there: it is for the person to say.
  const number = Number(/,\d{3}$/.test(text) ? text : text.replace(',', '.'));
  return Number.isNaN(number) ? text : number;
}
