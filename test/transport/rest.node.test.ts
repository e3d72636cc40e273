import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tokenFromUrl } from '../../src/base/token-url.js';
import type { ServerCommand } from '../../src/model/index.js';
import { serverAddress } from '../../src/transport/rest/server-address.js';
import { fakeFetch, json, message, problem, settle, type Answer } from './fakes.js';
import { base, code, open } from './opened.js';

const send: ServerCommand = { type: 'message.send', id: 'c1', threadId: 't', kind: 'text', payload: { text: 'secret', format: 'plain' }, files: [] };

describe('rest: commands', () => {
  it('the token stands in the Authorization header and nowhere else', async () => {
    const { transport, asked, end } = await open({ tokens: () => 'geheim', answer: () => json(message(1)) });
    await transport.submit(send);
    for (const one of asked) {
      assert.equal(one.token, 'Bearer geheim');
      assert.ok(!`${one.path}${one.query}${one.body}`.includes('geheim'));
    }
    end();
  });

  it('T4 a 401 brings one fresh token and one more attempt, then «unauthenticated»', async () => {
    const { transport, asked, end } = await open({ answer: (one) => (one.token === 'Bearer t2' ? json(message(1)) : problem(401, 'unauthenticated')) });
    assert.equal((await transport.submit(send)).id, 'm1');
    end();
    const always = await open({ answer: () => problem(401, 'unauthenticated') });
    await assert.rejects(always.transport.submit(send), code('unauthenticated', { outcome: 'no' }));
    assert.equal(always.asked.filter((one) => one.path.endsWith('/commands')).length, 2);
    assert.equal(asked.filter((one) => one.path.endsWith('/commands')).length, 2);
    always.end();
  });

  it('T2 a command whose answer is lost may have been carried out, a page may simply be asked again', async () => {
    const { transport, platform, end } = await open({ answer: () => { throw new TypeError('Failed to fetch'); } });
    await assert.rejects(transport.submit(send), code('unavailable', { outcome: 'maybe', retryable: true }));
    await assert.rejects(transport.threads({}), code('unavailable', { outcome: 'no', retryable: true }));
    platform.lifecycle.set({ online: false });
    await assert.rejects(transport.submit(send), code('offline', { outcome: 'maybe', retryable: true }));
    end();
  });

  it('T2 a command without an answer for 30 s is a timeout that may have been carried out', async () => {
    const { transport, platform, end } = await open({ answer: () => new Promise<Response>(() => undefined) });
    const lost = assert.rejects(transport.submit(send), code('timeout', { outcome: 'maybe' }));
    await platform.clock.pass(31_000);
    await lost;
    end();
  });

  it('T4 a page without an answer for 6 s is asked for once more, over another connection; the dead one is given up with the answer', async () => {
    const given: AbortSignal[] = [];
    const { transport, platform, end } = await open({
      answer: ({ signal }) => (given.push(signal) === 1 ? new Promise<Response>(() => undefined) : json({ items: [message(1)] })),
    });
    const page = transport.messages('t', {});
    await platform.clock.pass(5_900);
    assert.equal(given.length, 1);
    await platform.clock.pass(200);
    assert.equal((await page).items[0]?.id, 'm1');
    assert.equal(given[0]?.aborted, true);
    await platform.clock.pass(30_000);
    assert.equal(given.length, 2);
    end();
  });

  it('T4 a slow server is heard: the first answer counts, however often it was asked', async () => {
    const answers: ((response: Response) => void)[] = [];
    const { transport, platform, end } = await open({ answer: () => new Promise<Response>((resolve) => answers.push(resolve)) });
    const page = transport.messages('t', {});
    await platform.clock.pass(15_000);
    assert.equal(answers.length, 3);
    answers[0]?.(json({ items: [message(1)] }));
    assert.equal((await page).items[0]?.id, 'm1');
    end();
  });

  it('T9 a server that is slow or silent is asked six times more, and then as often as anybody asks, until it answers in time', async () => {
    const answers: ((response: Response) => void)[] = [];
    const { transport, platform, end } = await open({ answer: () => new Promise<Response>((resolve) => answers.push(resolve)) });
    for (const expected of [5, 8, 9]) {
      const silent = assert.rejects(transport.messages('t', {}), code('timeout'));
      await platform.clock.pass(31_000);
      await silent;
      assert.equal(answers.length, expected);
    }
    // An answer that comes late is no reason to ask more; one in time is.
    for (const [wait, more] of [[8_000, 1], [100, 5]] as const) {
      const page = transport.messages('t', {});
      await platform.clock.pass(wait);
      answers.at(-1)?.(json({ items: [] }));
      await page;
      const before = answers.length;
      const silent = assert.rejects(transport.messages('t', {}), code('timeout'));
      await platform.clock.pass(31_000);
      await silent;
      assert.equal(answers.length - before, more);
    }
    end();
  });

  it('an error holds neither the token nor what a person wrote', async () => {
    const { transport, end } = await open({ tokens: () => 'geheim', answer: () => problem(422, 'invalid') });
    const error: unknown = await transport.submit(send).catch((thrown: unknown) => thrown);
    const { inspect } = await import('node:util');
    assert.ok(!/geheim|secret/.test(inspect(error, { depth: 10, showHidden: true })));
    end();
  });

  it('an answer that is a web page tells the developer where to look', async () => {
    const { transport, end } = await open({ answer: () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }) });
    await assert.rejects(transport.threads({}), /does `server` name a clinic-chat server/);
    end();
  });

  it('a message without an author, a list that is none: what is missing is filled in, what has no identity is left out', async () => {
    const { transport, end } = await open({ answer: () => json({ items: [{ id: 'm1', threadId: 't' }, { threadId: 't' }, null, message(2)] }) });
    const { items } = await transport.messages('t', {});
    assert.deepEqual(items.map((one) => [one.id, one.author, one.kind, one.files.length]), [['m1', '', '', 0], ['m2', 'maya', 'text', 0]]);
    end();
  });

  it('ids of every shape stay one segment of the path', async () => {
    const { transport, asked, end } = await open({ answer: () => json({ items: [] }) });
    await transport.messages('a/../b?c#d', { limit: 5 });
    assert.equal(asked.at(-1)?.path, '/api/chat/threads/a%2F..%2Fb%3Fc%23d/messages');
    end();
  });

  it('after its end, and before its opening, nothing is asked', async () => {
    const { transport, asked, end } = await open();
    end();
    const before = asked.length;
    await assert.rejects(transport.threads({}), code('unauthenticated'));
    assert.equal(asked.length, before);
  });

  it('R-12 with messaging off the session is all that is asked', async () => {
    const { asked, opening, transport, end } = await open({ messaging: false });
    assert.equal((await opening).workspace.switches.messaging, false);
    transport.hint('t', 'typing');
    await settle();
    assert.deepEqual(asked.map((one) => one.path), ['/api/chat/session']);
    end();
  });
});

