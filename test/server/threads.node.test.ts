import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message, Page, Participant, Thread } from '../../src/model/index.js';
import { people, serverFor } from './support.js';

const server = await serverFor({ people: [...people, { id: 'ella', name: 'Ella Roy', role: 'relation', onBehalfOf: 'ben', followsPatient: true }] });
server.admin.attach('clinic', 'rosa', 'maya');
const direct = (recipient: string, first?: string) => ({
  type: 'thread.create', kind: 'direct', participants: [recipient],
  ...(first === undefined ? {} : { first: { id: `first-${Math.random()}`, kind: 'text', payload: { text: first, format: 'plain' }, files: [] } }),
}) as never;
type Created = { thread: Thread; message?: Message };
/** What people wrote, without the clinic's notices. */
const said = (messages: readonly Message[]): string[] => messages.filter((m) => m.kind === 'text').map((m) => (m.payload as { text: string }).text);

describe('R-01 threads', () => {
  it('R-01 writing to somebody with whom there is a 1:1 goes on in it, from either side', async () => {
    const fromAna = await server.as('ana').submit<Created>(direct('maya', 'Good morning.'));
    assert.equal(fromAna.body.thread.id, 'ana-maya');
    assert.equal(fromAna.body.message?.threadId, 'ana-maya');
    assert.equal((await server.as('maya').submit<Created>(direct('ana'))).body.thread.id, 'ana-maya');
  });

  it('R-01 a new 1:1 is one thread however often and from both sides at once', async () => {
    const made = await Promise.all([
      ...Array.from({ length: 5 }, () => server.as('ana').submit<Created>(direct('tom', 'Hello.'))),
      ...Array.from({ length: 5 }, () => server.as('tom').submit<Created>(direct('ana', 'Hello.'))),
    ]);
    assert.equal(new Set(made.map((a) => a.body.thread.id)).size, 1);
    assert.equal((await server.as('ana').messages(made[0]!.body.thread.id)).length, 10);
  });

  it('R-01 its title is the practitioner’s name for the patient’s side, the patient’s for staff, unless renamed', async () => {
    for (const [who, title] of [['ana', 'Dr. Maya Lee'], ['luis', 'Dr. Maya Lee'], ['maya', 'Ana Silva'], ['rosa', 'Ana Silva']] as const) {
      assert.equal((await server.as(who).thread('ana-maya')).title, title, who);
    }
    const { body } = await server.as('rosa').submit<Thread>({ type: 'thread.rename', threadId: 'team', title: '<b>Knee</b> & "co"' });
    assert.equal(body.title, '<b>Knee</b> & "co"');
    assert.equal((await server.as('ana').thread('team')).title, '<b>Knee</b> & "co"');
    assert.equal((await server.as('rosa').submit({ type: 'thread.rename', threadId: 'team', title: ' \u0007 ' })).status, 400);
    assert.equal((await server.as('rosa').submit({ type: 'thread.rename', threadId: 'team', title: 'x'.repeat(201) })).status, 400);
  });

  it('R-01 a relation goes on in the 1:1 where the clinic lists them; elsewhere they get one of their own, with their patient in it', async () => {
    assert.equal((await server.as('luis').submit<Created>(direct('maya'))).body.thread.id, 'ana-maya');
    const own = await server.as('luis').submit<Created>(direct('office', 'For Ana.'));
    assert.deepEqual(own.body.thread.participants.map((p) => p.id), ['luis', 'ana', 'office']);
    assert.equal(own.body.thread.subject, 'ana');
    assert.equal(own.body.message?.onBehalfOf, 'ana');
    assert.equal((await server.as('office').thread(own.body.thread.id)).title, 'Ana Silva');
    // Ana's own 1:1 with the office stays hers alone.
    const anas = await server.as('ana').submit<Created>(direct('office', 'Only for you.'));
    assert.notEqual(anas.body.thread.id, own.body.thread.id);
    assert.equal((await server.as('luis').get(`/threads/${anas.body.thread.id}`)).status, 404);
  });

  it('R-01 leaving a 1:1 hides it for oneself until the next message', async () => {
    const [ben, tom] = [server.as('ben'), server.as('tom')];
    await tom.say('ben-tom', 'One.');
    assert.equal((await ben.submit({ type: 'thread.leave', threadId: 'ben-tom' })).status, 200);
    const listed = async (who: typeof ben) => (await who.get<Page<Thread>>('/threads')).body.items.some((t) => t.id === 'ben-tom');
    assert.deepEqual([await listed(ben), await listed(tom)], [false, true]);
    assert.equal((await ben.get<{ unread: number }>('/unread')).body.unread, 0);
    const stream = await ben.stream();
    await tom.say('ben-tom', 'Two.');
    await stream.until((s) => s.events.length >= 2);
    stream.close();
    assert.deepEqual(stream.events.map((e) => e.type), ['thread', 'message']);
    assert.equal(await listed(ben), true);
    assert.deepEqual((await ben.messages('ben-tom')).map((m) => (m.payload as { text: string }).text), ['One.', 'Two.']);
  });

  it('R-01 writing anew brings a thread that one has left back', async () => {
    const ben = server.as('ben');
    await ben.submit({ type: 'thread.leave', threadId: 'ben-tom' });
    assert.equal((await ben.submit<Created>(direct('tom'))).body.thread.id, 'ben-tom');
    assert.ok((await ben.get<Page<Thread>>('/threads')).body.items.some((t) => t.id === 'ben-tom'));
  });
});

