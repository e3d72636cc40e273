import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { treeDigest } from '../../src/base/tree-digest.js';
import { type Client, serverFor } from './support.js';
import { ended, MortalServer } from './support-crash.js';

const limit = 300_000;
let clock = 0;
const server = await serverFor({ workspace: { limits: { fileBytes: limit } }, now: () => Date.now() + clock });
const [ana, ben, maya] = [server.as('ana'), server.as('ben'), server.as('maya')];
const tus = { 'tus-resumable': '1.0.0' };
const b64 = (text: string): string => Buffer.from(text).toString('base64');
const digest = (bytes: Uint8Array<ArrayBuffer>) => treeDigest(bytes.length, (from, to) => Promise.resolve(bytes.subarray(from, to))) as Promise<string>;
const bytesOf = (length: number) => Uint8Array.from(randomBytes(length));
const piecesOnDisk = (dir = server.dataDir) => readdirSync(join(dir, 'uploads'));

function create(who: Client, id: string, size: number, { thread = 'ana-maya', mark = '', headers = {} as Record<string, string> } = {}) {
  const words = [`filename ${b64('scan.bin')}`, ...(thread ? [`thread ${b64(thread)}`] : []), ...(mark ? [`mark ${b64(mark)}`] : [])].join(',');
  return who.request('POST', `/files/${id}/upload`, null, { ...tus, 'upload-length': String(size), 'upload-metadata': words, ...headers });
}
const head = (who: Client, id: string) => who.request('HEAD', `/files/${id}/upload`, null, tus);
const patch = (who: Client, id: string, offset: number, bytes: BodyInit, headers: Record<string, string> = {}) =>
  who.request('PATCH', `/files/${id}/upload`, bytes, { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', ...headers });
const offsetOf = (answer: { headers: Headers }) => Number(answer.headers.get('upload-offset'));

describe('R-06 T11 tus 1.0', () => {
  it('R-06 creation, HEAD, PATCH, and the file; every answer says the version and is not stored', async () => {
    const bytes = bytesOf(100_000);
    const created = await create(ana, 'plain', bytes.length, { mark: await digest(bytes) });
    assert.deepEqual([created.status, offsetOf(created), created.headers.get('location')], [201, 0, 'upload']);
    const first = await patch(ana, 'plain', 0, bytes.subarray(0, 60_000));
    assert.deepEqual([first.status, offsetOf(first), first.text], [204, 60_000, '']);
    const asked = await head(ana, 'plain');
    assert.deepEqual([asked.status, offsetOf(asked), asked.headers.get('upload-length')], [200, 60_000, '100000']);
    const again = await create(ana, 'plain', bytes.length, { mark: await digest(bytes) });
    assert.deepEqual([again.status, offsetOf(again)], [200, 60_000], 'creation may be repeated');
    assert.equal((await ana.get('/files/plain')).status, 404, 'not a file yet');
    const last = await patch(ana, 'plain', 60_000, bytes.subarray(60_000));
    for (const { headers } of [created, first, asked, last]) assert.deepEqual([headers.get('tus-resumable'), headers.get('cache-control')], ['1.0.0', 'no-store']);
    const ref = await ana.get('/files/plain');
    assert.deepEqual(ref.body, { id: 'plain', name: 'scan.bin', type: 'application/octet-stream', size: 100_000, scan: 'clean' });
    assert.deepEqual([offsetOf(await head(ana, 'plain')), offsetOf(await create(ana, 'plain', bytes.length))], [100_000, 100_000], 'the end can be asked after');
    assert.deepEqual((await ana.upload('plain', 'x')).body, ref.body, 'a PUT under the same id answers the file');
    assert.deepEqual(piecesOnDisk(), []);
    const { body } = await ana.post<{ url: string }>('/files/plain/tickets', { as: 'file' });
    assert.deepEqual(new Uint8Array(await (await fetch(`${server.url}/${body.url}`)).arrayBuffer()), bytes);
  });

  it('R-06 the limit is the workspace’s, asked before a byte leaves; an empty file is refused', async () => {
    assert.equal((await create(ana, 'limit', limit)).status, 201);
    const above = await create(ana, 'above', limit + 1);
    assert.deepEqual([above.status, above.body['code']], [413, 'too-large']);
    assert.deepEqual((await create(ana, 'empty', 0)).body['fields'], { file: 'empty' });
    assert.equal((await patch(ana, 'limit', 0, bytesOf(limit + 1))).status, 413);
    const chunked = await patch(ana, 'limit', 0, new Blob([bytesOf(limit + 1)]).stream());
    assert.equal(chunked.status, 413, 'unannounced');
    assert.ok(offsetOf(await head(ana, 'limit')) <= limit);
  });

  it('R-01 only the uploader, and only into a thread to which they may write', async () => {
    await create(ana, 'hers', 1_000);
    for (const who of [ben, maya]) {
      assert.equal((await head(who, 'hers')).status, 404);
      assert.equal((await patch(who, 'hers', 0, 'x')).status, 404);
      assert.equal((await create(who, 'hers', 1_000, { thread: '' })).status, 409);
    }
    assert.equal((await create(ben, 'foreign', 1_000)).status, 404);
    assert.equal((await create(server.as('stranger'), 'stranger', 1_000, { thread: '' })).status, 403);
    await patch(ana, 'hers', 0, bytesOf(1_000));
    assert.deepEqual([(await ana.get('/files/hers')).status, (await maya.get('/files/hers')).status], [200, 404]);
    assert.equal((await head(maya, 'hers')).status, 409);
  });

  it('T11 a wrong place is a conflict and changes nothing; another length or another mark under the same id is refused', async () => {
    const bytes = bytesOf(5_000);
    await create(ana, 'place', 5_000, { mark: await digest(bytes) });
    await patch(ana, 'place', 0, bytes.subarray(0, 1_000));
    for (const offset of [0, 999, 1_001, 4_000]) assert.equal((await patch(ana, 'place', offset, 'xx')).status, 409, String(offset));
    for (const other of [await create(ana, 'place', 5_001), await create(ana, 'place', 5_000, { mark: await digest(bytesOf(5_000)) })]) {
      assert.deepEqual([other.status, other.body['fields']], [409, { file: 'another' }]);
    }
    assert.equal(offsetOf(await head(ana, 'place')), 1_000);
    assert.equal((await patch(ana, 'place', 1_000, bytes.subarray(1_000))).status, 204);
  });

  it('T11 what arrived is held against the mark: a damaged file is none', async () => {
    const bytes = bytesOf(5_000);
    await create(ana, 'damaged', 5_000, { mark: await digest(bytes) });
    bytes[7] = bytes[7]! ^ 1;
    const answer = await patch(ana, 'damaged', 0, bytes);
    assert.deepEqual([answer.status, answer.body['fields']], [409, { file: 'damaged' }]);
    assert.deepEqual([(await ana.get('/files/damaged')).status, (await head(ana, 'damaged')).status], [404, 404]);
    assert.equal((await create(ana, 'damaged', 5_000)).status, 201, 'it may begin anew');
  });

  it('T11 two at once at the same place: one file of the right bytes', async () => {
    const bytes = bytesOf(200_000);
    await create(ana, 'race', bytes.length, { mark: await digest(bytes) });
    for (let turn = 0; turn < 50; turn += 1) {
      const at = offsetOf(await head(ana, 'race'));
      if (at === bytes.length) break;
      const answers = await Promise.all([1, 2, 3].map(() => patch(ana, 'race', at, bytes.subarray(at, at + 30_000))));
      for (const { status } of answers) assert.ok(status === 204 || status === 409, String(status));
    }
    const { body } = await ana.post<{ url: string }>('/files/race/tickets', { as: 'file' });
    assert.deepEqual(new Uint8Array(await (await fetch(`${server.url}/${body.url}`)).arrayBuffer()), bytes);
  });

  it('bad words are refused, none of them a 500', async () => {
    await create(ana, 'words', 1_000);
    const answers = [
      await create(ana, 'bad', 10, { headers: { 'tus-resumable': '0.2.2' } }), await create(ana, 'bad', 10, { headers: { 'upload-metadata': 'filename ***' } }),
      await create(ana, 'bad', 10, { headers: { 'upload-length': '-1' } }), await create(ana, encodeURIComponent('../../x'), 10),
      await patch(ana, 'words', 0, 'x', { 'upload-offset': 'far' }), await patch(ana, 'words', 0, 'x', { 'content-type': 'text/plain' }),
      await ana.request('GET', '/files/words/upload', null, tus),
    ];
    assert.deepEqual(answers.map(({ status }) => status), [400, 400, 400, 400, 400, 415, 501]);
    assert.ok(answers.every(({ body }) => typeof body['code'] === 'string'));
  });

  it('after a day what was not finished is gone, and a file that no message holds; what a message holds stays', async () => {
    await create(ana, 'late', 1_000);
    await patch(ana, 'late', 0, 'x');
    await ana.upload('loose', 'nobody sends this');
    await ana.upload('held', 'this is sent');
    await ana.submit({ type: 'message.send', threadId: 'ana-maya', kind: 'file', payload: {}, files: ['held'] } as never);
    assert.equal(await server.sweep(), 0);
    clock = 24 * 60 * 60 * 1000 + 1_000;
    assert.ok(await server.sweep() >= 2);
    clock = 0;
    assert.deepEqual([(await head(ana, 'late')).status, (await ana.get('/files/loose')).status, (await ana.get('/files/held')).status], [404, 404, 200]);
    assert.deepEqual(piecesOnDisk(), []);
    assert.equal(readdirSync(join(server.dataDir, 'files')).length, 1);
  });
});

describe('T1 kill -9', () => {
  const mortal = new MortalServer();
  const { dataDir } = mortal;
  after(() => mortal.end());

  async function start(): Promise<{ kill(): Promise<void>; client: Client }> {
    const { child, as } = await mortal.start();
    const kill = () => {
      const gone = ended(child);
      child.kill('SIGKILL');
      return gone;
    };
    return { kill, client: as('ana') };
  }

  it('T1 T11 in the middle of a piece: the upload goes on where the disk says, and comes down whole', async () => {
    const bytes = bytesOf(9_000_000);
    let { kill, client } = await start();
    await create(client, 'big', bytes.length, { mark: await digest(bytes) });
    await patch(client, 'big', 0, bytes.subarray(0, 2_000_000));
    let killed = false;
    const slow = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (killed) return controller.close();
        controller.enqueue(bytes.subarray(2_000_000, 2_500_000));
        await new Promise((resolve) => setTimeout(resolve, 50));
      },
    });
    const broken = patch(client, 'big', 2_000_000, slow).catch(() => undefined);
    const place = join(dataDir, 'uploads', piecesOnDisk(dataDir)[0]!);
    while (statSync(place).size < 2_500_000) await new Promise((resolve) => setTimeout(resolve, 10));
    await kill();
    killed = true;
    await broken;
    ({ kill, client } = await start());
    // What the stream repeated is not what the file has there: the test begins that part anew.
    const at = offsetOf(await head(client, 'big'));
    assert.ok(at >= 2_500_000, String(at));
    await kill();
    writeFileSync(place, bytes.subarray(0, 2_500_000));
    ({ kill, client } = await start());
    assert.equal((await patch(client, 'big', 2_500_000, bytes.subarray(2_500_000))).status, 204);
    const { body } = await client.post<{ url: string }>('/files/big/tickets', { as: 'file' });
    const read = new Uint8Array(await (await fetch(`${client.server.url}/${body.url}`)).arrayBuffer());
    assert.equal(createHash('sha256').update(read).digest('hex'), createHash('sha256').update(bytes).digest('hex'));
    await kill();
  });

  it('T11 between the last byte and the file: the next question finishes it', async () => {
    const bytes = bytesOf(50_000);
    let { kill, client } = await start();
    await create(client, 'edge', bytes.length, { mark: await digest(bytes) });
    await kill();
    writeFileSync(join(dataDir, 'uploads', piecesOnDisk(dataDir)[0]!), bytes);
    ({ kill, client } = await start());
    assert.equal(offsetOf(await head(client, 'edge')), bytes.length);
    assert.equal((await client.get('/files/edge')).body['size'], bytes.length);
    await kill();
  });
});