describe('rest: previews', () => {
  const ref = { id: 'f1', name: 'knee.jpg', type: 'image/jpeg', size: 4, scan: 'clean' };
  const up = { id: 'f1', threadId: 't', name: 'knee.jpg', onProgress: () => undefined, preview: async () => new Blob(['p']) };
  const isPreview = ({ path }: { path: string }): boolean => path.endsWith('/files/f1/preview');

  it('R-06 one goes up after its file; refused, cut off or without an answer, the file is there all the same', async () => {
    const answers: Answer[] = [() => new Response(null, { status: 204 }), () => problem(500, 'unavailable'), () => { throw new TypeError('cut'); }];
    for (const answer of answers) {
      const { transport, asked, end } = await open({ answer: (one) => (isPreview(one) ? answer(one) : json(ref)) });
      assert.equal((await transport.upload(new Blob(['file']), up)).id, 'f1');
      assert.deepEqual(asked.slice(-2).map(({ method, path }) => `${method} ${path}`), ['PUT /api/chat/files/f1', 'PUT /api/chat/files/f1/preview']);
      end();
    }
    const { transport, asked, platform, end } = await open({ answer: (one) => (isPreview(one) ? new Promise(() => undefined) : json(ref)) });
    const call = transport.upload(new Blob(['file']), up);
    while (!asked.some(isPreview)) await settle();
    await platform.clock.pass(15_000);
    assert.equal((await call).id, 'f1');
    end();
  });

  it('R-06 the address says which of the two', async () => {
    const { transport, asked, end } = await open({ answer: () => json({ url: 'files/f1/content?ticket=x&as=preview', expiresAt: 1 }) });
    assert.equal((await transport.fileUrl(ref as never, 'preview')).url, `${base}/files/f1/content?ticket=x&as=preview`);
    assert.equal(asked.at(-1)?.body, '{"as":"preview"}');
    end();
  });
});

describe('rest: what a developer got wrong', () => {
  it('`server` is checked with a sentence that helps', () => {
    for (const wrong of [undefined, '', '  ', 'ftp://x/', 'http://u:p@x/', 'https://x/?a=b', '/api/chat']) {
      assert.throws(() => serverAddress(wrong, undefined), (error: unknown) => code('invalid')(error) && /clinic-chat: .*server/.test((error as Error).message));
    }
    assert.equal(serverAddress('/api/chat', 'https://clinic.example/a/b').href, `${base}/`);
    assert.equal(serverAddress(`${base}/`).href, `${base}/`);
    assert.throws(() => serverAddress('http://other.example/chat', 'https://clinic.example/'), /https/);
    assert.equal(serverAddress('http://localhost:3000/chat', 'https://clinic.example/').port, '3000');
  });

  it('token-url answers { token, expiresAt }, else it says what is wrong', async () => {
    const from = (answer: Answer) => tokenFromUrl('https://clinic.example/token', fakeFetch(answer).fetch)();
    assert.deepEqual(await from((one) => json({ token: one.method, expiresAt: 5 })), { token: 'POST', expiresAt: 5 });
    await assert.rejects(from(() => json({ nothing: 1 })), /must answer JSON/);
    await assert.rejects(from(() => new Response('<html>')), /must answer JSON/);
    await assert.rejects(from(() => json({}, 500)), code('unavailable', { retryable: true }));
    await assert.rejects(from(() => json({}, 403)), code('unauthenticated', { retryable: false }));
    // T4: a line that is down has signed nobody out.
    await assert.rejects(from(() => { throw new TypeError('x'); }), code('unavailable', { retryable: true }));
    assert.throws(() => tokenFromUrl(''), /token-url/);
  });
});
