import { expect } from '@open-wc/testing';
import { ChatError } from '../../src/base/errors.js';
import type { Participant } from '../../src/model/index.js';
import { bench, clinic, direct, replaced, say, text, type Bench } from '../support/chat-bench.js';

const hello = (id: string, words = 'Hello') => ({ id, kind: 'text', payload: { text: words, format: 'plain' }, files: [] });

describe('the threads', () => {
  let b: Bench;
  afterEach(() => b.end());

  it('T6 unread comes from read positions: told twice, read elsewhere, muted, it equals the server’s', async () => {
    b = bench(clinic([direct(9, { ana: 4 }), { id: 't2', participants: ['ana', 'tom'], messages: [{ author: 'tom', text: 'x' }], unread: { ana: 1 } }]));
    const ana = await b.sit('ana');
    const phone = await b.sit('ana');
    const server = async (): Promise<number> =>
      (await b.workspace.transport('ana').threads({})).items.filter((thread) => !thread.muted).reduce((sum, thread) => sum + thread.unread, 0);
    const agree = async (): Promise<void> => {
      await b.platform.advance(2_000);
      expect([ana.chat.unread.get(), phone.chat.unread.get()]).to.deep.equal([await server(), await server()]);
    };
    await agree();
    const said = b.workspace.say('t1', 'maya', 'new');
    await b.platform.advance(10);
    ana.controls.inject({ type: 'message', message: said }, { type: 'message', message: said });
    await agree();
    ana.chat.dispatch({ type: 'read', threadId: 't1', upTo: b.workspace.messagesOf('t1')[7]?.position ?? '' });
    await agree();
    const count = ana.count('read');
    for (let i = 0; i < 10; i++) ana.chat.dispatch({ type: 'read', threadId: 't1', upTo: b.workspace.messagesOf('t1')[i]?.position ?? '' });
    await agree();
    expect(ana.chat.thread('t1').get()?.unread).to.equal(0);
    expect(ana.count('read') - count).to.equal(1);
    b.workspace.say('t2', 'tom', 'y');
    await agree();
    ana.chat.dispatch({ type: 'thread.flag', threadId: 't2', muted: true });
    await agree();
    expect(ana.chat.unread.get()).to.equal(0);
    expect(ana.chat.thread('t2').get()?.unread).to.equal(2);
  });

  it('T6 a read command that fails is sent again; what was read while offline is told once', async () => {
    b = bench(clinic([direct(9, { ana: 4 })]));
    const ana = await b.sit('ana');
    ana.controls.failNext('read', 'unavailable', { times: 2 });
    ana.chat.dispatch({ type: 'read', threadId: 't1', upTo: b.workspace.messagesOf('t1')[8]?.position ?? '' });
    expect(ana.chat.unread.get()).to.equal(0);
    await b.platform.advance(30_000);
    expect(ana.count('read')).to.equal(3);
    expect((await b.workspace.transport('ana').threads({})).items[0]?.unread).to.equal(0);
  });

  it('T6 where the server does not know the position that was read, its own count is shown', async () => {
    b = bench(clinic([direct(9, { ana: 4 })]));
    const ana = await b.sit('ana');
    const before = ana.chat.unread.get();
    ana.controls.failNext('read', 'invalid');
    ana.chat.dispatch({ type: 'read', threadId: 't1', upTo: b.workspace.messagesOf('t1')[8]?.position ?? '' });
    expect([before > 0, ana.chat.unread.get()]).to.deep.equal([true, 0]);
    await b.platform.advance(30_000);
    expect([ana.count('read'), ana.chat.unread.get()]).to.deep.equal([1, before]);
  });

  it('T5 a thread that was taken away and is asked for again stands in the list', async () => {
    b = bench(clinic([direct(3), { id: 't2', participants: ['ana', 'tom'], messages: [{ author: 'tom', text: 'x' }] }]));
    const ana = await b.sit('ana');
    const listed = (): string[] => ana.chat.threads.get().items.map((thread) => thread.id).sort();
    ana.controls.inject({ type: 'thread.gone', threadId: 't2', reason: 'removed' });
    await b.platform.advance(10);
    expect(listed()).to.deep.equal(['t1']);
    // A message of it: the viewer is back.
    b.workspace.say('t2', 'tom', 'a');
    await b.platform.advance(1_000);
    expect(listed()).to.deep.equal(['t1', 't2']);
  });

  it('R-01 a new message brings its thread to the front, pinned ones stay before', async () => {
    b = bench(clinic([direct(3), { id: 't2', participants: ['ana', 'tom'], messages: [{ author: 'tom', text: 'x' }] }, { id: 't3', participants: ['ana', 'office'], pinned: ['ana'] }]));
    const ana = await b.sit('ana');
    const order = (): string[] => ana.chat.threads.get().items.map((thread) => thread.id);
    b.workspace.say('t2', 'tom', 'a');
    await b.platform.advance(10);
    expect(order()).to.deep.equal(['t3', 't2', 't1']);
    const { items } = ana.chat.threads.get();
    say(ana, 't1', 'b');
    await b.platform.advance(10);
    expect(order()).to.deep.equal(['t3', 't1', 't2']);
    expect(items.map((thread) => thread.id)).to.deep.equal(['t3', 't2', 't1']);
    expect(text(ana.chat.thread('t1').get()?.last as never)).to.equal('b');
  });

  it('R-10 the new thread stands in the list at once with its message, and everything under the temporary id follows', async () => {
    b = bench(clinic([]), { latency: 100 });
    const ana = await b.sit('ana');
    await b.platform.advance(300);
    ana.chat.dispatch({ type: 'catalog.load', name: 'people' });
    await b.platform.advance(300);
    ana.chat.dispatch({ type: 'thread.create', id: 'temp', kind: 'direct', participants: ['tom'], first: hello('c1') });
    expect(ana.chat.threads.get().items.map(({ id, title, pending }) => ({ id, title, pending }))).to.deep.equal([{ id: 'temp', title: 'Tom Okafor', pending: true }]);
    const timeline = ana.chat.timeline('temp');
    const thread = ana.chat.thread('temp');
    const sizes: number[] = [];
    const lists: number[] = [];
    ana.chat.dispatch({ type: 'thread.open', threadId: 'temp' });
    await b.platform.advance(10);
    timeline.subscribe(({ messages }) => sizes.push(messages.length));
    ana.chat.threads.subscribe(({ items }) => lists.push(items.length));
    ana.chat.dispatch({ type: 'draft.set', threadId: 'temp', text: 'half a' });
    say(ana, 'temp', 'second');
    ana.chat.dispatch({ type: 'draft.set', threadId: 'temp', text: 'third' });
    await b.platform.advance(3_000);
    const id = ana.chat.resolve('temp');
    expect(id).not.to.equal('temp');
    expect(b.workspace.messagesOf(id).map(text)).to.deep.equal(['Hello', 'second']);
    expect(timeline.get().messages.map(text)).to.deep.equal(['Hello', 'second']);
    expect(thread.get()?.id).to.equal(id);
    expect(ana.chat.draft(id).get().text).to.equal('third');
    expect([Math.max(...sizes), Math.min(...sizes), Math.max(...lists), Math.min(...lists)]).to.deep.equal([2, 1, 1, 1]);
    ana.chat.dispatch({ type: 'draft.send', threadId: 'temp' });
    await b.platform.advance(1_000);
    expect(ana.texts(id).at(-1)).to.equal('third');
    expect(timeline.get()).to.equal(ana.chat.timeline(id).get());
  });

  it('R-01 writing to somebody with whom there is a 1:1 goes on in it', async () => {
    b = bench(clinic([direct(70)]));
    const ana = await b.sit('ana');
    ana.chat.dispatch({ type: 'thread.open', threadId: 't1' });
    await b.platform.advance(10);
    ana.chat.dispatch({ type: 'thread.create', id: 'temp', kind: 'direct', participants: ['maya'], first: hello('c1', 'again') });
    const view = ana.chat.timeline('temp');
    await b.platform.advance(1_000);
    expect(ana.chat.resolve('temp')).to.equal('t1');
    expect(ana.chat.threads.get().items.length).to.equal(1);
    expect(view.get().messages.length).to.equal(51);
    expect(view.get().messages.filter((m) => text(m) === 'again').length).to.equal(1);
  });

  it('T1 a thread whose creation is refused keeps its message, with retry, edit and discard', async () => {
    b = bench(clinic([]));
    const ana = await b.sit('ana');
    ana.controls.failNext('thread.create', 'invalid', { times: 2 });
    ana.chat.dispatch({ type: 'thread.create', id: 'temp', kind: 'direct', participants: ['tom'], first: hello('c1') });
    await b.platform.advance(100);
    expect(ana.messages('temp')[0]).to.deep.include({ delivery: 'failed', problem: { code: 'invalid' } });
    ana.chat.dispatch({ type: 'outbox.edit', threadId: 'temp', clientId: 'c1' });
    expect(ana.chat.draft('temp').get().text).to.equal('Hello');
    ana.chat.dispatch({ type: 'draft.send', threadId: 'temp' });
    await b.platform.advance(100);
    const [failed] = ana.messages('temp');
    ana.chat.dispatch({ type: 'outbox.retry', threadId: 'temp', clientId: failed?.clientId ?? '' });
    await b.platform.advance(100);
    expect(b.workspace.messagesOf(ana.chat.resolve('temp')).map(text)).to.deep.equal(['Hello']);
    ana.controls.failNext('thread.create', 'invalid');
    ana.chat.dispatch({ type: 'thread.create', id: 'temp2', kind: 'direct', participants: ['maya'], first: hello('c2') });
    await b.platform.advance(100);
    ana.chat.dispatch({ type: 'outbox.discard', threadId: 'temp2', clientId: 'c2' });
    expect(ana.chat.threads.get().items.length).to.equal(1);
  });

  it('R-10 a patient is never offered another patient, even by a faulty adapter, and cannot write to one', async () => {
    b = bench();
    const everyone: Participant[] = clinic().people.map((person) => ({ ...person, active: true }));
    const ana = await b.sit('ana', { wrap: (transport) => replaced(transport, { catalog: () => Promise.resolve({ items: everyone as never[] }) }) });
    ana.chat.dispatch({ type: 'catalog.load', name: 'people' });
    await b.platform.advance(20);
    expect(ana.chat.catalog('people').get().items.map((person) => person.id)).to.deep.equal(['maya', 'tom', 'office']);
    ana.chat.dispatch({ type: 'thread.create', id: 'temp', kind: 'direct', participants: ['ben'], first: hello('c1') });
    await b.platform.advance(20);
    expect(ana.errors.at(-1)?.code).to.equal('forbidden');
    expect(ana.count('thread.create')).to.equal(0);
  });

  it('a capability that is missing is refused as `forbidden`, and nothing is thrown', async () => {
    b = bench();
    const ana = await b.sit('ana');
    b.workspace.grant('ana', { remove: ['message.send'] });
    await b.platform.advance(10);
    say(ana, 't1', 'no');
    ana.chat.dispatch({ type: 'thread.create', kind: 'group', participants: ['tom'] });
    ana.chat.dispatch(undefined as never);
    await b.platform.advance(10);
    expect(ana.errors.map((error) => error.code)).to.deep.equal(['forbidden', 'forbidden', 'invalid']);
    expect(ana.count('submit')).to.equal(0);
    expect(ana.chat.draft('t1').get().text).to.equal('no');
  });

  it('T6 a list that was on its way while an own message was confirmed still counts what came in the gap', async () => {
    b = bench(clinic([direct(3)]), { latency: 0 });
    const ana = await b.sit('ana', {
      wrap: (transport) => replaced(transport, {
        // The list as it was, late.
        threads: async (query, options) => {
          const page = await transport.threads(query, options);
          await new Promise<void>((resolve) => b.platform.clock.after(query.id === undefined ? 200 : 0, resolve));
          return page;
        },
      }),
    });
    await b.platform.advance(300);
    ana.controls.offline = true;
    await b.platform.advance(10);
    for (let i = 0; i < 3; i++) b.workspace.say('t1', 'maya', `missed ${i}`);
    b.workspace.expireCursors();
    say(ana, 't1', 'own');
    ana.controls.offline = false;
    await b.platform.advance(2_000);
    expect(ana.chat.thread('t1').get()?.unread).to.equal((await b.workspace.transport('ana').threads({ id: 't1' })).items[0]?.unread);
  });

  it('T6 a server restarted from an older copy is believed, too, of a thread of which a message had come and nothing else', async () => {
    b = bench(clinic([direct(9, { ana: 4 })]), { latency: 0 });
    let isOut = true;
    const ana = await b.sit('ana', {
      wrap: (transport) => replaced(transport, { threads: (query, options) => (isOut ? Promise.reject(new ChatError('unavailable')) : transport.threads(query, options)) }),
    });
    const last = b.workspace.messagesOf('t1').at(-1)!;
    ana.controls.inject({ type: 'message', message: { ...last, id: 'lost', position: `${last.position}9` } });
    await b.platform.advance(100);
    expect(ana.chat.thread('t1').get()).to.equal(undefined);
    isOut = false;
    ana.controls.inject({ type: 'resync' });
    await b.platform.advance(120_000);
    const { unread } = (await b.workspace.transport('ana').threads({ id: 't1' })).items[0]!;
    expect([unread > 0, ana.chat.thread('t1').get()?.unread]).to.deep.equal([true, unread]);
  });

  it('R-01 who is removed loses the thread; what they had not sent fails, and the draft is kept', async () => {
    b = bench();
    const ana = await b.sit('ana');
    ana.chat.dispatch({ type: 'thread.open', threadId: 't1' });
    ana.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'half' });
    await b.platform.advance(10);
    b.workspace.remove('t1', 'ana');
    await b.platform.advance(10);
    expect(ana.chat.threads.get().items).to.deep.equal([]);
    expect(ana.chat.timeline('t1').get().messages).to.deep.equal([]);
    expect(ana.chat.timeline('t1').get().error?.code).to.equal('gone');
    expect(ana.chat.draft('t1').get().text).to.equal('half');
  });

  it('T1 what was not sent as the thread went stays to be seen', async () => {
    b = bench();
    const ana = await b.sit('ana');
    ana.chat.dispatch({ type: 'thread.open', threadId: 't1' });
    await b.platform.advance(10);
    ana.controls.failNext('message.send', 'unavailable', { times: 9 });
    say(ana, 't1', 'unsent');
    await b.platform.advance(10);
    b.workspace.remove('t1', 'ana');
    await b.platform.advance(10);
    expect(ana.messages('t1').map((m) => [text(m), m.delivery])).to.deep.equal([['unsent', 'failed']]);
  });

  it('T3 what was not sent as the thread went stays in the order of sending, though the first had failed before', async () => {
    b = bench();
    const ana = await b.sit('ana');
    ana.chat.dispatch({ type: 'thread.open', threadId: 't1' });
    await b.platform.advance(10);
    ana.controls.failNext('message.send', 'invalid');
    say(ana, 't1', 'refused');
    await b.platform.advance(10);
    ana.controls.failNext('message.send', 'unavailable', { times: 9 });
    say(ana, 't1', 'second');
    say(ana, 't1', 'third');
    await b.platform.advance(10);
    b.workspace.remove('t1', 'ana');
    await b.platform.advance(10);
    expect(ana.messages('t1').map(text)).to.deep.equal(['refused', 'second', 'third']);
  });
});
