import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tokenFromUrl } from '../../src/base/token-url.js';
import { ChatError } from '../../src/base/errors.js';
import type { ServerCommand } from '../../src/model/index.js';
import { serverAddress } from '../../src/transport/rest/server-address.js';
import { restTransport } from '../../src/transport/rest/index.js';
import { fakeFetch, fakePlatform, FakeStream, Heard, json, message, problem, session, settle, type Answer, type Asked } from './fakes.js';

const base = 'https://clinic.example/api/chat';
const code = (expected: string, more: Partial<ChatError> = {}) => (error: unknown): boolean => {
  assert.ok(error instanceof ChatError);
  assert.equal(error.code, expected);
  for (const [name, value] of Object.entries(more)) assert.equal(error[name as keyof ChatError], value, name);
  return true;
};
const send: ServerCommand = { type: 'message.send', id: 'c1', threadId: 't', kind: 'text', payload: { text: 'secret', format: 'plain' }, files: [] };

/** An open adapter before a server of which a test writes the answers; the streams come as it opens them. */
async function open({ answer = () => json({}), since, stream = (s) => s.hello('c0'), tokens = (n) => `t${n}`, messaging = true }: {
  answer?: Answer; since?: string; stream?: (stream: FakeStream, turn: number) => Response | Promise<Response> | void; tokens?: (n: number) => string; messaging?: boolean;
} = {}) {
  const platform = fakePlatform();
  const streams: FakeStream[] = [];
  let asks = 0;
  const { fetch, asked } = fakeFetch((one: Asked) => {
    if (one.path.endsWith('/session')) return json(session(messaging));
    if (!one.path.endsWith('/events')) return answer(one);
    const made = new FakeStream(one.signal);
    streams.push(made);
    return stream(made, streams.length) ?? made.response;
  });
  const heard = new Heard();
  const end = new AbortController();
  const transport = restTransport({ server: base, fetch, platform });
  const getToken = (): Promise<string> => Promise.resolve(tokens(++asks));
  const opening = transport.open(heard, { getToken, signal: end.signal, locale: 'en', ...(since !== undefined && { since }) });
  await settle();
  const eventsAsked = (): Asked[] => asked.filter((one) => one.path.endsWith('/events'));
  return { transport, heard, platform, streams, asked, eventsAsked, opening, end: () => end.abort() };
}

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

