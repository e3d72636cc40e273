import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { capabilitiesOf, composePolicy, deniedIn, type Session, type Thread } from '../../src/model/index.js';
import { kinds } from '../../demo/server/kinds.js';
import { people, serverFor, threads, type Client } from './support.js';

const server = await serverFor();
server.admin.putWorkspace({ id: 'northside', name: 'Northside' });
server.admin.putPerson('northside', { id: 'ana', name: 'Ana Silva', role: 'patient' });
server.admin.putPerson('northside', { id: 'noor', name: 'Dr. Noor Khan', role: 'practitioner' });
server.admin.putThread('northside', { id: 'ana-noor', kind: 'direct', participants: ['ana', 'noor'] });
for (const thread of threads) {
  server.admin.putMessage('clinic', {
    id: `first-of-${thread.id}`, threadId: thread.id, author: thread.participants[0]!, kind: 'text', payload: { text: 'First.', format: 'plain' }, sentAt: 1,
  });
}

const policy = composePolicy(kinds.flatMap((kind) => (kind.grants ? [kind.grants] : [])));
const roleOf = (id: string) => people.find((p) => p.id === id)!.role;

/** Every route that touches a thread, and what the policy must grant for it to answer 200. */
const routes: { name: string; needs?: string; call(who: Client, thread: string): Promise<{ status: number; text: string; body: unknown }> }[] = [
  { name: 'GET thread', call: (who, t) => who.get(`/threads/${t}`) },
  { name: 'GET messages', call: (who, t) => who.get(`/threads/${t}/messages`) },
  { name: 'GET messages around', call: (who, t) => who.get(`/threads/${t}/messages?around=first-of-${t}`) },
  { name: 'message.send', needs: 'message.send', call: (who, t) => who.say(t, 'Hello.') },
  { name: 'message.send markdown', needs: 'message.rich', call: (who, t) => who.say(t, '', { payload: { text: '**Hello**', format: 'markdown' } }) },
  { name: 'read', call: (who, t) => who.submit({ type: 'read', threadId: t, upTo: '0000000000000001' }) },
  { name: 'thread.flag', needs: 'thread.mute', call: (who, t) => who.submit({ type: 'thread.flag', threadId: t, muted: false }) },
  { name: 'thread.rename', needs: 'thread.rename', call: (who, t) => who.submit({ type: 'thread.rename', threadId: t, title: 'Renamed' }) },
  { name: 'PUT file', needs: 'file.send', call: (who, t) => who.upload(`f-${Math.random()}`, 'bytes', { threadId: t }) },
  { name: 'hint', call: (who, t) => who.post('/hints', { threadId: t, hint: 'typing' }) },
  { name: 'message.act', needs: 'nobody', call: (who, t) => who.submit({ type: 'message.act', threadId: t, messageId: `first-of-${t}`, verb: 'accept', data: {} }) },
];

describe('R-01 only its participants read a thread, whatever their role', () => {
  for (const person of people) {
    for (const thread of threads) {
      for (const route of routes) {
        const inside = thread.participants.includes(person.id);
        const groupAdmin = thread.kind === 'group' && thread.participants[0] === person.id;
        const may = route.needs === undefined || (capabilitiesOf(policy, { role: person.role }).includes(route.needs)
          && !deniedIn(policy, { role: person.role, groupAdmin }, thread).includes(route.needs));
        const expected = !inside ? [404] : may ? [200, 204] : route.needs === 'nobody' ? [501] : [403];
        it(`${person.id} (${person.role}) ${inside ? 'in' : 'outside'} ${thread.id}: ${route.name} → ${expected.join('/')}`, async () => {
          const answer = await route.call(server.as(person.id), thread.id);
          assert.ok(expected.includes(answer.status), `${answer.status} ${answer.text}`);
        });
      }
    }
  }

  it('a foreign thread and one that does not exist answer the same 404, byte for byte', async () => {
    const office = server.as('office');
    for (const route of routes) {
      const [foreign, unknown] = [await route.call(office, 'ana-maya'), await route.call(office, 'no-such-thread')];
      assert.equal(foreign.status, 404, route.name);
      assert.equal(foreign.text, unknown.text, route.name);
    }
  });

  it('lists hold own threads only', async () => {
    for (const person of people) {
      const { body } = await server.as(person.id).get<{ items: Thread[] }>('/threads?limit=200');
      const own = threads.filter((t) => t.participants.includes(person.id)).map((t) => t.id);
      assert.deepEqual(body.items.map((t) => t.id).filter((id) => threads.some((t) => t.id === id)).sort(), own.sort(), person.id);
    }
  });
});

