import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FormPayload } from '../../src/kinds/index.js';
import type { Message } from '../../src/model/index.js';
import { worlds, type Lists, type Person, type World } from './two-worlds.js';

const item = [
  { linkId: 'before', type: 'group', text: 'Before the visit', item: [
    { linkId: 'pain', type: 'boolean', text: 'Are you in pain?', required: true },
    { linkId: 'where', type: 'string', text: 'Where does it hurt?', required: true, maxLength: 20, enableWhen: [{ question: 'pain', operator: '=', answerBoolean: true }] },
    { linkId: 'level', type: 'integer', text: 'How much, from 0 to 10?' },
  ] },
  { linkId: 'since', type: 'date', text: 'Since when?' },
  { linkId: 'help', type: 'choice', repeats: true, text: 'What helps?', answerOption: [{ valueCoding: { code: 'rest', display: 'Rest' } }, { valueString: 'ice' }] },
];
const lists: Lists = { forms: [
  { id: 'pain', title: 'About your pain', patientFacing: true, item },
  { id: 'handover', title: 'Hand-over', patientFacing: false, item },
  { id: 'unsaid', title: 'Nobody said for whom', item },
  { id: 'broken', title: 'Broken', patientFacing: true, item: [{ linkId: 'a', type: 'quiz', text: 'A?' }] },
  { id: 'endless', title: 'Endless', patientFacing: true, item: Array.from({ length: 400 }, (_, i) => ({ linkId: String(i), type: 'string', text: 'x'.repeat(1_000) })) },
] };
const answers = { pain: true, where: 'Left knee', help: ['ice', 'rest'] };

const code = (want: string) => (error: { code?: string }) => error.code === want || assert.fail(`${String(error.code)} in place of ${want}`);
const payloadOf = (message: Message): FormPayload => message.payload as FormPayload;

