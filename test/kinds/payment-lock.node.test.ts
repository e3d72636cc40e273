import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PaymentPayload } from '../../src/kinds/index.js';
import type { Message } from '../../src/model/index.js';
import { worlds, type Lists, type Person, type World } from './two-worlds.js';

const lists: Lists = { services: [
  { id: 'visit', name: 'Video visit', price: { value: 60, currency: 'USD' }, payAt: 'https://pay.example/r/{message}' },
  { id: 'broken', name: 'No price', price: 'much' },
] };

const ask = (who: Person, threadId: string, more: Record<string, unknown> = {}): Promise<Message> =>
  who.send(threadId, 'payment', { service: 'visit', name: 'Cheap', price: { value: 1, currency: 'USD' }, state: 'paid' }, more);
const stateOf = (message: Message): string => (message.payload as PaymentPayload).state;
const code = (want: string) => (error: { code?: string }) => error.code === want || assert.fail(`${String(error.code)} in place of ${want}`);

for (const { name, make } of worlds) {
  describe(`payment requests, ${name}`, () => {
    const play = async (...ids: string[]): Promise<{ world: World; who: Record<string, Person> }> => {
      const world = await make(lists);
      const who = Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await world.as(id)] as const)));
      return { world, who };
    };
    type Cast = Record<'ana' | 'luis' | 'eva' | 'ben' | 'maya' | 'tom' | 'rosa' | 'office', Person>;
    const cast = async (...ids: (keyof Cast)[]): Promise<{ world: World } & Cast> => {
      const { world, who } = await play(...ids);
      return { world, ...(who as Cast) };
    };

    it('R-24 the price is the workspace’s, whatever was sent; a service that is not listed, or has no price, is refused', async () => {
      const { maya } = await cast('maya');
      const { payload, for: patient } = await ask(maya, 'ana-maya');
      assert.deepEqual(payload, { service: 'visit', name: 'Video visit', price: { value: 60, currency: 'USD' }, state: 'open', practitioner: 'maya', practitionerName: 'Dr. Maya Lee' });
      assert.equal(patient, 'ana');
      for (const service of ['none', 'broken', 7, undefined]) await assert.rejects(maya.send('ana-maya', 'payment', { service }), code('invalid'));
      await assert.rejects(maya.send('ana-maya', 'payment', { service: 'visit', note: 'x'.repeat(501) }), code('invalid'));
    });

    it('R-24 until it is answered the patient’s side writes neither in that thread nor in another 1:1 with the practitioner; elsewhere it does', async () => {
      const { ana, luis, maya, tom } = await cast('ana', 'luis', 'maya', 'tom');
      const request = await ask(maya, 'ana-maya');
      await assert.rejects(ana.say('ana-maya'), code('held'));
      await assert.rejects(luis.say('ana-maya'), code('held'));
      await assert.rejects(luis.say('luis-maya'), code('held'));
      await assert.rejects(ana.submit({ type: 'thread.create', kind: 'direct', participants: ['maya'], first: { id: crypto.randomUUID(), kind: 'text', payload: { text: 'Hi', format: 'plain' }, files: [] } }), code('held'));
      assert.deepEqual((await ana.thread('ana-maya')).hold, { reason: 'payment', message: request.id, by: ['ana', 'luis'] });
      await ana.say('ana-tom');
      await ana.say('ana-office');
      await ana.say('team');
      await maya.say('ana-maya');
      await tom.say('ana-tom');
      assert.equal((await maya.thread('ana-maya')).hold, undefined);
    });

    it('R-24 a new 1:1 with the practitioner is no way round, also where there was none', async () => {
      const { ben, maya, eva } = await cast('ben', 'maya', 'eva');
      await ask(maya, 'team', { for: 'ben' });
      await assert.rejects(ben.say('team'), code('held'));
      await assert.rejects(ben.say('ben-maya'), code('held'));
      // Ana’s side is in that group too, and is not asked.
      await eva.say('ana-maya');
    });

    it('R-24 accepting or declining frees the side at once, in every thread, and everybody sees who answered', async () => {
      const { ana, maya, world } = await cast('ana', 'maya');
      const first = await ask(maya, 'ana-maya');
      const accepted = await ana.act(first, 'accept');
      assert.equal(stateOf(accepted), 'accepted');
      assert.equal((accepted.payload as PaymentPayload).payAt, `https://pay.example/r/${encodeURIComponent(first.id)}`);
      assert.equal((accepted.payload as PaymentPayload).answeredBy, 'Ana Silva');
      await ana.say('ana-maya');
      await world.portal(accepted, 'confirm');
      assert.equal(stateOf((await ana.messages('ana-maya')).find(({ id }) => id === first.id) as Message), 'paid');
      const second = await ask(maya, 'ana-maya');
      await assert.rejects(ana.say('ana-maya'), code('held'));
      assert.equal(stateOf(await ana.act(second, 'reject')), 'rejected');
      await ana.say('ana-maya');
    });

    it('R-24 of two requests both have to be answered', async () => {
      const { ana, maya } = await cast('ana', 'maya');
      const [one, two] = [await ask(maya, 'ana-maya'), await ask(maya, 'ana-maya')];
      await ana.act(one, 'accept');
      await assert.rejects(ana.say('ana-maya'), code('held'));
      await ana.act(two, 'reject');
      await ana.say('ana-maya');
    });

    it('R-24 withdrawn by staff it holds nobody; what comes too late is told so', async () => {
      const { ana, maya, rosa, world } = await cast('ana', 'maya', 'rosa');
      const request = await ask(maya, 'ana-maya');
      assert.equal(stateOf(await rosa.act(request, 'cancel')), 'cancelled');
      await ana.say('ana-maya');
      await assert.rejects(ana.act(request, 'accept'), code('conflict'));
      await assert.rejects(world.portal(request, 'confirm'), code('conflict'));
      const other = await ask(maya, 'ana-maya');
      const answers = await Promise.allSettled([ana.act(other, 'accept'), ana.act(other, 'reject')]);
      assert.deepEqual(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    });

    it('R-24 only the patient’s side answers: a relation where the clinic grants it, staff and others never', async () => {
      const { luis, eva, ben, maya, tom, office, world } = await cast('luis', 'eva', 'ben', 'maya', 'tom', 'office');
      const request = await ask(maya, 'ana-maya');
      await assert.rejects(eva.act(request, 'accept'), code('forbidden'));
      await assert.rejects(maya.act(request, 'accept'), code('forbidden'));
      await assert.rejects(tom.act(request, 'accept'), code('not-found'));
      await assert.rejects(office.act(request, 'accept'), code('not-found'));
      await assert.rejects(ben.act(request, 'accept'), code('not-found'));
      await assert.rejects(luis.act(request, 'confirm'), code('unsupported'));
      await assert.rejects(world.portal(request, 'accept'), code('forbidden'));
      assert.equal(stateOf(await luis.act(request, 'accept')), 'accepted');
      // in a group with other patients the other side does not even see it.
      const inGroup = await ask(maya, 'team', { for: 'ana' });
      await assert.rejects(ben.act(inGroup, 'accept'), code('not-found'));
      assert.ok(!(await ben.messages('team')).some(({ id }) => id === inGroup.id));
      assert.ok(!JSON.stringify(ben.events).includes(inGroup.id));
    });

    it('R-24 who may not ask is refused: the patient’s side, the office, and where there is no patient or more than one', async () => {
      const { ana, maya, office } = await cast('ana', 'maya', 'office');
      await assert.rejects(ask(ana, 'ana-maya'), code('forbidden'));
      await assert.rejects(ask(office, 'ana-office'), code('forbidden'));
      await assert.rejects(ask(maya, 'maya-tom'), code('invalid'));
      await assert.rejects(ask(maya, 'team'), code('invalid'));
      await assert.rejects(ask(maya, 'team', { for: 'tom' }), code('invalid'));
    });

    it('R-24 a coordinator asks for the practitioner whom they assist, and it is that one’s threads that wait', async () => {
      const { ana, rosa } = await cast('ana', 'rosa');
      const request = await ask(rosa, 'ana-maya');
      assert.equal((request.payload as PaymentPayload).practitioner, 'maya');
      await assert.rejects(ana.say('ana-maya'), code('held'));
      await ana.say('ana-tom');
      await assert.rejects(rosa.send('ana-maya', 'payment', { service: 'visit', practitioner: 'tom' }), code('invalid'));
    });

    it('R-24 the list of services is the care team’s', async () => {
      const { ana, maya } = await cast('ana', 'maya');
      assert.equal((await maya.transport.catalog('services', {})).items.length, 2);
      await assert.rejects(ana.transport.catalog('services', {}), code('forbidden'));
    });

    it('R-24 a group that is erased takes its request with it', async () => {
      const { ana, maya } = await cast('ana', 'maya');
      await ask(maya, 'team', { for: 'ana' });
      await assert.rejects(ana.say('ana-maya'), code('held'));
      await maya.submit({ type: 'thread.leave', threadId: 'team' });
      await ana.say('ana-maya');
      assert.equal((await ana.thread('ana-maya')).hold, undefined);
    });
  });
}
