import { expect } from '@open-wc/testing';
import type { Storage } from '../../src/base/platform.js';
import { kinds } from '../../src/kinds/index.js';
import { createChat } from '../../src/store/index.js';
import type { Chat } from '../../src/store/types.js';
import { memoryWorkspace } from '../../src/transport/memory/index.js';
import { fakePlatform } from '../support/fake-platform.js';
import { fixture } from '../support/workspace.js';

const workspace = () => memoryWorkspace(fixture(), { kinds });

async function opened(platform: ReturnType<typeof fakePlatform>, home: ReturnType<typeof workspace>): Promise<Chat> {
  const chat = createChat({ transport: home.transport('ana'), kinds, locale: 'en', platform });
  chat.open();
  await platform.until(() => chat.session.get().phase === 'ready' && chat.threads.get().phase === 'ready', 'the session');
  return chat;
}
/** What is asked of the storage is answered while its time goes on. */
async function told<T>(platform: ReturnType<typeof fakePlatform>, asked: Promise<T>): Promise<T> {
  let isDone = false;
  void asked.finally(() => { isDone = true; });
  await platform.until(() => isDone, 'the answer');
  return asked;
}

describe('store: notes', () => {
  it('R-20 what was begun survives a reload, by thread and key, and is forgotten when it is done', async () => {
    const home = workspace();
    const platform = fakePlatform();
    const chat = await opened(platform, home);
    const notes = await told(platform, chat.notes('knee'));
    expect(await told(platform, notes.get('m1'))).to.equal(undefined);
    await told(platform, notes.set('m1', { pain: true }));
    await told(platform, notes.set('m2', 'later'));
    chat.destroy();
    const again = await opened(platform, home);
    const kept = await told(platform, again.notes('knee'));
    expect(await told(platform, kept.get('m1'))).to.deep.equal({ pain: true });
    expect(await told(platform, kept.get('m2'))).to.equal('later');
    expect(await told(platform, (await told(platform, again.notes('maya-ana'))).get('m1'))).to.equal(undefined);
    await told(platform, kept.set('m1', undefined));
    expect(await told(platform, kept.get('m1'))).to.equal(undefined);
    again.destroy();
  });

  it('R-20 T8 a logout wipes them, and a thread that is gone takes its own along', async () => {
    const home = workspace();
    const storages = new Map<string, Storage>();
    const platform = fakePlatform({ storages });
    const chat = await opened(platform, home);
    const notes = await told(platform, chat.notes('knee'));
    const others = await told(platform, chat.notes('maya-ana'));
    await told(platform, notes.set('m1', 'canary one'));
    await told(platform, others.set('m1', 'canary two'));
    home.remove('knee', 'ana');
    await platform.until(() => chat.thread('knee').get() === undefined, 'the end of the thread');
    await platform.advance(100);
    expect(await told(platform, notes.get('m1'))).to.equal(undefined);
    expect(await told(platform, others.get('m1'))).to.equal('canary two');
    await told(platform, chat.end());
    for (const storage of storages.values()) expect(await storage.keys('')).to.deep.equal([]);
    expect(storages.size).to.be.greaterThan(0);
  });
});
