import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ChatError } from '../../src/base/errors.js';
import { checkReply, defaultLimits, fillPlaceholders, placeholdersIn, placeholderValues, type Participant, type SavedReply } from '../../src/model/index.js';
import { worlds, type Person } from '../kinds/two-worlds.js';
import { soon } from '../support/soon.js';

const replies: SavedReply[] = [
  { id: 'ice', owner: 'maya', title: 'Ice', text: 'Ice it.' },
  { id: 'walk', owner: 'maya', text: 'Dear [PATIENT NAME], walk.' },
  { id: 'sleep', owner: 'tom', text: 'Sleep on your back.' },
];
const placeholders = [{ id: 'OPENING HOURS', value: 'Monday to Friday, 8 to 17' }];
const listOf = async ({ transport }: Person, threadId?: string): Promise<string[]> =>
  (await transport.catalog('saved-replies', threadId === undefined ? {} : { threadId })).items.map(({ id }) => id);
const codeOf = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'done', (error: unknown) => ChatError.from(error).code);

for (const { name, make } of worlds) {
  describe(`saved replies: ${name}`, () => {
    it('R-19 a coordinator uses those of the practitioners in the thread whom they assist, in groups as well, and changes none', async () => {
      const world = await make({ placeholders }, replies);
      const [maya, tom, rosa] = [await world.as('maya'), await world.as('tom'), await world.as('rosa')];
      assert.deepEqual(await listOf(rosa, 'ana-maya'), ['walk', 'ice']);
      assert.deepEqual(await listOf(rosa, 'team'), ['walk', 'ice']);
      assert.deepEqual([await listOf(maya), await listOf(maya, 'team'), await listOf(tom)], [['walk', 'ice'], ['walk', 'ice'], ['sleep']]);
      // Tom joins the group: he is not one whom Rosa assists.
      await maya.submit({ type: 'thread.invite', threadId: 'team', participants: ['tom'] });
      assert.deepEqual(await listOf(rosa, 'team'), ['walk', 'ice']);
      // Of no thread, and of one in which she is not.
      assert.deepEqual([await codeOf(listOf(rosa)), await codeOf(listOf(rosa, 'ana-tom'))], ['invalid', 'not-found']);
      assert.equal(await codeOf(rosa.submit({ type: 'reply.save', reply: { id: 'ice', text: 'Heat it.' } })), 'forbidden');
      assert.equal(await codeOf(rosa.submit({ type: 'reply.delete', reply: 'ice' })), 'forbidden');
      assert.deepEqual((await rosa.transport.catalog('placeholders', {})).items, placeholders);
      assert.deepEqual(await listOf(rosa, 'ana-maya'), ['walk', 'ice']);
    });

    it('R-19 of a change the practitioner and who assists them are told, and nobody else: no event holds its words', async () => {
      const world = await make({}, replies);
      const all = await Promise.all(['maya', 'rosa', 'tom', 'ana', 'luis', 'office'].map((id) => world.as(id)));
      const [maya, rosa] = all as [Person, Person];
      await maya.submit({ type: 'reply.save', reply: { id: 'rest', title: 'Rest', text: 'CANARY' } });
      const told = ({ events }: Person): number => events.filter(({ type }) => type === 'catalog').length;
      await soon(() => told(rosa) + told(maya) === 2);
      // What is written afterwards comes after it.
      await maya.say('team', 'After it.');
      for (const one of all.filter((person) => person !== all[2] && person !== all[5])) await soon(() => JSON.stringify(one.events).includes('After it.'));
      assert.deepEqual(all.map(told), [1, 1, 0, 0, 0, 0]);
      assert.equal(JSON.stringify(all.map(({ events }) => events)).includes('CANARY'), false);
      assert.deepEqual(await listOf(rosa, 'team'), ['walk', 'ice', 'rest']);
    });
  });
}

describe('placeholders', () => {
  const viewer: Participant = { id: 'maya', name: 'Dr. Maya Lee', role: 'practitioner', active: true };
  const patient = (name: string, active = true): Participant => ({ id: name, name, role: 'patient', active });
  const fill = (text: string, people: Participant[]): string => {
    const values = placeholderValues(viewer, 'Northside', people, placeholders);
    return fillPlaceholders(text, (one) => values.get(one));
  };

  it('R-19 they are filled in from the thread, with one capital at least and in whatever spacing, also as an editor writes them; small letters are ordinary words', () => {
    const text = 'Dear [PATIENT NAME], I am [My Name] of [CLINIC]. We are there: [Opening  hours]. \\[PATIENT NAME\\]! [clinic]';
    assert.equal(fill(text, [viewer, patient('Ana $& Silva')]), 'Dear Ana $& Silva, I am Dr. Maya Lee of Northside. We are there: Monday to Friday, 8 to 17. Ana $& Silva! [clinic]');
  });

  it('R-19 with several patients nobody’s name is guessed; who has left is not one of them', () => {
    assert.equal(fill('Dear [PATIENT NAME]', [viewer, patient('Ana'), patient('Ben')]), 'Dear [PATIENT NAME]');
    assert.equal(fill('Dear [PATIENT NAME]', [viewer, patient('Ana'), patient('Ben', false)]), 'Dear Ana');
    assert.equal(fill('Dear [PATIENT NAME]', [viewer]), 'Dear [PATIENT NAME]');
  });

  it('R-19 what looks like one is flagged, each once: capitals, and names that are known; words, ticks, numbers and links are not', () => {
    const known = (one: string): boolean => one === 'SPRECHZEITEN' || one === 'PATIENT NAME';
    assert.deepEqual(placeholdersIn('[PATIENT NAME] and [Patient  Name] [patient name] [DATE] [DATE] [Sprechzeiten] \\[TIME\\] [NEXT VISIT 2]', known), ['[Patient  Name]', '[DATE]', '[Sprechzeiten]', '[TIME]', '[NEXT VISIT 2]']);
    assert.deepEqual(placeholdersIn('[see below] [X] [ ] [1] [sic] [Dr. Lee] [MRI](https://x.org) ![MRI](clinic-file:1) [MRI][2] [1/2] [[a]]'), []);
  });

  it('R-19 a reply is as long as a message at most: 6,000 characters are refused with the reason', () => {
    const check = (text: string, title?: string): object => checkReply({ text, ...(title !== undefined && { title }) }, defaultLimits);
    assert.deepEqual([check('a'.repeat(6_000)), check('a'.repeat(5_001)), check('a'.repeat(5_000)), check('  '), check('Fine', 'a'.repeat(101))],
      [{ text: 'too-long' }, { text: 'too-long' }, {}, { text: 'empty' }, { title: 'too-long' }]);
  });
});
