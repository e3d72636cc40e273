import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createChatServer, type Admin, type ChatServerOptions, type PersonSeed, type ThreadSeed, type WorkspaceSeed } from './index.js';

export interface TestServerOptions extends Partial<ChatServerOptions> {
  /** Of the workspace `clinic`. */
  people?: readonly PersonSeed[];
  threads?: readonly ThreadSeed[];
  workspace?: Partial<WorkspaceSeed>;
  /** Default 0: any free one. */
  port?: number;
}

export interface TestServer {
  /** What `restTransport({ server })` takes: without a slash at its end. */
  url: string;
  /** The id of the workspace, where none is named. */
  workspace: string;
  admin: Admin;
  dataDir: string;
  /** See `ChatServer`. */
  sweep(): Promise<number>;
  /** A token for one person, for five minutes by default. */
  token(person: string, seconds?: number, workspace?: string): Promise<string>;
  /** Cuts all connections, as a proxy does; the server goes on. */
  cutConnections(): void;
  /** Ends the server; removes the data unless `dataDir` was given. */
  close(): Promise<void>;
}

/** A real server on loopback, with its data on a real disk, mounted at `/api/chat`. For tests only: its signing key is made anew. */
export async function startTestServer({ people = [], threads = [], workspace = {}, port = 0, ...options }: TestServerOptions = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'clinic-chat-'));
  const chat = createChatServer({ signingKeys: [randomBytes(32).toString('hex')], ...options, dataDir });
  const seed: WorkspaceSeed = { id: 'clinic', name: 'Test Clinic', ...workspace };
  if (!chat.admin.hasWorkspace(seed.id)) chat.admin.putWorkspace(seed);
  for (const person of people) chat.admin.putPerson(seed.id, person);
  for (const thread of threads) chat.admin.putThread(seed.id, thread);

  const app = new Hono().route('/api/chat', chat.app);
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port, overrideGlobalObjects: false, serverOptions: { keepAliveTimeout: 60_000 } });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const cutConnections = (): void => {
    if ('closeAllConnections' in server) server.closeAllConnections();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/chat`,
    workspace: seed.id,
    admin: chat.admin,
    dataDir,
    sweep: () => chat.sweep(),
    token: async (person, seconds, ws = seed.id) => (await chat.admin.token(ws, person, seconds)).token,
    cutConnections,
    async close() {
      chat.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Streams end by themselves; whoever holds on is cut off.
      const timer = setTimeout(cutConnections, 300);
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      await closed;
      clearTimeout(timer);
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
