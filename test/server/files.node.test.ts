import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isInlineImage, type FileRef } from '../../src/model/index.js';
import { serverFor } from './support.js';

const limit = 300_000;
const bytesOf = (length: number) => new Uint8Array(length).fill(7);
let clock = 0;
const server = await serverFor({ workspace: { limits: { fileBytes: limit } }, now: () => Date.now() + clock });
const [ana, ben, maya] = [server.as('ana'), server.as('ben'), server.as('maya')];
const onDisk = () => readdirSync(join(server.dataDir, 'files')).length + readdirSync(join(server.dataDir, 'incoming')).length;
const ticket = async (who: typeof ana, id: string) => (await who.post<{ url: string; expiresAt: number }>(`/files/${id}/tickets`, { as: 'file' }));
const fetchTicket = async (url: string, headers: Record<string, string> = {}, method = 'GET') => fetch(`${server.url}/${url}`, { method, headers });

describe('R-06 the limit', () => {
  it('R-06 a file of exactly the limit is taken, one byte more refused, announced or not', async () => {
    const before = onDisk();
    assert.equal((await ana.upload('at-limit', bytesOf(limit))).body.size, limit);
    for (const [id, body] of [['above', bytesOf(limit + 1)], ['above-chunked', new Blob([bytesOf(limit + 1)]).stream()]] as const) {
      const refused = await ana.upload(id, body);
      assert.deepEqual([refused.status, refused.body.code], [413, 'too-large'], id);
    }
    assert.equal(onDisk(), before + 1);
  });

  it('R-06 209,715,201 bytes are refused by their announcement, before one of them is sent', async () => {
    const big = await serverFor();
    const token = await big.token('ana');
    const announce = (bytes: number, patience: number) => new Promise<number>((resolve, reject) => {
      const url = new URL(`${big.url}/files/huge?threadId=ana-maya&name=huge.bin`);
      const req = request(url, { method: 'PUT', headers: { authorization: `Bearer ${token}`, 'content-length': bytes } }, (res) => {
        resolve(res.statusCode!);
        req.destroy();
      });
      req.on('error', reject);
      req.flushHeaders();
      setTimeout(() => { resolve(0); req.destroy(); }, patience).unref();
    });
    assert.equal(await announce(209_715_201, 30_000), 413);
    assert.equal(await announce(209_715_200, 500), 0, 'the limit itself is waited for');
  });

  it('an empty file is refused, and so are an unknown thread, a missing name and an id that is none', async () => {
    const before = onDisk();
    assert.deepEqual((await ana.upload('empty', '')).body.fields, { file: 'empty' });
    assert.equal((await ana.upload('lost', 'x', { threadId: 'no-such' })).status, 404);
    assert.equal((await ana.request('PUT', '/files/nameless?threadId=ana-maya', 'x')).status, 400);
    assert.equal((await ana.request('PUT', `/files/${encodeURIComponent('../../x')}?threadId=ana-maya&name=x`, 'x')).status, 400);
    assert.equal(onDisk(), before);
  });
});

