import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { portalApp } from '../../../demo/portal/app.js';
import { openChat } from '../../../demo/portal/chat.js';
import type { Admin } from '../../../demo/server/index.js';
import type { ServerCommand } from '../../../src/model/index.js';

/** What went over the wire for one person in one workspace. */
export interface Heard {
  /** Every request: its line, its headers and its body. */
  asked: string[];
  /** Every answer and every piece of a stream, as it was sent. */
  answered: string[];
}

/** The demo portal within the test's own process: the test may do what the clinic does, and reads along what each person is sent. */
export class HeardPortal {
  readonly #heard = new Map<string, Heard>();
  /** Requests in the order in which they came: who asked, in which workspace, and for what. */
  readonly requests: { who: string; path: string; at: number }[] = [];

  private constructor(readonly url: string, readonly admin: Admin, readonly stop: () => Promise<void>) {}

  static async start(): Promise<HeardPortal> {
    const dataDir = await mkdtemp(join(tmpdir(), 'clinic-portal-'));
    const chat = await openChat(dataDir);
    const app = portalApp(chat);
    const server = serve({ fetch: (request) => portal.#pass(request, (one) => app.fetch(one)), hostname: '127.0.0.1', port: 0, overrideGlobalObjects: false }) as Server;
    await once(server, 'listening');
    const portal: HeardPortal = new HeardPortal(`http://localhost:${(server.address() as AddressInfo).port}`, chat.admin, async () => {
      chat.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await rm(dataDir, { recursive: true, force: true });
    });
    return portal;
  }

  /** @param who for example `ana@riverside` */
  of(who: string): Heard {
    const known = this.#heard.get(who) ?? { asked: [], answered: [] };
    this.#heard.set(who, known);
    return known;
  }

  /** Carries out a command as somebody, past every page. */
  async submit(who: string, command: Omit<ServerCommand, 'id'> & Record<string, unknown>): Promise<unknown> {
    const [person = '', workspace = 'riverside'] = who.split('@');
    const { token } = await this.admin.token(workspace, person);
    const answer = await fetch(`${this.url}/api/chat/commands`, {
      method: 'POST', headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ id: crypto.randomUUID(), ...command }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${answer.status} ${text}`);
    return JSON.parse(text || '{}');
  }

  say(who: string, threadId: string, text: string): Promise<unknown> {
    return this.submit(who, { type: 'message.send', threadId, kind: 'text', payload: { text, format: 'plain' }, files: [] });
  }

  async #pass(request: Request, answer: (request: Request) => Response | Promise<Response>): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    if (!pathname.startsWith('/api/chat')) return answer(request);
    const who = whoseToken(request.headers.get('authorization'));
    const heard = this.of(who);
    this.requests.push({ who, path: pathname + search, at: Date.now() });
    const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
    const headers = [...request.headers].filter(([name]) => name !== 'authorization').map((pair) => pair.join(': ')).join('\n');
    heard.asked.push(`${request.method} ${decodeURIComponent(pathname + search)}\n${headers}\n${body ? new TextDecoder('latin1').decode(body) : ''}`);
    const response = await answer(body ? new Request(request.url, { method: request.method, headers: request.headers, body }) : request);
    if (!response.body) return response;
    const decoder = new TextDecoder('latin1');
    const along = new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        heard.answered.push(decoder.decode(bytes));
        controller.enqueue(bytes);
      },
    });
    return new Response(response.body.pipeThrough(along), response);
  }
}

function whoseToken(header: string | null): string {
  const claims = header?.split('.')[1];
  if (!claims) return 'nobody';
  const { sub, ws } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub: string; ws: string };
  return `${sub}@${ws}`;
}
