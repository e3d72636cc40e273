import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sign } from 'hono/jwt';
import { createChatServer } from '../../demo/server/index.js';
import { Tokens } from '../../demo/server/tokens.js';
import { Client, serverFor } from './support.js';

const keys = ['a-new-key-of-at-least-32-characters!', 'an-old-key-of-at-least-32-characters'];
const origin = 'https://portal.clinic.example';
const server = await serverFor({ signingKeys: keys, allowOrigins: [origin], rate: { perSecond: 1_000, burst: 1_000 } });
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => fetch(server.url + path, { method, headers });

describe('tokens', () => {
  const claims = { use: 'session', ws: 'clinic', sub: 'ana', exp: Math.floor(Date.now() / 1000) + 60 };
  const cases: [string, () => Promise<string>][] = [
    ['none', async () => ''],
    ['garbage', async () => 'Bearer garbage'],
    ['another scheme', async () => `Basic ${await server.token('ana')}`],
    ['a foreign key', async () => `Bearer ${await sign(claims, 'x'.repeat(40), 'HS256')}`],
    ['another algorithm', async () => `Bearer ${await sign(claims, keys[0]!, 'HS512')}`],
    ['no signature', async () => `Bearer ${btoa('{"alg":"none","typ":"JWT"}').replace(/=/g, '')}.${btoa(JSON.stringify(claims)).replace(/=/g, '')}.`],
    ['no expiry', async () => `Bearer ${await sign({ use: 'session', ws: 'clinic', sub: 'ana' }, keys[0]!, 'HS256')}`],
    ['no use', async () => `Bearer ${await sign({ ...claims, use: undefined } as never, keys[0]!, 'HS256')}`],
    ['a list of workspaces', async () => `Bearer ${await sign({ ...claims, ws: ['clinic', 'northside'] }, keys[0]!, 'HS256')}`],
    ['an expired one', async () => `Bearer ${await server.token('ana', -1)}`],
  ];
  for (const [what, authorization] of cases) {
    it(`${what} answers 401 as problem+json on every route`, async () => {
      for (const path of ['/session', '/threads', '/events', '/nothing', '/files/x/content']) {
        const header = await authorization();
        const response = await get(path, header ? { authorization: header } : {});
        assert.equal(response.status, 401, path);
        assert.equal(response.headers.get('content-type'), 'application/problem+json');
        assert.equal(((await response.json()) as { code: string }).code, 'unauthenticated');
      }
    });
  }

  it('the old key still opens while the new one signs; a key that was taken away does not', async () => {
    const old = await new Tokens([keys[1]!], Date.now).session('clinic', 'ana', 60);
    assert.equal((await get('/session', { authorization: `Bearer ${old.token}` })).status, 200);
    await assert.rejects(new Tokens([keys[0]!], Date.now).readSession(old.token), { code: 'unauthenticated' });
    assert.throws(() => new Tokens(['short'], Date.now), /32 characters/);
  });
});

describe('ALLOW_ORIGINS', () => {
  it('an allowed origin is let in, for preflights, answers and errors alike', async () => {
    const preflight = await get('/commands', { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' }, 'OPTIONS');
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-origin'), origin);
    assert.match(preflight.headers.get('access-control-allow-headers')!, /authorization/);
    assert.equal(preflight.headers.get('access-control-allow-credentials'), null);
    for (const headers of [{ authorization: `Bearer ${await server.token('ana')}` }, {}] as Record<string, string>[]) {
      const response = await get('/threads', { origin, ...headers });
      assert.equal(response.headers.get('access-control-allow-origin'), origin, String(response.status));
      assert.match(response.headers.get('vary')!, /origin/i);
    }
  });

  it('no other origin is, however alike, and none by default', async () => {
    const closed = await serverFor();
    for (const other of ['https://portal.clinic.example.evil.test', 'http://portal.clinic.example', 'https://evil.test', 'null']) {
      for (const url of [server.url, closed.url]) {
        const response = await fetch(`${url}/threads`, { headers: { origin: other } });
        assert.equal(response.headers.get('access-control-allow-origin'), null, other);
      }
    }
    assert.equal((await fetch(`${closed.url}/threads`, { headers: { origin } })).headers.get('access-control-allow-origin'), null);
  });
});

describe('rate limits', () => {
  it('T9 above the burst it answers 429 with Retry-After, for that person alone, and lets them in again after it', async () => {
    let clock = 1_000_000_000_000;
    const tight = await serverFor({ rate: { perSecond: 2, burst: 5 }, now: () => clock });
    const ana = tight.as('ana');
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1) statuses.push((await ana.get('/unread')).status);
    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429]);
    const refused = await ana.get('/unread');
    assert.deepEqual([refused.body.code, refused.headers.get('retry-after')], ['rate-limited', '1']);
    assert.equal((await tight.as('maya').get('/unread')).status, 200);
    clock += 1_000;
    assert.deepEqual([(await ana.get('/unread')).status, (await ana.get('/unread')).status, (await ana.get('/unread')).status], [200, 200, 429]);
  });

  it('by default 200 requests at once pass', async () => {
    const usual = await serverFor({ rate: undefined as never });
    const answers = await Promise.all(Array.from({ length: 200 }, () => usual.as('ana').get('/unread')));
    assert.ok(answers.every((a) => a.status === 200));
  });
});

