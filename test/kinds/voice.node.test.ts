import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { translator } from '../../src/i18n/index.js';
import { voice } from '../../src/kinds/index.js';
import type { FileRef, Message } from '../../src/model/index.js';
import { spoken, tone } from './voice-samples.js';
import { worlds, type Person, type World } from './two-worlds.js';

const lists = { services: [{ id: 'visit', name: 'Video visit', price: { value: 60, currency: 'USD' } }] };
const code = (want: string) => (error: { code?: string }) => error.code === want || assert.fail(`${String(error.code)} in place of ${want}`);
const upload = ({ transport }: Person, threadId: string, blob: Blob, name = 'Voice message.wav'): Promise<FileRef> =>
  transport.upload(blob, { id: randomUUID(), threadId, name, onProgress: () => undefined });
const say = async (who: Person, threadId: string, blob: Blob, payload: unknown = spoken(3)): Promise<Message> =>
  who.send(threadId, 'voice', payload, { files: [(await upload(who, threadId, blob)).id] });

for (const { name, make } of worlds) {
  describe(`voice messages, ${name}`, () => {
    const cast = async (...ids: string[]): Promise<{ world: World; people: Person[] }> => {
      const world = await make(lists);
      return { world, people: await Promise.all(ids.map((id) => world.as(id))) };
    };

    it('R-23 the length is what the server has measured, whatever was said; the picture goes along', async () => {
      const { people: [ana, maya] } = await cast('ana', 'maya');
      const sent = await say(ana!, 'ana-maya', tone(3), { ...spoken(7200 / 3), note: 'ignored' });
      const [got] = (await maya!.messages('ana-maya')).filter(({ id }) => id === sent.id);
      assert.deepEqual(got?.payload, { seconds: 3, peaks: spoken(3).peaks });
      assert.deepEqual([got?.files[0]?.type, got?.files[0]?.duration], ['audio/wav', 3]);
    });

    it('R-23 two minutes and what recorders are late pass; more, and hours in a packed format, do not', async () => {
      const { people: [ana] } = await cast('ana');
      await say(ana!, 'ana-maya', tone(120));
      await assert.rejects(say(ana!, 'ana-maya', tone(122), spoken(5)), code('invalid'));
      const mp3 = (bytes: number): Blob => new Blob(['ID3', new Uint8Array(bytes)], { type: 'audio/mpeg' });
      await say(ana!, 'ana-maya', mp3(20_000), spoken(5));
      await assert.rejects(say(ana!, 'ana-maya', mp3(20_000), spoken(3_000)), code('invalid'));
      // Three hours that say five seconds. As a file they are welcome.
      const hours = await upload(ana!, 'ana-maya', mp3(8_000_000), 'lecture.mp3');
      await assert.rejects(ana!.send('ana-maya', 'voice', spoken(5), { files: [hours.id] }), code('invalid'));
      assert.equal((await ana!.send('ana-maya', 'file', {}, { files: [hours.id] })).kind, 'file');
    });

    it('R-23 one file, which is sound by its bytes, and a payload that can be read', async () => {
      const { people: [ana] } = await cast('ana');
      await assert.rejects(ana!.send('ana-maya', 'voice', spoken(3)), code('invalid'));
      const two = await Promise.all([upload(ana!, 'ana-maya', tone(1)), upload(ana!, 'ana-maya', tone(1))]);
      await assert.rejects(ana!.send('ana-maya', 'voice', spoken(3), { files: two.map(({ id }) => id) }), code('invalid'));
      await assert.rejects(say(ana!, 'ana-maya', new Blob(['%PDF-1.7 not a sound'], { type: 'audio/wav' })), code('invalid'));
      for (const payload of [{}, null, { seconds: '3' }, { seconds: -1 }, { seconds: Infinity }, []]) await assert.rejects(say(ana!, 'ana-maya', tone(1), payload), code('invalid'));
      const odd = await say(ana!, 'ana-maya', tone(1), { seconds: 1, peaks: [1e9, 'loud'] });
      assert.deepEqual(odd.payload, { seconds: 1, peaks: [] });
    });

    it('R-23 patients, relations and practitioners send one; coordinators and the office do not', async () => {
      const { people: [ana, luis, maya, rosa, office] } = await cast('ana', 'luis', 'maya', 'rosa', 'office');
      for (const who of [ana!, luis!, maya!]) assert.equal((await say(who, 'ana-maya', tone(1))).kind, 'voice');
      await assert.rejects(say(rosa!, 'ana-maya', tone(1)), code('forbidden'));
      await assert.rejects(say(office!, 'ana-office', tone(1)), code('forbidden'));
    });

    it('R-24 while a request is open the patient’s side sends no voice either; staff does', async () => {
      const { people: [ana, luis, maya] } = await cast('ana', 'luis', 'maya');
      const recordings = await Promise.all([ana!, luis!].map((who) => upload(who, 'ana-maya', tone(1))));
      await maya!.send('ana-maya', 'payment', { service: 'visit' });
      for (const [i, who] of [ana!, luis!].entries()) await assert.rejects(who.send('ana-maya', 'voice', spoken(1), { files: [recordings[i]!.id] }), code('held'));
      await say(maya!, 'ana-maya', tone(1));
    });
  });
}

describe('kinds: voice messages in a line', () => {
  it('R-23 the list and notifications say what it is and how long', async () => {
    await voice.load?.();
    const t = translator('en');
    const line = (seconds: number, files: readonly FileRef[] = []): string => voice.preview(voice.parse(spoken(seconds)), t, files);
    assert.deepEqual([line(12), line(119.96), line(0.2), line(5, [{ id: 'f', name: 'v.wav', type: 'audio/wav', size: 1, scan: 'clean', duration: 61 }])],
      ['Voice message, 0:12', 'Voice message, 2:00', 'Voice message, 0:01', 'Voice message, 1:01']);
    for (const payload of [undefined, {}, { seconds: 0 }, { seconds: 1e9 }, { seconds: Number.NaN }]) assert.throws(() => voice.parse(payload), TypeError);
  });
});
