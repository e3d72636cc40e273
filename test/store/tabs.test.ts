import { expect } from '@open-wc/testing';
import { bench, clinic, direct, say, type Bench, type Seat } from '../support/chat-bench.js';
import { fakeBrowser, type FakeBrowser, type FakeTab } from '../support/fake-tabs.js';
import type { MemoryOptions } from '../../src/transport/memory/index.js';
import type { ChatOptions } from '../../src/store/types.js';

interface Window extends Seat { tab: FakeTab }

describe('many tabs of one person', () => {
  let b: Bench;
  let browser: FakeBrowser;

  const start = (options: MemoryOptions = {}): void => {
    b = bench(clinic([direct(3, { ana: 1 })]), { uploadPartMs: 10, ...options });
    browser = fakeBrowser(b.platform);
  };
  const open = async (name: string, how: Parameters<FakeBrowser['tab']>[1] = {}, more: Partial<ChatOptions> = {}): Promise<Window> => {
    const tab = browser.tab(name, how);
    const seat = await b.sit('ana', { platform: tab.platform, wrap: (transport) => tab.line(transport), ...more });
    await b.platform.advance(50);
    seat.chat.dispatch({ type: 'thread.open', threadId: 't1' });
    await b.platform.advance(50);
    return { ...seat, tab };
  };
  /** Every state that this tab shows: no message twice, ever. */
  const neverTwice = (seat: Seat): void => {
    seat.chat.timeline('t1').subscribe(({ messages }) => {
      const keys = messages.map((message) => message.clientId ?? message.id);
      expect(new Set(keys).size, keys.join()).to.equal(keys.length);
    });
  };
  const onServer = (): string[] => b.workspace.messagesOf('t1').map((message) => (message.payload as { text: string }).text);
  const delivery = (seat: Seat, words: string): string | undefined =>
    seat.messages('t1').find((message) => (message.payload as { text?: string }).text === words)?.delivery;

  afterEach(() => b.end());

  it('one tab has the stream of events; the others show what it hears, without one of their own', async () => {
    start();
    const one = await open('one');
    const two = await open('two');
    expect(browser.holder()).to.equal('one');
    b.workspace.say('t1', 'maya', 'hello');
    await b.platform.advance(50);
    expect(one.texts('t1').at(-1)).to.equal('hello');
    expect(two.texts('t1').at(-1)).to.equal('hello');
    expect(two.chat.connection.get().state).to.equal('online');
    expect(browser.posted.filter(({ t, from }) => t === 'batch' && from === 'two')).to.deep.equal([]);
    expect(two.chat.unread.get()).to.equal(one.chat.unread.get());
  });

  it('T6 what was read in a tab that is gone before the server knows is told by another', async () => {
    start();
    const one = await open('one');
    const two = await open('two');
    expect(one.chat.unread.get()).to.equal(1);
    two.chat.dispatch({ type: 'read', threadId: 't1', upTo: b.workspace.messagesOf('t1')[2]?.position ?? '' });
    await b.platform.advance(50);
    two.tab.kill();
    await b.platform.advance(20_000);
    expect((await b.workspace.transport('ana').threads({ id: 't1' })).items[0]?.unread).to.equal(0);
    expect(one.count('read')).to.equal(1);
  });

  it('T2 a message sent in a tab that follows is one bubble in each tab at every instant, and one entry on the server', async () => {
    start({ latency: 20 });
    const one = await open('one');
    const two = await open('two');
    neverTwice(one);
    neverTwice(two);
    const [leader, other] = browser.holder() === 'one' ? [one, two] : [two, one];
    say(other, 't1', 'from two');
    await b.platform.settle();
    expect(two.texts('t1').at(-1)).to.equal('from two');
    expect(one.texts('t1').at(-1)).to.equal('from two');
    await b.platform.advance(200);
    expect(onServer().filter((words) => words === 'from two')).to.have.length(1);
    expect([delivery(one, 'from two'), delivery(two, 'from two')]).to.deep.equal(['sent', 'sent']);
    expect(other.count('message.send'), 'only the leader sends').to.equal(0);
    expect(leader.count('message.send')).to.equal(1);
  });

  it('T3 what two tabs send stands in one order in both, and arrives in it', async () => {
    start();
    const one = await open('one');
    const two = await open('two');
    b.workspace.controls('ana').offline = true;
    await b.platform.advance(10);
    say(one, 't1', 'a');
    await b.platform.advance(10);
    say(two, 't1', 'b');
    await b.platform.advance(10);
    say(one, 't1', 'c');
    await b.platform.advance(10);
    expect(one.texts('t1').slice(-3)).to.deep.equal(['a', 'b', 'c']);
    expect(two.texts('t1').slice(-3)).to.deep.equal(['a', 'b', 'c']);
    b.workspace.controls('ana').offline = false;
    await b.platform.advance(5_000);
    expect(onServer().slice(-3)).to.deep.equal(['a', 'b', 'c']);
    expect(two.texts('t1').slice(-3)).to.deep.equal(['a', 'b', 'c']);
  });

  for (const how of ['is closed', 'crashes', 'freezes'] as const) {
    it(`T1 T2 the leader ${how} in mid-send: the next one sends, once, within a second`, async () => {
      start({ latency: 100 });
      const one = await open('one');
      const two = await open('two');
      neverTwice(two);
      say(two, 't1', 'first');
      say(two, 't1', 'second');
      await b.platform.advance(60);
      if (how === 'is closed') one.chat.destroy();
      else if (how === 'crashes') one.tab.kill();
      else one.tab.set({ frozen: true, visible: false });
      await b.platform.advance(1_000);
      expect(browser.holder()).to.equal('two');
      expect(onServer().slice(-2)).to.deep.equal(['first', 'second']);
      expect(two.texts('t1').slice(-2)).to.deep.equal(['first', 'second']);
      expect(delivery(two, 'second')).to.equal('sent');
      b.workspace.say('t1', 'maya', 'after');
      await b.platform.advance(200);
      expect(two.texts('t1').at(-1), 'it has the stream').to.equal('after');
    });
  }

  it('a leader that does not answer loses the lead as soon as somebody sends; back again it follows, and has missed nothing', async () => {
    start();
    const one = await open('one');
    const two = await open('two');
    one.tab.hang();
    say(two, 't1', 'now');
    await b.platform.advance(1_500);
    expect(browser.holder()).to.equal('two');
    expect(onServer().at(-1)).to.equal('now');
    b.workspace.say('t1', 'maya', 'meanwhile');
    await b.platform.advance(100);
    one.tab.go();
    await b.platform.advance(1_000);
    expect(browser.holder()).to.equal('two');
    expect(one.texts('t1').slice(-2)).to.deep.equal(['now', 'meanwhile']);
    b.workspace.say('t1', 'maya', 'later');
    await b.platform.advance(100);
    expect(one.texts('t1').at(-1)).to.equal('later');
    expect(onServer().filter((words) => words === 'now')).to.have.length(1);
  });

  it('a tab that was frozen follows when it comes back, and reads what it has missed', async () => {
    start();
    const one = await open('one');
    const two = await open('two');
    one.tab.set({ frozen: true, visible: false });
    one.tab.hang();
    await b.platform.advance(100);
    b.workspace.say('t1', 'maya', 'while it slept');
    await b.platform.advance(100);
    expect(two.texts('t1').at(-1)).to.equal('while it slept');
    one.tab.go();
    one.tab.set({ frozen: false, visible: true });
    await b.platform.advance(1_000);
    expect(one.texts('t1').at(-1)).to.equal('while it slept');
    expect(browser.holder()).to.equal('two');
  });

  it('a new tab shows what is on its way, and drops what has arrived meanwhile', async () => {
    start();
    const one = await open('one');
    b.workspace.controls('ana').offline = true;
    await b.platform.advance(10);
    say(one, 't1', 'waiting');
    await b.platform.advance(10);
    b.workspace.controls('ana').offline = false;
    b.workspace.controls('ana').failNext('message.send', 'unavailable', { times: 2, retryAfterMs: 3_000 });
    const two = await open('two');
    neverTwice(two);
    expect(delivery(two, 'waiting')).to.equal('queued');
    await b.platform.advance(30_000);
    expect(delivery(two, 'waiting')).to.equal('sent');
    expect(delivery(one, 'waiting')).to.equal('sent');
  });

  it('edit, discard and retry of a follower are the leader’s to do: never both edited and sent', async () => {
    start();
    const one = await open('one');
    const two = await open('two');
    b.workspace.controls('ana').failNext('message.send', 'invalid', { times: 3 });
    for (const words of ['edit me', 'discard me', 'retry me']) {
      say(two, 't1', words);
      await b.platform.advance(50);
    }
    const ids = two.messages('t1').slice(-3).map((message) => message.clientId ?? '');
    expect(two.messages('t1').slice(-3).map((message) => message.delivery)).to.deep.equal(['failed', 'failed', 'failed']);
    two.chat.dispatch({ type: 'outbox.edit', threadId: 't1', clientId: ids[0] ?? '' });
    two.chat.dispatch({ type: 'outbox.discard', threadId: 't1', clientId: ids[1] ?? '' });
    two.chat.dispatch({ type: 'outbox.retry', threadId: 't1', clientId: ids[2] ?? '' });
    await b.platform.advance(500);
    expect(two.chat.draft('t1').get().text).to.equal('edit me');
    expect(one.chat.draft('t1').get().text).to.equal('edit me');
    expect(two.texts('t1').at(-1)).to.equal('retry me');
    expect(one.texts('t1')).to.deep.equal(two.texts('t1'));
    expect(onServer().slice(-1)).to.deep.equal(['retry me']);
    expect(onServer()).not.to.include('edit me');
    const [partition] = [...browser.storage.keys()];
    const keys = await browser.storage.get(partition ?? '')?.keys('') ?? [];
    expect(keys.filter((key) => key.startsWith('outbox/'))).to.deep.equal([]);
  });

  it('T4 a message that is being sent is not given back to be edited in any tab', async () => {
    start({ latency: 1_000 });
    await open('one');
    const two = await open('two');
    await b.platform.advance(3_000);
    say(two, 't1', 'under way');
    await b.platform.advance(400);
    expect(delivery(two, 'under way')).to.equal('sending');
    two.chat.dispatch({ type: 'outbox.edit', threadId: 't1', clientId: two.messages('t1').at(-1)?.clientId ?? '' });
    await b.platform.advance(3_000);
    expect(two.errors.map(({ code }) => code)).to.deep.equal(['conflict']);
    expect(two.chat.draft('t1').get().text).to.equal('');
    expect(onServer().at(-1)).to.equal('under way');
  });

  it('T7 what is typed in one tab stands in the others’ composers; the last writer wins; sent, it is empty in all', async () => {
    start();
    const one = await open('one');
    const two = await open('two');
    const three = await open('three');
    const drafts = (): string[] => [one, two, three].map(({ chat }) => chat.draft('t1').get().text);
    one.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'from one' });
    await b.platform.advance(400);
    expect(drafts()).to.deep.equal(['from one', 'from one', 'from one']);
    two.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'two at once' });
    three.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'three at once' });
    await b.platform.advance(800);
    expect(new Set(drafts()).size, drafts().join()).to.equal(1);
    expect(drafts()[0]).to.match(/at once/);
    const sent = drafts()[0] ?? '';
    two.chat.dispatch({ type: 'draft.send', threadId: 't1' });
    await b.platform.advance(400);
    expect(drafts()).to.deep.equal(['', '', '']);
    expect(onServer().at(-1)).to.equal(sent);
  });

  it('T6 read in one tab is read in all', async () => {
    start();
    const one = await open('one');
    const two = await open('two');
    expect([one.chat.unread.get(), two.chat.unread.get()]).to.deep.equal([1, 1]);
    two.chat.dispatch({ type: 'read', threadId: 't1', upTo: two.messages('t1').at(-1)?.position ?? '' });
    await b.platform.settle();
    expect([one.chat.unread.get(), two.chat.unread.get()]).to.deep.equal([0, 0]);
    await b.platform.advance(1_000);
    expect(one.count('read') + two.count('read')).to.equal(1);
  });

  it('T11 a file attached in a follower is carried up by the leader, once, and shown as done in both', async () => {
    start();
    const one = await open('one');
    const two = await open('two');
    two.chat.dispatch({ type: 'attachment.add', threadId: 't1', files: [new File(['some bytes'], 'plan.txt', { type: 'text/plain' })] });
    await b.platform.until(() => two.chat.draft('t1').get().attachments[0]?.state === 'done', 'the upload');
    expect(one.chat.draft('t1').get().attachments[0]?.state).to.equal('done');
    two.chat.dispatch({ type: 'draft.send', threadId: 't1' });
    await b.platform.advance(300);
    expect(b.workspace.messagesOf('t1').at(-1)?.files.map(({ name }) => name)).to.deep.equal(['plan.txt']);
    expect([one.count('upload'), two.count('upload')]).to.deep.equal([1, 0]);
  });

  it('T1 T11 a file sent from a follower goes up under the same id when the leader crashes in the middle', async () => {
    start({ uploadPartMs: 80 });
    const one = await open('one');
    const two = await open('two');
    two.chat.dispatch({ type: 'attachment.add', threadId: 't1', files: [new File([new Uint8Array(600_000)], 'scan.bin')] });
    two.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'with a file' });
    two.chat.dispatch({ type: 'draft.send', threadId: 't1' });
    await b.platform.advance(500);
    expect(two.messages('t1').at(-1)?.files).to.have.length(1);
    one.tab.kill();
    await b.platform.until(() => delivery(two, 'with a file') === 'sent', 'the message');
    expect(b.workspace.messagesOf('t1').at(-1)?.files).to.have.length(1);
    const ids = [...one.asked, ...two.asked].filter(({ method }) => method === 'upload').map(({ args }) => (args[1] as { id: string }).id);
    expect(new Set(ids).size).to.equal(1);
  });

  it('a thread that is created in a follower is created once, and is the same in both tabs', async () => {
    start({ latency: 20 });
    const one = await open('one');
    const two = await open('two');
    two.chat.dispatch({
      type: 'thread.create', id: 'temp', kind: 'direct', participants: ['tom'], first: { id: 'c1', kind: 'text', payload: { text: 'hi', format: 'plain' }, files: [] },
    });
    await b.platform.settle();
    expect(one.chat.thread('temp').get()?.pending).to.equal(true);
    await b.platform.advance(500);
    const id = two.chat.resolve('temp');
    expect(id).not.to.equal('temp');
    expect(one.chat.resolve('temp')).to.equal(id);
    expect(b.workspace.messagesOf(id)).to.have.length(1);
    expect(one.chat.threads.get().items.filter((thread) => thread.id === id || thread.id === 'temp')).to.have.length(1);
  });

  it('T10 without a storage two tabs still hand over what is on its way', async () => {
    start();
    const one = await open('one', { storage: false });
    b.workspace.controls('ana').offline = true;
    await b.platform.advance(10);
    await open('two', { storage: false });
    b.workspace.controls('ana').offline = false;
    await b.platform.advance(3_000);
    b.workspace.controls('ana').failNext('message.send', 'unavailable', { retryAfterMs: 5_000 });
    say(one, 't1', 'kept in memory');
    await b.platform.advance(100);
    one.tab.kill();
    await b.platform.advance(10_000);
    expect(onServer().filter((words) => words === 'kept in memory')).to.have.length(1);
  });

  for (const missing of ['locks', 'broadcast'] as const) {
    it(`T2 without ${missing} each tab works by itself, and stays correct`, async () => {
      start();
      const one = await open('one', { [missing]: false });
      const two = await open('two', { [missing]: false });
      neverTwice(one);
      neverTwice(two);
      say(one, 't1', 'a');
      say(two, 't1', 'b');
      await b.platform.advance(1_000);
      expect(onServer().slice(-2).sort()).to.deep.equal(['a', 'b']);
      expect(one.texts('t1')).to.deep.equal(two.texts('t1'));
    });
  }

  it('T1 T4 a tab that was not told that a message has arrived does not show it as «sending» for ever', async () => {
    start({ latency: 20 });
    const sit = async (name: string): Promise<Seat> => {
      const tab = browser.tab(name);
      const seat = await b.sit('ana', { platform: tab.platform, wrap: (transport) => tab.line(transport) });
      await b.platform.advance(200);
      return seat;
    };
    const [one, two] = [await sit('one'), await sit('two')];
    const [leader, other] = browser.holder() === 'one' ? [one, two] : [two, one];
    b.workspace.say('t1', 'maya', 'something');
    await b.platform.advance(200);
    say(leader, 't1', 'told to nobody');
    await b.platform.settle();
    for (const what of ['gone', 'batch']) browser.lost.add(what);
    await b.platform.advance(200);
    browser.lost.clear();
    expect(delivery(other, 'told to nobody')).to.equal('sending');
    b.workspace.say('t1', 'maya', 'something new');
    await b.platform.advance(200);
    expect([undefined, 'sent']).to.include(delivery(other, 'told to nobody'));
  });

  it('T9 an hour’s outage costs two tabs together at most 60 requests', async () => {
    start();
    const one = await open('one');
    const two = await open('two');
    b.workspace.controls('ana').offline = true;
    await b.platform.advance(10);
    for (const seat of [one, two]) say(seat, 't1', 'waits');
    const before = one.asked.length + two.asked.length;
    await b.platform.advance(3_600_000);
    expect(one.asked.length + two.asked.length - before).to.be.at.most(60);
    b.workspace.controls('ana').offline = false;
    await b.platform.advance(300_000);
    expect(onServer().slice(-2)).to.deep.equal(['waits', 'waits']);
  });
});