describe('silence', () => {
  it('every answer with data is no-store and nosniff, errors included; a connection goes on after a command', async () => {
    const ana = server.as('ana');
    const answers = [await ana.get('/session'), await ana.get('/threads'), await ana.get('/threads/ana-maya/messages'), await ana.say('ana-maya', 'x'), await ana.get('/nothing'), await ana.get('/threads/no')];
    for (const { headers } of answers) {
      assert.match(headers.get('cache-control')!, /no-store/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.notEqual(headers.get('connection'), 'close');
    }
  });

  it('what a person wrote is in no error and no log, also when something breaks that nobody foresaw', async () => {
    const secret = 'MY-DIAGNOSIS';
    const logged: unknown[] = [];
    const broken = { kind: 'broken', parse: (p: unknown) => p, preview: () => '', bubble: { tag: '', load: async () => undefined }, get needs(): never { throw new Error(`about ${secret}`); } };
    const { kinds } = await import('../../demo/server/kinds.js');
    const noisy = await serverFor({ kinds: [...kinds, broken as never], log: (entry) => logged.push(entry) });
    const ana = noisy.as('ana');
    const answers = [
      await ana.say('ana-maya', '', { kind: 'broken', payload: { text: secret } }),
      await ana.say('ana-maya', secret.repeat(500)),
      await ana.say('ana-maya', '', { payload: { text: [secret], format: secret } }),
      await ana.submit({ type: 'thread.rename', threadId: secret, title: secret } as never),
      await ana.request('POST', '/commands', `{"text":"${secret}`),
      await ana.get(`/threads?text=${secret}&limit=${secret}`),
    ];
    assert.deepEqual(answers.map((a) => a.status), [500, 400, 400, 404, 400, 400]);
    assert.ok(!answers.some((a) => a.text.includes(secret)));
    assert.equal(logged.length, 1);
    assert.ok(!JSON.stringify(logged).includes(secret));
    assert.equal(answers[0]!.body.code, 'unknown');
  });

  it('after close everything answers unavailable with Retry-After, and closing twice does no harm', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'clinic-chat-'));
    const chat = createChatServer({ dataDir, signingKeys: keys });
    chat.close();
    chat.close();
    const response = await chat.app.request('/session');
    assert.deepEqual([response.status, response.headers.get('retry-after')], [503, '1']);
    rmSync(dataDir, { recursive: true });
  });

  it('R-14 no route and no command of the document takes a workspace', () => {
    const text = readFileSync('demo/server/openapi.yaml', 'utf8');
    assert.ok(!/workspaceId|name: (ws|workspace)\b/.test(text));
    for (const name of readdirSync('demo/server').filter((file) => file.endsWith('routes.ts'))) {
      assert.ok(!/query\('(ws|workspace)'\)|param\('(ws|workspace)'\)/.test(readFileSync(`demo/server/${name}`, 'utf8')), name);
    }
  });

  it('the events stream is allowed to nobody without a token of their own', async () => {
    const nobody = new Client({ url: server.url, token: async () => 'nothing' }, 'x');
    assert.equal((await nobody.stream()).response.status, 401);
  });
});
