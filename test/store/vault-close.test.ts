import { expect } from '@open-wc/testing';
import { bench, clinic, direct, type Bench } from '../support/chat-bench.js';
import { SlowStorage } from '../support/slow-storage.js';

describe('a chat that is put away while something is being stored', () => {
  let b: Bench;
  let storage: SlowStorage;
  afterEach(() => b.end());

  /** Ana's chat, with a draft that is being stored, goes; then the storage goes on. */
  async function put(first: string, last: string): Promise<unknown> {
    b = bench(clinic([direct(3)]));
    storage = new SlowStorage();
    b.platform.storages.set('riverside/ana', storage);
    const { chat } = await b.sit('ana');
    chat.dispatch({ type: 'draft.set', threadId: 't1', text: first });
    await b.platform.advance(10);
    storage.isSlow = true;
    await b.platform.advance(400);
    chat.dispatch({ type: 'draft.set', threadId: 't1', text: last });
    chat.destroy();
    storage.release();
    await b.platform.advance(3_000);
    return ((await storage.inner.get('draft/t1')) as { text?: string } | undefined)?.text;
  }

  it('T7 the last words are stored, not those before them', async () => {
    expect(await put('I have', 'I have chest pain')).to.equal('I have chest pain');
  });

  it('T7 what was rubbed out at last is not there any more', async () => {
    expect(await put('I have', '')).to.equal(undefined);
  });
});
