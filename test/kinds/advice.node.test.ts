import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { translator } from '../../src/i18n/index.js';
import { advice, type AdvicePayload } from '../../src/kinds/index.js';
import { worlds, type Person } from './two-worlds.js';

const written = { title: ' Knee, three weeks on ', sections: { advice: 'Walk every day.\nNo squats yet.', warnings: 'Fever, or a calf that swells.' } };
const code = (want: string) => (error: { code?: string }) => error.code === want || assert.fail(`${String(error.code)} in place of ${want}`);
const refused = (field: string, why: string) => (error: { code?: string; fields?: Record<string, string> }) => {
  assert.deepEqual([error.code, error.fields?.[field]], ['invalid', why]);
  return true;
};

await advice.load?.();

describe('medical advice: the card', () => {
  it('R-25 reads a document, tidies its code, and refuses what is none', () => {
    assert.deepEqual(advice.parse({ ...written, code: 'm232', followUp: { date: '2026-12-01', note: '' }, more: 1 }), {
      title: 'Knee, three weeks on', sections: written.sections, code: 'M23.2', followUp: { date: '2026-12-01' },
    });
    for (const payload of [undefined, null, 5, {}, [], { title: 'a' }, { title: 'a', sections: {} }, { title: 'a', sections: { advice: ' ' } }, { title: 5, sections: { advice: 'b' } }, { title: 'a', sections: { other: 'b' } }]) {
      assert.throws(() => advice.parse(payload), TypeError);
    }
  });
  it('R-25 is one line in the list of threads', () => {
    assert.equal(advice.preview(advice.parse(written), translator('en'), []), 'Medical advice: Knee, three weeks on');
  });
});

for (const { name, make } of worlds) {
  describe(`medical advice, ${name}`, () => {
    type Cast = Record<'ana' | 'luis' | 'ben' | 'maya' | 'rosa' | 'office', Person>;
    const cast = async (...ids: (keyof Cast)[]): Promise<Cast> => {
      const world = await make({});
      return Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await world.as(id)] as const))) as unknown as Cast;
    };

    it('R-25 the patient’s side gets the document with the names of both, whatever names were sent', async () => {
      const { ana, luis, maya } = await cast('ana', 'luis', 'maya');
      const sent = await maya.send('ana-maya', 'advice', { ...written, code: 'M23.2', patient: 'Ben Hart', by: 'Somebody else' });
      assert.deepEqual(sent.payload, { title: 'Knee, three weeks on', sections: written.sections, code: 'M23.2', patient: 'Ana Silva', by: 'Dr. Maya Lee' } satisfies AdvicePayload);
      for (const who of [ana, luis]) assert.deepEqual((await who.messages('ana-maya')).find(({ id }) => id === sent.id)?.payload, sent.payload);
    });

    it('R-25 what is missing, too long or no date is refused by field', async () => {
      const { maya } = await cast('maya');
      const send = (more: Record<string, unknown>) => maya.send('ana-maya', 'advice', { ...written, ...more });
      await assert.rejects(send({ title: ' ' }), refused('title', 'missing'));
      await assert.rejects(send({ title: 'x'.repeat(121) }), refused('title', 'too-long'));
      await assert.rejects(send({ sections: { advice: '\n' } }), refused('sections', 'missing'));
      await assert.rejects(send({ sections: { diagnosis: 'x'.repeat(5001) } }), refused('diagnosis', 'too-long'));
      for (const wrong of ['knee', 'M2', '23.2', 'M23.22222', '<b>']) await assert.rejects(send({ code: wrong }), refused('code', 'invalid'));
      for (const wrong of ['soon', '2026-02-30', '2026-13-01', '1.12.2026']) await assert.rejects(send({ followUp: { date: wrong } }), refused('date', 'invalid'));
      await assert.rejects(send({ followUp: { note: 'x'.repeat(201) } }), refused('note', 'too-long'));
      for (const payload of [undefined, 'Rest', [], { title: {}, sections: [] }]) await assert.rejects(maya.send('ana-maya', 'advice', payload), code('invalid'));
      for (const right of ['I10', 'U07.1', 'M54.5-', 'J06.9', 'A17.0†']) assert.equal(((await send({ code: right })).payload as AdvicePayload).code, right);
    });

    it('R-25 it is a practitioner’s: a coordinator, the office and the patient’s side are refused, and where there is no patient it is none', async () => {
      const { ana, luis, maya, rosa, office } = await cast('ana', 'luis', 'maya', 'rosa', 'office');
      for (const [who, thread] of [[ana, 'ana-maya'], [luis, 'ana-maya'], [rosa, 'ana-maya'], [office, 'ana-office']] as const) await assert.rejects(who.send(thread, 'advice', written), code('forbidden'));
      await assert.rejects(maya.send('maya-tom', 'advice', written), code('invalid'));
    });

    it('R-16 R-25 in a thread with several patients it reaches the one it is for, and nobody else on the patients’ side', async () => {
      const { ana, ben, maya, rosa } = await cast('ana', 'ben', 'maya', 'rosa');
      await assert.rejects(maya.send('team', 'advice', written), code('invalid'));
      const canary = 'canary-of-advice';
      const sent = await maya.send('team', 'advice', { ...written, title: canary }, { for: 'ana' });
      assert.equal((sent.payload as AdvicePayload).patient, 'Ana Silva');
      for (const who of [ana, rosa]) assert.ok((await who.messages('team')).some(({ id }) => id === sent.id));
      assert.ok(!JSON.stringify([ben.events, await ben.messages('team'), await ben.thread('team')]).includes(canary));
    });
  });
}