describe('R-10 recipients', () => {
  const offered = async (who: string, query = '') => (await server.as(who).get<Page<Participant>>(`/catalogs/people?limit=200${query}`)).body.items.map((p) => p.id).sort();

  it('R-10 a patient and a relation are offered practitioners and admins, never a patient, never a coordinator', async () => {
    for (const who of ['ana', 'ben', 'luis']) assert.deepEqual(await offered(who), ['maya', 'office', 'tom'], who);
    assert.deepEqual(await offered('maya'), ['ana', 'ben', 'office', 'tom']);
  });

  it('R-10 the filter Doctors means every practitioner; text narrows', async () => {
    assert.deepEqual(await offered('ana', '&filter=doctors'), ['maya', 'tom']);
    assert.deepEqual(await offered('ana', '&text=therap'), ['tom']);
    assert.deepEqual(await offered('ana', `&text=${encodeURIComponent('%_\'"<script>')}`), []);
  });

  it('R-10 the list comes in pages', async () => {
    const first = (await server.as('maya').get<Page<Participant>>('/catalogs/people?limit=3')).body;
    const second = (await server.as('maya').get<Page<Participant>>(`/catalogs/people?limit=3&before=${first.older}`)).body;
    assert.deepEqual([first.items.length, second.items.length, second.older], [3, 1, undefined]);
  });

  for (const [who, recipient] of [['ana', 'ben'], ['luis', 'ben'], ['luis', 'ana'], ['ana', 'rosa'], ['ana', 'ana'], ['maya', 'luis'], ['maya', 'rosa'], ['ana', 'nobody'], ['rosa', 'ana'], ['stranger', 'maya']] as const) {
    it(`R-10 ${who} starts no thread with ${recipient}, and learns nothing from the refusal`, async () => {
      const { status, body } = await server.as(who).submit(direct(recipient, 'Hello.'));
      assert.equal(status, 403);
      if (who === 'ana') assert.deepEqual(body, (await server.as('ana').submit(direct('ben'))).body);
    });
  }

  it('R-27 groups are made by practitioners, never by the patient’s side', async () => {
    const group = { type: 'thread.create', kind: 'group', participants: ['maya', 'tom'] } as never;
    for (const who of ['ana', 'luis', 'rosa', 'office']) assert.equal((await server.as(who).submit(group)).status, 403, who);
    const made = await server.as('tom').submit<Created>({ type: 'thread.create', kind: 'group', participants: ['maya', 'ana', 'ben'] } as never);
    assert.equal(made.status, 200);
    assert.ok(!made.body.thread.denied.includes('thread.link'), 'the one who made it is its group admin');
    assert.equal((await server.as('tom').submit({ type: 'thread.create', kind: 'direct', participants: ['maya', 'ana'] } as never)).status, 400);
  });
});

