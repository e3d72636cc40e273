import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { join } from 'node:path';
import type { Page, Session, Thread, ThreadLink } from '../../src/model/index.js';
import { serverFor } from './support.js';

const server = await serverFor();
const [maya, tom, ana] = [server.as('maya'), server.as('tom'), server.as('ana')];

async function group(...participants: string[]): Promise<string> {
  const { body } = await maya.submit<{ thread: Thread }>({ type: 'thread.create', kind: 'group', participants });
  return body.thread.id;
}

describe('bad input of the care team’s part', () => {
  it('R-27 a list of participants with somebody twice, oneself, or somebody of an unknown role', async () => {
    const { body } = await maya.submit<{ thread: Thread }>({ type: 'thread.create', kind: 'group', participants: ['ana', 'tom', 'ana', 'maya', 'tom'] });
    assert.deepEqual(body.thread.participants.map(({ id }) => id).sort(), ['ana', 'maya', 'tom']);
    const refused = await maya.submit({ type: 'thread.create', kind: 'group', participants: ['ana', 'stranger'] });
    assert.deepEqual([refused.status, refused.body['code']], [403, 'forbidden']);
    assert.equal((await server.as('stranger').submit({ type: 'thread.create', kind: 'direct', participants: ['maya'] })).status, 403);
  });

  it('R-27 a forged command with more than its fields is refused, and changes nothing', async () => {
    const id = await group('ana');
    const refused = [
      await maya.submit({ type: 'thread.invite', threadId: id, participants: ['ben'], groupAdmin: 'ben' } as never),
      await maya.submit({ type: 'thread.rename', threadId: id, title: 'x', workspace: 'another' } as never),
      await ana.submit({ type: 'thread.flag', threadId: id, muted: true, person: 'maya' } as never),
      await ana.submit({ type: 'status.set', threadId: id, status: 'done', as: 'maya' } as never),
    ];
    assert.deepEqual(refused.map(({ status }) => status), [400, 400, 400, 400]);
    const thread = await maya.thread(id);
    assert.deepEqual([thread.participants.length, thread.groupAdmin, thread.muted], [2, 'maya', false]);
  });

  it('R-27 a group that is erased while a file goes up into it: the upload is told, and leaves nothing behind', async () => {
    const id = await group('ana');
    const files = (): number => readdirSync(join(server.dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length;
    const before = files();
    let erased: Promise<unknown> | undefined;
    const slow = new ReadableStream<Uint8Array>({
      async pull(controller) {
        controller.enqueue(new Uint8Array(1_000));
        if (erased) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
        erased = maya.submit({ type: 'thread.leave', threadId: id });
        await erased;
        controller.close();
      },
    });
    const answer = await ana.upload('into-nothing', slow, { threadId: id });
    assert.deepEqual([answer.status, answer.body['code']], [404, 'not-found']);
    assert.equal((await ana.post('/files/into-nothing/tickets', { as: 'file' })).status, 404);
    assert.equal(files(), before);
    assert.equal((await ana.say(id, 'For the group.')).status, 404);
  });

  it('R-01 somebody who is removed in mid-send: the message is refused, also under the id that was on its way, and nobody reads it', async () => {
    const id = await group('ana', 'tom');
    const send = { type: 'message.send', id: 'mid-send', threadId: id, kind: 'text', payload: { text: 'Too late.', format: 'plain' }, files: [] } as never;
    const [removed, sent] = await Promise.all([maya.submit({ type: 'thread.remove-participant', threadId: id, participant: 'ana' }), ana.submit(send)]);
    assert.equal(removed.status, 200);
    const arrived = (await tom.messages(id)).filter((message) => message.clientId === 'mid-send').length;
    assert.equal(arrived, sent.status === 200 ? 1 : 0);
    const again = await ana.submit({ ...(send as object), id: 'mid-send-2' } as never);
    assert.deepEqual([again.status, again.body['code']], [404, 'not-found']);
    assert.equal((await tom.messages(id)).filter((message) => message.clientId === 'mid-send-2').length, 0);
  });

  it('R-27 a link in the hands of a patient who was invited and left, of a relation, and of who never was in the group', async () => {
    const id = await group('ana', 'ben');
    const { body: link } = await maya.submit<ThreadLink>({ type: 'thread.link', threadId: id });
    await ana.submit({ type: 'thread.leave', threadId: id });
    for (const who of ['ana', 'luis', 'stranger']) {
      const { status, body } = await server.as(who).submit({ type: 'thread.join', code: link.code });
      assert.deepEqual([status, body['code']], [404, 'not-found'], who);
    }
  });
});

describe('somebody who is a patient here and a practitioner there', () => {
  server.admin.putWorkspace({ id: 'northside', name: 'Northside', statuses: [{ id: 'north-status', name: 'North status canary' }] });
  server.admin.putPerson('northside', { id: 'ana', name: 'Dr. Ana Silva', role: 'practitioner' });
  server.admin.putPerson('northside', { id: 'pat', name: 'Pat North', role: 'patient', birthDate: '1990-01-01' });
  server.admin.putThread('northside', { id: 'pat-ana', kind: 'direct', participants: ['pat', 'ana'], status: 'north-status' });
  const there = server.as('ana', 'northside');

  it('R-14 is in each workspace what they are there, and may there what that is', async () => {
    const [here, abroad] = [(await ana.get<Session>('/session')).body, (await there.get<Session>('/session')).body];
    assert.deepEqual([here.viewer.role, abroad.viewer.role], ['patient', 'practitioner']);
    assert.deepEqual([here, abroad].map(({ capabilities }) => capabilities.includes('status.set')), [false, true]);
    assert.equal((await there.submit({ type: 'status.set', threadId: 'pat-ana', status: 'north-status' })).status, 200);
    assert.equal((await ana.submit({ type: 'status.set', threadId: 'ana-maya', status: 'north-status' })).status, 403);
    assert.equal((await ana.submit({ type: 'status.set', threadId: 'pat-ana', status: 'north-status' })).status, 404);
  });

  it('R-14 nothing of the one reaches the other: pages, streams, lists, and a command under the same id', async () => {
    const stream = await ana.stream();
    await stream.until((s) => s.cursor !== '');
    const send = { type: 'message.send', id: 'the-same-id', kind: 'text', files: [] };
    assert.equal((await there.submit({ ...send, threadId: 'pat-ana', payload: { text: 'North canary.', format: 'plain' } } as never)).status, 200);
    assert.equal((await ana.submit({ ...send, threadId: 'ana-maya', payload: { text: 'Here.', format: 'plain' } } as never)).status, 200);
    await stream.until((s) => s.raw.includes('Here.'));
    stream.close();
    const texts = [stream.raw];
    for (const path of ['/session', '/threads?limit=200', '/catalogs/people?limit=200', '/threads/ana-maya', '/unread', '/catalogs/statuses']) texts.push((await ana.get(path)).text);
    assert.ok(!/canary|Pat North|1990|north-status|pat-ana/i.test(texts.join('\n')));
    assert.equal((await there.get<Page<Thread>>('/threads')).body.items.length, 1);
  });
});
