import { expect } from '@open-wc/testing';
import { bench, replaced, say, text, type Bench } from '../support/chat-bench.js';
import type { Transport } from '../../src/transport/transport.js';

describe('the outbox: where the client sees to it that nothing is sent twice', () => {
  let b: Bench;
  afterEach(() => b.end());

  const forgetful = (transport: Transport): Transport => replaced(transport, {
    open: async (sink, options) => {
      const session = await transport.open(sink, options);
      return { ...session, features: { ...session.features, idempotency: 'client' } };
    },
  });

  it('T2 T4 idempotency by the client: after a lost answer the server is asked first, and nothing is sent twice', async () => {
    b = bench();
    const ana = await b.sit('ana', { wrap: forgetful });
    ana.chat.dispatch({ type: 'thread.open', threadId: 't1' });
    await b.platform.advance(10);
    ana.controls.eventsPaused = true;
    ana.controls.failNext('message.send', 'timeout', { committed: true });
    say(ana, 't1', 'arrived');
    await b.platform.advance(60_000);
    expect(ana.count('message.send')).to.equal(1);
    expect(ana.messages('t1').at(-1)?.delivery).to.equal('sent');
    ana.controls.failNext('message.send', 'timeout', { outcome: 'maybe' });
    say(ana, 't1', 'lost');
    await b.platform.advance(60_000);
    expect(ana.messages('t1').at(-1)?.delivery, 'the person decides').to.equal('failed');
    expect(ana.count('message.send')).to.equal(2);
    ana.chat.dispatch({ type: 'outbox.retry', threadId: 't1', clientId: ana.messages('t1').at(-1)?.clientId ?? '' });
    await b.platform.advance(1_000);
    expect(ana.messages('t1').at(-1)?.delivery).to.equal('sent');
  });

  it('T1 T2 idempotency by the client: a page that died in mid-send asks before it sends again', async () => {
    b = bench(undefined, { latency: 100 });
    const before = await b.sit('ana', { wrap: (transport) => replaced(forgetful(transport), { submit: (command) => transport.submit(command).then(() => new Promise(() => undefined)) }) });
    say(before, 't1', 'in doubt');
    await b.platform.advance(1_000);
    before.chat.destroy();
    const after = await b.sit('ana', { wrap: forgetful });
    after.chat.dispatch({ type: 'thread.open', threadId: 't1' });
    await b.platform.advance(2_000);
    expect(after.count('message.send')).to.equal(0);
    expect(after.messages('t1').filter((message) => text(message) === 'in doubt').map(({ delivery }) => delivery)).to.deep.equal(['sent']);
  });

  it('T2 a message that may have arrived is not given back to be edited: it is not both edited and sent', async () => {
    b = bench();
    const ana = await b.sit('ana');
    ana.chat.dispatch({ type: 'thread.open', threadId: 't1' });
    await b.platform.advance(10);
    ana.controls.eventsPaused = true;
    ana.controls.failNext('message.send', 'unavailable', { committed: true, retryAfterMs: 5_000 });
    say(ana, 't1', 'perhaps there');
    await b.platform.advance(100);
    expect(ana.messages('t1').at(-1)?.delivery).to.equal('queued');
    ana.chat.dispatch({ type: 'outbox.edit', threadId: 't1', clientId: ana.messages('t1').at(-1)?.clientId ?? '' });
    expect(ana.chat.draft('t1').get().text).to.equal('');
    expect(ana.errors.at(-1)?.code).to.equal('conflict');
    await b.platform.advance(10_000);
    expect(ana.texts('t1').filter((words) => words === 'perhaps there')).to.have.length(1);
  });
});
