import { expect } from '@open-wc/testing';
import { bench, clinic, direct, say, text, type Bench } from '../support/chat-bench.js';

describe('the outbox', () => {
  let b: Bench;
  afterEach(() => b.end());

  for (const first of ['answer', 'event'] as const) {
    it(`T2 a message is one bubble at every instant and one entry on the server: the ${first} comes first`, async () => {
      b = bench();
      const ana = await b.sit('ana');
      ana.chat.dispatch({ type: 'thread.open', threadId: 't1' });
      await b.platform.advance(10);
      const seen: number[] = [];
      const states = new Set<string>();
      ana.chat.timeline('t1').subscribe(({ messages }) => {
        const own = messages.filter((m) => text(m) === 'Hello');
        seen.push(own.length);
        for (const m of own) states.add(m.delivery);
      });
      if (first === 'answer') ana.controls.eventsPaused = true;
      else ana.controls.failNext('message.send', 'timeout', { committed: true });
      say(ana, 't1', 'Hello');
      await b.platform.advance(5_000);
      ana.controls.heal();
      await b.platform.advance(60_000);
      expect(Math.max(...seen)).to.equal(1);
      expect(seen.slice(seen.indexOf(1)).includes(0)).to.equal(false);
      expect(b.workspace.messagesOf('t1').filter((m) => text(m) === 'Hello').length).to.equal(1);
      expect(ana.messages('t1').at(-1)?.delivery).to.equal('sent');
      expect([...states]).to.include('queued').and.include('sending');
    });
  }

  it('T10 a spoilt row is left out; the sound ones beside it come back', async () => {
    b = bench();
    const storage = b.platform.storage('riverside/ana');
    const item = { clientId: 'c1', threadId: 't1', order: 1, kind: 'text', payload: { text: 'sound', format: 'plain' }, uploads: [], files: [], sentAt: 1 };
    await storage.set('outbox/spoilt', { clientId: 'y', threadId: 't1', order: 'z' });
    await storage.set('outbox/c1', item);
    const ana = await b.sit('ana');
    await b.platform.advance(1_000);
    expect(b.workspace.messagesOf('t1').map(text).at(-1)).to.equal('sound');
    expect(ana.errors).to.deep.equal([]);
  });

  it('R-05 two sends in a row send once', async () => {
    b = bench();
    const ana = await b.sit('ana');
    ana.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'Once' });
    ana.chat.dispatch({ type: 'draft.send', threadId: 't1' });
    ana.chat.dispatch({ type: 'draft.send', threadId: 't1' });
    await b.platform.advance(100);
    expect(ana.count('message.send')).to.equal(1);
    expect(b.workspace.messagesOf('t1').filter((m) => text(m) === 'Once').length).to.equal(1);
    expect(ana.chat.draft('t1').get().text).to.equal('');
  });

  it('R-05 5,001 characters are refused with the reason, and the text stays in the draft', async () => {
    b = bench();
    const ana = await b.sit('ana');
    say(ana, 't1', 'x'.repeat(5_001));
    await b.platform.advance(100);
    expect(ana.count('message.send')).to.equal(0);
    expect(ana.chat.draft('t1').get().text.length).to.equal(5_001);
    expect(ana.errors.at(-1)?.code).to.equal('invalid');
    expect(ana.errors.at(-1)?.fields).to.deep.equal({ text: 'too-long' });
    say(ana, 't1', 'x'.repeat(5_000));
    say(ana, 't1', ' \n ');
    await b.platform.advance(100);
    expect(ana.count('message.send')).to.equal(1);
  });

  it('T3 pending messages stand last, in the order of sending, and arrive in it', async () => {
    b = bench();
    const ana = await b.sit('ana');
    ana.chat.dispatch({ type: 'thread.open', threadId: 't1' });
    await b.platform.advance(10);
    ana.controls.offline = true;
    for (let i = 0; i < 5; i++) say(ana, 't1', `p${i}`);
    await b.platform.advance(10);
    b.workspace.say('t1', 'maya', 'meanwhile');
    expect(ana.texts('t1').slice(-5)).to.deep.equal(['p0', 'p1', 'p2', 'p3', 'p4']);
    expect(ana.messages('t1').at(-1)).to.deep.include({ delivery: 'queued', problem: { code: 'offline' } });
    ana.controls.offline = false;
    await b.platform.advance(5_000);
    expect(ana.texts('t1').slice(-6)).to.deep.equal(['meanwhile', 'p0', 'p1', 'p2', 'p3', 'p4']);
    expect(b.workspace.messagesOf('t1').map(text)).to.deep.equal(ana.texts('t1'));
  });

  it('T4 a 401 in mid-send makes the queue wait and says why; it fails nothing, and the host is told once', async () => {
    b = bench();
    let refuse = false;
    const ana = await b.sit('ana', { getToken: () => (refuse ? Promise.reject(new Error('secret')) : Promise.resolve('token')) });
    refuse = true;
    ana.controls.revokeToken('always');
    say(ana, 't1', 'one');
    say(ana, 't1', 'two');
    await b.platform.advance(60_000);
    expect(ana.messages('t1').map((m) => [m.delivery, m.problem?.code])).to.deep.equal([['queued', 'unauthenticated'], ['queued', 'unauthenticated']]);
    expect(ana.errors.map((e) => e.code)).to.deep.equal(['unauthenticated']);
    expect(ana.errors[0]?.message).not.to.include('secret');
    refuse = false;
    ana.controls.acceptToken();
    ana.chat.dispatch({ type: 'connection.retry' });
    await b.platform.advance(5_000);
    expect(b.workspace.messagesOf('t1').map(text).slice(-2)).to.deep.equal(['one', 'two']);
    expect(ana.messages('t1').every((m) => m.delivery === 'sent')).to.equal(true);
  });

  it('T4 R-24 a hold makes the queue wait and says why', async () => {
    b = bench();
    const ana = await b.sit('ana');
    b.workspace.hold('t1', { reason: 'payment', message: 'm', by: ['ana'] });
    await b.platform.advance(10);
    say(ana, 't1', 'held');
    await b.platform.advance(10_000);
    expect(ana.count('message.send')).to.equal(0);
    expect(ana.messages('t1').at(-1)).to.deep.include({ delivery: 'queued', problem: { code: 'held' } });
    b.workspace.hold('t1', undefined);
    await b.platform.advance(10);
    expect(ana.messages('t1').at(-1)?.delivery).to.equal('sent');
  });

  it('T9 a 500 is tried again, a 429 not before Retry-After, even when the person asks', async () => {
    b = bench();
    const ana = await b.sit('ana');
    ana.controls.failNext('message.send', 'unavailable', { times: 3 });
    say(ana, 't1', 'again');
    await b.platform.advance(20_000);
    expect(ana.count('message.send')).to.equal(4);
    ana.controls.failNext('message.send', 'rate-limited', { retryAfterMs: 30_000 });
    const before = b.platform.clock.now();
    say(ana, 't1', 'slowly');
    await b.platform.advance(10);
    const pending = ana.messages('t1').at(-1);
    expect(pending?.problem?.code).to.equal('rate-limited');
    expect(pending?.problem?.retryAt).to.be.at.least(before + 30_000);
    ana.chat.dispatch({ type: 'outbox.retry', threadId: 't1', clientId: pending?.clientId ?? '' });
    ana.chat.dispatch({ type: 'connection.retry' });
    await b.platform.advance(29_000);
    expect(ana.count('message.send')).to.equal(5);
    await b.platform.advance(2_000);
    expect(ana.count('message.send')).to.equal(6);
    expect(b.workspace.messagesOf('t1').map(text).slice(-2)).to.deep.equal(['again', 'slowly']);
  });

  it('a refused message fails with the reason and blocks none behind it; retry, edit and discard', async () => {
    b = bench();
    const ana = await b.sit('ana');
    ana.controls.failNext('message.send', 'invalid', { times: 3 });
    for (const words of ['a', 'b', 'c', 'd']) say(ana, 't1', words);
    await b.platform.advance(100);
    const failed = ana.messages('t1').filter((m) => m.delivery === 'failed');
    expect(failed.map((m) => m.problem?.code)).to.deep.equal(['invalid', 'invalid', 'invalid']);
    const [retried, edited, discarded] = failed.map((m) => m.clientId ?? '') as [string, string, string];
    expect(b.workspace.messagesOf('t1').map(text).at(-1)).to.equal('d');
    ana.chat.dispatch({ type: 'outbox.retry', threadId: 't1', clientId: retried });
    ana.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'typed since' });
    ana.chat.dispatch({ type: 'outbox.edit', threadId: 't1', clientId: edited });
    ana.chat.dispatch({ type: 'outbox.discard', threadId: 't1', clientId: discarded });
    await b.platform.advance(100);
    expect(ana.chat.draft('t1').get().text).to.equal('b\ntyped since');
    expect(b.workspace.messagesOf('t1').map(text).slice(-2)).to.deep.equal(['d', 'a']);
    expect(ana.messages('t1').some((m) => m.delivery === 'failed')).to.equal(false);
  });

  it('T1 what was accepted survives the page: a new chat on the same storage sends it, in order, once', async () => {
    b = bench();
    const before = await b.sit('ana');
    before.controls.offline = true;
    for (const words of ['first', 'second']) say(before, 't1', words);
    before.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'half' });
    await b.platform.advance(1_000);
    before.chat.destroy();
    before.controls.offline = false;
    const after = await b.sit('ana');
    await b.platform.advance(1_000);
    expect(b.workspace.messagesOf('t1').map(text).slice(-2)).to.deep.equal(['first', 'second']);
    expect(after.chat.draft('t1').get().text).to.equal('half');
    expect(await b.platform.storage('riverside/ana').keys('outbox/')).to.deep.equal([]);
  });

  it('T8 after the end nothing of the former is left, and late answers are fenced off', async () => {
    b = bench(clinic([direct(3)]), { latency: 100 });
    const ana = await b.sit('ana');
    await b.platform.advance(500);
    ana.chat.dispatch({ type: 'thread.open', threadId: 't1' });
    say(ana, 't1', 'on its way');
    ana.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'secret' });
    await b.platform.advance(20);
    const timeline = ana.chat.timeline('t1');
    const end = ana.chat.end();
    await b.platform.advance(5_000);
    await end;
    expect(timeline.get().messages).to.deep.equal([]);
    expect(ana.chat.threads.get().items).to.deep.equal([]);
    expect(ana.chat.draft('t1').get().text).to.equal('');
    expect(ana.chat.session.get()).to.deep.equal({ phase: 'ended' });
    expect(await b.platform.storage('riverside/ana').keys('')).to.deep.equal([]);
    const { length } = ana.asked;
    say(ana, 't1', 'after');
    b.workspace.say('t1', 'maya', 'late');
    await b.platform.advance(60_000);
    expect(ana.asked.length).to.equal(length);
    expect(timeline.get().messages).to.deep.equal([]);
    expect(b.platform.timers()).to.equal(0);
  });

  it('T9 an hour’s outage costs at most 60 requests, whatever waits', async () => {
    b = bench(clinic([direct(3), { id: 't2', participants: ['ana', 'tom'] }, { id: 't3', participants: ['ana', 'office'] }]));
    const ana = await b.sit('ana');
    ana.controls.failNext('submit', 'unavailable', { times: 1_000 });
    for (const threadId of ['t1', 't2', 't3']) for (let i = 0; i < 5; i++) say(ana, threadId, `${threadId} ${i}`);
    ana.chat.dispatch({ type: 'read', threadId: 't1', upTo: '000000000099' });
    const { length } = ana.asked;
    await b.platform.advance(3_600_000);
    expect(ana.asked.length - length).to.be.within(10, 60);
    ana.controls.heal();
    await b.platform.advance(300_000);
    for (const threadId of ['t1', 't2', 't3']) {
      expect(b.workspace.messagesOf(threadId).map(text).slice(-5)).to.deep.equal([0, 1, 2, 3, 4].map((i) => `${threadId} ${i}`));
    }
  });

  it('T2 a page that died between keeping a message and forgetting its draft does not offer the same words again', async () => {
    b = bench();
    const first = await b.sit('ana');
    first.controls.offline = true;
    say(first, 't1', 'Once is enough.');
    await b.platform.advance(1_000);
    const storage = b.platform.storages.get('riverside/ana');
    await storage?.set('draft/t1', { text: 'Once is enough.', uploads: [] });
    await storage?.set('draft/t2', { text: 'Another thread.', uploads: [] });
    first.chat.destroy();
    first.controls.offline = false;
    const again = await b.sit('ana');
    await b.platform.advance(1_000);
    expect(again.chat.draft('t1').get().text).to.equal('');
    expect(again.chat.draft('t2').get().text).to.equal('Another thread.');
    expect(await storage?.get('draft/t1')).to.equal(undefined);
    expect(b.workspace.messagesOf('t1').map(text).filter((one) => one === 'Once is enough.')).to.have.length(1);
  });

});
