import { expect } from '@open-wc/testing';
import { ChatError } from '../../src/base/errors.js';
import { bench, clinic, direct, replaced, say, text, type Bench, type Seat } from '../support/chat-bench.js';

const open = async (b: Bench, seat: Seat): Promise<void> => {
  seat.chat.dispatch({ type: 'thread.open', threadId: 't1' });
  await b.platform.advance(50);
};
const written = (b: Bench): string[] => b.workspace.messagesOf('t1').map(text);

describe('the history', () => {
  let b: Bench;
  afterEach(() => b.end());

  it('T3 an own message from before the page that is loaded does not stand behind it', async () => {
    b = bench(clinic([direct(3)]));
    const ana = await b.sit('ana');
    say(ana, 't1', 'long ago');
    await b.platform.advance(50);
    expect(ana.texts('t1')).to.deep.equal(['long ago']);
    for (let i = 0; i < 60; i++) b.workspace.say('t1', 'maya', `later ${i}`);
    await b.platform.advance(50);
    await open(b, ana);
    expect(ana.texts('t1')).to.deep.equal(written(b).slice(-50));
    ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'older' });
    await b.platform.advance(50);
    expect(ana.texts('t1')).to.deep.equal(written(b));
  });

  it('T5 a page of a window that was replaced in the meantime is dropped', async () => {
    b = bench(clinic([direct(205)]), { latency: 20 });
    const ana = await b.sit('ana');
    await b.platform.advance(200);
    await open(b, ana);
    for (let i = 0; i < 2; i++) {
      ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'older' });
      await b.platform.advance(50);
    }
    ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'reload' });
    ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'older' });
    await b.platform.advance(100);
    expect(ana.texts('t1')).to.deep.equal(written(b).slice(-50));
  });

  it('T3 an own message that turns out to stand before what is loaded is shown there only', async () => {
    b = bench(clinic([direct(3)]));
    const ana = await b.sit('ana');
    ana.controls.failNext('message.send', 'unavailable', { committed: true, retryAfterMs: 1_000 });
    ana.controls.eventsPaused = true;
    say(ana, 't1', 'long ago');
    await b.platform.advance(1);
    for (let i = 0; i < 60; i++) b.workspace.say('t1', 'maya', `later ${i}`);
    await open(b, ana);
    await b.platform.advance(5_000);
    expect(ana.texts('t1')).to.deep.equal(written(b).slice(-50));
  });

  it('T5 pages towards the past one at a time until all is there, each message once', async () => {
    b = bench(clinic([direct(205)]), { latency: 20 });
    const ana = await b.sit('ana');
    await b.platform.advance(200);
    await open(b, ana);
    expect(ana.messages('t1').length).to.equal(50);
    for (let i = 0; i < 6; i++) {
      const before = ana.count('messages');
      ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'older' });
      ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'older' });
      expect(ana.count('messages') - before).to.be.at.most(1);
      await b.platform.advance(50);
    }
    expect(ana.texts('t1')).to.deep.equal(written(b));
    expect(ana.chat.timeline('t1').get().older.state).to.equal('end');
  });

  it('T5 a window away from the present takes no live message before the pages between are loaded', async () => {
    b = bench(clinic([direct(180)]));
    const ana = await b.sit('ana');
    await open(b, ana);
    const around = b.workspace.messagesOf('t1')[20]?.id ?? '';
    ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'newer', around });
    await b.platform.advance(20);
    expect(ana.chat.timeline('t1').get().newer.state).to.equal('more');
    b.workspace.say('t1', 'maya', 'live');
    await b.platform.advance(20);
    expect(ana.texts('t1')).not.to.include('live');
    for (let i = 0; i < 5; i++) {
      const now = ana.texts('t1');
      expect(written(b).join().includes(now.join())).to.equal(true);
      ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'newer' });
      await b.platform.advance(20);
    }
    expect(ana.texts('t1').at(-1)).to.equal('live');
    expect(ana.chat.timeline('t1').get().newer.state).to.equal('end');
    expect(written(b).slice(-ana.messages('t1').length)).to.deep.equal(ana.texts('t1'));
  });

  it('T5 who writes in a window away from the present comes back to it, with no gap before the message', async () => {
    b = bench(clinic([direct(180)]));
    const ana = await b.sit('ana');
    await open(b, ana);
    ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'newer', around: b.workspace.messagesOf('t1')[20]?.id ?? '' });
    await b.platform.advance(20);
    say(ana, 't1', 'now');
    await b.platform.advance(100);
    expect(ana.texts('t1')).to.deep.equal(written(b).slice(-ana.messages('t1').length));
    expect(ana.texts('t1').at(-1)).to.equal('now');
  });

  it('T5 after an expired cursor it reads back, page by page, until the history is whole', async () => {
    b = bench(clinic([direct(60)]), { latency: 10 });
    const ana = await b.sit('ana');
    await b.platform.advance(100);
    await open(b, ana);
    ana.controls.offline = true;
    await b.platform.advance(10);
    for (let i = 0; i < 170; i++) b.workspace.say('t1', i % 3 ? 'maya' : 'ana', `missed ${i}`);
    b.workspace.expireCursors();
    ana.controls.offline = false;
    await b.platform.advance(15);
    b.workspace.say('t1', 'maya', 'while it catches up');
    await b.platform.advance(2_000);
    expect(ana.texts('t1')).to.deep.equal(written(b).slice(-ana.messages('t1').length));
    expect(ana.messages('t1').length).to.be.at.least(221);
    expect(ana.chat.timeline('t1').get().newer.state).to.equal('end');
    expect(ana.count('messages')).to.be.at.least(5);
  });

  it('a failure at first load is an error with a way out; offline it waits for the line', async () => {
    b = bench();
    const ana = await b.sit('ana');
    ana.controls.failNext('messages', 'forbidden');
    await open(b, ana);
    expect(ana.chat.timeline('t1').get()).to.deep.include({ phase: 'failed' });
    expect(ana.chat.timeline('t1').get().error?.code).to.equal('forbidden');
    ana.controls.offline = true;
    ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'reload' });
    await b.platform.advance(5_000);
    expect(ana.chat.timeline('t1').get().phase).to.equal('loading');
    ana.controls.offline = false;
    await b.platform.advance(5_000);
    expect(ana.chat.timeline('t1').get().phase).to.equal('ready');
    expect(ana.texts('t1')).to.deep.equal(['m0', 'm1', 'm2']);
    expect('error' in ana.chat.timeline('t1').get()).to.equal(false);
  });

  it('the divider stands above the first message that was unread when the thread was opened, and stays there', async () => {
    b = bench(clinic([direct(9, { ana: 3 })]));
    const ana = await b.sit('ana');
    await open(b, ana);
    const { firstUnread, messages } = ana.chat.timeline('t1').get();
    expect(messages.find((m) => m.id === firstUnread)?.author).to.equal('maya');
    ana.chat.dispatch({ type: 'read', threadId: 't1', upTo: messages.at(-1)?.position ?? '' });
    b.workspace.say('t1', 'maya', 'more');
    await b.platform.advance(1_000);
    expect(ana.chat.timeline('t1').get().firstUnread).to.equal(firstUnread);
    ana.chat.dispatch({ type: 'thread.close', threadId: 't1' });
    expect(ana.chat.timeline('t1').get().firstUnread).to.equal(undefined);
  });

  it('an unknown kind, a message without an author and nonsense do no harm', async () => {
    b = bench();
    const ana = await b.sit('ana');
    await open(b, ana);
    b.workspace.say('t1', '', { kind: 'hologram', payload: { a: 1 }, preview: 'A hologram' });
    ana.controls.inject({ type: 'message', message: {} as never }, { type: 'whatever' } as never, { type: 'message', message: { id: 'x', threadId: 't1' } as never });
    await b.platform.advance(20);
    expect(ana.messages('t1').filter((m) => m.author === '').map((m) => m.kind)).to.have.members(['hologram', '']);
    say(ana, 't1', 'goes on');
    await b.platform.advance(50);
    expect(ana.texts('t1').includes('goes on')).to.equal(true);
  });

  it('T5 after a jump to a message that is gone what comes is shown as ever', async () => {
    b = bench(clinic([direct(20)]));
    const ana = await b.sit('ana');
    await open(b, ana);
    ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'reload', around: 'never-was' });
    await b.platform.advance(50);
    expect(ana.chat.timeline('t1').get().error?.code).to.equal('not-found');
    b.workspace.say('t1', 'maya', 'Please come today.');
    await b.platform.advance(1_000);
    expect(ana.texts('t1')).to.deep.equal(written(b));
    expect(ana.chat.timeline('t1').get().newer.state).to.equal('end');
    ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'reload', around: b.workspace.messagesOf('t1')[3]!.id });
    await b.platform.advance(50);
    expect(ana.chat.timeline('t1').get().error).to.equal(undefined);
  });

  it('T9 a server whose older pages are empty and name the same place again is asked once', async () => {
    let asked = 0;
    b = bench(clinic([direct(60)]));
    const ana = await b.sit('ana', { wrap: (transport) => replaced(transport, { messages: async (id, query, options) => {
      if (query.before === undefined) return { ...(await transport.messages(id, query, options)), older: 'x' };
      asked += 1;
      return { items: [], older: 'x' };
    } }) });
    await open(b, ana);
    for (let i = 0; i < 5; i++) {
      if (ana.chat.timeline('t1').get().older.state === 'more') ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'older' });
      await b.platform.advance(50);
    }
    expect(asked).to.equal(1);
  });

  it('T9 what an adapter of somebody’s own calls worth another try is not tried again at once', async () => {
    let asked = 0;
    let isBad = false;
    b = bench(clinic([direct(60)]));
    const ana = await b.sit('ana', { wrap: (transport) => replaced(transport, { messages: async (id, query, options) => {
      if (!isBad) return transport.messages(id, query, options);
      asked += 1;
      if (asked > 500) throw new ChatError('invalid');
      throw new ChatError('unknown', 'a proxy of ours', { retryable: true });
    } }) });
    await open(b, ana);
    isBad = true;
    ana.controls.offline = true;
    b.workspace.expireCursors();
    await b.platform.advance(100);
    ana.controls.offline = false;
    await b.platform.advance(20_000);
    expect(asked).to.be.within(2, 20);
  });
});
