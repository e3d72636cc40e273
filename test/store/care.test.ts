import { expect } from '@open-wc/testing';
import type { Message, Participant, Thread } from '../../src/model/index.js';
import { codes, group, ids, staffSeed } from './care-seed.js';
import { bench, clinic, direct, replaced, say, type Bench } from '../support/chat-bench.js';

describe('what the care team has besides', () => {
  let b: Bench;
  afterEach(() => b.end());
  const wait = (ms = 50): Promise<void> => b.platform.advance(ms);

  it('R-18 a status is shown at once, and is as it was where the server refuses it', async () => {
    b = bench(staffSeed(), { latency: 100 });
    const maya = await b.sit('maya');
    await wait(1_000);
    const status = (): string | undefined => maya.chat.thread('t1').get()?.staff?.status;
    // With the first of its kind comes the code.
    maya.chat.dispatch({ type: 'thread.flag', threadId: 't1', muted: true });
    await wait(500);
    maya.controls.failNext('status.set', 'forbidden');
    maya.chat.dispatch({ type: 'status.set', threadId: 't1', status: 'intake' });
    await wait(20);
    expect(status()).to.equal('intake');
    await wait(500);
    expect([status(), codes(maya)]).to.deep.equal([undefined, ['forbidden']]);
    maya.chat.dispatch({ type: 'status.set', threadId: 't1', status: 'done' });
    await wait(500);
    expect(status()).to.equal('done');
  });

  it('R-18 an answer that is slower than the event of a later change does not bring back what was before', async () => {
    b = bench(staffSeed());
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    const maya = await b.sit('maya', {
      wrap: (transport) => replaced(transport, {
        submit: async (command, options) => {
          const result = await transport.submit(command, options);
          if (command.type === 'status.set') await held;
          return result;
        },
      }),
    });
    await wait();
    const status = (): string | undefined => maya.chat.thread('t1').get()?.staff?.status;
    maya.chat.dispatch({ type: 'status.set', threadId: 't1', status: 'intake' });
    await wait();
    await b.workspace.transport('maya').submit({ type: 'status.set', id: 'elsewhere', threadId: 't1', status: 'done' });
    await wait();
    answer();
    await wait();
    expect(status()).to.equal('done');
  });

  it('R-18 what a leaky server sends of the staff’s part reaches no patient, and is reported', async () => {
    b = bench(staffSeed());
    const ana = await b.sit('ana');
    const [thread] = (await b.workspace.transport('maya').threads({ id: 't1' })).items as [Thread];
    ana.controls.inject({ type: 'thread', thread: { ...thread, staff: { status: 'CANARY' } } });
    await wait();
    expect(JSON.stringify([ana.chat.thread('t1').get(), ana.chat.threads.get()])).not.to.contain('CANARY');
    expect(codes(ana)).to.deep.equal(['invalid']);
    ana.chat.dispatch({ type: 'catalog.load', name: 'statuses' });
    await wait();
    expect([ana.chat.catalog('statuses').get().error?.code, ana.count('catalog')]).to.deep.equal(['forbidden', 0]);
  });

  it('R-14 a thread and a message of another workspace are dropped and reported', async () => {
    b = bench(staffSeed());
    const ana = await b.sit('ana');
    const [thread] = (await b.workspace.transport('ana').threads({ id: 't1' })).items as [Thread];
    ana.controls.inject({ type: 'thread', thread: { ...thread, id: 'foreign', title: 'CANARY', workspace: 'other' } });
    await wait();
    ana.controls.inject(
      { type: 'message', message: { ...b.workspace.messagesOf('t1')[0], id: 'x', position: '999999999999', workspace: 'other' } as unknown as Message },
    );
    await wait();
    expect([ids(ana).includes('foreign'), codes(ana)]).to.deep.equal([false, ['invalid', 'invalid']]);
    expect(ana.chat.unread.get()).to.equal(0);
  });

  it('R-14 a person who is listed twice stands once in a thread', async () => {
    b = bench(staffSeed());
    const ana = await b.sit('ana');
    const [thread] = (await b.workspace.transport('ana').threads({ id: 't1' })).items as [Thread];
    ana.controls.inject({ type: 'thread', thread: { ...thread, participants: [...thread.participants, ...thread.participants] } });
    await wait();
    expect(ana.chat.thread('t1').get()?.participants.map(({ id }) => id)).to.deep.equal(['ana', 'maya']);
  });

  it('R-10 patients that a leaky server lists are dropped and reported', async () => {
    b = bench(clinic());
    const leaky: Participant[] = [{ id: 'ben', name: 'Ben Hart', role: 'patient', active: true }, { id: 'maya', name: 'Dr. Maya Lee', role: 'practitioner', active: true }];
    const ana = await b.sit('ana', { wrap: (transport) => replaced(transport, { catalog: () => Promise.resolve({ items: leaky }) as never }) });
    ana.chat.dispatch({ type: 'catalog.load', name: 'people' });
    await wait();
    expect(ana.chat.catalog('people').get().items.map(({ id }) => id)).to.deep.equal(['maya']);
    expect(codes(ana)).to.deep.equal(['invalid']);
  });

  it('R-27 whom one may invite is another list than whom one may write to', async () => {
    b = bench(staffSeed());
    const tom = await b.sit('tom');
    tom.chat.dispatch({ type: 'catalog.load', name: 'people', threadId: 'g' });
    tom.chat.dispatch({ type: 'catalog.load', name: 'people' });
    await wait();
    expect(tom.chat.catalog('people', 'g').get().items.map(({ id }) => id).sort()).to.deep.equal(['ben', 'luis', 'office']);
    expect(tom.chat.catalog('people').get().items.map(({ id }) => id).sort()).to.deep.equal(['ana', 'ben', 'maya', 'office']);
  });

  it('the list is searched, filtered and sorted by the server, while the unread total stays', async () => {
    b = bench({ ...clinic([direct(3, { maya: 2 }), group(), { id: 't2', participants: ['ben', 'maya'], messages: [{ author: 'ben', text: 'x' }] }]) });
    const maya = await b.sit('maya');
    const unread = maya.chat.unread.get();
    maya.chat.dispatch({ type: 'threads.view', text: 'hart' });
    await wait();
    expect(ids(maya)).to.deep.equal(['t2']);
    maya.chat.dispatch({ type: 'threads.view', text: '', filter: { kind: 'group' } });
    await wait();
    expect([ids(maya), maya.chat.threads.get().view, maya.chat.unread.get()]).to.deep.equal([['g'], { filter: { kind: 'group' } }, unread]);
    maya.chat.dispatch({ type: 'threads.view', filter: {} });
    await wait();
    expect(ids(maya).sort()).to.deep.equal(['g', 't1', 't2']);
  });

  it('an answer to an earlier search does not replace the later one’s', async () => {
    b = bench(clinic([direct(3), { id: 't2', participants: ['ben', 'maya'], messages: [{ author: 'ben', text: 'x' }] }]));
    const slow: (() => void)[] = [];
    const maya = await b.sit('maya', { wrap: (transport) => replaced(transport, {
      threads: async (query, options) => {
        if (query.text === 'hart') await new Promise<void>((resolve) => { slow.push(resolve); });
        return transport.threads(query, options);
      },
    }) });
    maya.chat.dispatch({ type: 'threads.view', text: 'hart' });
    await wait();
    maya.chat.dispatch({ type: 'threads.view', text: 'silva' });
    await wait();
    expect([ids(maya), slow.length]).to.deep.equal([['t1'], 1]);
    slow[0]?.();
    await wait();
    expect(ids(maya)).to.deep.equal(['t1']);
  });

  it('what waits for us stands oldest first, comes with a message and goes with the answer', async () => {
    b = bench(clinic([
      { id: 'a', participants: ['ana', 'maya'], messages: [{ author: 'ana', text: 'x', sentAt: 2_000 }] },
      { id: 'b', participants: ['ben', 'maya'], messages: [{ author: 'ben', text: 'x', sentAt: 1_000 }] },
      group(),
    ]));
    const maya = await b.sit('maya');
    maya.chat.dispatch({ type: 'threads.view', filter: { waiting: true }, sort: 'waiting' });
    await wait();
    expect(ids(maya)).to.deep.equal(['b', 'a']);
    b.workspace.say('g', 'ana', 'And me?');
    // The server says since when: as a thread.
    const [thread] = (await b.workspace.transport('maya').threads({ id: 'g' })).items as [Thread];
    maya.controls.inject({ type: 'thread', thread });
    await wait();
    expect(ids(maya)).to.deep.equal(['b', 'a', 'g']);
    say(maya, 'b', 'Yes.');
    await wait();
    const [answered] = (await b.workspace.transport('maya').threads({ id: 'b' })).items as [Thread];
    maya.controls.inject({ type: 'thread', thread: answered });
    await wait();
    expect(ids(maya)).to.deep.equal(['a', 'g']);
  });

  it('R-13 typing is told at most every three seconds, and forgotten after six', async () => {
    b = bench(staffSeed());
    const hints: string[] = [];
    const maya = await b.sit('maya', { wrap: (transport) => replaced(transport, { hint: (threadId, hint) => {
      hints.push(hint);
      transport.hint(threadId, hint);
    } }) });
    const tom = await b.sit('tom');
    const typing = (): readonly string[] => tom.chat.typing('g').get();
    for (let i = 0; i < 5; i++) maya.chat.dispatch({ type: 'hint', threadId: 'g', hint: 'typing' });
    await wait();
    expect(typing()).to.deep.equal(['maya']);
    await wait(6_100);
    expect(typing()).to.deep.equal([]);
    maya.chat.dispatch({ type: 'hint', threadId: 'g', hint: 'typing' });
    await wait();
    expect(typing()).to.deep.equal(['maya']);
    say(maya, 'g', 'Done.');
    await wait();
    expect([typing(), hints]).to.deep.equal([[], ['typing', 'typing', 'idle']]);
  });

  it('R-13 a patient neither sees nor shows who types', async () => {
    b = bench(staffSeed());
    const [maya, ana] = [await b.sit('maya'), await b.sit('ana')];
    b.workspace.typing('t1', 'maya');
    ana.chat.dispatch({ type: 'hint', threadId: 't1', hint: 'typing' });
    await wait();
    expect([ana.chat.typing('t1').get(), maya.chat.typing('t1').get(), codes(ana)]).to.deep.equal([[], [], []]);
  });

  it('presence is known among staff, and not without a connection', async () => {
    b = bench(staffSeed());
    const [maya, tom] = [await b.sit('maya'), await b.sit('tom')];
    await wait();
    expect([[...maya.chat.presence.get()], [...tom.chat.presence.get()]]).to.deep.equal([[['tom', 'online']], [['maya', 'online']]]);
    tom.chat.destroy();
    await wait();
    expect([...maya.chat.presence.get()]).to.deep.equal([]);
  });

  it('T4 an own message that a colleague has read says so', async () => {
    b = bench(staffSeed());
    const [maya, tom] = [await b.sit('maya'), await b.sit('tom')];
    maya.chat.dispatch({ type: 'thread.open', threadId: 'g' });
    await wait();
    say(maya, 'g', 'Read me.');
    await wait();
    const last = (): Message | undefined => maya.messages('g').at(-1);
    expect(last()?.delivery).to.equal('sent');
    tom.chat.dispatch({ type: 'read', threadId: 'g', upTo: last()?.position ?? '' });
    await wait(500);
    expect([last()?.delivery, Object.keys(maya.chat.thread('g').get()?.reads ?? {})]).to.deep.equal(['read', ['tom']]);
  });

  it('T6 a thread that is marked unread counts as one until it is read', async () => {
    b = bench(clinic([direct(3)]));
    const ana = await b.sit('ana');
    ana.chat.dispatch({ type: 'thread.flag', threadId: 't1', unread: true });
    await wait(0);
    expect([ana.chat.unread.get(), ana.chat.thread('t1').get()?.markedUnread]).to.deep.equal([1, true]);
    await wait();
    ana.chat.dispatch({ type: 'read', threadId: 't1', upTo: b.workspace.messagesOf('t1').at(-1)?.position ?? '' });
    await wait(500);
    expect([ana.chat.unread.get(), (await b.workspace.transport('ana').threads({ id: 't1' })).items[0]?.markedUnread]).to.deep.equal([0, undefined]);
  });

  it('R-27 a link is made, used, and refused with one answer', async () => {
    b = bench(staffSeed());
    const [maya, office, ben] = [await b.sit('maya'), await b.sit('office'), await b.sit('ben')];
    maya.chat.dispatch({ type: 'thread.link', threadId: 'g' });
    await wait();
    const code = maya.chat.link('g').get()?.code ?? '';
    for (const seat of [office, ben]) seat.chat.dispatch({ type: 'thread.join', code });
    await wait();
    expect([office.chat.joined.get()?.state, office.chat.joined.get()?.threadId, ids(office)]).to.deep.equal(['joined', 'g', ['g']]);
    expect([ben.chat.joined.get()?.state, ben.chat.joined.get()?.error?.code]).to.deep.equal(['refused', 'not-found']);
    ben.chat.dispatch({ type: 'thread.join', code: 'wrong' });
    await wait();
    expect(ben.chat.joined.get()?.error?.code).to.equal('not-found');
  });
});
