import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it, mock } from 'node:test';
import { FaultProxy } from './fault-proxy.js';
import { Lane, Wire } from './fault-wire.js';
import { HttpWatch } from './http-watch.js';

const post = ({ method }: { method: string }): boolean => method === 'POST';

describe('the fault proxy', () => {
  /** What the server has been told, in order. */
  let told: string[] = [];
  let server: Server;
  let proxy: FaultProxy;
  let agent: Agent;

  before(async () => {
    server = createServer((asked, answer) => {
      let body = '';
      asked.on('data', (text: Buffer) => (body += text.toString()));
      asked.on('end', () => {
        told.push(`${asked.method} ${asked.url} ${body}`);
        if (asked.url === '/stream') answer.write('hello');
        else if (asked.url === '/pieces') {
          answer.write('one, ');
          setImmediate(() => answer.end('two'));
        }
        else answer.end(`answer to ${asked.url}`);
      });
      if (asked.url === '/stream') asked.resume();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => server.closeAllConnections());
  after(() => server.close());
  beforeEach(async () => {
    told = [];
    proxy = await FaultProxy.start((server.address() as AddressInfo).port);
    agent = new Agent({ keepAlive: true, maxSockets: 1 });
  });
  afterEach(async () => {
    agent.destroy();
    await proxy.stop();
  });

  const ask = (path: string, body?: string, own: Agent | undefined = agent): Promise<string> => new Promise((resolve, reject) => {
    const asked = request(`${proxy.url}${path}`, { agent: own, method: body === undefined ? 'GET' : 'POST' }, (answer) => {
      let text = '';
      answer.on('data', (bytes: Buffer) => {
        text += bytes.toString();
        if (path === '/stream') resolve(text);
      });
      answer.on('end', () => resolve(text)).on('error', reject);
    });
    asked.on('error', reject).end(body);
  });
  const stream = (): Promise<IncomingMessage> => new Promise((resolve, reject) => {
    request(`${proxy.url}/stream`, { agent: false }, (answer) => answer.once('data', () => resolve(answer))).on('error', reject).end();
  });
  /** «silent» once the proxy has been asked something else afterwards and this promise is still open. */
  const soon = async (work: Promise<unknown>, until: () => boolean): Promise<string> => {
    let end = 'silent';
    work.then(() => (end = 'answered'), () => (end = 'broken'));
    while (!until() && end === 'silent') await new Promise((done) => setImmediate(done));
    for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
    return end;
  };

  it('carries many requests over one connection and tells of each', async () => {
    assert.equal(await ask('/one'), 'answer to /one');
    assert.equal(await ask('/two', 'words'), 'answer to /two');
    assert.equal(proxy.counts.connections, 1);
    assert.deepEqual(proxy.requests.map(({ method, path }) => `${method} ${path}`), ['GET /one', 'POST /two']);
    assert.equal(proxy.requests.reduce((sum, { up }) => sum + up, 0), proxy.counts.up);
    assert.equal(proxy.requests.reduce((sum, { down }) => sum + down, 0), proxy.counts.down);
  });

  it('cuts what stands, by a reset or by an orderly end', async () => {
    for (const how of ['reset', 'end'] as const) {
      const answer = await stream();
      const broken = once(answer, 'error') as Promise<[NodeJS.ErrnoException]>;
      assert.equal(proxy.cut(how), 1);
      assert.equal((await broken)[0].code, 'ECONNRESET');
      assert.equal(proxy.connections.length, 0);
    }
    assert.equal(await ask('/after'), 'answer to /after');
  });

  it('buffers: an answer comes when it is whole, a stream never', async () => {
    proxy.buffer();
    assert.equal(await soon(ask('/stream', undefined, new Agent()), () => told.length === 1), 'silent');
    assert.deepEqual([await ask('/pieces'), await ask('/one')], ['one, two', 'answer to /one']);
    proxy.buffer(({ path }) => path !== '/stream');
    assert.equal(await ask('/stream', undefined, new Agent()), 'hello');
  });

  it('half open: swallows both ways, tells of no end, and what was dead stays dead after the line has healed', async () => {
    const answer = await stream();
    let heard = 0;
    answer.on('data', () => (heard += 1)).on('end', () => (heard += 1)).on('error', () => (heard += 1));
    proxy.halfOpen();
    assert.equal(await soon(ask('/lost', 'words', new Agent()), () => proxy.requests.length === 2), 'silent');
    assert.deepEqual(told, ['GET /stream ']);
    proxy.heal();
    server.closeAllConnections();
    assert.equal(await ask('/found'), 'answer to /found');
    assert.equal(heard, 0);
    answer.on('error', () => undefined).destroy();
  });

  it('half open in one direction: the server hears the request, the client hears nothing', async () => {
    proxy.halfOpen({ up: false });
    assert.equal(await soon(ask('/one-way', 'words', new Agent()), () => told.length === 1), 'silent');
    assert.deepEqual(told, ['POST /one-way words']);
  });

  it('loses the answer after the server has carried the request out, once', async () => {
    const lost = proxy.loseAnswer(post);
    assert.equal(await ask('/read'), 'answer to /read');
    await assert.rejects(ask('/commit', 'words'), { code: 'ECONNRESET' });
    assert.equal((await lost).path, '/commit');
    assert.deepEqual(told, ['GET /read ', 'POST /commit words']);
    assert.equal(await ask('/commit', 'again'), 'answer to /commit');
    const silent = proxy.loseAnswer(post, 'silence');
    assert.equal(await soon(ask('/commit', 'third'), () => told.length === 4), 'silent');
    assert.equal((await silent).path, '/commit');
  });

  it('refuses, and counts whom', async () => {
    proxy.refuse();
    await assert.rejects(ask('/nobody'), { code: 'ECONNRESET' });
    await assert.rejects(ask('/nobody'), { code: 'ECONNRESET' });
    assert.equal(proxy.counts.refused, 2);
    proxy.heal();
    assert.equal(await ask('/somebody'), 'answer to /somebody');
  });

  it('stalls: nothing is lost, it comes late', async () => {
    proxy.stall();
    const answer = ask('/late');
    assert.equal(await soon(answer, () => proxy.requests.length === 1), 'silent');
    assert.deepEqual(told, []);
    proxy.heal();
    assert.equal(await answer, 'answer to /late');
  });

  it('cuts once so many bytes have gone up', async () => {
    const cut = proxy.cutAfter('up', 200_000);
    await assert.rejects(ask('/much', 'x'.repeat(1_000_000)), /ECONNRESET|EPIPE/);
    await cut;
    assert.deepEqual(told, []);
  });

  it('a server that is down shows as a reset', async () => {
    const nobody = await FaultProxy.start(1);
    await assert.rejects(new Promise((resolve, reject) => request(nobody.url, resolve).on('error', reject).end()), { code: 'ECONNRESET' });
    await nobody.stop();
  });
});

describe('the proxy’s wire', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 }));
  afterEach(() => mock.timers.reset());

  const lane = (wire: Wire): { lane: Lane; bytes: () => number; ended: () => boolean; held: () => boolean; block(): void } => {
    const seen = { bytes: 0, ended: false, held: false, wants: true };
    return {
      lane: new Lane(wire, {
        write: (bytes) => {
          seen.bytes += bytes.length;
          return seen.wants;
        },
        end: () => (seen.ended = true),
        hold: (isHeld) => (seen.held = isHeld),
      }),
      bytes: () => seen.bytes, ended: () => seen.ended, held: () => seen.held, block: () => (seen.wants = false),
    };
  };
  const pass = (ms: number): void => {
    for (let at = 0; at < ms; at += 1) mock.timers.tick(1);
  };

  it('64 kbit/s are 8,000 bytes a second for all connections together, each in its turn', () => {
    const wire = new Wire();
    wire.setRate(64_000);
    const [one, two] = [lane(wire), lane(wire)];
    one.lane.push(Buffer.alloc(50_000));
    pass(200);
    two.lane.push(Buffer.alloc(2_000));
    pass(800);
    const sum = one.bytes() + two.bytes();
    assert.ok(Math.abs(sum - 8_000) <= 400, `${sum} bytes`);
    assert.equal(two.bytes(), 2_000);
  });

  it('a connection’s end comes after its bytes, and its sender is asked to pause', () => {
    const wire = new Wire();
    wire.setRate(8_000_000);
    const one = lane(wire);
    one.lane.push(Buffer.alloc(300_000));
    one.lane.push(undefined);
    assert.equal(one.held(), true);
    assert.equal(one.ended(), false);
    pass(400);
    assert.equal(one.bytes(), 300_000);
    assert.equal(one.ended(), true);
    assert.equal(one.held(), false);
  });

  it('a delay keeps the order; a receiver that wants no more holds up nobody else', () => {
    const wire = new Wire();
    wire.delayMs = 100;
    const [one, two] = [lane(wire), lane(wire)];
    one.block();
    one.lane.push(Buffer.alloc(10));
    one.lane.push(Buffer.alloc(10));
    two.lane.push(Buffer.alloc(5));
    pass(99);
    assert.equal(one.bytes() + two.bytes(), 0);
    pass(1);
    assert.deepEqual([one.bytes(), two.bytes()], [10, 5]);
    one.lane.drained();
    assert.equal(one.bytes(), 20);
  });
});

describe('what reads along', () => {
  it('finds requests whose heads and bodies come in pieces', () => {
    const watch = new HttpWatch();
    const all = 'POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nGET /GET /b?c=1 HTTP/1.1\r\nHost: x\r\n\r\n'
      + 'PUT /d HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\nGET /e HTTP/1.1\r\n\r\n';
    for (const size of [1, 7, all.length]) {
      const found = [];
      for (let at = 0; at < all.length; at += size) found.push(...watch.push(Buffer.from(all.slice(at, at + size))));
      assert.deepEqual(found.map(({ method, path }) => `${method} ${path}`), ['POST /a', 'GET /b?c=1', 'PUT /d', 'GET /e']);
      assert.equal(found.reduce((sum, { up }) => sum + up, 0), all.length);
    }
  });
});
