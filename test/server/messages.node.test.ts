import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message, Page, Thread } from '../../src/model/index.js';
import { serverFor } from './support.js';

const server = await serverFor();
const textsOf = (messages: readonly Message[]) => messages.map((m) => (m.payload as { text: string }).text);

describe('idempotency', () => {
  it('T2 the same command by the same person is carried out once and answers the same, byte for byte, also at the same time', async () => {
    const ana = server.as('ana');
    const before = (await ana.messages('ana-maya')).length;
    const send = { type: 'message.send', id: 'once', threadId: 'ana-maya', kind: 'text', payload: { text: 'Once.', format: 'plain' }, files: [] } as never;
    const answers = await Promise.all(Array.from({ length: 8 }, () => ana.submit(send)));
    assert.deepEqual(new Set(answers.map((a) => a.text)).size, 1);
    assert.equal((await ana.messages('ana-maya')).length, before + 1);
    await server.as('maya').say('ana-maya', 'In between.');
    assert.equal((await ana.submit(send)).text, answers[0]!.text);
  });

  it('T2 another person’s same id is another command; the same id with other content is a conflict', async () => {
    const send = (text: string) => ({ type: 'message.send', id: 'shared', threadId: 'ana-maya', kind: 'text', payload: { text, format: 'plain' }, files: [] }) as never;
    const [anas, mayas] = [await server.as('ana').submit<Message>(send('Mine.')), await server.as('maya').submit<Message>(send('Mine too.'))];
    assert.notEqual(anas.body.id, mayas.body.id);
    assert.deepEqual([anas.body.clientId, mayas.body.clientId], ['shared', 'shared']);
    const other = await server.as('ana').submit(send('Something else.'));
    assert.deepEqual([other.status, other.body.code], [409, 'conflict']);
  });

  it('T2 what was refused may be asked again with the same id', async () => {
    server.admin.putThread('clinic', { id: 'later', kind: 'group', participants: ['tom'] });
    const send = { type: 'message.send', id: 'again', threadId: 'later', kind: 'text', payload: { text: 'Now?', format: 'plain' }, files: [] } as never;
    assert.equal((await server.as('office').submit(send)).status, 404);
    server.admin.addParticipant('clinic', 'later', 'office');
    assert.equal((await server.as('office').submit(send)).status, 200);
  });

  it('T2 a thread with its first message is made once, and the message’s own id counts, too', async () => {
    const first = { id: 'first-once', kind: 'text', payload: { text: 'Hello office.', format: 'plain' }, files: [] };
    const create = { type: 'thread.create', id: 'create-once', kind: 'direct', participants: ['office'], first } as never;
    const [one, two] = [await server.as('ana').submit<{ thread: Thread }>(create), await server.as('ana').submit<{ thread: Thread }>(create)];
    assert.equal(one.text, two.text);
    const again = await server.as('ana').submit<{ message: Message }>({ ...(create as object), id: 'create-twice' } as never);
    assert.equal(again.body.message.clientId, 'first-once');
    assert.deepEqual(textsOf(await server.as('ana').messages(one.body.thread.id)), ['Hello office.']);
  });
});

