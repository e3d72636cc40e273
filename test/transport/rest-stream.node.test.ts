import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { message, problem, settle } from './fakes.js';
import { open } from './opened.js';

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
    assert.equal(heard.connections.at(-1)?.state, 'polling');
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

  it('T5 after silence dead connections that a browser has kept are closed one after the other, without long waits', async () => {
    const dead = new Promise<Response>(() => undefined);
    const { eventsAsked, heard, platform, opening, end } = await open({ stream: (stream, turn) => (turn > 1 && turn <= 7 ? dead : stream.hello('h')) });
    await opening;
    await platform.clock.pass(26_000);
    assert.equal(heard.states.at(-1), 'connecting');
    await platform.clock.pass(17_500);
    assert.equal(heard.states.at(-1), 'polling');
    assert.deepEqual(eventsAsked().slice(1).map(({ signal }) => signal.aborted), [true, true, true, true, true, true, false]);
    end();
  });

  it('T5 a line that is cut again and again, and heard in between, is tried again within 8 s', async () => {
    const { heard, platform, opening, streams, end } = await open({ stream: (stream) => stream.hello('h') });
    await opening;
    for (let cuts = 0; cuts < 10; cuts += 1) {
      streams.at(-1)!.breakOff();
      await settle();
      const { retryAt = platform.clock.now() } = heard.connections.at(-1) ?? {};
      assert.ok(retryAt - platform.clock.now() <= 8_000, String(retryAt - platform.clock.now()));
      await platform.clock.pass(retryAt - platform.clock.now());
    }
    end();
  });

  it('T9 where nothing answers any more, quick dials are few', async () => {
    const dead = new Promise<Response>(() => undefined);
    const { eventsAsked, platform, opening, streams, end } = await open({ stream: (stream, turn) => (turn > 2 ? dead : stream.hello('h')) });
    await opening;
    streams[0]!.breakOff();
    await platform.clock.pass(20_000);
    assert.equal(eventsAsked().length, 2);
    await platform.clock.pass(3_600_000);
    assert.ok(eventsAsked().length <= 60, String(eventsAsked().length));
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