describe('T11 uploads', () => {
  it('T11 the same id by the same person makes one file and answers the same, also at once; another person’s id is a conflict', async () => {
    const before = onDisk();
    const both = await Promise.all([ana.upload('twice', 'same bytes'), ana.upload('twice', 'same bytes')]);
    assert.equal(both[0].text, both[1].text);
    assert.equal((await ana.upload('twice', 'same bytes', { name: 'other.txt' })).text, both[0].text);
    assert.equal(onDisk(), before + 1);
    const taken = await server.as('rosa').upload('twice', 'mine');
    assert.deepEqual([taken.status, taken.body.code], [409, 'conflict']);
  });

  it('T11 an upload that breaks off leaves nothing, and the same id may come again', async () => {
    const before = onDisk();
    const token = await server.token('ana');
    await new Promise<void>((resolve) => {
      const req = request(`${server.url}/files/cut?threadId=ana-maya&name=cut.bin`, { method: 'PUT', headers: { authorization: `Bearer ${token}`, 'content-length': 200_000 } });
      req.on('error', () => resolve());
      req.write(bytesOf(100_000), () => setTimeout(() => req.destroy(new Error('cut')), 50));
    });
    const deadline = Date.now() + 30_000;
    while (onDisk() !== before && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(onDisk(), before);
    assert.equal((await ana.upload('cut', 'whole')).status, 200);
  });
});

describe('what a file is', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 3, 0, 0, 0, 2, 0]);
  for (const [name, bytes, expected] of [
    ['photo.exe', png, { type: 'image/png', width: 768, height: 512 }],
    ['image.png', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', { type: 'application/octet-stream' }],
    ['page.txt', '<!doctype html><script>alert(1)</script>', { type: 'application/octet-stream' }],
    ['feed.png', '\ufeff<?xml version="1.0"?><a/>', { type: 'application/octet-stream' }],
    ['x-ray.png', '<!doctype html><script>alert(1)</script>', { type: 'application/octet-stream' }],
    ['Walk.vtt', 'WEBVTT\n\n00:00.000 --> 00:02.000\nBend the knee.', { type: 'text/vtt' }],
    ['evil.vtt', 'WEBVTT\n\n<!doctype html><script>alert(1)</script>', { type: 'application/octet-stream' }],
    ['notes.html', 'Just words.', { type: 'text/plain' }],
    ['x.gif', '%PDF-1.7', { type: 'application/pdf' }],
  ] as const) {
    it(`${name} is told by its content: ${expected.type}`, async () => {
      const { body } = await ana.upload(`kind-${name}`, bytes, { name, headers: { 'content-type': 'image/gif' } });
      const { type, width, height } = body as unknown as FileRef;
      assert.deepEqual({ type, ...(width === undefined ? {} : { width, height }) }, expected);
    });
  }

  it('R-06 a PNG of 65,535 × 65,535 is told by its header, and is a file and no image: nothing decodes it', async () => {
    const bomb = Uint8Array.from([...png.subarray(0, 16), 0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    const { body } = await ana.upload('bomb', bomb, { name: 'scan.png' });
    assert.deepEqual([body.type, body.width, body.height], ['image/png', 65_535, 65_535]);
    assert.equal(isInlineImage(body as unknown as FileRef), false);
    const send = (kind: string) => ana.submit({ type: 'message.send', threadId: 'ana-maya', kind, payload: {}, files: ['bomb'] } as never);
    assert.deepEqual([(await send('image')).status, (await send('file')).status], [400, 200]);
  });

  it('direction controls and control characters leave a name; 300 characters become 255, the extension kept', async () => {
    assert.equal((await ana.upload('name-1', 'x', { name: 'invoice\u202Egpj.exe\u0000' })).body.name, 'invoicegpj.exe');
    assert.equal((await ana.upload('name-2', 'x', { name: '../..\\etc/passwd' })).body.name, '.._.._etc_passwd');
    const long = (await ana.upload('name-3', 'x', { name: `\u202e${'n'.repeat(300)}.pdf` })).body.name as string;
    assert.ok(long.length === 255 && long.endsWith('.pdf'));
    assert.equal((await ana.upload('name-4', 'x', { name: '<script>alert("é")</script>.txt' })).body.name, '<script>alert("é")<_script>.txt');
  });

  it('R-06 a message holds files that its writer uploaded, images where it says images, as many as allowed', async () => {
    const send = (files: string[], kind = 'file') => ana.submit({ type: 'message.send', threadId: 'ana-maya', kind, payload: {}, files } as never);
    assert.equal((await send(['kind-photo.exe'], 'image')).status, 200);
    assert.equal((await send(['kind-notes.html'], 'image')).status, 400);
    await maya.upload('mayas', 'x');
    assert.equal((await send(['mayas'])).status, 400);
    assert.equal((await send(Array.from({ length: 21 }, (_, i) => `f${i}`))).status, 400);
  });
});

describe('who reads a file', () => {
  it('R-01 its uploader, and the participants of a thread whose message holds it; the same 404 for everybody else', async () => {
    await ana.upload('knee', 'knee bytes', { name: 'knee.txt' });
    assert.equal((await ticket(ana, 'knee')).status, 200);
    assert.equal((await ticket(maya, 'knee')).status, 404, 'not sent yet');
    await ana.submit({ type: 'message.send', threadId: 'ana-maya', kind: 'file', payload: {}, files: ['knee'] } as never);
    for (const [who, status] of [['maya', 200], ['luis', 200], ['rosa', 200], ['ben', 404], ['tom', 404], ['office', 404], ['stranger', 404]] as const) {
      assert.equal((await ticket(server.as(who), 'knee')).status, status, who);
    }
    assert.equal((await ticket(ben, 'knee')).text, (await ticket(ben, 'no-such-file')).text);
  });

  it('a ticket opens one file, to one person, for five minutes, without the session’s token in it', async () => {
    const before = Date.now() + clock;
    const { body } = await ticket(maya, 'knee');
    const later = Date.now() + clock;
    assert.ok(!body.url.includes(await server.token('maya')));
    // Tokens count in whole seconds.
    assert.ok(body.expiresAt >= before + 299_000 && body.expiresAt <= later + 301_000);
    assert.equal(await (await fetchTicket(body.url)).text(), 'knee bytes');
    assert.equal((await fetchTicket(body.url.replace('files/knee', 'files/twice'))).status, 401);
    assert.equal((await fetchTicket(body.url, { authorization: `Bearer ${await server.token('ben')}` })).status, 401);
    assert.equal((await fetchTicket('files/knee/content')).status, 401);
    assert.equal((await fetchTicket(`files/knee/content?ticket=${await server.token('maya')}`)).status, 401, 'a session token is no ticket');
    const asBearer = await fetch(`${server.url}/threads`, { headers: { authorization: `Bearer ${body.url.split('ticket=')[1]}` } });
    assert.equal(asBearer.status, 401, 'a ticket is no session token');
    clock += 299_000;
    assert.equal((await fetchTicket(body.url)).status, 200);
    clock += 2_000;
    assert.equal((await fetchTicket(body.url)).status, 401);
    clock = 0;
  });

  it('a ticket is worth nothing once the person was removed from the thread', async () => {
    const { body } = await ticket(server.as('luis'), 'knee');
    server.admin.removeParticipant('clinic', 'ana-maya', 'luis');
    assert.equal((await fetchTicket(body.url)).status, 404);
    server.admin.addParticipant('clinic', 'ana-maya', 'luis');
    assert.equal((await fetchTicket(body.url)).status, 404, 'who comes back sees messages from then on');
    server.admin.removeParticipant('clinic', 'ana-maya', 'luis');
    server.admin.addParticipant('clinic', 'ana-maya', 'luis', { history: true });
    assert.equal((await fetchTicket(body.url)).status, 200);
  });
});

describe('R-06 previews', () => {
  const image = (width: number, height: number, length = 64): Uint8Array<ArrayBuffer> => {
    const bytes = new Uint8Array(length);
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
    new DataView(bytes.buffer).setUint32(16, width);
    new DataView(bytes.buffer).setUint32(20, height);
    return bytes;
  };
  const put = (who: typeof ana, id: string, bytes: BodyInit) => who.request('PUT', `/files/${id}/preview`, bytes);

  it('R-06 only its uploader gives a file one, of an image, an image of that shape, small; what is refused leaves nothing', async () => {
    await ana.upload('scan', image(4000, 3000));
    await ana.upload('words', 'words');
    await ana.upload('huge-scan', image(65_535, 65_535));
    const before = onDisk();
    const answers = [
      await put(ben, 'scan', image(640, 480)), await put(ana, 'nothing', image(640, 480)), await put(ana, 'words', image(640, 480)), await put(ana, 'scan', '<svg xmlns="x"/>'),
      await put(ana, 'scan', image(480, 640)), await put(ana, 'scan', image(1280, 960)), await put(ana, 'scan', image(640, 480, 256 * 1024 + 1)), await put(ana, 'scan', ''),
    ];
    assert.deepEqual(answers.map(({ status }) => status), [404, 404, 400, 400, 400, 400, 413, 400]);
    assert.equal(onDisk(), before);
    assert.equal((await put(ana, 'huge-scan', image(640, 640))).status, 204);
  });

  it('R-06 the first one stays, none comes after the sending, and it leaves as what it is', async () => {
    assert.deepEqual([(await put(ana, 'scan', image(640, 480))).status, (await put(ana, 'scan', image(320, 240))).status], [204, 204]);
    await ana.upload('sent', image(4000, 3000));
    await ana.submit({ type: 'message.send', threadId: 'ana-maya', kind: 'image', payload: {}, files: ['scan', 'sent'] } as never);
    assert.equal((await put(ana, 'sent', image(640, 480))).status, 409);
    const { body } = await server.as('rosa').post<{ url: string }>('/files/scan/tickets', { as: 'preview' });
    const answer = await fetchTicket(body.url);
    assert.deepEqual([answer.headers.get('content-type'), answer.headers.get('content-security-policy'), new DataView(await answer.arrayBuffer()).getUint32(16)], ['image/png', "sandbox; default-src 'none'", 640]);
    assert.equal((await ben.post('/files/scan/tickets', { as: 'preview' })).status, 404);
  });

  it('R-06 it goes with its file', async () => {
    const sweep = async (): Promise<number> => {
      clock = 25 * 60 * 60 * 1000;
      await server.sweep();
      clock = 0;
      return onDisk();
    };
    const held = await sweep();
    await ana.upload('passing', image(4000, 3000));
    await put(ana, 'passing', image(640, 480));
    assert.equal(onDisk(), held + 2);
    assert.equal(await sweep(), held);
  });
});

describe('how a file leaves', () => {
  it('every header that trust.md asks for, also when the file says it is a page', async () => {
    await ana.upload('page', '<!doctype html><script>alert(1)</script>', { name: 'Befund "Ärzte".html' });
    const response = await fetchTicket((await ticket(ana, 'page')).body.url);
    const expected: Record<string, string> = {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="Befund __rzte_.html"; filename*=UTF-8''Befund%20%22%C3%84rzte%22.html`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-site',
      'cache-control': 'private, no-store',
      'accept-ranges': 'bytes',
      'content-length': '40',
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(response.headers.get(name), value, name);
    assert.equal(await response.text(), '<!doctype html><script>alert(1)</script>');
  });

  it('a PDF with script is a download and never a page of ours', async () => {
    await ana.upload('scripted', '%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj', { name: 'result.pdf' });
    const { headers } = await fetchTicket((await ticket(ana, 'scripted')).body.url);
    assert.deepEqual(['content-type', 'content-security-policy', 'x-content-type-options'].map((name) => headers.get(name)), ['application/pdf', "sandbox; default-src 'none'", 'nosniff']);
    assert.match(headers.get('content-disposition') ?? '', /^attachment/);
  });

  it('ranges answer 206 with what was asked for, 416 outside, and HEAD without a body', async () => {
    const { body } = await ticket(ana, 'knee');
    for (const [range, status, text, contentRange] of [
      ['bytes=0-3', 206, 'knee', 'bytes 0-3/10'], ['bytes=5-', 206, 'bytes', 'bytes 5-9/10'], ['bytes=-5', 206, 'bytes', 'bytes 5-9/10'],
      ['bytes=0-999', 206, 'knee bytes', 'bytes 0-9/10'], ['bytes=9-9', 206, 's', 'bytes 9-9/10'], ['lines=1-2', 200, 'knee bytes', null], ['bytes=0-1,4-5', 200, 'knee bytes', null],
    ] as const) {
      const response = await fetchTicket(body.url, { range });
      assert.deepEqual([response.status, await response.text(), response.headers.get('content-range')], [status, text, contentRange], range);
    }
    const outside = await fetchTicket(body.url, { range: 'bytes=10-' });
    assert.deepEqual([outside.status, outside.headers.get('content-range')], [416, 'bytes */10']);
    const head = await fetchTicket(body.url, {}, 'HEAD');
    assert.deepEqual([head.status, head.headers.get('content-length'), await head.text()], [200, '10', '']);
    // a player that seeks after its ticket has run out is refused, and asks for the next.
    clock += 301_000;
    assert.equal((await fetchTicket(body.url, { range: 'bytes=5-' })).status, 401);
    clock = 0;
    assert.equal((await fetchTicket((await ticket(ana, 'knee')).body.url, { range: 'bytes=5-' })).status, 206);
  });
});