for (const { name, make } of worlds) {
  describe(`forms, ${name}`, () => {
    type Cast = Record<'ana' | 'luis' | 'eva' | 'ben' | 'maya' | 'tom' | 'rosa' | 'office', Person>;
    const cast = async (...ids: (keyof Cast)[]): Promise<{ world: World } & Cast> => {
      const world = await make(lists);
      return { world, ...(Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await world.as(id)] as const))) as Cast) };
    };
    const give = (who: Person, threadId = 'ana-maya', more: Record<string, unknown> = {}): Promise<Message> => who.send(threadId, 'form', { form: 'pain' }, more);

    it('R-20 what is asked is the workspace’s, whatever was sent; unlisted, broken and endless forms and those of the staff are refused', async () => {
      const { maya } = await cast('maya');
      const sent = await maya.send('ana-maya', 'form', { form: 'pain', title: 'Mine', item: [], state: 'completed', answers: { pain: false } });
      assert.deepEqual(sent.payload, { form: 'pain', title: 'About your pain', item, state: 'open' });
      assert.equal(sent.for, 'ana');
      for (const form of ['none', 'handover', 'unsaid', 'broken', 'endless', 7, undefined]) await assert.rejects(maya.send('ana-maya', 'form', { form }), code('invalid'), String(form));
    });

    it('R-20 completed it says who and when, and lands in the patient’s profile; a second one is too late', async () => {
      const { ana, maya, world } = await cast('ana', 'maya');
      const sent = await give(maya);
      assert.deepEqual(world.submissions('ana'), []);
      const done = await ana.act(sent, 'submit', { answers });
      const { state, answers: kept, answeredBy, answeredAt } = payloadOf(done);
      assert.deepEqual({ state, kept, answeredBy }, { state: 'completed', kept: answers, answeredBy: 'Ana Silva' });
      assert.equal(typeof answeredAt, 'number');
      assert.deepEqual((await maya.messages('ana-maya')).find(({ id }) => id === sent.id)?.payload, done.payload);
      const [record, ...more] = world.submissions('ana');
      assert.deepEqual([record?.message, record?.thread, record?.kind, record?.record, more], [sent.id, 'ana-maya', 'form', done.payload, []]);
      await assert.rejects(ana.act(sent, 'submit', { answers: { pain: false } }), code('conflict'));
      await assert.rejects(maya.act(sent, 'withdraw'), code('conflict'));
      assert.equal(world.submissions('ana').length, 1);
    });

    it('R-20 sent twice at the same time, one counts and the other is told', async () => {
      const { ana, luis, maya, world } = await cast('ana', 'luis', 'maya');
      const sent = await give(maya);
      const ends = await Promise.allSettled([ana.act(sent, 'submit', { answers }), luis.act(sent, 'submit', { answers: { pain: false } })]);
      assert.deepEqual(ends.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      assert.equal(world.submissions('ana').length, 1);
    });

    it('R-20 withdrawn by staff it takes no answers any more; sent again it is an instance of its own', async () => {
      const { ana, maya, rosa, world } = await cast('ana', 'maya', 'rosa');
      const [one, two] = [await give(maya), await give(maya)];
      assert.equal(payloadOf(await rosa.act(one, 'withdraw')).state, 'withdrawn');
      await assert.rejects(ana.act(one, 'submit', { answers }), code('conflict'));
      assert.equal(payloadOf(await ana.act(two, 'submit', { answers })).state, 'completed');
      assert.equal(payloadOf((await ana.messages('ana-maya')).find(({ id }) => id === one.id) as Message).state, 'withdrawn');
      const again = await give(rosa);
      await ana.act(again, 'submit', { answers: { pain: false } });
      assert.deepEqual(world.submissions('ana').map(({ message }) => message).sort(), [two.id, again.id].sort());
    });

    it('R-20 forged answers are refused one by one, and the form stays open', async () => {
      const { ana, maya, world } = await cast('ana', 'maya');
      const sent = await give(maya);
      const forged: Record<string, unknown> = {
        none: {}, 'a required one is missing': { pain: true }, 'of another type': { pain: 'yes' }, 'too long': { ...answers, where: 'x'.repeat(21) },
        'white space alone': { ...answers, where: '  ' }, 'not asked, as there is no pain': { pain: false, where: 'Knee' }, 'of nobody’s question': { ...answers, extra: 'x' },
        'of a group': { ...answers, before: 'x' }, 'half a number': { ...answers, level: 1.5 }, 'no number': { ...answers, level: 'much' }, 'no day': { ...answers, since: '2026-02-30' },
        'not to choose from': { ...answers, help: ['rest', 'heat'] }, 'the same twice': { ...answers, help: ['rest', 'rest'] }, 'one of many': { ...answers, help: 'rest' }, 'none of many': { ...answers, help: [] },
        'a prototype’s': { ...answers, constructor: 'x' },
      };
      for (const [why, wrong] of Object.entries(forged)) await assert.rejects(ana.act(sent, 'submit', { answers: wrong }), code('invalid'), why);
      await assert.rejects(ana.act(sent, 'submit', { answers: JSON.parse('{"pain":false,"__proto__":"x"}') as unknown }), code('invalid'), 'a prototype');
      for (const data of [undefined, null, [], 'x', { answers: null }, { answers: { pain: null } }, { answers: { pain: { a: 1 } } }]) await assert.rejects(ana.act(sent, 'submit', data), code('invalid'));
      assert.deepEqual(world.submissions('ana'), []);
      await ana.act(sent, 'submit', { answers: { pain: false, level: 0, since: '2026-02-28' } });
    });

    it('R-20 the patient’s side alone answers, a relation where the clinic grants it; staff alone withdraws; nobody knows another verb', async () => {
      const { ana, luis, eva, maya, tom, office, world } = await cast('ana', 'luis', 'eva', 'maya', 'tom', 'office');
      const sent = await give(maya);
      await assert.rejects(eva.act(sent, 'submit', { answers }), code('forbidden'));
      await assert.rejects(maya.act(sent, 'submit', { answers }), code('forbidden'));
      await assert.rejects(ana.act(sent, 'withdraw'), code('forbidden'));
      for (const stranger of [tom, office]) await assert.rejects(stranger.act(sent, 'submit', { answers }), code('not-found'));
      await assert.rejects(ana.act(sent, 'reopen'), code('unsupported'));
      await assert.rejects(world.portal(sent, 'submit'), code('forbidden'));
      await assert.rejects(world.portal(sent, 'reopen'), code('unsupported'));
      assert.equal(payloadOf(await luis.act(sent, 'submit', { answers })).answeredBy, 'Luis Silva');
      assert.equal(world.submissions('ana').length, 1);
      await assert.rejects(give(ana), code('forbidden'));
      await assert.rejects(give(office, 'ana-office'), code('forbidden'));
      await assert.rejects(ana.transport.catalog('forms', {}), code('forbidden'));
    });

    it('R-16 in a group with two patients nobody else’s side receives anything of it, and one must be chosen', async () => {
      const { ana, ben, maya, world } = await cast('ana', 'ben', 'maya');
      await assert.rejects(give(maya, 'team'), code('invalid'));
      await assert.rejects(give(maya, 'team', { for: 'tom' }), code('invalid'));
      await assert.rejects(give(maya, 'maya-tom'), code('invalid'));
      const sent = await give(maya, 'team', { for: 'ana' });
      await assert.rejects(ben.act(sent, 'submit', { answers }), code('not-found'));
      await ana.act(sent, 'submit', { answers: { pain: true, where: 'canary' } });
      // Once this has arrived everything before it has.
      const last = await maya.say('team', 'Thank you, both.');
      while (!JSON.stringify(ben.events).includes(last.id)) await new Promise((resolve) => setImmediate(resolve));
      const told = JSON.stringify([ben.events, await ben.messages('team'), await ben.thread('team')]);
      for (const secret of [sent.id, 'canary', 'About your pain']) assert.ok(!told.includes(secret), secret);
      assert.ok(JSON.stringify(await ana.messages('team')).includes('canary'));
      assert.deepEqual([world.submissions('ana').length, world.submissions('ben').length], [1, 0]);
    });

    it('R-20 a group that is erased leaves the profile what was handed in', async () => {
      const { ana, maya, world } = await cast('ana', 'maya');
      const sent = await give(maya, 'team', { for: 'ana' });
      await ana.act(sent, 'submit', { answers });
      await maya.submit({ type: 'thread.leave', threadId: 'team' });
      assert.deepEqual(world.submissions('ana').map(({ message }) => message), [sent.id]);
    });
  });
}
