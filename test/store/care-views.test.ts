import { expect } from '@open-wc/testing';
import { file, image, notice, planComment, text as textKind } from '../../src/kinds/index.js';
import type { Arrival } from '../../src/store/types.js';
import { codes, ids, staffSeed } from './care-seed.js';
import { bench, clinic, direct, say, type Bench } from '../support/chat-bench.js';

const kinds = [textKind, image, file, notice, planComment];

describe('what the care team has besides: what each sees', () => {
  let b: Bench;
  afterEach(() => b.end());
  const wait = (ms = 50): Promise<void> => b.platform.advance(ms);

  it('R-07 plan comments are shown on the viewer’s wish alone, remembered, and never unread', async () => {
    b = bench({ ...clinic([direct(3)]), workspace: { id: 'riverside', switches: { plan: true } } }, { kinds });
    const ana = await b.sit('ana', { kinds });
    ana.chat.dispatch({ type: 'thread.open', threadId: 't1' });
    await wait();
    const comment = (): void => void b.workspace.say('t1', 'maya', { kind: 'plan-comment', payload: { text: 'Well done', format: 'plain', target: { type: 'goal', title: 'Walk' } } });
    comment();
    await wait();
    expect([ana.messages('t1').length, ana.chat.unread.get()]).to.deep.equal([3, 0]);
    ana.chat.dispatch({ type: 'plan.show', shown: true });
    await wait();
    comment();
    await wait();
    expect([ana.messages('t1').length, ana.chat.unread.get(), ana.chat.planShown.get()]).to.deep.equal([5, 0, true]);
    ana.chat.destroy();
    const again = await b.sit('ana', { kinds });
    await wait();
    expect(again.chat.planShown.get()).to.equal(true);
    again.chat.dispatch({ type: 'thread.open', threadId: 't1' });
    await wait();
    expect(again.messages('t1').length).to.equal(5);
    again.chat.dispatch({ type: 'plan.show', shown: false });
    await wait();
    expect(again.messages('t1').length).to.equal(3);
  });

  it('R-07 the wish that is found on the device holds for a thread whose first page is already under way', async () => {
    b = bench({ ...clinic([direct(3)]), workspace: { id: 'riverside', switches: { plan: true } } }, { kinds });
    b.workspace.say('t1', 'maya', { kind: 'plan-comment', payload: { text: 'Well done', about: 'goal', name: 'Walk' } });
    const ana = await b.sit('ana', { kinds });
    ana.chat.dispatch({ type: 'thread.open', threadId: 't1' });
    ana.controls.latency = 400;
    ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'reload' });
    await wait(10);
    expect(ana.chat.timeline('t1').get().phase).to.equal('loading');
    ana.chat.dispatch({ type: 'plan.show', shown: true });
    await wait(2_000);
    expect(ana.messages('t1').length).to.equal(4);
  });

  it('R-07 where the workspace has no plans there is nothing to show', async () => {
    b = bench(clinic([direct(3)]), { kinds });
    const ana = await b.sit('ana', { kinds });
    ana.chat.dispatch({ type: 'plan.show', shown: true });
    await wait();
    expect([ana.chat.planShown.get(), codes(ana)]).to.deep.equal([false, ['unsupported']]);
  });

  it('R-11 arrivals are others’ new messages by event: each once, none that is muted, quiet, one’s own, or came by a page', async () => {
    b = bench(staffSeed(), { kinds });
    const ana = await b.sit('ana', { kinds });
    const heard: string[] = [];
    ana.chat.arrivals((batch: readonly Arrival[]) => heard.push(...batch.map(({ thread, message, leads }) => `${thread.id}:${message.id}:${leads}`)));
    await wait();
    const first = b.workspace.say('t1', 'maya', 'new');
    say(ana, 't1', 'mine');
    b.workspace.say('t1', 'tom', { kind: 'notice', payload: { event: 'renamed', people: [], title: 'x' } });
    await wait();
    ana.controls.inject({ type: 'message', message: first });
    ana.controls.inject({ type: 'resync' });
    await wait(500);
    ana.controls.inject({ type: 'message', message: first });
    ana.chat.dispatch({ type: 'thread.flag', threadId: 'g', muted: true });
    await wait();
    b.workspace.say('g', 'tom', 'silent');
    await wait();
    expect(heard).to.deep.equal([`t1:${first.id}:true`]);
  });

  it('R-27 a group that is erased takes all along, but what was written for it can be copied', async () => {
    b = bench(staffSeed());
    const [maya, ana] = [await b.sit('maya'), await b.sit('ana')];
    ana.chat.dispatch({ type: 'thread.open', threadId: 'g' });
    await wait();
    ana.controls.failNext('message.send', 'unavailable', { times: 99 });
    say(ana, 'g', 'On my way');
    ana.chat.dispatch({ type: 'draft.set', threadId: 'g', text: 'and half a th' });
    await wait();
    maya.chat.dispatch({ type: 'thread.leave', threadId: 'g' });
    await wait(100);
    expect(ids(ana)).to.deep.equal(['t1']);
    expect(ana.texts('g')).not.to.include('All here.');
    expect(ana.chat.can('message.send', 'g')).to.equal(false);
    const stranded = ana.chat.stranded.get();
    expect(stranded.map(({ title, text }) => [title, text])).to.deep.equal([['Knee team', 'On my way'], ['Knee team', 'and half a th']]);
    expect(ana.chat.draft('g').get().text).to.equal('');
    ana.chat.destroy();
    const again = await b.sit('ana');
    await wait();
    expect(again.chat.stranded.get().map(({ text }) => text)).to.deep.equal(['On my way', 'and half a th']);
    for (const { threadId, clientId } of again.chat.stranded.get()) again.chat.dispatch({ type: 'outbox.discard', threadId, clientId });
    expect(again.chat.stranded.get()).to.deep.equal([]);
  });

  it('T7 a permission that is revoked in mid-typing keeps the draft', async () => {
    b = bench(clinic([direct(3)]));
    const ana = await b.sit('ana');
    ana.chat.dispatch({ type: 'draft.set', threadId: 't1', text: 'half' });
    b.workspace.grant('ana', { remove: ['message.send'] });
    await wait();
    expect([ana.chat.can('message.send', 't1'), ana.chat.draft('t1').get().text]).to.deep.equal([false, 'half']);
    ana.chat.dispatch({ type: 'draft.send', threadId: 't1' });
    expect([codes(ana), ana.chat.draft('t1').get().text]).to.deep.equal([['forbidden'], 'half']);
  });

  it('R-12 switched off by the server nothing is asked any more, whatever is dispatched; the draft survives', async () => {
    b = bench(staffSeed());
    const maya = await b.sit('maya');
    maya.chat.dispatch({ type: 'thread.open', threadId: 'g' });
    maya.chat.dispatch({ type: 'draft.set', threadId: 'g', text: 'half' });
    await wait();
    b.workspace.switch({ messaging: false });
    await wait();
    expect(maya.chat.session.get().phase).to.equal('off');
    const before = maya.asked.length;
    maya.chat.dispatch({ type: 'threads.view', text: 'silva' });
    maya.chat.dispatch({ type: 'catalog.load', name: 'people' });
    maya.chat.dispatch({ type: 'hint', threadId: 'g', hint: 'typing' });
    maya.chat.dispatch({ type: 'thread.link', threadId: 'g' });
    maya.chat.dispatch({ type: 'draft.send', threadId: 't1' });
    await wait(600_000);
    expect([maya.asked.length - before, maya.chat.draft('g').get().text]).to.deep.equal([0, 'half']);
  });
});
