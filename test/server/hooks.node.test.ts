import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ReadEntry, UnreadNotice } from '../../demo/server/index.js';
import { serverFor } from './support.js';

const unread: UnreadNotice[] = [];
const read: ReadEntry[] = [];
const logged: { route: string }[] = [];
let breaks: 'no' | 'unread' | 'read' = 'no';
const server = await serverFor({
  now: () => 1_790_000_000_000,
  log: (entry) => logged.push(entry),
  onUnread(notice) {
    if (breaks === 'unread') throw new Error('the mail server is down');
    unread.push(notice);
  },
  onRead(entry) {
    if (breaks === 'read') throw new Error('the disk is full');
    read.push(entry);
  },
});
const [ana, maya, luis] = [server.as('ana'), server.as('maya'), server.as('luis')];

/** What the hook was told since, once it has had its turn. */
async function toldBy(work: () => Promise<unknown>): Promise<UnreadNotice[]> {
  unread.length = 0;
  await work();
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  return [...unread].sort((a, b) => (a.person < b.person ? -1 : 1));
}

describe('onUnread: «you have a message»', () => {
  it('R-11 tells of everybody else in the thread, with ids alone, and whether the chat is open', async () => {
    const stream = await maya.stream();
    await stream.until((s) => s.cursor !== '');
    const told = await toldBy(() => ana.say('ana-maya', 'A secret that no mail may hold.'));
    stream.close();
    assert.deepEqual(told, ['luis', 'maya', 'rosa'].map((person) => ({ workspace: 'clinic', person, thread: 'ana-maya', connected: person === 'maya' })));
    assert.ok(!JSON.stringify(told).includes('secret'));
  });

  it('R-11 not of a muted thread, not of oneself, not of who has no access any more, not twice for a command that is repeated', async () => {
    await luis.submit({ type: 'thread.flag', threadId: 'ana-maya', muted: true });
    server.admin.changePerson('clinic', 'rosa', { portalAccess: false });
    const message = { type: 'message.send', id: 'once', threadId: 'ana-maya', kind: 'text', payload: { text: 'Once.', format: 'plain' }, files: [] } as never;
    assert.deepEqual((await toldBy(() => ana.submit(message))).map(({ person }) => person), ['maya']);
    assert.deepEqual(await toldBy(() => ana.submit(message)), []);
    server.admin.changePerson('clinic', 'rosa', { portalAccess: true });
  });

  it('R-16 a message for one patient is news to their side and to staff alone', async () => {
    const told = await toldBy(() => server.as('tom').say('team', 'For Ben.', { for: 'ben' }));
    assert.deepEqual(told.map(({ person }) => person), ['ben', 'maya', 'rosa']);
  });

  it('of what is refused nobody is told, nor of notices', async () => {
    assert.deepEqual(await toldBy(() => ana.say('ana-maya', ' ')), []);
    assert.deepEqual(await toldBy(() => maya.submit({ type: 'thread.rename', threadId: 'team', title: 'Another name' })), []);
  });

  it('what it throws is logged, and holds up nobody', async () => {
    breaks = 'unread';
    const told = await toldBy(async () => assert.equal((await ana.say('ana-maya', 'All the same.')).status, 200));
    breaks = 'no';
    assert.deepEqual(told, []);
    assert.ok(logged.length > 0 && logged.every(({ route }) => route === 'onUnread'));
  });
});

describe('onRead: the access log', () => {
  const notedBy = async (work: () => Promise<unknown>): Promise<ReadEntry[]> => {
    read.length = 0;
    await work();
    return [...read];
  };
  const entry = (what: Omit<ReadEntry, 'at' | 'workspace' | 'person'>): ReadEntry => ({ at: 1_790_000_000_000, workspace: 'clinic', person: 'maya', ...what });

  it('notes who has read which thread, list and file, by ids alone', async () => {
    const { body: file } = await maya.upload('an-x-ray', 'bytes', { name: 'Ana’s x-ray.png' });
    await maya.submit({ type: 'message.send', threadId: 'ana-maya', kind: 'file', payload: {}, files: [file['id']] } as never);
    const noted = await notedBy(async () => {
      await maya.get('/threads?limit=200');
      await maya.thread('ana-maya');
      await maya.messages('ana-maya');
      await maya.get('/catalogs/files?threadId=ana-maya');
      const { body } = await maya.post<{ url: string }>('/files/an-x-ray/tickets', { as: 'file' });
      await maya.get(`/${body.url}`);
    });
    assert.deepEqual(noted, [
      entry({ read: 'threads', threads: ['team', 'ana-maya'].sort((a, b) => noted[0]!.threads!.indexOf(a) - noted[0]!.threads!.indexOf(b)) }),
      entry({ read: 'thread', threads: ['ana-maya'] }), entry({ read: 'messages', threads: ['ana-maya'] }),
      entry({ read: 'list', id: 'files', threads: ['ana-maya'] }), entry({ read: 'file', id: 'an-x-ray' }),
    ]);
    assert.ok(!/x-ray\.png|Ana|bytes/.test(JSON.stringify(noted)));
  });

  it('notes what a stream brings, to each who gets it', async () => {
    const stream = await maya.stream();
    await stream.until((s) => s.cursor !== '');
    const noted = await notedBy(async () => {
      await ana.say('ana-maya', 'By event.');
      await stream.until((s) => s.raw.includes('By event.'));
    });
    stream.close();
    assert.deepEqual(noted, [entry({ read: 'events', threads: ['ana-maya'] })]);
  });

  it('what was refused is no reading; what cannot be noted is not handed out', async () => {
    assert.deepEqual(await notedBy(() => server.as('office').get('/threads/ana-maya/messages')), []);
    breaks = 'read';
    const answer = await maya.get('/threads/ana-maya/messages');
    breaks = 'no';
    assert.equal(answer.status, 500);
    assert.ok(!answer.text.includes('By event.'));
  });
});
