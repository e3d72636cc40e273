import { expect } from '@open-wc/testing';
import { say } from '../support/chat-bench.js';
import { delivery, neverTwice, TabsBench } from './tabs-bench.js';

describe('many tabs of one person', () => {
  const at = new TabsBench();

  it('one tab has the stream of events; the others show what it hears, without one of their own', async () => {
    at.start();
    const one = await at.open('one');
    const two = await at.open('two');
    expect(at.browser.holder()).to.equal('one');
    at.b.workspace.say('t1', 'maya', 'hello');
    await at.b.platform.advance(50);
    expect(one.texts('t1').at(-1)).to.equal('hello');
    expect(two.texts('t1').at(-1)).to.equal('hello');
    expect(two.chat.connection.get().state).to.equal('online');
    expect(at.browser.posted.filter(({ t, from }) => t === 'batch' && from === 'two')).to.deep.equal([]);
    expect(two.chat.unread.get()).to.equal(one.chat.unread.get());
  });

  it('T6 what was read in a tab that is gone before the server knows is told by another', async () => {
    at.start();
    const one = await at.open('one');
    const two = await at.open('two');
    expect(one.chat.unread.get()).to.equal(1);
    two.chat.dispatch({ type: 'read', threadId: 't1', upTo: at.b.workspace.messagesOf('t1')[2]?.position ?? '' });
    await at.b.platform.advance(50);
    two.tab.kill();
    await at.b.platform.advance(20_000);
    expect((await at.b.workspace.transport('ana').threads({ id: 't1' })).items[0]?.unread).to.equal(0);
    expect(one.count('read')).to.equal(1);
  });

  it('T2 a message sent in a tab that follows is one bubble in each tab at every instant, and one entry on the server', async () => {
    at.start({ latency: 20 });
    const one = await at.open('one');
    const two = await at.open('two');
    neverTwice(one);
    neverTwice(two);
    const [leader, other] = at.browser.holder() === 'one' ? [one, two] : [two, one];
    say(other, 't1', 'from two');
    await at.b.platform.settle();
    expect(two.texts('t1').at(-1)).to.equal('from two');
    expect(one.texts('t1').at(-1)).to.equal('from two');
    await at.b.platform.advance(200);
    expect(at.onServer().filter((words) => words === 'from two')).to.have.length(1);
    expect([delivery(one, 'from two'), delivery(two, 'from two')]).to.deep.equal(['sent', 'sent']);
    expect(other.count('message.send'), 'only the leader sends').to.equal(0);
    expect(leader.count('message.send')).to.equal(1);
  });

  it('T3 what two tabs send stands in one order in both, and arrives in it', async () => {
    at.start();
    const one = await at.open('one');
    const two = await at.open('two');
    at.b.workspace.controls('ana').offline = true;
    await at.b.platform.advance(10);
    say(one, 't1', 'a');
    await at.b.platform.advance(10);
    say(two, 't1', 'b');
    await at.b.platform.advance(10);
    say(one, 't1', 'c');
    await at.b.platform.advance(10);
    expect(one.texts('t1').slice(-3)).to.deep.equal(['a', 'b', 'c']);
    expect(two.texts('t1').slice(-3)).to.deep.equal(['a', 'b', 'c']);
    at.b.workspace.controls('ana').offline = false;
    await at.b.platform.advance(5_000);
    expect(at.onServer().slice(-3)).to.deep.equal(['a', 'b', 'c']);
    expect(two.texts('t1').slice(-3)).to.deep.equal(['a', 'b', 'c']);
  });

  for (const how of ['is closed', 'crashes', 'freezes'] as const) {
    it(`T1 T2 the leader ${how} in mid-send: the next one sends, once, within a second`, async () => {
      at.start({ latency: 100 });
      const one = await at.open('one');
      const two = await at.open('two');
      neverTwice(two);
      say(two, 't1', 'first');
      say(two, 't1', 'second');
      await at.b.platform.advance(60);
      if (how === 'is closed') one.chat.destroy();
      else if (how === 'crashes') one.tab.kill();
      else one.tab.set({ frozen: true, visible: false });
      await at.b.platform.advance(1_000);
      expect(at.browser.holder()).to.equal('two');
      expect(at.onServer().slice(-2)).to.deep.equal(['first', 'second']);
      expect(two.texts('t1').slice(-2)).to.deep.equal(['first', 'second']);
      expect(delivery(two, 'second')).to.equal('sent');
      at.b.workspace.say('t1', 'maya', 'after');
      await at.b.platform.advance(200);
      expect(two.texts('t1').at(-1), 'it has the stream').to.equal('after');
    });
  }

  it('a leader that does not answer loses the lead as soon as somebody sends; back again it follows, and has missed nothing', async () => {
    at.start();
    const one = await at.open('one');
    const two = await at.open('two');
    one.tab.hang();
    say(two, 't1', 'now');
    await at.b.platform.advance(1_500);
    expect(at.browser.holder()).to.equal('two');
    expect(at.onServer().at(-1)).to.equal('now');
    at.b.workspace.say('t1', 'maya', 'meanwhile');
    await at.b.platform.advance(100);
    one.tab.go();
    await at.b.platform.advance(1_000);
    expect(at.browser.holder()).to.equal('two');
    expect(one.texts('t1').slice(-2)).to.deep.equal(['now', 'meanwhile']);
    at.b.workspace.say('t1', 'maya', 'later');
    await at.b.platform.advance(100);
    expect(one.texts('t1').at(-1)).to.equal('later');
    expect(at.onServer().filter((words) => words === 'now')).to.have.length(1);
  });

  it('a tab that was frozen follows when it comes back, and reads what it has missed', async () => {
    at.start();
    const one = await at.open('one');
    const two = await at.open('two');
    one.tab.set({ frozen: true, visible: false });
    one.tab.hang();
    await at.b.platform.advance(100);
    at.b.workspace.say('t1', 'maya', 'while it slept');
    await at.b.platform.advance(100);
    expect(two.texts('t1').at(-1)).to.equal('while it slept');
    one.tab.go();
    one.tab.set({ frozen: false, visible: true });
    await at.b.platform.advance(1_000);
    expect(one.texts('t1').at(-1)).to.equal('while it slept');
    expect(at.browser.holder()).to.equal('two');
  });

  it('a new tab shows what is on its way, and drops what has arrived meanwhile', async () => {
    at.start();
    const one = await at.open('one');
    at.b.workspace.controls('ana').offline = true;
    await at.b.platform.advance(10);
    say(one, 't1', 'waiting');
    await at.b.platform.advance(10);
    at.b.workspace.controls('ana').offline = false;
    at.b.workspace.controls('ana').failNext('message.send', 'unavailable', { times: 2, retryAfterMs: 3_000 });
    const two = await at.open('two');
    neverTwice(two);
    expect(delivery(two, 'waiting')).to.equal('queued');
    await at.b.platform.advance(30_000);
    expect(delivery(two, 'waiting')).to.equal('sent');
    expect(delivery(one, 'waiting')).to.equal('sent');
  });

  it('edit, discard and retry of a follower are the leader’s to do: never both edited and sent', async () => {
    at.start();
    const one = await at.open('one');
    const two = await at.open('two');
    at.b.workspace.controls('ana').failNext('message.send', 'invalid', { times: 3 });
    for (const words of ['edit me', 'discard me', 'retry me']) {
      say(two, 't1', words);
      await at.b.platform.advance(50);
    }
    const ids = two.messages('t1').slice(-3).map((message) => message.clientId ?? '');
    expect(two.messages('t1').slice(-3).map((message) => message.delivery)).to.deep.equal(['failed', 'failed', 'failed']);
    two.chat.dispatch({ type: 'outbox.edit', threadId: 't1', clientId: ids[0] ?? '' });
    two.chat.dispatch({ type: 'outbox.discard', threadId: 't1', clientId: ids[1] ?? '' });
    two.chat.dispatch({ type: 'outbox.retry', threadId: 't1', clientId: ids[2] ?? '' });
    await at.b.platform.advance(500);
    expect(two.chat.draft('t1').get().text).to.equal('edit me');
    expect(one.chat.draft('t1').get().text).to.equal('edit me');
    expect(two.texts('t1').at(-1)).to.equal('retry me');
    expect(one.texts('t1')).to.deep.equal(two.texts('t1'));
    expect(at.onServer().slice(-1)).to.deep.equal(['retry me']);
    expect(at.onServer()).not.to.include('edit me');
    const [partition] = [...at.browser.storage.keys()];
    const keys = await at.browser.storage.get(partition ?? '')?.keys('') ?? [];
    expect(keys.filter((key) => key.startsWith('outbox/'))).to.deep.equal([]);
  });

  it('T2 what a tab told just before it died of files that are a message’s by now does not come back into the composer', async () => {
    at.start({ latency: 1_000 });
    const one = await at.open('one');
    const two = await at.open('two');
    const leader = at.browser.holder() === 'one' ? one : two;
    await at.b.platform.advance(4_000);
    interface News { t?: string; uploads?: unknown[] }
    const heard: News[] = [];
    const ghost = at.browser.tab('ghost').platform.broadcast!('clinic-chat.1.riverside/ana');
    ghost.listen((news) => { heard.push(news as News); });
    const draft = (): number => leader.chat.draft('t1').get().attachments.length;
    leader.chat.dispatch({ type: 'attachment.add', threadId: 't1', files: [new File(['knee'], 'knee.txt', { type: 'text/plain' })] });
    await at.b.platform.until(() => heard.some(({ t, uploads }) => t === 'draft' && uploads?.length), 'the news of the file');
    const late = heard.find(({ t, uploads }) => t === 'draft' && uploads?.length);
    leader.chat.dispatch({ type: 'draft.send', threadId: 't1' });
    await at.b.platform.advance(100);
    expect(draft()).to.equal(0);
    ghost.post({ ...late, by: 'gone', writer: 'gone' });
    await at.b.platform.advance(100);
    expect(draft()).to.equal(0);
  });

  it('T4 a message that is being sent is not given back to be edited in any tab', async () => {
    at.start({ latency: 1_000 });
    await at.open('one');
    const two = await at.open('two');
    await at.b.platform.advance(3_000);
    say(two, 't1', 'under way');
    await at.b.platform.advance(400);
    expect(delivery(two, 'under way')).to.equal('sending');
    two.chat.dispatch({ type: 'outbox.edit', threadId: 't1', clientId: two.messages('t1').at(-1)?.clientId ?? '' });
    await at.b.platform.advance(3_000);
    expect(two.errors.map(({ code }) => code)).to.deep.equal(['conflict']);
    expect(two.chat.draft('t1').get().text).to.equal('');
    expect(at.onServer().at(-1)).to.equal('under way');
  });
});