describe('R-05 and R-04 text', () => {
  it('R-05 5,000 UTF-16 units are taken, 5,001 refused, whatever they are made of', async () => {
    const ana = server.as('ana');
    for (const unit of ['a', 'é', '漢']) {
      assert.equal((await ana.say('ana-maya', unit.repeat(5_000))).status, 200);
      const refused = await ana.say('ana-maya', unit.repeat(5_001));
      assert.deepEqual([refused.status, refused.body.code], [400, 'invalid']);
    }
    assert.equal((await ana.say('ana-maya', '😀'.repeat(2_500))).status, 200);
    assert.equal((await ana.say('ana-maya', `${'😀'.repeat(2_500)}!`)).status, 400);
  });

  it('R-05 empty and white-space-only text is refused', async () => {
    for (const text of ['', ' ', '\n\t\u00a0\u2003']) assert.equal((await server.as('ana').say('ana-maya', text)).status, 400);
  });

  it('R-04 Markdown is refused from the patient’s side and taken from staff', async () => {
    const markdown = { payload: { text: '# Plan\n\n* rest', format: 'markdown' } };
    for (const [who, status] of [['ana', 403], ['luis', 403], ['maya', 200], ['rosa', 200]] as const) {
      assert.equal((await server.as(who).say('ana-maya', '', markdown)).status, status, who);
    }
  });

  it('HTML, script, odd code points and markup are stored and given back verbatim', async () => {
    for (const text of ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '1. one\n#5\n*', `'; DROP TABLE message; --`, '>'.repeat(5_000), 'a\u0000b', '\ud800 lone', '\u202eevil', '__proto__']) {
      const sent = await server.as('ana').say('ana-maya', text);
      assert.equal(sent.status, 200);
      assert.equal(textsOf([(await server.as('maya').messages('ana-maya')).at(-1)!])[0], text);
    }
  });

  it('an unknown kind is refused when sent; one that the clinic wrote comes with its preview', async () => {
    const refused = await server.as('maya').say('ana-maya', '', { kind: 'clinic.survey', payload: {} });
    assert.deepEqual([refused.status, refused.body.code], [400, 'invalid']);
    server.admin.putMessage('clinic', { id: 'survey', threadId: 'ana-maya', author: 'office', kind: 'clinic.survey', payload: { n: 1 }, preview: 'A survey', sentAt: 77 });
    const survey = (await server.as('ana').messages('ana-maya')).find((m) => m.id === 'survey')!;
    assert.deepEqual([survey.kind, survey.preview, survey.sentAt, survey.payload], ['clinic.survey', 'A survey', 77, { n: 1 }]);
  });

  it('a portal’s own kind may be sent once the server lists it', async () => {
    const { kinds } = await import('../../demo/server/kinds.js');
    const own = await serverFor({ kinds: [...kinds, { ...kinds[0]!, kind: 'portal.mood', parse: (payload) => payload, needs: { send: ['mood.send'] }, grants: { 'mood.send': { patient: true } } }] });
    assert.equal((await own.as('ana').say('ana-maya', '', { kind: 'portal.mood', payload: { mood: 4 } })).status, 200);
    assert.equal((await own.as('maya').say('ana-maya', '', { kind: 'portal.mood', payload: { mood: 4 } })).status, 403);
  });
});

