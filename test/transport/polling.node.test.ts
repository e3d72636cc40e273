import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { Manner } from '../../src/transport/rest/polling.js';
import { restTransport } from '../../src/transport/rest/index.js';
import { serverFor } from '../server/support.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { FakeClock, fakeFetch, fakePlatform, FakeStream, Heard, json, problem, session, settle } from './fakes.js';

const minute = 60_000;
const stream = { isPoll: false, hello: true, silent: false, good: false };
const poll = { isPoll: true, hello: true, silent: false, good: false };

describe('rest: whether to poll', () => {
  const judged = (...endings: Parameters<Manner['ended']>[0][]): Manner => {
    const manner = new Manner(new FakeClock());
    for (const ending of endings) manner.ended(ending);
    return manner;
  };
  const mute = { ...stream, hello: false, silent: true };
  const silent = { ...stream, silent: true };

  it('after one mute stream, two that fell silent, three that were cut; the first poll only looks', () => {
    assert.deepEqual([[mute], [silent], [silent, silent], [stream, stream], [stream, stream, stream]].map((endings) => judged(...endings).next()), [0, undefined, 0, undefined, 0]);
    assert.equal(judged(mute, poll).next(), 15);
  });

  it('a good stream makes up for the bad ones; a server that refuses says nothing of streams', () => {
    assert.equal(judged(stream, stream, { ...stream, good: true }, stream, stream).next(), undefined);
    assert.equal(judged({ ...stream, hello: false }, { ...stream, hello: false }, { ...stream, hello: false }).next(), undefined);
  });

  it('where polls do not get through either, streams are tried again', () => {
    const lost = { ...poll, hello: false };
    assert.equal(judged(mute, poll, lost, lost).next(), 0);
    assert.equal(judged(mute, poll, lost, lost, lost).next(), undefined);
  });

  it('a stream is tried again after a minute, then after two, and after an hour at most', () => {
    let now = 0;
    const manner = new Manner({ now: () => now, after: () => () => undefined });
    const tried: number[] = [];
    manner.ended(mute);
    for (let minutes = 0; minutes < 400; minutes += 1) {
      manner.ended(poll);
      if (manner.next() === undefined) {
        tried.push(minutes);
        manner.ended(mute);
      }
      now += minute;
    }
    assert.deepEqual(tried, [1, 3, 7, 15, 31, 63, 123, 183, 243, 303, 363]);
  });
});

describe('rest: a proxy that buffers', async () => {
  const server = await serverFor();
  const maya = server.as('maya');
  const proxy = await FaultProxy.start(Number(new URL(server.url).port));
  after(() => proxy.stop());

  /** Time stands still but for what the test lets pass; the network is real. */
  async function open() {
    const platform = fakePlatform();
    const heard = new Heard();
    const end = new AbortController();
    const transport = restTransport({ server: `${proxy.url}/api/chat`, platform });
    const opening = transport.open(heard, { getToken: () => server.token('ana'), signal: end.signal, locale: 'en' });
    const until = async (condition: () => boolean, stepMs = 100): Promise<void> => {
      for (let turns = 0; !condition(); turns += 1) {
        assert.ok(turns < 1_000, `${heard.states.join()}; ${JSON.stringify(heard.batches)}`);
        await platform.clock.pass(stepMs);
      }
    };
    const texts = (): string[] => heard.batches.flatMap(({ events }) => events.flatMap((event) => (event.type === 'message' ? [(event.message.payload as { text: string }).text] : [])));
    return { platform, heard, opening, until, texts, end: () => end.abort() };
  }

  it('T5 the session opens; what is written arrives by long polls, once and in order; as a stream again when the proxy lets it', async () => {
    proxy.buffer(({ path }) => path.includes('/events'));
    const chat = await open();
    await chat.until(() => chat.heard.states.includes('polling'));
    await chat.opening;
    // Nothing was missed while the stream was mute: the pages are read again.
    assert.equal(chat.heard.batches[0]?.events[0]?.type, 'resync');
    const said = ['One.', 'Two.', 'Three.', 'Four.'];
    for (const [index, text] of said.entries()) {
      await maya.say('ana-maya', text);
      await chat.until(() => chat.texts().length > index);
    }
    assert.deepEqual(chat.texts(), said);

    proxy.heal();
    await chat.until(() => chat.heard.states.at(-1) === 'online', 1_000);
    await maya.say('ana-maya', 'By the stream.');
    await chat.until(() => chat.texts().length > said.length);
    assert.deepEqual(chat.texts(), [...said, 'By the stream.']);

    chat.end();
  });
});

describe('rest: polls', () => {
  /** A server on whose line streams are mute; polls are answered by `answer`, by the time that they ask for. */
  async function polling(answer: (clock: FakeClock, turn: number) => Promise<Response> | Response) {
    const platform = fakePlatform();
    let turn = 0;
    const { fetch, asked } = fakeFetch((one) => {
      if (one.path.endsWith('/session')) return json(session());
      if (one.query.get('wait') === null) return new Promise<Response>(() => undefined);
      return answer(platform.clock, ++turn);
    });
    const heard = new Heard();
    const end = new AbortController();
    void restTransport({ server: 'https://clinic.example/api/chat', fetch, platform }).open(heard, { getToken: () => Promise.resolve('t'), signal: end.signal, locale: 'en' }).catch(() => undefined);
    await platform.clock.pass(9_500);
    return { platform, heard, polls: () => asked.filter((one) => one.query.has('wait')), end: () => end.abort() };
  }
  const answered = (cursor: string): Response => {
    const made = new FakeStream(new AbortController().signal);
    made.hello(cursor);
    made.end();
    return made.response;
  };
  const quiet = async (clock: FakeClock): Promise<Response> => {
    await new Promise<void>((resolve) => clock.after(15_000, resolve));
    return answered('c');
  };

  it('T9 quiet minutes cost few requests; where there is much to tell, they keep a distance', async () => {
    const still = await polling((clock, turn) => (turn === 1 ? answered('c') : quiet(clock)));
    assert.equal(still.heard.states.at(-1), 'polling');
    await still.platform.clock.pass(10 * minute);
    assert.ok(still.polls().length <= 42, String(still.polls().length));
    still.end();
    const busy = await polling(() => answered('c'));
    const before = busy.polls().length;
    await busy.platform.clock.pass(30_000);
    assert.ok(busy.polls().length - before <= 61, String(busy.polls().length - before));
    busy.end();
  });

  it('T5 T9 a poll that is not answered is noticed within 35 s; an outage of an hour costs at most 60 requests', async () => {
    const lost = await polling((_, turn) => (turn === 1 ? answered('c') : new Promise(() => undefined)));
    await lost.platform.clock.pass(35_000);
    assert.equal(lost.heard.states.includes('offline') && lost.heard.states.lastIndexOf('offline') > lost.heard.states.indexOf('polling'), true);
    lost.end();
    const out = await polling((_, turn) => (turn === 1 ? answered('c') : problem(503, 'unavailable')));
    const before = out.polls().length;
    await out.platform.clock.pass(60 * minute);
    assert.ok(out.polls().length - before <= 60, String(out.polls().length - before));
    out.end();
  });

  it('another network is another line: a stream is tried at once', async () => {
    const { platform, polls, end } = await polling((clock, turn) => (turn === 1 ? answered('c') : quiet(clock)));
    const before = polls().length;
    platform.lifecycle.set({ online: false });
    platform.lifecycle.set({ online: true });
    await settle();
    await platform.clock.pass(2_000);
    assert.equal(polls().length, before);
    end();
  });
});
