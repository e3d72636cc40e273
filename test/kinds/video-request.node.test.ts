import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { VideoRequestPayload } from '../../src/kinds/index.js';
import type { Id, Message } from '../../src/model/index.js';
import { worlds, type Person, type World } from './two-worlds.js';

const bytes = (name: string): Blob => new Blob([new Uint8Array(readFileSync(new URL(`../support/videos/${name}`, import.meta.url)))], { type: 'video/mp4' });
const png = new Blob([Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')], { type: 'image/png' });
const lists = { services: [{ id: 'visit', name: 'Video visit', price: { value: 60, currency: 'USD' } }] };

const code = (want: string) => (error: { code?: string }) => error.code === want || assert.fail(`${String(error.code)} in place of ${want}`);
const payloadOf = (message: Message): VideoRequestPayload => message.payload as VideoRequestPayload;

for (const { name, make } of worlds) {
  describe(`short videos, ${name}`, () => {
    type Cast = Record<'ana' | 'luis' | 'eva' | 'ben' | 'maya' | 'tom' | 'rosa' | 'office', Person>;
    const cast = async (...ids: (keyof Cast)[]): Promise<{ world: World } & Cast> => {
      const world = await make(lists);
      return { world, ...(Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await world.as(id)] as const))) as Cast) };
    };
    const ask = (who: Person, threadId = 'ana-maya', more: Record<string, unknown> = {}): Promise<Message> => who.send(threadId, 'video-request', { words: 'Walk across the room.' }, more);
    const up = async (who: Person, video = '45.mp4', threadId = 'ana-maya'): Promise<Id> => (await who.upload(threadId, bytes(video), 'walk.mp4')).id;

    it('R-21 what is asked is the workspace’s: the limit, and nothing that is answered already; too many words are refused', async () => {
      const { maya } = await cast('maya');
      const sent = await maya.send('ana-maya', 'video-request', { words: '  Walk across the room. ', state: 'answered', seconds: 900, video: 'x' });
      assert.deepEqual([sent.payload, sent.for], [{ state: 'open', seconds: 45, words: 'Walk across the room.' }, 'ana']);
      assert.deepEqual((await maya.send('ana-maya', 'video-request', {})).payload, { state: 'open', seconds: 45 });
      await assert.rejects(maya.send('ana-maya', 'video-request', { words: 'x'.repeat(501) }), code('invalid'));
    });

    it('R-21 answered it holds video and first picture, which both sides can read; a second answer is too late', async () => {
      const { ana, maya, tom } = await cast('ana', 'maya', 'tom');
      const sent = await ask(maya);
      const [video, poster] = [await up(ana), (await ana.upload('ana-maya', png, 'walk.png')).id];
      const done = await ana.act(sent, 'answer', { files: [video, poster], duration: 3 });
      const { state, duration, answeredBy, answeredAt } = payloadOf(done);
      assert.deepEqual({ state, duration, answeredBy }, { state: 'answered', duration: 45, answeredBy: 'Ana Silva' });
      assert.equal(typeof answeredAt, 'number');
      const seen = (await maya.messages('ana-maya')).find(({ id }) => id === sent.id)!;
      assert.deepEqual([seen.payload, seen.files], [done.payload, done.files]);
      assert.deepEqual(seen.files.map(({ id, type }) => [id, type]), [[video, 'video/mp4'], [poster, 'image/png']]);
      for (const file of seen.files) await maya.transport.fileUrl(file, 'file');
      await assert.rejects(tom.transport.fileUrl(seen.files[0]!, 'file'), code('not-found'));
      await assert.rejects(ana.act(sent, 'answer', { files: [await up(ana)] }), code('conflict'));
      await assert.rejects(maya.act(sent, 'withdraw'), code('conflict'));
    });

    it('R-21 45 seconds pass; 46 are refused, whatever is said of them and however they were written; the request stays open', async () => {
      const { ana, maya } = await cast('ana', 'maya');
      const sent = await ask(maya);
      for (const long of ['46.mp4', '46-fragments.mp4', '46-live.webm']) {
        const { id } = await ana.upload('ana-maya', bytes(long), '10 s.mp4');
        await assert.rejects(ana.act(sent, 'answer', { files: [id], duration: 10 }), code('invalid'), long);
      }
      assert.equal(payloadOf(await ana.act(sent, 'answer', { files: [await up(ana, '45.webm')] })).duration, 45);
    });

    it('R-21 forged answers are refused one by one', async () => {
      const { ana, maya, luis } = await cast('ana', 'maya', 'luis');
      const sent = await ask(maya);
      const video = await up(ana);
      const text = (await ana.upload('ana-maya', new Blob(['no video']), 'walk.mp4')).id;
      const theirs = await up(luis);
      const forged: Record<string, unknown> = {
        nothing: undefined, 'no files': {}, 'an empty list': { files: [] }, 'three': { files: [video, video, video] }, 'no id': { files: [7] }, 'nobody’s': { files: ['none'] },
        'somebody else’s': { files: [theirs] }, 'no video': { files: [text], duration: 10 }, 'a video as its own picture': { files: [video, video] }, 'a text as its picture': { files: [video, text] },
      };
      for (const [why, data] of Object.entries(forged)) await assert.rejects(ana.act(sent, 'answer', data), code('invalid'), why);
      await ana.act(sent, 'answer', { files: [video] });
    });

    it('R-21 T2 two answers at once: one counts and the other is told; withdrawn it takes none', async () => {
      const { ana, luis, maya } = await cast('ana', 'luis', 'maya');
      const [one, two] = [await ask(maya), await ask(maya)];
      const files = [[await up(ana)], [await up(luis)]] as const;
      const ends = await Promise.allSettled([ana.act(one, 'answer', { files: files[0] }), luis.act(one, 'answer', { files: files[1] })]);
      assert.deepEqual(ends.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      assert.equal((await maya.messages('ana-maya')).find(({ id }) => id === one.id)?.files.length, 1);
      assert.equal(payloadOf(await maya.act(two, 'withdraw')).state, 'withdrawn');
      await assert.rejects(ana.act(two, 'answer', { files: [await up(ana)] }), code('conflict'));
      assert.deepEqual((await maya.messages('ana-maya')).find(({ id }) => id === two.id)?.files, []);
    });

    it('R-21 T2 the same answer sent again answers the same, and makes no second file', async () => {
      const { ana, maya } = await cast('ana', 'maya');
      const sent = await ask(maya);
      const command = { id: 'answer-1', type: 'message.act' as const, threadId: sent.threadId, messageId: sent.id, verb: 'answer', data: { files: [await up(ana)] } };
      const first = await ana.submit(command) as Message;
      assert.deepEqual(await ana.submit(command), first);
      assert.equal(first.files.length, 1);
    });

    it('R-03 R-21 the patient’s side alone answers, a relation where the clinic grants it; practitioners alone ask; nobody knows another verb', async () => {
      const { ana, luis, eva, maya, tom, rosa, office, world } = await cast('ana', 'luis', 'eva', 'maya', 'tom', 'rosa', 'office');
      const sent = await ask(maya);
      await assert.rejects(eva.act(sent, 'answer', { files: [await up(eva)] }), code('forbidden'));
      await assert.rejects(maya.act(sent, 'answer', { files: [await up(maya)] }), code('forbidden'));
      for (const who of [ana, rosa]) await assert.rejects(who.act(sent, 'withdraw'), code('forbidden'));
      for (const stranger of [tom, office]) await assert.rejects(stranger.act(sent, 'answer', { files: [] }), code('not-found'));
      await assert.rejects(ana.act(sent, 'caption', { file: 'x', language: 'en' }), code('unsupported'));
      for (const verb of ['answer', 'withdraw']) await assert.rejects(world.portal(sent, verb), code('forbidden'));
      for (const who of [ana, rosa]) await assert.rejects(ask(who), code('forbidden'));
      await assert.rejects(ask(office, 'ana-office'), code('forbidden'));
      await assert.rejects(ask(maya, 'maya-tom'), code('invalid'));
      assert.equal(payloadOf(await luis.act(sent, 'answer', { files: [await up(luis)] })).answeredBy, 'Luis Silva');
    });

    it('R-21 captions come from the portal, once there is a video', async () => {
      const { ana, maya, world } = await cast('ana', 'maya');
      const sent = await ask(maya);
      const file = (await maya.upload('ana-maya', new Blob(['WEBVTT\n\n00:00.000 --> 00:02.000\nHello'], { type: 'text/plain' }), 'walk.vtt')).id;
      await assert.rejects(world.portal(sent, 'caption', { file, language: 'en' }), code('conflict'));
      await ana.act(sent, 'answer', { files: [await up(ana)] });
      for (const data of [undefined, { file }, { file, language: '"><' }, { file: 'none', language: 'en' }]) await assert.rejects(world.portal(sent, 'caption', data), code('invalid'));
      await world.portal(sent, 'caption', { file, language: 'en' });
      const seen = (await ana.messages('ana-maya')).find(({ id }) => id === sent.id)!;
      assert.deepEqual([payloadOf(seen).captions, seen.files.at(-1)?.id], [{ file, language: 'en' }, file]);
    });

    it('R-24 while a request for payment is open the patient’s side sends no video; the answer is possible once it is answered', async () => {
      const { ana, maya } = await cast('ana', 'maya');
      const [video, pay] = [await ask(maya), await maya.send('ana-maya', 'payment', { service: 'visit' })];
      const files = [await up(ana)];
      await assert.rejects(ana.act(video, 'answer', { files }), code('held'));
      await ana.act(pay, 'reject');
      assert.equal(payloadOf(await ana.act(video, 'answer', { files })).state, 'answered');
    });

    it('R-16 in a group with two patients nobody else’s side receives anything of it, and one must be chosen', async () => {
      const { ana, ben, luis, maya, rosa } = await cast('ana', 'ben', 'luis', 'maya', 'rosa');
      await assert.rejects(ask(maya, 'team'), code('invalid'));
      await assert.rejects(ask(maya, 'team', { for: 'tom' }), code('invalid'));
      const sent = await maya.send('team', 'video-request', { words: 'canary words' }, { for: 'ana' });
      const video = (await ana.upload('team', bytes('45.mp4'), 'canary-file.mp4')).id;
      await assert.rejects(ben.act(sent, 'answer', { files: [video] }), code('not-found'));
      const done = await ana.act(sent, 'answer', { files: [video] });
      await assert.rejects(ben.transport.fileUrl(done.files[0]!, 'file'), code('not-found'));
      const last = await maya.say('team', 'Thank you, both.');
      while (!JSON.stringify(ben.events).includes(last.id)) await new Promise((resolve) => setImmediate(resolve));
      const told = JSON.stringify([ben.events, await ben.messages('team'), await ben.thread('team')]);
      for (const secret of [sent.id, 'canary', video]) assert.ok(!told.includes(secret), secret);
      for (const who of [ana, luis, maya, rosa]) {
        assert.ok(JSON.stringify(await who.messages('team')).includes('canary-file.mp4'));
        await who.transport.fileUrl(done.files[0]!, 'file');
      }
    });
  });
}
