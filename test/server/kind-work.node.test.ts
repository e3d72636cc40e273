import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kinds } from '../../src/kinds/index.js';
import { serverFor } from './support.js';

describe('what the kinds’ cards bring', () => {
  it('what did not come for one command is asked again for the next: the server goes on', async () => {
    let asked = 0;
    const { as } = await serverFor({ kinds: [...kinds, {
      kind: 'late', parse: () => ({}), preview: () => 'late', needs: { send: [] },
      authority: () => ((asked += 1) === 1 ? Promise.reject(new Error('not there now')) : Promise.resolve({ create: () => ({ kept: true }) })),
    }] });
    const send = () => as('ana').submit<{ payload: unknown }>({ type: 'message.send', threadId: 'ana-maya', kind: 'late', payload: {}, files: [] });
    assert.ok((await send()).status >= 500);
    const { status, body } = await send();
    assert.deepEqual([status, body.payload, asked], [200, { kept: true }, 2]);
  });
});
