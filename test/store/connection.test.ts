import { expect } from '@open-wc/testing';
import { ChatError } from '../../src/base/errors.js';
import { bench, clinic, direct, replaced, say, text, type Bench } from '../support/chat-bench.js';

describe('session and connection', () => {
  let b: Bench;
  afterEach(() => b.end());

  it('T9 a session that the server wants later is not asked for earlier, whoever asks', async () => {
    b = bench();
    const ana = await b.sit('ana', { quiet: true });
    ana.controls.failNext('open', 'rate-limited', { retryAfterMs: 30_000 });
    ana.chat.open();
    await b.platform.advance(10);
    for (let i = 0; i < 5; i++) {
      ana.chat.dispatch({ type: 'connection.retry' });
      await b.platform.advance(5_000);
    }
    expect(ana.count('open')).to.equal(1);
    await b.platform.advance(6_000);
    expect([ana.count('open'), ana.chat.session.get().phase]).to.deep.equal([2, 'ready']);
  });

  it('T1 T9 a server that is not there at start: failed, tried again by itself at most 60 times in an hour, nothing typed is lost', async () => {
    b = bench();
    b.workspace.controls('ana').offline = true;
    const ana = await b.sit('ana');
    expect(ana.chat.session.get().phase).to.equal('failed');
    expect(ana.chat.connection.get().state).to.equal('offline');
    expect(ana.chat.connection.get().retryAt).to.be.a('number');
    say(ana, 't1', 'early');
    ana.chat.dispatch({ type: 'thread.create', id: 'temp', kind: 'direct', participants: ['tom'], first: { id: 'c1', kind: 'text', payload: { text: 'New', format: 'plain' }, files: [] } });
    ana.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'half' });
    await b.platform.advance(10);
    expect(ana.messages('t1').map((m) => [text(m), m.delivery, m.problem?.code])).to.deep.equal([['early', 'queued', 'offline']]);
    expect(ana.chat.threads.get().items.map((thread) => thread.id)).to.deep.equal(['temp']);
    const { length } = ana.asked;
    await b.platform.advance(3_600_000);
    expect(ana.asked.length - length).to.be.within(15, 60);
    ana.controls.offline = false;
    ana.chat.dispatch({ type: 'connection.retry' });
    await b.platform.advance(5_000);
    expect(ana.chat.session.get().phase).to.equal('ready');
    expect(b.workspace.messagesOf('t1').map(text).at(-1)).to.equal('early');
    expect(b.workspace.messagesOf(ana.chat.resolve('temp')).map(text)).to.deep.equal(['New']);
    expect(ana.messages('t1').every((m) => m.author === 'ana')).to.equal(true);
    expect(ana.chat.draft('t1').get().text).to.equal('half');
  });

  it('T4 a token callback that never answers: says why, tells the host once, and goes on when it answers', async () => {
    b = bench(clinic([direct(3)]), { requireToken: true });
    let answer: (token: string) => void = () => undefined;
    let asked = 0;
    const ana = await b.sit('ana', { getToken: () => { asked++; return new Promise<string>((resolve) => { answer = resolve; }); } });
    await b.platform.advance(120_000);
    expect(asked).to.equal(1);
    expect(ana.chat.session.get().error?.code).to.equal('unauthenticated');
    expect(ana.errors.map((error) => error.code)).to.deep.equal(['unauthenticated']);
    say(ana, 't1', 'kept');
    await b.platform.advance(10);
    expect(ana.messages('t1')[0]?.problem?.code).to.equal('unauthenticated');
    answer('token');
    await b.platform.advance(10);
    answer('token');
    await b.platform.advance(1_000);
    expect(ana.chat.session.get().phase).to.equal('ready');
    expect(b.workspace.messagesOf('t1').map(text).at(-1)).to.equal('kept');
  });

  it('T4 a token that cannot be fetched in an outage signs nobody out; one that is refused does', async () => {
    b = bench(clinic([direct(3)]), { requireToken: true });
    let fail: () => never = () => { throw new TypeError('Failed to fetch'); };
    const ana = await b.sit('ana', { getToken: async () => fail() });
    await b.platform.advance(1_000);
    expect(ana.chat.session.get().error?.code).to.equal('unavailable');
    expect(ana.errors).to.deep.equal([]);
    fail = () => { throw new ChatError('timeout'); };
    await b.platform.advance(10_000);
    expect(ana.chat.session.get().error?.code).to.equal('timeout');
    fail = () => { throw new Error('no session'); };
    await b.platform.advance(100_000);
    expect(ana.chat.session.get().error?.code).to.equal('unauthenticated');
    expect(ana.errors.map((error) => error.code)).to.deep.equal(['unauthenticated']);
  });

  it('R-12 switched off by the server: off, then no request and no timer; the draft survives', async () => {
    b = bench();
    const ana = await b.sit('ana');
    ana.chat.dispatch({ type: 'thread.open', threadId: 't1' });
    ana.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'half' });
    await b.platform.advance(10);
    b.workspace.switch({ messaging: false });
    await b.platform.advance(1_000);
    expect(ana.chat.session.get().phase).to.equal('off');
    const { length } = ana.asked;
    ana.chat.open();
    say(ana, 't2', 'waits');
    b.platform.setLifecycle({ visible: false });
    b.platform.setLifecycle({ visible: true });
    ana.chat.dispatch({ type: 'connection.retry' });
    await b.platform.advance(600_000);
    expect(ana.asked.length).to.equal(length);
    expect(b.platform.timers()).to.equal(0);
    expect(ana.chat.draft('t1').get().text).to.equal('half');
    // What is sent all the same, by whomever, is refused, and stays a draft.
    expect(ana.errors.map(({ code }) => code)).to.deep.equal(['forbidden']);
    expect(ana.chat.draft('t2').get().text).to.equal('waits');
  });

  it('R-12 switched off in the session itself: nothing else is asked', async () => {
    b = bench({ ...clinic([direct(3)]), workspace: { id: 'riverside', name: 'R', switches: { messaging: false } } });
    const ana = await b.sit('ana');
    await b.platform.advance(600_000);
    expect(ana.chat.session.get().phase).to.equal('off');
    expect(ana.asked.map(({ method }) => method)).to.deep.equal(['open']);
  });

  it('R-14 a session of another workspace is dropped and reported', async () => {
    b = bench();
    const ana = await b.sit('ana');
    const { session } = ana.chat.session.get();
    if (!session) throw new Error('no session');
    ana.controls.inject({ type: 'session', session: { ...session, workspace: { ...session.workspace, id: 'northside', name: 'Other' } } });
    await b.platform.advance(10);
    expect(ana.chat.session.get().session?.workspace.id).to.equal('riverside');
    expect(ana.errors.at(-1)?.code).to.equal('forbidden');
  });

  it('T8 a session of another person ends the chat and leaves nothing of the former', async () => {
    b = bench();
    let other = false;
    const ana = await b.sit('ana', { wrap: (transport) => replaced(transport, {
      open: async (...[sink, options]: Parameters<typeof transport.open>) => {
        const session = await transport.open(sink, options);
        return other ? { ...session, viewer: { ...session.viewer, id: 'ben' } } : session;
      },
    }) });
    ana.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'secret' });
    other = true;
    ana.chat.release();
    await b.platform.advance(3_000);
    ana.chat.retain();
    await b.platform.advance(100);
    expect(ana.chat.session.get().phase).to.equal('ended');
    expect(ana.chat.draft('t1').get().text).to.equal('');
    expect(ana.chat.threads.get().items).to.deep.equal([]);
    expect(await b.platform.storage('riverside/ana').keys('')).to.deep.equal([]);
  });

  it('a move in the DOM costs nothing; the last release ends the stream after a grace, and coming back misses nothing', async () => {
    b = bench();
    const ana = await b.sit('ana');
    ana.chat.dispatch({ type: 'thread.open', threadId: 't1' });
    await b.platform.advance(10);
    ana.chat.release();
    ana.chat.retain();
    await b.platform.advance(10_000);
    expect(ana.count('open')).to.equal(1);
    expect(ana.chat.connection.get().state).to.equal('online');
    ana.chat.release();
    await b.platform.advance(2_100);
    expect(ana.chat.connection.get().state).to.equal('closed');
    b.workspace.say('t1', 'maya', 'missed');
    await b.platform.advance(10_000);
    expect(ana.texts('t1')).not.to.include('missed');
    ana.chat.retain();
    await b.platform.advance(1_000);
    expect(ana.count('open')).to.equal(2);
    expect(ana.texts('t1').at(-1)).to.equal('missed');
    expect(ana.chat.thread('t1').get()?.unread).to.equal(1);
  });

  it('coming back to the page tries at once, but not again and again', async () => {
    b = bench();
    b.workspace.controls('ana').offline = true;
    const ana = await b.sit('ana');
    await b.platform.advance(600_000);
    const { length } = ana.asked;
    for (let i = 0; i < 10; i++) {
      b.platform.setLifecycle({ focused: false });
      b.platform.setLifecycle({ focused: true });
    }
    await b.platform.settle();
    expect(ana.asked.length - length).to.equal(1);
  });

  it('a listener that throws stops nothing', async () => {
    b = bench();
    const ana = await b.sit('ana', { quiet: true });
    const thrown: unknown[] = [];
    const { after } = b.platform.clock;
    b.platform.clock.after = (ms, run) => after(ms, () => {
      try {
        run();
      } catch (error) {
        thrown.push(error);
      }
    });
    ana.chat.threads.subscribe(({ phase }) => {
      if (phase === 'ready') throw new Error('the host’s mistake');
    });
    ana.chat.open();
    await b.platform.advance(100);
    expect(ana.chat.threads.get().items.length).to.equal(1);
    expect(thrown.length).to.be.above(0);
    expect(ana.chat.errors.get()).to.equal(undefined);
    expect(new ChatError('offline').retryable).to.equal(true);
  });
});
