import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startTestServer, type TestServer } from '../../demo/server/testing.js';
import { conformance } from '../../src/transport/conformance.js';
import { expiringEnvironment, restEnvironment } from './rest-env.js';

const needsExpiry = (one: (typeof conformance)[number]): boolean => !!one.needs?.some((need) => need === 'expire' || need === 'copies');

describe('conformance: the rest adapter on the reference server', { concurrency: 6 }, () => {
  let server: TestServer;
  before(async () => { server = await startTestServer(); });
  after(() => server.close());

  for (const one of conformance.filter((each) => !needsExpiry(each))) it(one.name, () => one.run(restEnvironment(server)));

  for (const one of conformance.filter(needsExpiry)) {
    it(one.name, async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'clinic-chat-conformance-'));
      const env = await expiringEnvironment({ dataDir, signingKeys: [randomBytes(32).toString('hex')] });
      try {
        await one.run(env);
      } finally {
        await env.close();
        rmSync(dataDir, { recursive: true, force: true });
      }
    });
  }
});
