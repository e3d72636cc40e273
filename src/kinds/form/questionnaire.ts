import { isFields, text } from '../payload.js';

/**
 * The item types of a FHIR R4 `Questionnaire` (https://hl7.org/fhir/R4/valueset-item-type.html) that are asked here. `boolean` is yes or no, `choice`
 * with `repeats` is several answers.
 */
export type QuestionType = 'group' | 'display' | 'boolean' | 'integer' | 'decimal' | 'date' | 'string' | 'text' | 'choice';

/** What is given to a question: a choice's code, several with `repeats`; a date as `YYYY-MM-DD`. */
export type Answer = string | number | boolean | readonly string[];
export type Answers = ReadonlyMap<string, Answer>;

/** https://hl7.org/fhir/R4/valueset-questionnaire-enable-operator.html */
const operators = ['exists', '=', '!=', '>', '<', '>=', '<='] as const;

interface Condition { question: string; operator: (typeof operators)[number]; value: string | number | boolean }

/** One item of a `Questionnaire` (https://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item), read. */
export interface Question {
  /** `linkId`. */
  id: string;
  type: QuestionType;
  text: string;
  isRequired: boolean;
  /** Several answers. */
  isMany: boolean;
  /** A `string` with the extension `questionnaire-signatureRequired`: the typed name is the consent. */
  isSigned: boolean;
  maxLength: number;
  options: readonly { code: string; text: string }[];
  /** `enableWhen`. */
  when: readonly Condition[];
  /** `enableBehavior` is `any`. */
  isAny: boolean;
  items: readonly Question[];
  parent: Question | undefined;
}

export interface Questionnaire { top: readonly Question[]; all: ReadonlyMap<string, Question> }

const types: readonly string[] = ['group', 'display', 'boolean', 'integer', 'decimal', 'date', 'string', 'text', 'choice'] satisfies QuestionType[];
const signature = 'http://hl7.org/fhir/StructureDefinition/questionnaire-signatureRequired';
/** Characters, where the definition says no fewer. */
const longest = { string: 1_000, text: 10_000 };
const mostQuestions = 1_000;
const deepest = 8;

const read = new WeakMap<object, Questionnaire>();

/** Reads a definition's `item`. Throws `TypeError` where it is broken. */
export function readQuestionnaire(item: unknown): Questionnaire {
  if (!Array.isArray(item)) throw new TypeError('form: no questions');
  let known = read.get(item);
  if (!known) {
    const all = new Map<string, Question>();
    const top = readItems(item, undefined, all, 1);
    const isAsked = [...all.values()].some(isInput);
    if (!isAsked) throw new TypeError('form: no questions');
    for (const { when } of all.values()) for (const { question } of when) if (!all.has(question)) throw new TypeError(`form: a condition on ${question}, which is not there`);
    read.set(item, (known = { top, all }));
  }
  return known;
}

export const isInput = ({ type }: Question): boolean => type !== 'group' && type !== 'display';

function readItems(items: readonly unknown[], parent: Question | undefined, all: Map<string, Question>, depth: number): Question[] {
  if (depth > deepest && items.length > 0) throw new TypeError('form: too deep');
  return items.map((item) => {
    if (!isFields(item)) throw new TypeError('form: no item');
    const [id, type] = [text(item['linkId']), text(item['type'])];
    if (!id || all.has(id) || all.size >= mostQuestions) throw new TypeError('form: an item without a linkId of its own, or too many');
    if (!type || !types.includes(type)) throw new TypeError(`form: items of type ${type} are not known`);
    const most = type === 'text' ? longest.text : longest.string;
    const question: Question = {
      id, type: type as QuestionType, text: text(item['text']) ?? '', parent,
      isRequired: item['required'] === true, isMany: item['repeats'] === true, isAny: item['enableBehavior'] === 'any',
      isSigned: type === 'string' && listOf(item['extension']).some((one) => isFields(one) && one['url'] === signature),
      maxLength: typeof item['maxLength'] === 'number' && item['maxLength'] > 0 ? Math.min(item['maxLength'], most) : most,
      options: type === 'choice' ? optionsOf(item['answerOption']) : [],
      when: listOf(item['enableWhen']).map(conditionOf),
      items: [],
    };
    if (isInput(question) && !question.text) throw new TypeError(`form: ${id} asks nothing`);
    all.set(id, question);
    question.items = readItems(listOf(item['item']), question, all, depth + 1);
    return question;
  });
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new TypeError('form: no list');
  return value;
}

/** `answerOption.value[x]`: a coding, a text or a number. */
function optionsOf(value: unknown): Question['options'] {
  const options = listOf(value).map((one) => {
    const fields = isFields(one) ? one : {};
    const coding = isFields(fields['valueCoding']) ? fields['valueCoding'] : {};
    const code = text(coding['code']) ?? text(fields['valueString']) ?? text(fields['valueDate']) ?? (typeof fields['valueInteger'] === 'number' ? String(fields['valueInteger']) : undefined);
    if (!code) throw new TypeError('form: an answer without a code');
    return { code, text: text(coding['display']) ?? code };
  });
  if (options.length === 0 || new Set(options.map(({ code }) => code)).size < options.length) throw new TypeError('form: a choice of nothing, or of the same twice');
  return options;
}

/** `enableWhen`: a question, an operator and `answer[x]`. */
function conditionOf(value: unknown): Condition {
  const fields = isFields(value) ? value : {};
  const [question, operator] = [text(fields['question']), operators.find((one) => one === fields['operator'])];
  const given = ['answerBoolean', 'answerInteger', 'answerDecimal', 'answerDate', 'answerString', 'answerCoding'].map((name) => fields[name]).find((one) => one !== undefined);
  const wanted = isFields(given) ? given['code'] : given;
  if (!question || !operator || (typeof wanted !== 'string' && typeof wanted !== 'number' && typeof wanted !== 'boolean')) throw new TypeError('form: a condition that cannot be read');
  return { question, operator, value: wanted };
}

/** Several answers meet a condition where one of them does; only «not equal» asks all of them. */
function meets({ operator, value }: Condition, answer: Answer | undefined): boolean {
  if (operator === 'exists') return (answer !== undefined) === value;
  const given: readonly (string | number | boolean)[] = answer === undefined ? [] : typeof answer === 'object' ? answer : [answer];
  switch (operator) {
    case '=': return given.includes(value);
    case '!=': return !given.includes(value);
    case '>': return given.some((one) => one > value);
    case '<': return given.some((one) => one < value);
    case '>=': return given.some((one) => one >= value);
    case '<=': return given.some((one) => one <= value);
  }
}

/** Which items are asked, given what has been answered, by `enableWhen` (https://hl7.org/fhir/R4/questionnaire.html). What is not asked counts as not answered; a circle is not asked. */
export function shownOf({ all }: Questionnaire, answers: Answers): ReadonlySet<Question> {
  const known = new Map<Question, boolean>();
  const isShown = (question: Question): boolean => {
    const is = known.get(question);
    if (is !== undefined) return is;
    known.set(question, false);
    const { when, isAny, parent } = question;
    const isMet = (condition: Condition): boolean => {
      const other = all.get(condition.question);
      return meets(condition, other && isShown(other) ? answers.get(other.id) : undefined);
    };
    const shown = (!parent || isShown(parent)) && (when.length === 0 || (isAny ? when.some(isMet) : when.every(isMet)));
    known.set(question, shown);
    return shown;
  };
  return new Set([...all.values()].filter(isShown));
}
