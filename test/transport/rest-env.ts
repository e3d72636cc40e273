import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer, type TestServer, type TestServerOptions } from '../../demo/server/testing.js';
import { people, standardWorkspace, type ConformanceEnv, type Need } from '../../src/transport/conformance.js';
import { restTransport } from '../../src/transport/rest/index.js';

const needs: readonly Need[] = ['foreigner', 'expire', 'small-files', 'idempotency', 'typing', 'search', 'files'];
const workspaceId = 'standard';

export interface RestEnv extends ConformanceEnv {
  server(): TestServer;
  close(): Promise<void>;
}

/** The reference server with the standard workspace on it, and the rest adapter in front of it. */
export async function restEnvironment(options: TestServerOptions = {}): Promise<RestEnv> {
  const dataDir = mkdtempSync(join(tmpdir(), 'clinic-chat-conformance-'));
  const signingKeys = [randomBytes(32).toString('hex')];
  const { workspace, people: persons, threads } = standardWorkspace(Date.now());
  const seed = { id: workspaceId, name: workspace.name, phone: workspace.phone, notices: { emergencyNumber: workspace.emergencyNumber }, limits: { fileBytes: 4_000_000 } };
  let server = await startTestServer({ ...options, dataDir, signingKeys, workspace: seed, people: persons, threads });
  server.admin.batch(() => {
    for (const thread of threads) {
      for (const message of thread.messages) server.admin.putMessage(workspaceId, { ...message, threadId: thread.id });
      for (const person of thread.participants) server.admin.setUnread(workspaceId, thread.id, person, thread.unread?.[person] ?? 0);
    }
    server.admin.putWorkspace({ id: 'abroad', name: 'Abroad' });
    server.admin.putPerson('abroad', { id: 'noor', name: 'Dr. Noor Khan', role: 'practitioner' });
  });
  return {
    has: new Set(needs),
    server: () => server,
    transport: () => restTransport({ server: server.url }),
    getToken: (who) => () => server.token(people[who]),
    foreigner: () => ({ transport: restTransport({ server: server.url }), getToken: () => server.token('noor', 300, 'abroad') }),
    async expireCursors() {
      const port = Number(new URL(server.url).port);
      await server.close();
      server = await startTestServer({ ...options, dataDir, signingKeys, workspace: seed, port, keepEvents: 0 });
    },
    async close() {
      await server.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
