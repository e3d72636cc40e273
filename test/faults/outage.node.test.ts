import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { serve } from '@hono/node-server';
import { openChat } from '../../demo/portal/chat.js';
import { portalApp } from '../../demo/portal/app.js';
import { tokenFromUrl } from '../../src/base/token-url.js';
import { kinds } from '../../src/kinds/index.js';
import { createChat } from '../../src/store/index.js';
import { restTransport } from '../../src/transport/rest/index.js';
import { fakePlatform } from '../support/fake-platform.js';
import { FaultProxy } from '../support/fault-proxy.js';

const hour = 3_600_000;
/** Milliseconds of the client's time between two looks: the real network answers in between. */
const step = 5_000;

describe('an hour without a server', () => {
  let folder = '';
  let server: Server;
  let chat: Awaited<ReturnType<typeof openChat>>;
  let line: FaultProxy;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clinic-outage-'));
    chat = await openChat(folder);
    server = serve({ fetch: portalApp(chat).fetch, hostname: '127.0.0.1', port: 0, overrideGlobalObjects: false }) as Server;
    await once(server, 'listening');
    line = await FaultProxy.start((server.address() as AddressInfo).port);
  });
  after(async () => {
    await line.stop();
    chat.close();
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  for (const seed of [1, 2, 3]) {
    it(`T9 costs a client at most 60 requests, with a thread open and messages waiting (seed ${seed})`, async () => {
      const platform = fakePlatform({ seed, now: Date.now() });
      let underWay = 0;
      const asks = async (input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> => {
        underWay += 1;
        try {
          const request = new Request(input, init);
          // A browser would say where the page comes from; the portal's tokens are for its own pages.
          request.headers.set('origin', line.url);
          return await fetch(request);
        } finally {
          underWay -= 1;
        }
      };
      /** Lets time pass in which every request is answered, as far as it ever is. */
      const pass = async (ms: number): Promise<void> => {
        for (let passed = 0; passed < ms; passed += step) {
          await platform.advance(Math.min(step, ms - passed));
          for (let turns = 0; underWay > 0 && turns < 200; turns += 1) await platform.settle();
        }
      };
      const client = createChat({
        transport: restTransport({ server: `${line.url}/api/chat`, fetch: asks, platform }), kinds, platform, locale: 'en', getToken: tokenFromUrl(`${line.url}/portal/token?as=ana`, asks),
      });
      client.retain();
      client.open();
      client.dispatch({ type: 'thread.open', threadId: 'ana-maya' });
      for (let turns = 0; client.timeline('ana-maya').get().phase !== 'ready' && turns < 400; turns += 1) await platform.advance(5);
      assert.equal(client.timeline('ana-maya').get().phase, 'ready');

      line.refuse();
      line.reset();
      for (const text of ['One.', 'Two.', 'Three.']) {
        client.dispatch({ type: 'draft.set', threadId: 'ana-maya', text });
        client.dispatch({ type: 'draft.send', threadId: 'ana-maya' });
        await pass(step);
      }
      await pass(hour - 3 * step);
      const asked = line.counts.refused;
      console.log(`seed ${seed}: ${asked} requests in an hour`);
      assert.ok(asked <= 60, `${asked} requests`);
      assert.ok(asked >= 5, 'it does try');

      line.heal();
      client.dispatch({ type: 'connection.retry' });
      for (let turns = 0; client.timeline('ana-maya').get().messages.slice(-3).some(({ delivery }) => delivery === 'queued' || delivery === 'sending') && turns < 600; turns += 1) await platform.advance(5);
      assert.deepEqual(client.timeline('ana-maya').get().messages.slice(-3).map(({ payload }) => (payload as { text: string }).text), ['One.', 'Two.', 'Three.']);
      assert.ok(client.timeline('ana-maya').get().messages.slice(-3).every(({ delivery }) => delivery !== 'queued' && delivery !== 'sending'));
      client.destroy();
    });
  }
});