describe('rest: the stream', () => {
  it('T5 comes back from the last cursor that was applied, after a wait with jitter', async () => {
    const { streams, eventsAsked, heard, platform, opening, end } = await open();
    await opening;
    streams[0]!.batch('c1', { type: 'message', message: message(1) });
    await settle();
    streams[0]!.breakOff();
    await settle();
    assert.deepEqual(heard.states, ['connecting', 'connecting', 'online', 'offline']);
    assert.equal(heard.connections.at(-1)?.retryAt, platform.clock.now() + 500);
    await platform.clock.pass(600);
    assert.deepEqual(eventsAsked().map((one) => one.query.get('since')), [null, 'c1']);
    assert.deepEqual(heard.states.slice(4), ['connecting', 'catching-up', 'online']);
    assert.deepEqual(heard.batches.map(({ events, cursor }) => [events.length, cursor]), [[0, 'c0'], [1, 'c1']]);
    end();
  });

  it('T5 a dial into a dead connection is given up after 8 s, the ones after it later', async () => {
    const dead = new Promise<Response>(() => undefined);
    const { heard, platform, eventsAsked, end } = await open({ stream: (stream, turn) => (turn <= 2 ? dead : stream.hello('h')) });
    await platform.clock.pass(7_900);
    assert.equal(eventsAsked().length, 1);
    await platform.clock.pass(1_200);
    assert.equal(eventsAsked().length, 2);
    assert.ok(heard.connections.some(({ state, error }) => state === 'offline' && error?.code === 'timeout'));
    await platform.clock.pass(11_000);
    assert.equal(heard.connections.at(-1)?.state, 'online');
    end();
  });

  it('T5 after 25 s of silence the line counts as broken; comments keep it alive', async () => {
    const { streams, eventsAsked, heard, platform, end } = await open();
    await platform.clock.pass(20_000);
    streams[0]!.write(':\n\n');
    await platform.clock.pass(20_000);
    assert.equal(eventsAsked().length, 1);
    await platform.clock.pass(6_000);
    assert.equal(eventsAsked().length, 2);
    assert.equal(heard.connections.find(({ error }) => error)?.error?.code, 'timeout');
    end();
  });

  it('T5 an expired cursor says «resync» with a fresh one', async () => {
    const { heard, eventsAsked, platform, end } = await open({
      since: 'old', stream: (stream, turn) => (turn === 1 ? problem(410, 'gone') : stream.hello('fresh')),
    });
    await platform.clock.pass(1_000);
    assert.deepEqual(heard.batches, [{ events: [{ type: 'resync' }], cursor: 'fresh' }]);
    assert.deepEqual(eventsAsked().map((one) => one.query.get('since')), ['old', null]);
    end();
  });

  it('a garbled frame is read again from the last good cursor; after three times the pages are read again', async () => {
    const { streams, eventsAsked, heard, platform, opening, end } = await open({ stream: (stream, turn) => {
      stream.hello('h');
      if (turn > 1 && turn < 4) stream.write('id: c2\nevent: batch\ndata: [{"type":\n\n');
    } });
    await opening;
    streams[0]!.batch('c1', { type: 'message', message: message(1) });
    streams[0]!.write('id: c2\nevent: batch\ndata: [{"type":\n\n');
    await platform.clock.pass(60_000);
    assert.deepEqual(eventsAsked().slice(0, 4).map((one) => one.query.get('since')), [null, 'c1', 'c1', null]);
    assert.deepEqual(heard.batches.at(-1), { events: [{ type: 'resync' }], cursor: 'h' });
    end();
  });

  it('what is unknown in a batch is left out; the rest comes', async () => {
    const { streams, heard, opening, end } = await open();
    await opening;
    streams[0]!.batch('c1', { type: 'no.such' }, null, { type: 'message', message: {} }, { type: 'message', message: { id: 'm', threadId: 't', kind: 'strange' } });
    streams[0]!.write('event: later\ndata: x\n\nevent: ephemeral\ndata: {"type":"typing","threadId":"t","by":"maya"}\n\n');
    await settle();
    assert.deepEqual(heard.batches.slice(1).map(({ events }) => events.map((event) => event.type)), [['message']]);
    assert.deepEqual(heard.ephemerals, [{ type: 'typing', threadId: 't', by: 'maya' }]);
    end();
  });

  it('T9 waits as long as the server asks, whoever is in a hurry', async () => {
    const { transport, platform, eventsAsked, end } = await open({ stream: () => problem(429, 'rate-limited', { 'retry-after': '20' }) });
    await platform.clock.pass(10_000);
    transport.reconnect?.();
    platform.lifecycle.set({ focused: false });
    await settle();
    assert.equal(eventsAsked().length, 1);
    await platform.clock.pass(10_500);
    assert.equal(eventsAsked().length, 2);
    end();
  });

  it('T9 an outage of an hour costs at most 60 attempts', async () => {
    const { platform, eventsAsked, end } = await open({ stream: () => problem(503, 'unavailable') });
    await platform.clock.pass(3_600_000);
    assert.ok(eventsAsked().length <= 60 && eventsAsked().length > 20, String(eventsAsked().length));
    end();
  });

  it('comes back at once when the network or the person does', async () => {
    const { transport, platform, eventsAsked, streams, opening, end } = await open({ stream: (stream, turn) => (turn === 1 ? stream.hello('h') : problem(503, 'unavailable')) });
    await opening;
    streams[0]!.breakOff();
    await platform.clock.pass(30_000);
    const before = eventsAsked().length;
    transport.reconnect?.();
    await settle();
    assert.equal(eventsAsked().length, before + 1);
    platform.lifecycle.set({ online: false });
    platform.lifecycle.set({ online: true });
    await settle();
    assert.equal(eventsAsked().length, before + 2);
    end();
  });

  it('attempts that somebody asked for do not make the waits longer', async () => {
    const { transport, platform, heard, streams, opening, end } = await open({ stream: (stream, turn) => (turn === 1 ? stream.hello('h') : problem(503, 'unavailable')) });
    await opening;
    streams[0]!.breakOff();
    await settle();
    for (let times = 0; times < 10; times += 1) {
      transport.reconnect?.();
      await settle();
    }
    assert.ok((heard.connections.at(-1)?.retryAt ?? Infinity) - platform.clock.now() <= 1_000);
    end();
  });

  it('a stream that the server ends in good order is replaced without a word', async () => {
    const { streams, heard, platform, opening, end } = await open();
    await opening;
    const told = heard.states.length;
    streams[0]!.end();
    await platform.clock.pass(1_500);
    assert.equal(streams.length, 2);
    assert.deepEqual(heard.states.slice(told).filter((state) => state !== 'online'), []);
    end();
  });

  it('T4 a 401 brings a fresh token at once', async () => {
    const { eventsAsked, heard, end } = await open({ stream: (stream, turn) => (turn === 1 ? problem(401, 'unauthenticated') : stream.hello('h')) });
    assert.deepEqual(eventsAsked().map((one) => one.token), ['Bearer t1', 'Bearer t2']);
    assert.equal(heard.states.at(-1), 'online');
    end();
  });

  it('R-12 a stream that is forbidden is not asked for again', async () => {
    const { eventsAsked, heard, platform, end } = await open({ stream: () => problem(403, 'forbidden') });
    await platform.clock.pass(600_000);
    assert.equal(eventsAsked().length, 1);
    assert.equal(heard.states.at(-1), 'closed');
    end();
  });

  it('a stream that does not stand in 3 s lets the session go ahead, and has the pages read again', async () => {
    const { heard, platform, opening, streams, end } = await open({ stream: () => undefined });
    await platform.clock.pass(3_100);
    assert.equal((await opening).viewer.id, 'ana');
    streams[0]!.hello('late');
    await settle();
    assert.deepEqual(heard.batches, [{ events: [{ type: 'resync' }], cursor: 'late' }]);
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
