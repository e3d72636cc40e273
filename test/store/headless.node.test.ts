import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createChat } from '../../src/store/index.js';
import { memoryWorkspace } from '../../src/transport/memory/index.js';
import { clinic, direct, say, text } from '../support/chat-bench.js';
import { soon } from '../support/soon.js';

const until = async (is: () => boolean): Promise<void> => assert.ok(await soon(is), 'it came about');

test('two people write to each other in plain Node, without DOM and without lit', async () => {
  assert.equal(typeof document, 'undefined');
  const workspace = memoryWorkspace(clinic([direct(3)]));
  const [ana, maya] = ['ana', 'maya'].map((viewer) => createChat({ transport: workspace.transport(viewer), kinds: [] })) as [ReturnType<typeof createChat>, ReturnType<typeof createChat>];
  for (const chat of [ana, maya]) {
    chat.retain();
    chat.open();
    chat.dispatch({ type: 'thread.open', threadId: 't1' });
  }
  await until(() => ana.session.get().phase === 'ready' && maya.timeline('t1').get().phase === 'ready');
  say({ chat: ana }, 't1', 'Good morning');
  await until(() => maya.timeline('t1').get().messages.map(text).includes('Good morning'));
  say({ chat: maya }, 't1', 'Good *morning*');
  await until(() => ana.timeline('t1').get().messages.map(text).at(-1) === 'Good *morning*');
  assert.deepEqual(ana.timeline('t1').get().messages.at(-1)?.payload, { text: 'Good *morning*', format: 'markdown' });
  assert.equal(ana.unread.get(), 1);
  await ana.end();
  maya.destroy();
  workspace.close();
});

test('the store takes time, chance and the network from its ports alone', () => {
  const folder = new URL('../../src/store/', import.meta.url);
  for (const name of readdirSync(folder)) {
    const source = readFileSync(new URL(name, folder), 'utf8');
    const found = /\b(Date\.now|Math\.random|setTimeout|setInterval|queueMicrotask|crypto\.|localStorage|indexedDB)\b/.exec(source);
    assert.equal(found, null, `${name}: ${found?.[0] ?? ''}`);
    assert.ok(!/from '(lit|@lit|.*\/transport\/(memory|rest))/.test(source), `${name} imports what it must not`);
  }
});
