import { isInput, shownOf, type Answer, type Answers, type Question, type Questionnaire } from './questionnaire.js';

/** What is wrong with an answer. `unknown` and `hidden`: nobody was asked. */
export type Wrong = 'required' | 'name' | 'number' | 'integer' | 'date' | 'choice' | 'too-long' | 'kind' | 'unknown' | 'hidden';

/** Everything that is wrong with a filled-in form, by the item's `linkId`, in the order of the form. The same for who fills in and for who keeps it. */
export function problemsOf(form: Questionnaire, answers: Answers): ReadonlyMap<string, Wrong> {
  const wrong = new Map<string, Wrong>();
  const shown = shownOf(form, answers);
  for (const question of shown) {
    const answer = answers.get(question.id);
    const why = answer === undefined ? (question.isRequired && isInput(question) ? missing(question) : undefined) : wrongWith(question, answer);
    if (why) wrong.set(question.id, why);
  }
  for (const id of answers.keys()) {
    const question = form.all.get(id);
    if (!question) wrong.set(id, 'unknown');
    else if (!shown.has(question)) wrong.set(id, 'hidden');
  }
  return wrong;
}

const missing = ({ isSigned }: Question): Wrong => (isSigned ? 'name' : 'required');

function wrongWith(question: Question, answer: Answer): Wrong | undefined {
  const { type, isMany, isSigned, options, maxLength } = question;
  switch (type) {
    case 'boolean': return typeof answer === 'boolean' ? undefined : 'kind';
    case 'integer': return Number.isSafeInteger(answer) ? undefined : 'integer';
    case 'decimal': return Number.isFinite(answer) ? undefined : 'number';
    case 'date': return typeof answer === 'string' && isDate(answer) ? undefined : 'date';
    case 'choice': {
      const codes: readonly unknown[] = isMany && typeof answer === 'object' ? answer : isMany ? [] : [answer];
      const isListed = codes.length > 0 && new Set(codes).size === codes.length && codes.every((code) => options.some((one) => one.code === code));
      return isListed ? undefined : 'choice';
    }
    case 'string': case 'text':
      if (typeof answer !== 'string') return 'kind';
      if (answer.trim() === '' && question.isRequired) return missing(question);
      // A name has two letters at least: a cross or a full stop is none.
      if (isSigned && !/\p{L}.*\p{L}/su.test(answer)) return 'name';
      return answer.length > maxLength ? 'too-long' : undefined;
    default: return 'kind';
  }
}

function isDate(value: string): boolean {
  const day = /^\d{4}-\d\d-\d\d$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}
