import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer, type TestServer, type TestServerOptions } from '../../demo/server/testing.js';
import { people, standardWorkspace, type ConformanceEnv, type Need } from '../../src/transport/conformance.js';
import { restTransport } from '../../src/transport/rest/index.js';

const needs: readonly Need[] = ['foreigner', 'small-files', 'idempotency', 'typing', 'presence', 'receipts', 'plan', 'replies', 'search', 'files', 'documents', 'resumable'];
let workspaces = 0;

/** The standard workspace, new, beside others on a reference server that runs; the rest adapter in front of it. */
export function restEnvironment(server: TestServer): ConformanceEnv {
  workspaces += 1;
  const ws = `standard-${workspaces}`;
  const abroad = `abroad-${workspaces}`;
  const { workspace, statuses, people: persons, threads } = standardWorkspace(Date.now());
  const { admin } = server;
  admin.batch(() => {
    admin.putWorkspace({ id: ws, name: workspace.name, phone: workspace.phone, notices: { emergencyNumber: workspace.emergencyNumber }, switches: workspace.switches, statuses, limits: { fileBytes: 6_000_000 } });
    for (const person of persons) admin.putPerson(ws, person);
    for (const thread of threads) {
      admin.putThread(ws, thread);
      for (const message of thread.messages) admin.putMessage(ws, { ...message, threadId: thread.id });
      for (const person of thread.participants) admin.setUnread(ws, thread.id, person, thread.unread?.[person] ?? 0);
    }
    admin.putWorkspace({ id: abroad, name: 'Abroad' });
    admin.putPerson(abroad, { id: 'noor', name: 'Dr. Noor Khan', role: 'practitioner' });
  });
  return {
    has: new Set(needs),
    transport: () => restTransport({ server: server.url }),
    getToken: (who) => () => server.token(people[who], 300, ws),
    foreigner: () => ({ transport: restTransport({ server: server.url }), getToken: () => server.token('noor', 300, abroad) }),
  };
}

/** The same on a server of its own, which can be restarted: then it has forgotten its log. */
export async function expiringEnvironment(options: TestServerOptions): Promise<ConformanceEnv & { close(): Promise<void> }> {
  let server = await startTestServer(options);
  const env = restEnvironment(server);
  const copies: string[] = [];
  const restart = async (change: TestServerOptions, meanwhile?: () => Promise<void>): Promise<void> => {
    const port = Number(new URL(server.url).port);
    await server.close();
    await meanwhile?.();
    server = await startTestServer({ ...options, port, ...change });
  };
  return {
    ...env,
    has: new Set([...needs, 'expire', 'copies']),
    async expireCursors() {
      await restart({ keepEvents: 0 });
    },
    async goBack() {
      const copy = await mkdtemp(join(tmpdir(), 'clinic-copy-'));
      copies.push(copy);
      await restart({}, () => cp(server.dataDir, copy, { recursive: true }));
      return () => restart({}, async () => {
        await rm(server.dataDir, { recursive: true });
        await cp(copy, server.dataDir, { recursive: true });
      });
    },
    async close() {
      await server.close();
      for (const copy of copies) await rm(copy, { recursive: true, force: true });
    },
  };
}
