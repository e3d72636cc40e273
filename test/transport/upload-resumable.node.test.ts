import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type ChatError } from '../../src/base/errors.js';
import { restTransport } from '../../src/transport/rest/index.js';
import type { Transport } from '../../src/transport/transport.js';
import { serverFor } from '../server/support.js';
import { FaultProxy } from '../support/fault-proxy.js';

const mb = 1024 * 1024;
const server = await serverFor();
const bytes = Uint8Array.from(randomBytes(11 * mb + 13));
const file = new File([bytes], 'scan.bin', { lastModified: 1 });
const hash = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');

interface Line { transport: Transport; proxy: FaultProxy; tokens: string[] }

async function line(bytesPerSecond?: number): Promise<Line> {
  const { port, pathname } = new URL(server.url);
  const proxy = await FaultProxy.start(Number(port));
  proxy.throttle(bytesPerSecond && bytesPerSecond * 8);
  const stop = new AbortController();
  const tokens: string[] = [];
  const transport = restTransport({ server: proxy.url + pathname });
  const sink = { events: () => undefined, ephemeral: () => undefined, connection: () => undefined };
  const getToken = async (reason: string) => {
    tokens.push(reason);
    return server.token('ana');
  };
  await transport.open(sink, { getToken, signal: stop.signal, locale: 'en' });
  after(() => {
    stop.abort();
    return proxy.stop();
  });
  return { transport, proxy, tokens };
}

interface Try { sent: number[]; error?: ChatError; ref?: { id: string; name: string; size: number; type: string } }

async function upload({ transport }: Line, id: string, { blob = file as Blob, name = 'scan.bin', signal = undefined as AbortSignal | undefined, onProgress = (_: number): void => undefined } = {}): Promise<Try> {
  const sent: number[] = [];
  try {
    const ref = await transport.upload(blob, {
      id, threadId: 'ana-maya', name, ...(signal && { signal }),
      onProgress: (now) => {
        sent.push(now);
        onProgress(now);
      },
    });
    return { sent, ref };
  } catch (error) {
    return { sent, error: error as ChatError };
  }
}

