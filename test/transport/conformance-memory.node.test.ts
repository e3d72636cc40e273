import { describe, it } from 'node:test';
import { kinds } from '../../src/kinds/index.js';
import { conformance, standardWorkspace, type ConformanceEnv, type Need, people } from '../../src/transport/conformance.js';
import { memoryWorkspace, type MemoryOptions } from '../../src/transport/memory/index.js';

const needs: readonly Need[] = ['foreigner', 'expire', 'copies', 'small-files', 'idempotency', 'typing', 'presence', 'receipts', 'plan', 'replies', 'search', 'files', 'documents', 'resumable'];

function environment(options: MemoryOptions = {}): ConformanceEnv {
  const { workspace, ...seed } = standardWorkspace(Date.now());
  const { emergencyNumber, ...rest } = workspace;
  const home = memoryWorkspace({ ...seed, workspace: { ...rest, notices: { emergencyNumber }, limits: { fileBytes: 1_000_000 * 6 } } }, { kinds, ...options });
  const abroad = memoryWorkspace({ people: [{ id: 'noor', name: 'Dr. Noor Khan', role: 'practitioner' }] });
  const getToken = (): Promise<string> => Promise.resolve('token');
  return {
    has: new Set(needs),
    transport: (who) => home.transport(people[who]),
    getToken: () => getToken,
    foreigner: () => ({ transport: abroad.transport('noor'), getToken }),
    expireCursors: () => home.expireCursors(),
    goBack: () => Promise.resolve(home.copy()),
  };
}

describe('conformance: the embedded workspace', () => {
  for (const one of conformance) it(one.name, () => one.run(environment()));
});

describe('conformance: the embedded workspace with latency', () => {
  for (const one of conformance) it(one.name, () => one.run(environment({ latency: 4 })));
});