describe('R-18 staff data', () => {
  for (const person of people) {
    it(`${person.id} (${person.role}) ${['practitioner', 'coordinator', 'admin'].includes(person.role) ? 'may get' : 'never gets'} the thread status`, async () => {
      const who = server.as(person.id);
      const answers = [await who.get('/threads?limit=200'), await who.get('/threads/ana-maya'), await who.get('/threads/team'), await who.get('/session'), await who.get('/unread')];
      const all = answers.map((a) => a.text).join('\n');
      if (!['practitioner', 'coordinator', 'admin'].includes(person.role)) {
        assert.ok(!/"staff"|"status":"in|intake-received|in-progress/.test(all), all);
      } else if (person.id === 'maya') {
        assert.match(all, /"staff":\{"status":"intake-received"\}/);
      }
    });
  }

  it('commands and events bring none of it to the patient’s side either', async () => {
    for (const id of ['ana', 'luis']) {
      const who = server.as(id);
      const stream = await who.stream();
      const created = await who.submit({ type: 'thread.create', kind: 'direct', participants: ['maya'] });
      const flagged = await who.submit({ type: 'thread.flag', threadId: 'ana-maya', pinned: true });
      server.admin.setStatus('clinic', 'ana-maya', 'discharged');
      await who.submit({ type: 'thread.flag', threadId: 'ana-maya', pinned: false });
      await stream.until((s) => s.events.some((e) => e.type === 'thread' && e.thread.id === 'ana-maya' && !e.thread.pinned));
      // Not even that something has changed: the two flags alone bring the thread.
      assert.equal(stream.events.filter((e) => e.type === 'thread' && e.thread.id === 'ana-maya').length, 2);
      stream.close();
      assert.ok(!/staff|discharged/.test(created.text + flagged.text + stream.raw));
      server.admin.setStatus('clinic', 'ana-maya', 'intake-received');
    }
  });
});

describe('the session', () => {
  for (const { id, role } of people) {
    it(`${id} has the capabilities of a ${role}, as the table says`, async () => {
      const { body } = await server.as(id).get<Session>('/session');
      assert.deepEqual(body.capabilities, capabilitiesOf(policy, { role: roleOf(id) }));
      assert.equal(body.workspace.id, 'clinic');
    });
  }
});

describe('R-03 a relation writes only with access to the portal and the permission to send', () => {
  for (const portalAccess of [true, false]) {
    for (const maySend of [true, false]) {
      it(`access ${portalAccess}, permission ${maySend}`, async () => {
        server.admin.putPerson('clinic', { id: 'luis', name: 'Luis Silva', role: 'relation', onBehalfOf: 'ana', portalAccess, maySend });
        const luis = server.as('luis');
        assert.equal((await luis.get('/threads/ana-maya')).status, portalAccess ? 200 : 403);
        const sent = await luis.say('ana-maya', 'For Ana.');
        assert.equal(sent.status, portalAccess && maySend ? 200 : 403);
        if (sent.status === 200) assert.equal(sent.body.onBehalfOf, 'ana');
        assert.equal((await luis.submit({ type: 'thread.create', kind: 'direct', participants: ['tom'] })).status, portalAccess && maySend ? 200 : 403);
        assert.equal((await luis.upload(`luis-${portalAccess}-${maySend}`, 'x')).status, portalAccess && maySend ? 200 : 403);
        server.admin.putPerson('clinic', { id: 'luis', name: 'Luis Silva', role: 'relation', onBehalfOf: 'ana' });
      });
    }
  }
});

describe('R-14 workspaces', () => {
  it('a token opens one workspace and nothing of another', async () => {
    const north = server.as('ana', 'northside');
    assert.equal((await north.get<Session>('/session')).body.workspace.name, 'Northside');
    assert.deepEqual((await north.get<{ items: Thread[] }>('/threads')).body.items.map((t) => t.id), ['ana-noor']);
    for (const route of routes) {
      assert.equal((await route.call(north, 'ana-maya')).status, 404, route.name);
      assert.equal((await route.call(server.as('ana'), 'ana-noor')).status, 404, route.name);
    }
    assert.equal((await north.get('/threads/ana-noor?workspace=clinic')).status, 200);
  });

  it('nobody writes to people of another workspace, nor sees them listed', async () => {
    assert.equal((await server.as('ana').submit({ type: 'thread.create', kind: 'direct', participants: ['noor'] })).status, 403);
    assert.ok(!(await server.as('ana').get('/catalogs/people?limit=200')).text.includes('Noor'));
  });

  it('events of one workspace do not reach the other', async () => {
    const stream = await server.as('ana', 'northside').stream();
    await server.as('maya').say('ana-maya', 'From the first clinic.');
    await server.as('noor', 'northside').say('ana-noor', 'From the second.');
    await stream.until((s) => s.events.some((e) => e.type === 'message'));
    stream.close();
    assert.ok(!stream.raw.includes('From the first clinic'));
  });

  it('the same file id in two workspaces is two files', async () => {
    const [here, there] = [server.as('ana'), server.as('ana', 'northside')];
    assert.equal((await here.upload('same-id', 'here')).body.size, 4);
    assert.equal((await there.upload('same-id', 'there!', { threadId: 'ana-noor' })).body.size, 6);
    assert.equal((await server.as('noor', 'northside').post('/files/same-id/tickets', { as: 'file' })).status, 404);
  });
});

describe('no longer welcome', () => {
  it('a deactivated person and one who never was are refused on every route', async () => {
    server.admin.putPerson('clinic', { id: 'gone', name: 'Gone', role: 'practitioner', active: false });
    assert.equal((await server.as('gone').get('/session')).status, 403);
    assert.equal((await server.as('nobody').get('/session')).status, 401);
    assert.equal((await server.as('ana', 'nowhere').get('/threads')).status, 401);
  });

  it('R-12 messaging switched off: the session says so, everything else is refused, a thread named session too', async () => {
    server.admin.setMessaging('clinic', false);
    const maya = server.as('maya');
    assert.equal((await maya.get<Session>('/session')).body.workspace.switches.messaging, false);
    for (const path of ['/unread', '/threads', '/threads/session', '/threads/ana-maya', '/catalogs/people', '/events']) {
      assert.equal((await maya.get(path)).status, 403, path);
    }
    assert.equal((await maya.say('ana-maya', 'Hello?')).status, 403);
    server.admin.setMessaging('clinic', true);
    assert.equal((await maya.get('/threads/ana-maya')).status, 200);
  });
});
