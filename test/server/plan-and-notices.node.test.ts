import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page, Session, Thread } from '../../src/model/index.js';
import { serverFor } from './support.js';

const server = await serverFor({ workspace: { switches: { plan: true }, notices: { emergencyNumber: '999', urgent: 'Not for anything urgent: call the desk.' }, phone: '+44 20 7946 0000' } });
const [ana, maya] = [server.as('ana'), server.as('maya')];
const comment = (id: string) => server.admin.putMessage('clinic', {
  id, threadId: 'ana-maya', author: 'maya', kind: 'plan-comment', payload: { text: 'Went well.', about: 'action', name: 'Walk' }, sentAt: Date.now(),
});
const setPlan = (plan: boolean) => server.admin.putWorkspace({ id: 'clinic', name: 'Test Clinic', switches: { plan } });

describe('R-07 comments on the plan', () => {
  it('R-07 come where they are asked for, in time order; they never count, lead a list, or make anybody wait', async () => {
    await ana.say('ana-maya', 'Before.');
    const before = await maya.thread('ana-maya');
    comment('plan-1');
    await ana.say('ana-maya', 'After.');
    const ids = async (query: string) => (await ana.messages('ana-maya', query)).map((m) => (m.kind === 'text' ? (m.payload as { text: string }).text : m.id));
    assert.deepEqual(await ids('?limit=10'), ['Before.', 'After.']);
    assert.deepEqual(await ids('?limit=10&include=plan-comment'), ['Before.', 'plan-1', 'After.']);
    assert.deepEqual(await ids('?around=plan-1&include=plan-comment'), ['Before.', 'plan-1', 'After.']);
    const thread = await ana.thread('ana-maya');
    assert.deepEqual([thread.unread, thread.last?.kind], [0, 'text']);
    assert.equal((await maya.thread('ana-maya')).staff?.waitingSince, before.staff?.waitingSince);
  });

  it('R-07 pages of the one kind of reading and of the other have each no hole', async () => {
    for (let i = 0; i < 6; i += 1) {
      comment(`plan-page-${i}`);
      await ana.say('ana-maya', `Page ${i}`);
    }
    for (const include of ['', '&include=plan-comment']) {
      const whole = (await ana.messages('ana-maya', `?limit=100${include}`)).map(({ id }) => id);
      const paged: string[] = [];
      let before = '';
      do {
        const { body } = await ana.get<Page<{ id: string }>>(`/threads/ana-maya/messages?limit=3${include}${before}`);
        paged.unshift(...body.items.map(({ id }) => id));
        before = body.older === undefined ? '' : `&before=${body.older}`;
      } while (before !== '');
      assert.deepEqual(paged, whole);
    }
  });

  it('R-07 arrive by event; nobody writes one here; with the feature off there are none, whoever asks', async () => {
    const stream = await ana.stream();
    await stream.until((s) => s.cursor !== '');
    comment('plan-live');
    await stream.until((s) => s.raw.includes('plan-live'));
    stream.close();
    const forged = { type: 'message.send', threadId: 'ana-maya', kind: 'plan-comment', payload: { text: 'x', about: 'goal', name: 'y' }, files: [] } as never;
    for (const who of ['maya', 'ana', 'rosa']) assert.equal((await server.as(who).submit(forged)).status, 403, who);
    setPlan(false);
    assert.equal((await ana.get<Session>('/session')).body.workspace.switches.plan, false);
    assert.ok(!(await ana.get('/threads/ana-maya/messages?limit=100&include=plan-comment')).text.includes('plan-'));
    assert.equal((await ana.get('/threads/ana-maya/messages?around=plan-live&include=plan-comment')).status, 404);
    setPlan(true);
    assert.ok((await ana.get('/threads/ana-maya/messages?limit=100&include=plan-comment')).text.includes('plan-live'));
  });
});

describe('R-13 notices', () => {
  it('R-13 the workspace’s number and its own words reach everybody’s session, and a change reaches who has it open', async () => {
    server.admin.putWorkspace({ id: 'clinic', name: 'Test Clinic', notices: { emergencyNumber: '999', urgent: 'Not for anything urgent: call the desk.' }, phone: '+44 20 7946 0000' });
    for (const who of ['ana', 'maya', 'luis']) {
      const { body } = await server.as(who).get<Session>('/session');
      assert.deepEqual([body.workspace.notices, body.workspace.phone], [{ emergencyNumber: '999', urgent: 'Not for anything urgent: call the desk.' }, '+44 20 7946 0000'], who);
    }
    const stream = await ana.stream();
    await stream.until((s) => s.cursor !== '');
    server.admin.putWorkspace({ id: 'clinic', name: 'Test Clinic', notices: { emergencyNumber: '112' } });
    await stream.until((s) => s.events.some((e) => e.type === 'session' && e.session.workspace.notices.emergencyNumber === '112'));
    stream.close();
  });

  it('R-13 a workspace that says nothing has an emergency number all the same', async () => {
    server.admin.putWorkspace({ id: 'plain', name: 'Plain' });
    server.admin.putPerson('plain', { id: 'pat', name: 'Pat', role: 'patient' });
    assert.deepEqual((await server.as('pat', 'plain').get<Session>('/session')).body.workspace.notices, { emergencyNumber: '112' });
  });
});

describe('R-03 relations on the server', () => {
  it('R-03 a relation may be given the permission, and lose it, while they have the thread open', async () => {
    const luis = server.as('luis');
    const stream = await luis.stream();
    await stream.until((s) => s.cursor !== '');
    server.admin.changePerson('clinic', 'luis', { maySend: false });
    await stream.until((s) => s.events.some((e) => e.type === 'session' && !e.session.capabilities.includes('message.send')));
    assert.equal((await luis.say('ana-maya', 'Not now.')).status, 403);
    assert.equal((await luis.get<Page<Thread>>('/threads')).status, 200, 'reading goes on');
    server.admin.changePerson('clinic', 'luis', { maySend: true });
    await stream.until((s) => s.events.some((e) => e.type === 'session' && e.session.capabilities.includes('message.send')));
    assert.equal((await luis.say('ana-maya', 'For Ana.')).body.onBehalfOf, 'ana');
    server.admin.changePerson('clinic', 'luis', { portalAccess: false });
    await stream.until((s) => s.ended);
    assert.equal((await luis.get('/threads/ana-maya')).status, 403);
    server.admin.changePerson('clinic', 'luis', { portalAccess: true });
  });
});