describe('garbage', () => {
  const bodies: [string, string][] = [
    ['nothing', ''], ['half', '{"type":"message.send"'], ['null', 'null'], ['a list', '[]'], ['a number', '1e999'], ['no type', '{}'], ['type of a wrong type', '{"type":7}'],
    ['no id', JSON.stringify({ type: 'thread.leave', threadId: 'ana-maya' })],
    ['an id with a space', JSON.stringify({ type: 'thread.leave', id: 'a b', threadId: 'ana-maya' })],
    ['a field too many', JSON.stringify({ type: 'thread.leave', id: 'x', threadId: 'ana-maya', workspace: 'northside' })],
    ['a list for a text', JSON.stringify({ type: 'message.send', id: 'x', threadId: 'ana-maya', kind: 'text', payload: { text: ['a'], format: 'plain' }, files: [] })],
    ['a null payload', JSON.stringify({ type: 'message.send', id: 'x', threadId: 'ana-maya', kind: 'text', payload: null, files: [] })],
    ['a deep payload', `{"type":"message.send","id":"x","threadId":"ana-maya","kind":"text","payload":${'['.repeat(20_000)}${']'.repeat(20_000)},"files":[]}`],
    ['files that are no ids', JSON.stringify({ type: 'message.send', id: 'x', threadId: 'ana-maya', kind: 'file', payload: {}, files: [{}] })],
    ['an unknown file', JSON.stringify({ type: 'message.send', id: 'x', threadId: 'ana-maya', kind: 'file', payload: {}, files: ['no-such'] })],
    ['a file kind without files', JSON.stringify({ type: 'message.send', id: 'x', threadId: 'ana-maya', kind: 'file', payload: {}, files: [] })],
    ['a position that is none', JSON.stringify({ type: 'read', id: 'x', threadId: 'ana-maya', upTo: 'yesterday' })],
  ];
  for (const [what, body] of bodies) {
    it(`${what} answers invalid as problem+json and changes nothing`, async () => {
      const answer = await server.as('ana').request('POST', '/commands', body, { 'content-type': 'application/json' });
      assert.deepEqual([answer.status, answer.body.code, answer.headers.get('content-type')], [400, 'invalid', 'application/problem+json']);
    });
  }

  it('an unknown command answers unsupported', async () => {
    const answer = await server.as('ana').submit({ type: 'thread.teleport' } as never);
    assert.deepEqual([answer.status, answer.body.code], [501, 'unsupported']);
    assert.equal((await server.as('ana').get('/catalogs/unheard-of')).status, 501);
  });

  it('a body of 1 MB answers too-large', async () => {
    const answer = await server.as('ana').say('ana-maya', 'x'.repeat(1_000_000));
    assert.deepEqual([answer.status, answer.body.code], [413, 'too-large']);
  });

  it('garbled places answer invalid, unknown routes not-found', async () => {
    const ana = server.as('ana');
    for (const query of ['/threads/ana-maya/messages?before=x', '/threads/ana-maya/messages?limit=201', '/threads/ana-maya/messages?limit=ten', '/threads?before=zzz', '/catalogs/people?before=-1',
      '/threads/ana-maya/messages?before=0000000000000001&after=0000000000000001']) {
      assert.equal((await ana.get(query)).status, 400, query);
    }
    assert.equal((await ana.get('/nothing/here')).status, 404);
    assert.equal((await ana.get('/threads/%00%ff')).status, 404);
  });
});

