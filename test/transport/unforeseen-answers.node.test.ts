import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { browserPlatform } from '../../src/base/browser-platform.js';
import { kinds } from '../../src/kinds/index.js';
import type { Id } from '../../src/model/index.js';
import { createChat } from '../../src/store/index.js';
import type { Chat } from '../../src/store/types.js';
import { restTransport } from '../../src/transport/rest/index.js';
import { fakeFetch, FakeStream, json, message, problem, session, type Asked } from './fakes.js';
import { open } from './opened.js';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const thread = { id: 't', kind: 'direct', title: 'Knee', participants: [], unread: 0, denied: [], muted: false, pinned: false, archived: false };

/** A chat in real time before a server of which a test writes the answers, where they differ from a good one's. */
function before(answer: (one: Asked) => Response | undefined): { chat: Chat; asked: Asked[]; stream: () => FakeStream } {
  const streams: FakeStream[] = [];
  const { fetch, asked } = fakeFetch((one) => {
    const own = answer(one);
    if (own) return own;
    if (one.path.endsWith('/session')) return json(session());
    if (one.path.endsWith('/threads')) return json({ items: [thread] });
    if (one.path.endsWith('/messages')) return json({ items: [message(1)] });
    if (!one.path.endsWith('/events')) return json({});
    const stream = new FakeStream(one.signal);
    streams.push(stream);
    stream.hello('c0');
    return stream.response;
  });
  const platform = browserPlatform();
  const chat = createChat({ transport: restTransport({ server: 'https://clinic.example/api', fetch, platform }), kinds, platform, locale: 'en', getToken: () => Promise.resolve('t') });
  chat.retain();
  chat.open();
  return { chat, asked, stream: () => streams.at(-1)! };
}
const written = (body: string): { type: string; id: Id; payload: unknown } => JSON.parse(body) as never;

describe('answers that nobody has foreseen', () => {
  it('T9 a server that wants to be asked in a month is not asked at once', async () => {
    const { chat, asked } = before(() => problem(503, 'unavailable', { 'retry-after': '2592000' }));
    await sleep(400);
    chat.destroy();
    assert.equal(asked.length, 1);
  });

  it('T9 a server that fails for a reason without a name is asked ever more seldom, not without end', async () => {
    let isBad = false;
    const { chat, asked, stream } = before(({ path }) => (isBad && /\/(threads|messages)$/.test(path) ? problem(500, 'unknown') : undefined));
    await sleep(250);
    chat.dispatch({ type: 'thread.open', threadId: 't' });
    await sleep(250);
    const count = asked.length;
    isBad = true;
    stream().batch('c1', { type: 'resync' });
    await sleep(700);
    chat.destroy();
    assert.ok(asked.length > count && asked.length - count < 12, `${asked.length - count} requests`);
  });

  it('T5 the stream comes back after Retry-After though the clock was put back by a millisecond', async () => {
    const { heard, platform, end } = await open({ stream: (stream, turn) => (turn === 1 ? problem(503, 'unavailable', { 'retry-after': '10' }) : stream.hello('h')) });
    const { now } = platform.clock;
    platform.clock.now = () => now.call(platform.clock) - 1;
    await platform.clock.pass(12_000);
    end();
    assert.equal(heard.states.at(-1), 'online');
  });

  it('T5 a stream that was refused is tried again when somebody asks, and not before', async () => {
    const { eventsAsked, heard, transport, platform, end } = await open({ stream: (stream, turn) => (turn === 1 ? new Response('<p>blocked</p>', { status: 403, headers: { 'content-type': 'text/html' } }) : stream.hello('h')) });
    await platform.clock.pass(600_000);
    assert.deepEqual([eventsAsked().length, heard.states.at(-1)], [1, 'closed']);
    transport.reconnect!();
    await platform.clock.pass(2_000);
    end();
    assert.deepEqual([eventsAsked().length, heard.states.at(-1)], [2, 'online']);
  });

  it('T4 null is no field: what the server has is sent, and what it does not limit goes', async () => {
    const { chat, asked } = before(({ path, body }) => {
      if (path.endsWith('/session')) {
        const open = session() as unknown as { workspace: Record<string, unknown> };
        return json({ ...open, workspace: { ...open.workspace, limits: { textLength: null, fileBytes: null }, switches: { messaging: null, plan: null } } });
      }
      if (!path.endsWith('/commands')) return undefined;
      const { type, payload } = written(body);
      return json(type === 'message.send' ? { ...message(2), author: 'ana', clientId: null, onBehalfOf: null, payload } : {});
    });
    await sleep(250);
    assert.equal(asked.filter(({ path }) => path.endsWith('/events')).length, 1);
    chat.dispatch({ type: 'thread.open', threadId: 't' });
    await sleep(150);
    chat.dispatch({ type: 'draft.set', threadId: 't', text: 'Good morning' });
    chat.dispatch({ type: 'draft.send', threadId: 't' });
    await sleep(400);
    const { messages } = chat.timeline('t').get();
    chat.destroy();
    assert.deepEqual(messages.map(({ delivery }) => delivery), ['sent', 'sent']);
    assert.deepEqual(messages.at(-1)?.payload, { text: 'Good morning', format: 'plain' });
  });
});
