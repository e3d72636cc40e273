import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message, Session } from '../../src/model/index.js';
import { people, serverFor, threads, type EventReader } from './support.js';
import { startTestServer } from '../../demo/server/testing.js';

const server = await serverFor({ heartbeatMs: 120 });
const [ana, maya] = [server.as('ana'), server.as('maya')];
const idsOf = (events: readonly { type: string }[]) => events.flatMap((e) => (e.type === 'message' ? [(e as unknown as { message: Message }).message.id] : []));

describe('the stream', () => {
  it('begins with 2 kB of padding and hello, in a form that no proxy holds back', async () => {
    const stream = await ana.stream();
    await stream.until((s) => s.cursor !== '');
    assert.equal(stream.response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    assert.equal(stream.response.headers.get('cache-control'), 'no-store, no-transform');
    assert.equal(stream.response.headers.get('x-accel-buffering'), 'no');
    assert.ok(stream.raw.indexOf('event: hello') >= 2_048);
    await stream.until((s) => s.comments >= 3);
    stream.close();
  });

  it('T5 resumes from the cursor of the last batch without a gap and without a repetition', async () => {
    const sent: string[] = [];
    const seen: string[] = [];
    let since: string | undefined;
    for (let round = 0; round < 5; round += 1) {
      const stream = await maya.stream(since);
      for (let i = 0; i < 7; i += 1) sent.push((await ana.say('ana-maya', `${round}.${i}`)).body.id);
      const expected = sent.length;
      await stream.until((s) => seen.length + idsOf(s.events).length >= expected);
      stream.close();
      seen.push(...idsOf(stream.events));
      since = stream.cursor;
      for (let i = 0; i < 3; i += 1) sent.push((await ana.say('ana-maya', `missed ${round}.${i}`)).body.id);
    }
    const last = await maya.stream(since);
    await last.until((s) => seen.length + idsOf(s.events).length >= sent.length);
    last.close();
    assert.deepEqual([...seen, ...idsOf(last.events)], sent);
  });

  it('hello repeats the cursor that was given: nothing is skipped if the connection breaks before the first batch', async () => {
    const first = await maya.stream();
    await first.until((s) => s.cursor !== '');
    first.close();
    await ana.say('ana-maya', 'While away.');
    const second = await maya.stream(first.cursor);
    await second.until((s) => s.raw.includes('event: hello'));
    assert.ok(second.raw.includes(`data: {"cursor":"${first.cursor}"}`));
    second.close();
  });

  it('hundreds of missed events come in batches, in order', async () => {
    const stream = await maya.stream();
    await stream.until((s) => s.cursor !== '');
    stream.close();
    server.admin.batch(() => {
      for (let i = 0; i < 450; i += 1) {
        server.admin.putMessage('clinic', { id: `bulk-${i}`, threadId: 'ana-maya', author: 'ana', kind: 'text', payload: { text: `${i}`, format: 'plain' }, sentAt: i });
      }
    });
    const again = await maya.stream(stream.cursor);
    await again.until((s) => s.events.length >= 450);
    again.close();
    assert.deepEqual(idsOf(again.events), Array.from({ length: 450 }, (_, i) => `bulk-${i}`));
    assert.equal(again.raw.match(/event: batch/g)!.length, 5);
  });

  for (const since of ['nonsense', 'deadbeef-3', '', 'x'.repeat(200)]) {
    it(`an unknown cursor (${since.slice(0, 12) || 'empty'}) answers gone or invalid, never a stream`, async () => {
      const { response } = await maya.stream(since);
      const { code } = (await response.json()) as { code: string };
      assert.deepEqual([response.status, code], since === '' ? [400, 'invalid'] : [410, 'gone']);
    });
  }

  it('a cursor of the future and one that the log has forgotten answer 410 gone', async () => {
    const stream = await maya.stream();
    await stream.until((s) => s.cursor !== '');
    stream.close();
    const [log, seq] = stream.cursor.split('-');
    assert.equal((await maya.stream(`${log}-${Number(seq) + 1_000}`)).response.status, 410);
    const short = await startTestServer({ people, threads });
    const old = { url: short.url, dataDir: short.dataDir, token: short.token };
    const { Client } = await import('./support.js');
    const reader = await new Client(old, 'ana').stream();
    await reader.until((s) => s.cursor !== '');
    reader.close();
    for (let i = 0; i < 5; i += 1) await new Client(old, 'ana').say('ana-maya', `${i}`);
    // The folder is opened again by a server that keeps only three events.
    const later = await startTestServer({ dataDir: short.dataDir, keepEvents: 3 });
    const client = new Client(later, 'ana');
    assert.equal((await client.stream(reader.cursor)).response.status, 410);
    assert.equal((await client.messages('ana-maya')).length, 5, 'the messages stay');
    await later.close();
    await short.close();
  });

  it('ends when the token expires, and opens again with a new one', async () => {
    const { Client } = await import('./support.js');
    const brief = new Client({ url: server.url, token: () => server.token('ana', 2) }, 'ana');
    const stream = await brief.stream();
    await stream.until((s) => s.ended);
    assert.equal((await brief.get('/threads')).status, 401);
  });

  it('R-12 tells that messaging was switched off, then ends', async () => {
    const stream = await ana.stream();
    await stream.until((s) => s.cursor !== '');
    server.admin.setMessaging('clinic', false);
    await stream.until((s) => s.ended);
    const session = stream.events.find((e) => e.type === 'session');
    assert.equal(session?.type === 'session' && session.session.workspace.switches.messaging, false);
    server.admin.setMessaging('clinic', true);
  });

  it('R-14 ends for a person whom the clinic deactivates', async () => {
    server.admin.putPerson('clinic', { id: 'temp', name: 'Temp', role: 'practitioner' });
    const stream = await server.as('temp').stream();
    await stream.until((s) => s.cursor !== '');
    server.admin.putPerson('clinic', { id: 'temp', name: 'Temp', role: 'practitioner', active: false });
    await stream.until((s) => s.ended);
  });

  it('T6 a read position is told to the person’s own windows and to nobody else', async () => {
    const [own, other] = [await maya.stream(), await ana.stream()];
    const { body } = await ana.say('ana-maya', 'Please read.');
    await maya.submit({ type: 'read', threadId: 'ana-maya', upTo: body.position! });
    await own.until((s) => s.events.some((e) => e.type === 'read' && e.upTo === body.position && e.by === 'maya'));
    await maya.say('ana-maya', 'Done.');
    await other.until((s) => s.raw.includes('Done.'));
    own.close();
    other.close();
    assert.ok(!other.raw.includes('"read"'));
  });

  it('R-13 typing is told among staff of the thread only, and moves no cursor', async () => {
    const streams = { ana: await ana.stream(), maya: await maya.stream(), rosa: await server.as('rosa').stream(), tom: await server.as('tom').stream() };
    for (const stream of Object.values(streams)) await stream.until((s) => s.cursor !== '');
    const { cursor } = streams.maya;
    assert.equal((await server.as('rosa').post('/hints', { threadId: 'ana-maya', hint: 'typing' })).status, 204);
    assert.equal((await ana.post('/hints', { threadId: 'ana-maya', hint: 'typing' })).status, 204);
    const typing = (stream: EventReader) => stream.ephemerals.filter(({ type }) => type === 'typing');
    await streams.maya.until((s) => typing(s).length === 1);
    assert.equal(streams.maya.cursor, cursor);
    await ana.say('ana-maya', 'Both typed.');
    await streams.ana.until((s) => s.raw.includes('Both typed.'));
    assert.deepEqual(typing(streams.maya), [{ type: 'typing', threadId: 'ana-maya', by: 'rosa' }]);
    assert.deepEqual([streams.ana, streams.rosa, streams.tom].flatMap(typing), []);
    for (const stream of Object.values(streams)) stream.close();
  });

  it('R-13 who is there is told among staff alone: once for many windows, a reconnection is no going, and at last they are away', async () => {
    const clinic = await serverFor({ awayAfterMs: 400 });
    const here = await clinic.as('rosa').stream();
    const patient = await clinic.as('ana').stream();
    const tom = clinic.as('tom');
    const [one, two] = [await tom.stream(), await tom.stream()];
    await here.until((s) => s.ephemerals.length === 1);
    await one.until((s) => s.ephemerals.length === 1);
    assert.deepEqual(one.ephemerals, [{ type: 'presence', who: 'rosa', state: 'online' }], 'who comes is told who is there');
    one.close();
    two.close();
    const again = await tom.stream();
    await again.until((s) => s.ephemerals.length === 1);
    again.close();
    // A long poll that goes on waits for news: who is there is none.
    const polled = await tom.request('GET', `/events?wait=0&since=${again.cursor}`);
    assert.deepEqual([polled.status, polled.text.includes('presence')], [200, false]);
    await here.until((s) => s.ephemerals.length === 2);
    assert.deepEqual(here.ephemerals.map((e) => e.type === 'presence' && `${e.who} ${e.state}`), ['tom online', 'tom offline']);
    assert.deepEqual(patient.ephemerals, [], 'the patient’s side hears nothing of it');
    assert.equal((await clinic.as('maya').get<Session>('/session')).body.features.presence, true);
    assert.equal((await clinic.as('ana').get<Session>('/session')).body.features.presence, false);
    here.close();
    patient.close();
  });

  it('a reader who takes nothing holds up neither the server nor the others', async () => {
    const idle = await fetch(`${server.url}/events`, { headers: { authorization: `Bearer ${await server.token('maya')}` } });
    const busy = await maya.stream();
    for (let i = 0; i < 50; i += 1) await ana.say('ana-maya', 'x'.repeat(5_000));
    await busy.until((s) => s.events.length >= 50);
    busy.close();
    await idle.body!.cancel();
  });

  it('the oldest of too many streams of one person gives way', async () => {
    const few = await serverFor({ streamsPerPerson: 2 });
    const [one, two] = [await few.as('ana').stream(), await few.as('ana').stream()];
    await two.until((s) => s.cursor !== '');
    const three = await few.as('ana').stream();
    await one.until((s) => s.ended);
    assert.deepEqual([two.ended, three.ended], [false, false]);
    two.close();
    three.close();
  });
});

describe('the long poll', () => {
  /** The frames of an answer that has ended. */
  const poll = async (person: typeof ana, since?: string, wait = 25) => (await person.stream(since, wait)).until((s) => s.ended);

  it('without a cursor it answers at once, and the answer is the cursor', async () => {
    const first = await poll(ana);
    assert.deepEqual([first.events.length, first.cursor === '', first.raw.startsWith('event: hello')], [0, false, true]);
    assert.equal((await poll(ana, first.cursor, 0)).cursor, first.cursor);
  });

  it('T5 ends once it has brought something, with all that is there; the next goes on behind it', async () => {
    const start = (await poll(maya)).cursor;
    const waiting = await maya.stream(start, 25);
    await waiting.until((s) => s.comments >= 1);
    assert.equal(waiting.ended, false);
    const said = (await ana.say('ana-maya', 'Into the poll.')).body.id;
    await waiting.until((s) => s.ended);
    assert.deepEqual(idsOf(waiting.events), [said]);
    const missed = [(await ana.say('ana-maya', 'Between two polls.')).body.id, (await ana.say('ana-maya', 'Once more.')).body.id];
    assert.deepEqual(idsOf((await poll(maya, waiting.cursor)).events), missed);
  });

  it('its cursor goes along with what others are told, and it brings hints', async () => {
    const start = (await poll(maya)).cursor;
    await server.as('ben').say('ben-tom', 'Not for everybody.');
    assert.notEqual((await poll(maya, start, 0)).cursor, start);
    const waiting = await maya.stream((await poll(maya)).cursor, 25);
    await waiting.until((s) => s.cursor !== '');
    await server.as('tom').post('/hints', { threadId: 'team', hint: 'typing' });
    await waiting.until((s) => s.ended);
    assert.deepEqual(waiting.ephemerals, [{ type: 'typing', threadId: 'team', by: 'tom' }]);
  });

  for (const wait of [-1, 56, 1.5]) {
    it(`does not wait ${wait} seconds`, async () => assert.equal((await ana.stream(undefined, wait)).response.status, 400));
  }
});