/** As the store does it: again, as long as the error may pass. */
async function persist(line: Line, id: string): Promise<Try> {
  for (let tries = 1; ; tries += 1) {
    const made = await upload(line, id);
    if (!made.error?.retryable || tries === 20) return made;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function download({ transport }: Line, ref: { id: string }): Promise<Uint8Array> {
  const { url } = await transport.fileUrl({ ...ref, name: '', type: '', size: 0, scan: 'clean' }, 'file');
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}

const begun = () => readdirSync(join(server.dataDir, 'uploads')).length;
const whole = () => readdirSync(join(server.dataDir, 'files')).length;
const grows = (sent: readonly number[]): boolean => sent.every((now, i) => now > (sent[i - 1] ?? -1));

describe('R-06 T11 an upload in pieces', () => {
  it('R-06 T11 goes on after two cuts where the server stands; one file, the same bytes, progress never backwards', async () => {
    const ana = await line();
    const id = randomUUID();
    const before = whole();
    void ana.proxy.cutAfter('up', 3 * mb);
    const first = await upload(ana, id);
    assert.deepEqual([first.error?.code, first.error?.retryable], ['unavailable', true]);
    void ana.proxy.cutAfter('up', 4 * mb);
    const second = await upload(ana, id);
    assert.equal(second.error?.retryable, true);
    assert.ok(second.sent[0]! >= 2 * mb, `the second began at ${second.sent[0]}`);
    const start = ana.proxy.counts.up;
    const third = await upload(ana, id);
    assert.equal(third.ref?.size, bytes.length);
    assert.equal(third.ref.name, 'scan.bin');
    assert.ok(ana.proxy.counts.up - start < 8 * mb, 'only the rest went up');
    for (const { sent } of [first, second, third]) assert.ok(grows(sent), String(sent));
    assert.equal(third.sent.at(-1), bytes.length);
    assert.equal(hash(await download(ana, third.ref)), hash(bytes));
    assert.deepEqual([begun(), whole()], [0, before + 1]);
    assert.deepEqual((await upload(ana, id)).ref, third.ref, 'once more it answers the same');
  });

  it('T11 another file under the same id is refused for good, before a byte of it leaves', async () => {
    const ana = await line();
    const id = randomUUID();
    void ana.proxy.cutAfter('up', 3 * mb);
    await upload(ana, id);
    const changed = Uint8Array.from(bytes);
    changed[5 * mb] = changed[5 * mb]! ^ 1;
    for (const other of [new File([changed], 'scan.bin'), new File([bytes, 'x'], 'scan.bin')]) {
      const start = ana.proxy.counts.up;
      const { error } = await upload(ana, id, { blob: other });
      assert.deepEqual([error?.code, error?.retryable, error?.fields], ['conflict', false, { file: 'another' }]);
      assert.ok(ana.proxy.counts.up - start < 10_000);
    }
    assert.equal((await upload(ana, id, { blob: new File([bytes], 'scan.bin') })).ref?.size, bytes.length, 'the same bytes, chosen anew, go on');
  });

  it('T11 two tabs that send one upload make one file; who comes second waits for the first', async () => {
    const [one, two] = [await line(8 * mb), await line()];
    const id = randomUUID();
    const before = whole();
    let other: Promise<Try> | undefined;
    const first = await upload(one, id, { onProgress: (sent) => { if (sent > mb) other ??= upload(two, id); } });
    const second = await other!;
    // A writer that a busy machine has stopped for a moment gives way, and the other to it: then both come again.
    for (const { error } of [first, second]) if (error) assert.deepEqual([error.code, error.retryable], ['conflict', true]);
    const ref = (await persist(two, id)).ref!;
    assert.equal(ref.size, bytes.length);
    assert.deepEqual((await persist(one, id)).ref, ref);
    assert.equal(hash(await download(two, ref)), hash(bytes));
    assert.equal(whole(), before + 1);
  });

  it('T11 a connection that hangs half-open does not lock the upload: the next attempt takes over', async () => {
    const ana = await line();
    const id = randomUUID();
    const stop = new AbortController();
    const hung = upload(ana, id, { signal: stop.signal, onProgress: (sent) => { if (sent > mb) ana.proxy.halfOpen(); } });
    while (begun() === 0 || ana.proxy.counts.up < 2 * mb) await new Promise((resolve) => setTimeout(resolve, 20));
    const again = await line();
    // What was still on its way into the file when the place was asked for makes the first attempt a conflict.
    assert.equal((await persist(again, id)).ref?.size, bytes.length);
    stop.abort();
    assert.equal((await hung).error?.code, 'aborted');
  });

  it('T11 a lost answer, to the first question or to the last piece, makes no second file', async () => {
    const ana = await line();
    const id = randomUUID();
    const before = whole();
    void ana.proxy.loseAnswer(({ method }) => method === 'POST');
    assert.equal((await upload(ana, id)).error?.outcome, 'maybe');
    let pieces = 0;
    void ana.proxy.loseAnswer(({ method }) => method === 'PATCH' && ++pieces === Math.ceil(bytes.length / (2 * mb)));
    assert.equal((await upload(ana, id)).error?.retryable, true);
    assert.deepEqual([begun(), whole()], [0, before + 1], 'it is whole on the server');
    const again = await upload(ana, id);
    assert.deepEqual(again.sent, [bytes.length], 'nothing is sent again');
    assert.equal(hash(await download(ana, again.ref!)), hash(bytes));
  });

  it('a token that is refused in between is replaced, and the upload goes on', async () => {
    const ana = await line();
    const id = randomUUID();
    const fetchReal = globalThis.fetch;
    let refused = 0;
    globalThis.fetch = ((input: Parameters<typeof fetch>[0], init?: RequestInit) => {
      if (init?.method === 'PATCH' && refused++ === 1) (init.headers as Record<string, string>)['authorization'] = 'Bearer stale';
      return fetchReal(input, init);
    });
    try {
      assert.equal((await upload(ana, id)).ref?.size, bytes.length);
    } finally {
      globalThis.fetch = fetchReal;
    }
    assert.deepEqual(ana.tokens, ['initial', 'rejected']);
  });

  it('T9 Retry-After is handed on; a refusal keeps its code; an abort ends it', async () => {
    const ana = await line();
    const fetchReal = globalThis.fetch;
    const answering = async (method: string, status: number, headers: Record<string, string> = {}) => {
      globalThis.fetch = ((input: Parameters<typeof fetch>[0], init?: RequestInit) =>
        (init?.method === method ? Promise.resolve(new Response(null, { status, headers })) : fetchReal(input, init)));
      try {
        return (await upload(ana, randomUUID())).error;
      } finally {
        globalThis.fetch = fetchReal;
      }
    };
    const busy = await answering('PATCH', 429, { 'retry-after': '7' });
    assert.deepEqual([busy?.code, busy?.retryAfterMs], ['rate-limited', 7_000]);
    assert.deepEqual([(await answering('PATCH', 503))?.outcome, (await answering('POST', 403))?.code], ['maybe', 'forbidden']);
    for (const status of [404, 409, 410, 423]) assert.deepEqual([(await answering('HEAD', status))?.code, (await answering('PATCH', status))?.retryable], ['conflict', true], String(status));
    const stop = new AbortController();
    const { error } = await upload(ana, randomUUID(), { signal: stop.signal, onProgress: () => stop.abort() });
    assert.equal(error?.code, 'aborted');
  });

  it('a name of any letters arrives, a long one by its ends', async () => {
    const ana = await line();
    assert.equal((await upload(ana, randomUUID(), { name: 'Röntgen – колено 膝.png' })).ref?.name, 'Röntgen – колено 膝.png');
    const long = (await upload(ana, randomUUID(), { name: `${'ж'.repeat(3000)}.pdf` })).ref?.name;
    assert.ok(long?.endsWith('.pdf') && long.length === 255);
  });
});
