import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemsOf } from '../../src/kinds/form/check.js';
import { parseForm } from '../../src/kinds/form/payload.js';
import { readQuestionnaire, shownOf, type Answer } from '../../src/kinds/form/questionnaire.js';

const yes = (linkId: string, more: object = {}) => ({ linkId, type: 'boolean', text: `${linkId}?`, ...more });
const when = (question: string, operator: string, answer: object) => ({ question, operator, ...answer });
const shown = (item: unknown[], answers: Record<string, Answer> = {}): string =>
  [...shownOf(readQuestionnaire(item), new Map(Object.entries(answers)))].map(({ id }) => id).join(' ');
const wrong = (item: unknown[], answers: Record<string, Answer> = {}) => Object.fromEntries(problemsOf(readQuestionnaire(item), new Map(Object.entries(answers))));

describe('forms: FHIR R4 items', () => {
  it('R-20 a broken definition is refused as a whole, whatever is broken', () => {
    const deep = (n: number): object => ({ linkId: `g${n}`, type: 'group', ...(n > 0 ? { item: [deep(n - 1)] } : { item: [yes('q')] }) });
    const broken: Record<string, unknown> = {
      nothing: undefined, text: 'item', empty: [], 'no item': [null], 'no linkId': [{ type: 'boolean', text: 'A?' }], 'the same linkId twice': [yes('a'), yes('a')],
      'a type that is not known': [{ linkId: 'a', type: 'attachment', text: 'A?' }], 'a type of prototypes': [{ linkId: 'a', type: 'constructor', text: 'A?' }],
      'only words': [{ linkId: 'a', type: 'display', text: 'Hello' }], 'a question without words': [{ linkId: 'a', type: 'string' }],
      'a choice of nothing': [{ linkId: 'a', type: 'choice', text: 'A?' }], 'the same choice twice': [{ linkId: 'a', type: 'choice', text: 'A?', answerOption: [{ valueString: 'x' }, { valueString: 'x' }] }],
      'a choice without a code': [{ linkId: 'a', type: 'choice', text: 'A?', answerOption: [{}] }], 'options that are no list': [{ linkId: 'a', type: 'choice', text: 'A?', answerOption: 'x' }],
      'a condition on nothing': [yes('a', { enableWhen: [when('b', '=', { answerBoolean: true })] })], 'an unknown operator': [yes('a'), yes('b', { enableWhen: [when('a', 'like', { answerBoolean: true })] })],
      'a condition without a value': [yes('a'), yes('b', { enableWhen: [when('a', '=', {})] })], 'items that are no list': [yes('a', { item: {} })],
      'too deep': [deep(9)], 'endlessly deep': [deep(2_000)], 'too many': Array.from({ length: 1_001 }, (_, i) => yes(String(i))),
    };
    for (const [why, item] of Object.entries(broken)) assert.throws(() => readQuestionnaire(item), TypeError, why);
    assert.equal(readQuestionnaire([deep(6)]).all.size, 8);
    assert.equal(readQuestionnaire(Array.from({ length: 1_000 }, (_, i) => yes(String(i)))).all.size, 1_000);
  });

  it('R-20 each operator of enableWhen, for what is answered, not answered and answered several times', () => {
    const asks = (operator: string, answer: object, answers: Record<string, Answer>): boolean =>
      shown([{ linkId: 'a', type: 'integer', text: 'A?' }, { linkId: 'c', type: 'choice', repeats: true, text: 'C?', answerOption: [{ valueString: 'x' }, { valueString: 'y' }] },
        yes('b', { enableWhen: [when('c' in answers ? 'c' : 'a', operator, answer)] })], answers).includes('b');
    const five = { answerInteger: 5 };
    const table: [string, number, boolean][] = [['=', 5, true], ['=', 4, false], ['!=', 5, false], ['!=', 4, true], ['>', 6, true], ['>', 5, false], ['<', 4, true], ['<', 5, false], ['>=', 5, true], ['>=', 4, false], ['<=', 5, true], ['<=', 6, false]];
    for (const [operator, a, want] of table) assert.equal(asks(operator, five, { a }), want, `${a} ${operator} 5`);
    for (const operator of ['=', '>', '<', '>=', '<=']) assert.equal(asks(operator, five, {}), false, operator);
    assert.equal(asks('!=', five, {}), true);
    assert.deepEqual([asks('exists', { answerBoolean: true }, { a: 0 }), asks('exists', { answerBoolean: true }, {}), asks('exists', { answerBoolean: false }, {})], [true, false, true]);
    assert.deepEqual([asks('=', { answerCoding: { code: 'y' } }, { c: ['x', 'y'] }), asks('!=', { answerString: 'y' }, { c: ['x', 'y'] }), asks('=', { answerString: 'z' }, { c: ['x', 'y'] })], [true, false, false]);
  });

  it('R-20 all or any; a group hides what is in it; what hangs on a hidden question is hidden; a circle is not asked', () => {
    const two = [when('a', '=', { answerBoolean: true }), when('b', '=', { answerBoolean: true })];
    assert.equal(shown([yes('a'), yes('b'), yes('c', { enableWhen: two })], { a: true }), 'a b');
    assert.equal(shown([yes('a'), yes('b'), yes('c', { enableWhen: two, enableBehavior: 'any' })], { a: true }), 'a b c');
    const chain = [yes('a'), { linkId: 'g', type: 'group', enableWhen: [when('a', '=', { answerBoolean: true })], item: [yes('b')] }, yes('c', { enableWhen: [when('b', '=', { answerBoolean: true })] })];
    assert.equal(shown(chain, { a: true, b: true }), 'a g b c');
    assert.equal(shown(chain, { a: false, b: true }), 'a');
    assert.equal(shown([yes('a', { enableWhen: [when('b', '!=', { answerBoolean: true })] }), yes('b', { enableWhen: [when('a', '!=', { answerBoolean: true })] }), yes('c')]).includes('c'), true);
    const long = Array.from({ length: 1_000 }, (_, i) => yes(String(i), i === 0 ? {} : { enableWhen: [when(String(i - 1), '=', { answerBoolean: true })] })).reverse();
    assert.equal(shown(long, { 0: true }).split(' ').length, 2);
  });

  it('R-20 a consent needs a name, not a cross', () => {
    const consent = [{ linkId: 'n', type: 'string', text: 'I agree.', required: true, extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-signatureRequired' }] }];
    for (const n of ['x', '..', ' X ', '']) assert.deepEqual(wrong(consent, { n }), { n: 'name' }, n);
    assert.deepEqual(wrong(consent), { n: 'name' });
    for (const n of ['Ana Silva', 'Ng', '王 明']) assert.deepEqual(wrong(consent, { n }), {}, n);
  });

  it('R-20 a payload that cannot be read throws, and a broken definition alone does not', () => {
    for (const payload of [undefined, null, 'x', [], {}, { form: 'a', title: 'A' }, { form: 'a', title: '', state: 'open' }, { form: 'a', title: 'A', state: 'lost' }, { form: 'a', title: 'A', state: 'completed' }, { form: 'a', title: 'A', state: 'completed', answers: { a: null } }]) {
      assert.throws(() => parseForm(payload), TypeError, JSON.stringify(payload));
    }
    assert.equal(parseForm({ form: 'a', title: 'A', state: 'open', item: 7 }).title, 'A');
  });
});