describe('history', () => {
  server.admin.putThread('clinic', { id: 'long', kind: 'direct', participants: ['ben', 'maya'] });
  server.admin.batch(() => {
    for (let i = 0; i < 95; i += 1) {
      server.admin.putMessage('clinic', { id: `long-${i}`, threadId: 'long', author: i % 2 ? 'ben' : 'maya', kind: 'text', payload: { text: `${i}`, format: 'plain' }, sentAt: 1_000 + i });
    }
  });
  const all = Array.from({ length: 95 }, (_, i) => `${i}`);
  const page = async (query: string) => (await server.as('ben').get<Page<Message>>(`/threads/long/messages${query}`)).body;

  it('T5 walking back by older brings every message once, in ascending pages', async () => {
    let here = await page('?limit=20');
    const seen = textsOf(here.items);
    assert.equal(here.newer, undefined);
    while (here.older) {
      here = await page(`?limit=20&before=${here.older}`);
      seen.unshift(...textsOf(here.items));
    }
    assert.deepEqual(seen, all);
  });

  it('T5 walking on by newer from a message in the middle brings the rest once', async () => {
    let here = await page('?limit=10&around=long-40');
    assert.ok(here.older);
    const seen = textsOf(here.items);
    assert.ok(seen.includes('40') && seen.length === 10);
    while (here.newer) {
      here = await page(`?limit=20&after=${here.newer}`);
      seen.push(...textsOf(here.items));
    }
    assert.deepEqual(seen, all.slice(all.indexOf(seen[0]!)));
  });

  it('T3 positions sort as text in the order of the log', async () => {
    const positions = (await page('?limit=200')).items.map((m) => m.position!);
    assert.deepEqual(positions, [...positions].sort());
    assert.equal(new Set(positions).size, 95);
  });

  it('the first page is empty where there is nothing', async () => {
    server.admin.putThread('clinic', { id: 'silent', kind: 'direct', participants: ['ben', 'office'] });
    assert.deepEqual((await server.as('ben').get('/threads/silent/messages')).body, { items: [] });
  });

  it('threads come by newest activity, page by page, narrowed by text, unread and archived', async () => {
    server.admin.putPerson('clinic', { id: 'busy', name: 'Busy Bee', role: 'practitioner' });
    for (let i = 0; i < 7; i += 1) {
      server.admin.putThread('clinic', { id: `busy-${i}`, kind: 'group', title: i === 3 ? 'Übungen & «Knie»' : `Thread ${i}`, participants: ['busy', 'ben'] });
      server.admin.putMessage('clinic', { id: `busy-m-${i}`, threadId: `busy-${i}`, author: 'ben', kind: 'text', payload: { text: '.', format: 'plain' }, sentAt: 5_000 + (i % 3) });
    }
    const busy = server.as('busy');
    const list = async (query: string) => (await busy.get<Page<Thread>>(`/threads${query}`)).body;
    let here = await list('?limit=3');
    const seen = here.items.map((t) => t.id);
    while (here.older) {
      here = await list(`?limit=3&before=${encodeURIComponent(here.older)}`);
      seen.push(...here.items.map((t) => t.id));
    }
    assert.deepEqual(seen, ['busy-5', 'busy-2', 'busy-4', 'busy-1', 'busy-6', 'busy-3', 'busy-0']);
    assert.deepEqual((await list(`?text=${encodeURIComponent('übungen')}`)).items.map((t) => t.id), ['busy-3']);
    await busy.submit({ type: 'thread.flag', threadId: 'busy-5', archived: true });
    assert.deepEqual((await list('?archived=true')).items.map((t) => t.id), ['busy-5']);
    assert.equal((await list('')).items.length, 6);
    await busy.submit({ type: 'read', threadId: 'busy-2', upTo: (await busy.messages('busy-2'))[0]!.position! });
    assert.equal((await list('?unread=true')).items.length, 5);
  });
});

describe('T6 unread', () => {
  it('T6 counts others’ messages after the read position, per thread and in all that are not muted', async () => {
    server.admin.putPerson('clinic', { id: 'una', name: 'Una Read', role: 'patient' });
    for (const [id, staff] of [['una-maya', 'maya'], ['una-tom', 'tom']] as const) server.admin.putThread('clinic', { id, kind: 'direct', participants: ['una', staff] });
    const [una, maya] = [server.as('una'), server.as('maya')];
    const total = async () => (await una.get<{ unread: number }>('/unread')).body.unread;
    const sent = [await maya.say('una-maya', '1'), await maya.say('una-maya', '2'), await maya.say('una-maya', '3')];
    await una.say('una-maya', 'mine');
    await server.as('tom').say('una-tom', '4');
    assert.deepEqual([(await una.thread('una-maya')).unread, await total()], [3, 4]);
    assert.equal((await una.submit({ type: 'read', threadId: 'una-maya', upTo: sent[1]!.body.position! })).text, '{}');
    assert.deepEqual([(await una.thread('una-maya')).unread, (await una.thread('una-maya')).readUpTo, await total()], [1, sent[1]!.body.position, 2]);
    await una.submit({ type: 'read', threadId: 'una-maya', upTo: sent[0]!.body.position! });
    assert.equal((await una.thread('una-maya')).unread, 1, 'read positions never go back');
    await una.submit({ type: 'thread.flag', threadId: 'una-tom', muted: true });
    assert.deepEqual([(await una.thread('una-tom')).unread, await total()], [1, 1]);
    await una.submit({ type: 'read', threadId: 'una-maya', upTo: '9999999999999999' });
    await maya.say('una-maya', '5');
    assert.equal((await una.thread('una-maya')).unread, 1, 'a position of the future reads nothing in advance');
    assert.equal((await maya.thread('una-maya')).unread, 1);
  });
});
