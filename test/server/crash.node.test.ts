import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, it } from 'node:test';
import type { Message } from '../../src/model/index.js';
import type { Client } from './support.js';
import { ended, MortalServer } from './support-crash.js';

const server = new MortalServer();
const { dataDir } = server;
const start = () => server.start();
after(() => server.end());

it('T1, T2 kill -9 in the middle of writes: everything acknowledged is there, once, in order, and the rest can be sent again', async () => {
  const acknowledged = new Map<string, Message>();
  const send = (client: Client, id: string) =>
    client.submit<Message>({ type: 'message.send', id, threadId: 'ana-maya', kind: 'text', payload: { text: id, format: 'plain' }, files: [] } as never);
  const uploaded: string[] = [];

  for (let round = 0; round < 3; round += 1) {
    const { child, as } = await start();
    const gone = ended(child);
    const due = { messages: acknowledged.size + 20 + round * 7, files: uploaded.length + 1 };
    // In the middle: the other writers' requests are under way.
    const killWhenDue = (): void => {
      if (acknowledged.size >= due.messages && uploaded.length >= due.files) child.kill('SIGKILL');
    };
    const writers = ['ana', 'maya', 'luis'].map(async (who) => {
      const client = as(who);
      for (let i = 0; ; i += 1) {
        const id = `${who}-${round}-${i}`;
        const answer = await send(client, id).catch(() => undefined);
        if (answer?.status !== 200) return;
        acknowledged.set(id, answer.body);
        killWhenDue();
      }
    });
    const uploader = (async () => {
      for (let i = 0; ; i += 1) {
        const id = `file-${round}-${i}`;
        const answer = await as('ana').upload(id, 'x'.repeat(20_000)).catch(() => undefined);
        if (answer?.status !== 200) return;
        uploaded.push(id);
        killWhenDue();
      }
    })();
    await Promise.all([...writers, uploader, gone]);
  }

  const { child, as } = await start();
  const ana = as('ana');
  const stored: Message[] = [];
  for (let after = '0'.repeat(16); ;) {
    const { body } = await ana.get<{ items: Message[]; newer?: string }>(`/threads/ana-maya/messages?limit=200&after=${after}`);
    stored.push(...body.items);
    if (!body.newer) break;
    after = body.newer;
  }
  assert.ok(acknowledged.size >= 60, `too tame: ${acknowledged.size}`);
  assert.ok(uploaded.length > 0);
  const byClient = new Map(stored.map((m) => [m.clientId!, m]));
  assert.equal(byClient.size, stored.length, 'nothing twice');
  for (const [id, message] of acknowledged) assert.deepEqual(byClient.get(id), message, id);
  for (const who of ['ana', 'maya', 'luis']) {
    const order = stored.filter((m) => m.author === who).map((m) => m.clientId!.split('-').slice(1).map(Number));
    assert.deepEqual(order, [...order].sort(([a, b], [c, d]) => a! - c! || b! - d!), 'in the order of sending');
  }
  const [last, kept] = [...acknowledged].at(-1)!;
  assert.deepEqual((await send(as(kept.author), last)).body, kept, 'sent again, it answers the same');
  for (const id of uploaded) {
    const { body } = await ana.post<{ url: string }>(`/files/${id}/tickets`, { as: 'file' });
    assert.equal((await (await fetch(`${ana.server.url}/${body.url}`)).text()).length, 20_000, id);
  }
  assert.equal(readdirSync(join(dataDir, 'incoming')).length, 0, 'what was cut off is gone');

  const stream = await ana.stream();
  await stream.until((s) => s.cursor !== '');
  const gone = ended(child);
  child.kill('SIGTERM');
  await Promise.all([gone, stream.until((s) => s.ended)]);
  assert.equal(child.exitCode, 0, 'ended of its own will');
  const log = join(dataDir, 'chat.db-wal');
  assert.ok(!existsSync(log) || statSync(log).size === 0, 'a clean shutdown leaves nothing in the write-ahead log');
});