describe('R-26 coordinators', () => {
  it('R-26 the practitioner’s coordinator is in a new thread with a patient, by whoever starts it; not in one without a patient', async () => {
    const made = (await server.as('ben').submit<Created>(direct('maya', 'Hello.'))).body.thread;
    assert.deepEqual(made.participants.map((p) => p.id), ['ben', 'maya', 'rosa', 'ella']);
    assert.equal(made.kind, 'direct');
    assert.equal((await server.as('rosa').thread(made.id)).unread, 1);
    const colleagues = (await server.as('tom').submit<Created>(direct('maya'))).body.thread;
    assert.deepEqual(colleagues.participants.map((p) => p.id), ['tom', 'maya']);
  });

  it('R-26 attached later they come into the threads that there are and see what is written from then on', async () => {
    server.admin.putPerson('clinic', { id: 'pia', name: 'Pia Park', role: 'coordinator' });
    await server.as('tom').say('ben-tom', 'Before Pia.');
    server.admin.attach('clinic', 'pia', 'tom');
    await server.as('tom').say('ben-tom', 'After Pia.');
    assert.deepEqual(said(await server.as('pia').messages('ben-tom')), ['After Pia.']);
    assert.equal((await server.as('pia').thread('ben-tom')).unread, 1);
  });

  it('R-26 who has left a group is not added again', async () => {
    await server.as('pia').submit({ type: 'thread.leave', threadId: 'team' });
    server.admin.attach('clinic', 'pia', 'tom');
    assert.equal((await server.as('pia').get('/threads/team')).status, 404);
  });
});

describe('R-27 leaving a group', () => {
  it('R-27 when the group admin leaves, it is erased for everyone, kept answers included, and the files that lie in no patient’s folder', async () => {
    const [maya, tom] = [server.as('maya'), server.as('tom')];
    const { id } = (await maya.submit<Created>({ type: 'thread.create', kind: 'group', participants: ['tom', 'office'] } as never)).body.thread;
    await maya.upload('erased-file', 'secret', { threadId: id });
    const send = { type: 'message.send', id: 'erased-1', threadId: id, kind: 'file', payload: {}, files: ['erased-file'] } as never;
    assert.equal((await maya.submit(send)).status, 200);
    assert.equal((await tom.post('/files/erased-file/tickets', { as: 'file' })).status, 200);
    const stream = await tom.stream();
    await maya.submit({ type: 'thread.leave', threadId: id });
    await stream.until((s) => s.events.some((e) => e.type === 'thread.gone' && e.threadId === id && e.reason === 'erased'));
    stream.close();
    for (const who of [maya, tom]) {
      assert.equal((await who.get(`/threads/${id}/messages`)).status, 404);
      assert.equal((await who.post('/files/erased-file/tickets', { as: 'file' })).status, 404);
    }
    assert.equal((await maya.submit(send)).status, 404, 'the kept answer is erased too');
  });

  it('R-27 who was removed reads no more and is told so; who joins later sees messages from then on', async () => {
    const [tom, ben] = [server.as('tom'), server.as('ben')];
    await tom.say('team', 'With Ben.');
    const stream = await ben.stream();
    server.admin.removeParticipant('clinic', 'team', 'ben');
    await stream.until((s) => s.events.some((e) => e.type === 'thread.gone' && e.reason === 'removed'));
    await tom.say('team', 'Without Ben.');
    assert.equal((await ben.get('/threads/team/messages')).status, 404);
    assert.ok(!stream.raw.includes('Without Ben.'));
    stream.close();
    server.admin.addParticipant('clinic', 'team', 'office');
    await tom.say('team', 'With the office.');
    assert.deepEqual(said(await server.as('office').messages('team')), ['With the office.']);
  });
});

describe('R-16 a message for one of several patients', () => {
  it('reaches that patient’s side and staff only: pages, threads, unread and events', async () => {
    server.admin.putThread('clinic', { id: 'several', kind: 'group', participants: ['tom', 'ana', 'ben', 'luis', 'maya'] });
    const streams = { ana: await server.as('ana').stream(), luis: await server.as('luis').stream(), ben: await server.as('ben').stream() };
    const sent = await server.as('tom').say('several', 'For Ana alone.', { for: 'ana' });
    assert.equal(sent.body.for, 'ana');
    await server.as('tom').say('several', 'For everybody.');
    for (const [who, sees] of [['ana', true], ['luis', true], ['maya', true], ['ben', false]] as const) {
      const all = await server.as(who).get('/threads/several/messages');
      assert.equal(all.text.includes('For Ana alone.'), sees, who);
      assert.equal((await server.as(who).thread('several')).unread, sees ? 2 : 1, who);
      assert.equal((await server.as(who).get(`/threads/several/messages?around=${sent.body.id}`)).status, sees ? 200 : 404, who);
    }
    for (const [who, stream] of Object.entries(streams)) {
      await stream.until((s) => s.raw.includes('For everybody.'));
      assert.equal(stream.raw.includes('For Ana alone.'), who !== 'ben', who);
      stream.close();
    }
    assert.equal((await server.as('ana').say('several', 'Me too.', { for: 'ana' })).status, 403);
    assert.equal((await server.as('tom').say('several', 'To Maya.', { for: 'maya' })).status, 400);
  });
});
