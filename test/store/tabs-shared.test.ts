import { expect } from '@open-wc/testing';
import { say, type Seat } from '../support/chat-bench.js';
import { delivery, neverTwice, TabsBench } from './tabs-bench.js';

describe('many tabs of one person: what they share', () => {
  const at = new TabsBench();

  it('T7 what is typed in one tab stands in the others’ composers; the last writer wins; sent, it is empty in all', async () => {
    at.start();
    const one = await at.open('one');
    const two = await at.open('two');
    const three = await at.open('three');
    const drafts = (): string[] => [one, two, three].map(({ chat }) => chat.draft('t1').get().text);
    one.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'from one' });
    await at.b.platform.advance(400);
    expect(drafts()).to.deep.equal(['from one', 'from one', 'from one']);
    two.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'two at once' });
    three.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'three at once' });
    await at.b.platform.advance(800);
    expect(new Set(drafts()).size, drafts().join()).to.equal(1);
    expect(drafts()[0]).to.match(/at once/);
    const sent = drafts()[0] ?? '';
    two.chat.dispatch({ type: 'draft.send', threadId: 't1' });
    await at.b.platform.advance(400);
    expect(drafts()).to.deep.equal(['', '', '']);
    expect(at.onServer().at(-1)).to.equal(sent);
  });

  it('T6 read in one tab is read in all', async () => {
    at.start();
    const one = await at.open('one');
    const two = await at.open('two');
    expect([one.chat.unread.get(), two.chat.unread.get()]).to.deep.equal([1, 1]);
    two.chat.dispatch({ type: 'read', threadId: 't1', upTo: two.messages('t1').at(-1)?.position ?? '' });
    await at.b.platform.settle();
    expect([one.chat.unread.get(), two.chat.unread.get()]).to.deep.equal([0, 0]);
    await at.b.platform.advance(1_000);
    expect(one.count('read') + two.count('read')).to.equal(1);
  });

  it('T11 a file attached in a follower is carried up by the leader, once, and shown as done in both', async () => {
    at.start();
    const one = await at.open('one');
    const two = await at.open('two');
    two.chat.dispatch({ type: 'attachment.add', threadId: 't1', files: [new File(['some bytes'], 'plan.txt', { type: 'text/plain' })] });
    await at.b.platform.until(() => two.chat.draft('t1').get().attachments[0]?.state === 'done', 'the upload');
    expect(one.chat.draft('t1').get().attachments[0]?.state).to.equal('done');
    two.chat.dispatch({ type: 'draft.send', threadId: 't1' });
    await at.b.platform.advance(300);
    expect(at.b.workspace.messagesOf('t1').at(-1)?.files.map(({ name }) => name)).to.deep.equal(['plan.txt']);
    expect([one.count('upload'), two.count('upload')]).to.deep.equal([1, 0]);
  });

  it('T1 T11 a file sent from a follower goes up under the same id when the leader crashes in the middle', async () => {
    at.start({ uploadPartMs: 80 });
    const one = await at.open('one');
    const two = await at.open('two');
    two.chat.dispatch({ type: 'attachment.add', threadId: 't1', files: [new File([new Uint8Array(600_000)], 'scan.bin')] });
    two.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'with a file' });
    two.chat.dispatch({ type: 'draft.send', threadId: 't1' });
    await at.b.platform.advance(500);
    expect(two.messages('t1').at(-1)?.files).to.have.length(1);
    one.tab.kill();
    await at.b.platform.until(() => delivery(two, 'with a file') === 'sent', 'the message');
    expect(at.b.workspace.messagesOf('t1').at(-1)?.files).to.have.length(1);
    const ids = [...one.asked, ...two.asked].filter(({ method }) => method === 'upload').map(({ args }) => (args[1] as { id: string }).id);
    expect(new Set(ids).size).to.equal(1);
  });

  it('a thread that is created in a follower is created once, and is the same in both tabs', async () => {
    at.start({ latency: 20 });
    const one = await at.open('one');
    const two = await at.open('two');
    two.chat.dispatch({
      type: 'thread.create', id: 'temp', kind: 'direct', participants: ['tom'], first: { id: 'c1', kind: 'text', payload: { text: 'hi', format: 'plain' }, files: [] },
    });
    await at.b.platform.settle();
    expect(one.chat.thread('temp').get()?.pending).to.equal(true);
    await at.b.platform.advance(500);
    const id = two.chat.resolve('temp');
    expect(id).not.to.equal('temp');
    expect(one.chat.resolve('temp')).to.equal(id);
    expect(at.b.workspace.messagesOf(id)).to.have.length(1);
    expect(one.chat.threads.get().items.filter((thread) => thread.id === id || thread.id === 'temp')).to.have.length(1);
  });

  it('T10 without a storage two tabs still hand over what is on its way', async () => {
    at.start();
    const one = await at.open('one', { storage: false });
    at.b.workspace.controls('ana').offline = true;
    await at.b.platform.advance(10);
    await at.open('two', { storage: false });
    at.b.workspace.controls('ana').offline = false;
    await at.b.platform.advance(3_000);
    at.b.workspace.controls('ana').failNext('message.send', 'unavailable', { retryAfterMs: 5_000 });
    say(one, 't1', 'kept in memory');
    await at.b.platform.advance(100);
    one.tab.kill();
    await at.b.platform.advance(10_000);
    expect(at.onServer().filter((words) => words === 'kept in memory')).to.have.length(1);
  });

  for (const missing of ['locks', 'broadcast'] as const) {
    it(`T2 without ${missing} each tab works by itself, and stays correct`, async () => {
      at.start();
      const one = await at.open('one', { [missing]: false });
      const two = await at.open('two', { [missing]: false });
      neverTwice(one);
      neverTwice(two);
      say(one, 't1', 'a');
      say(two, 't1', 'b');
      await at.b.platform.advance(1_000);
      expect(at.onServer().slice(-2).sort()).to.deep.equal(['a', 'b']);
      expect(one.texts('t1')).to.deep.equal(two.texts('t1'));
    });
  }

  it('T1 T4 a tab that was not told that a message has arrived does not show it as «sending» for ever', async () => {
    at.start({ latency: 20 });
    const sit = async (name: string): Promise<Seat> => {
      const tab = at.browser.tab(name);
      const seat = await at.b.sit('ana', { platform: tab.platform, wrap: (transport) => tab.line(transport) });
      await at.b.platform.advance(200);
      return seat;
    };
    const [one, two] = [await sit('one'), await sit('two')];
    const [leader, other] = at.browser.holder() === 'one' ? [one, two] : [two, one];
    at.b.workspace.say('t1', 'maya', 'something');
    await at.b.platform.advance(200);
    say(leader, 't1', 'told to nobody');
    await at.b.platform.settle();
    for (const what of ['gone', 'batch']) at.browser.lost.add(what);
    await at.b.platform.advance(200);
    at.browser.lost.clear();
    expect(delivery(other, 'told to nobody')).to.equal('sending');
    at.b.workspace.say('t1', 'maya', 'something new');
    await at.b.platform.advance(200);
    expect([undefined, 'sent']).to.include(delivery(other, 'told to nobody'));
  });

  it('T9 an hour’s outage costs two tabs together at most 60 requests', async () => {
    at.start();
    const one = await at.open('one');
    const two = await at.open('two');
    at.b.workspace.controls('ana').offline = true;
    await at.b.platform.advance(10);
    for (const seat of [one, two]) say(seat, 't1', 'waits');
    const before = one.asked.length + two.asked.length;
    await at.b.platform.advance(3_600_000);
    expect(one.asked.length + two.asked.length - before).to.be.at.most(60);
    at.b.workspace.controls('ana').offline = false;
    await at.b.platform.advance(300_000);
    expect(at.onServer().slice(-2)).to.deep.equal(['waits', 'waits']);
  });
});
