import { expect } from '@open-wc/testing';
import type { Gap } from '../../src/store/types.js';
import { bench, clinic, direct, say, text, type Bench, type Seat } from '../support/chat-bench.js';

const written = (b: Bench): string[] => b.workspace.messagesOf('t1').map(text);
const gaps = ({ chat }: Seat): readonly Gap[] => chat.timeline('t1').get().gaps;

async function open(b: Bench, seat: Seat): Promise<void> {
  seat.chat.dispatch({ type: 'thread.open', threadId: 't1' });
  await b.platform.advance(50);
}

/** The line is down while this many messages are written, and what happened cannot be replayed. */
async function outage(b: Bench, seat: Seat, missed: number): Promise<void> {
  seat.controls.offline = true;
  await b.platform.advance(10);
  for (let i = 0; i < missed; i++) b.workspace.say('t1', i % 3 ? 'maya' : 'ana', `missed ${i}`);
  b.workspace.expireCursors();
  seat.controls.offline = false;
}

/** Everything that is shown is the server's, in its order, and where neighbours are not neighbours there is a gap between. */
function honest(b: Bench, seat: Seat): void {
  const server = b.workspace.messagesOf('t1').map(({ id }) => id);
  const shown = seat.messages('t1').filter(({ position }) => position !== undefined);
  const holes = new Set(gaps(seat).map(({ before }) => before));
  shown.forEach(({ id }, i) => {
    const before = shown[i - 1];
    if (before && server.indexOf(id) !== server.indexOf(before.id) + 1) expect([...holes]).to.include(id);
    expect(server).to.include(id);
  });
  for (const hole of holes) expect(shown.map(({ id }) => id)).to.include(hole);
}

describe('the gaps of the history', () => {
  let b: Bench;
  afterEach(() => b.end());

  /** Ana, who has a thread of sixty messages in view. */
  const reader = async (): Promise<Seat> => {
    b = bench(clinic([direct(60)]), { latency: 20 });
    const ana = await b.sit('ana');
    await b.platform.advance(100);
    await open(b, ana);
    return ana;
  };

  it('T5 after an outage the newest page comes first, the hole is a gap, and it fills itself: every state between is honest', async () => {
    const ana = await reader();
    const seen: number[] = [];
    ana.chat.timeline('t1').subscribe(() => {
      honest(b, ana);
      seen.push(gaps(ana).length);
    });
    await outage(b, ana, 400);
    await b.platform.until(() => ana.texts('t1').includes('missed 399'), 'the newest page');
    expect(gaps(ana).map(({ state }) => state)).to.deep.equal(['loading']);
    expect(ana.texts('t1')[0]).to.equal('m10');
    await b.platform.advance(3_000);
    expect(Math.max(...seen)).to.equal(1);
    expect(gaps(ana)).to.deep.equal([]);
    expect(ana.texts('t1')).to.deep.equal(written(b).slice(-ana.messages('t1').length));
    expect(ana.messages('t1').length).to.be.at.least(450);
  });

  it('T5 a hole that is very long waits after some pages, and is loaded page by page on request', async () => {
    const ana = await reader();
    await outage(b, ana, 1_300);
    await b.platform.advance(5_000);
    expect(gaps(ana).map(({ state }) => state)).to.deep.equal(['more']);
    honest(b, ana);
    expect(ana.texts('t1')[0]).to.equal('m10');
    for (let i = 0; i < 20 && gaps(ana)[0]; i++) {
      const asked = ana.count('messages');
      ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'gap', gap: gaps(ana)[0]?.id ?? '' });
      ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'gap', gap: gaps(ana)[0]?.id ?? '' });
      await b.platform.advance(50);
      expect(ana.count('messages') - asked).to.equal(1);
      honest(b, ana);
    }
    expect(gaps(ana)).to.deep.equal([]);
    expect(ana.texts('t1')).to.deep.equal(written(b).slice(-ana.messages('t1').length));
  });

  it('T5 two outages make two gaps; what is known on either side stays, and both close', async () => {
    const ana = await reader();
    await outage(b, ana, 1_300);
    await b.platform.advance(5_000);
    ana.chat.dispatch({ type: 'thread.close', threadId: 't1' });
    await outage(b, ana, 1_300);
    await b.platform.advance(500);
    await open(b, ana);
    await b.platform.advance(5_000);
    expect(gaps(ana).length).to.equal(2);
    honest(b, ana);
    for (let i = 0; i < 60 && gaps(ana)[0]; i++) {
      ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'gap', gap: gaps(ana)[i % gaps(ana).length]!.id });
      await b.platform.advance(50);
      honest(b, ana);
    }
    expect(gaps(ana)).to.deep.equal([]);
    expect(ana.texts('t1')).to.deep.equal(written(b).slice(-ana.messages('t1').length));
  });

  it('T5 what comes live while a hole is open takes its place: new ones below, edits within the hole with their page', async () => {
    const ana = await reader();
    await outage(b, ana, 300);
    await b.platform.until(() => gaps(ana).length === 1, 'the gap');
    const hidden = b.workspace.messagesOf('t1')[100]!;
    ana.controls.inject({ type: 'message', message: { ...hidden, revision: 2, payload: { text: 'edited', format: 'plain' } } });
    b.workspace.say('t1', 'maya', 'live');
    say(ana, 't1', 'mine');
    await b.platform.advance(20);
    honest(b, ana);
    expect(ana.texts('t1')).not.to.include('edited');
    expect(ana.texts('t1').at(-1)).to.equal('mine');
    await b.platform.advance(3_000);
    const all = written(b).slice(-ana.messages('t1').length);
    all[all.indexOf(text(hidden))] = 'edited';
    expect(ana.texts('t1')).to.deep.equal(all);
    expect(gaps(ana)).to.deep.equal([]);
  });

  it('T5 a gap that cannot be loaded says why and has a way out', async () => {
    const ana = await reader();
    await outage(b, ana, 300);
    await b.platform.until(() => gaps(ana).length === 1, 'the gap');
    ana.controls.failNext('messages', 'invalid');
    await b.platform.until(() => gaps(ana)[0]?.state === 'failed', 'the failure');
    expect(gaps(ana)[0]?.error?.code).to.equal('invalid');
    honest(b, ana);
    ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'gap', gap: gaps(ana)[0]!.id });
    await b.platform.advance(3_000);
    expect(gaps(ana)).to.deep.equal([]);
    expect(ana.texts('t1')).to.deep.equal(written(b).slice(-ana.messages('t1').length));
  });

  it('T9 a thread that nobody looks at asks for nothing until it comes into view', async () => {
    const ana = await reader();
    ana.chat.dispatch({ type: 'thread.close', threadId: 't1' });
    const asked = ana.count('messages');
    await outage(b, ana, 100);
    await b.platform.advance(3_000);
    expect(ana.count('messages')).to.equal(asked);
    expect(ana.chat.timeline('t1').get().newer.state).to.equal('more');
    await open(b, ana);
    await b.platform.advance(3_000);
    expect(ana.texts('t1')).to.deep.equal(written(b).slice(-ana.messages('t1').length));
    expect(ana.chat.timeline('t1').get().newer.state).to.equal('end');
  });

  it('T5 a window away from the present keeps its place through an outage and is compared with the server', async () => {
    b = bench(clinic([direct(400)]), { latency: 20 });
    const ana = await b.sit('ana');
    await b.platform.advance(100);
    await open(b, ana);
    ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'newer', around: b.workspace.messagesOf('t1')[100]?.id ?? '' });
    await b.platform.advance(50);
    const before = ana.texts('t1');
    await outage(b, ana, 30);
    await b.platform.advance(3_000);
    const now = ana.texts('t1');
    for (const one of before) expect(now).to.include(one);
    expect(ana.chat.timeline('t1').get().newer.state).to.equal('more');
    for (let i = 0; i < 10; i++) {
      ana.chat.dispatch({ type: 'history.load', threadId: 't1', direction: 'newer' });
      await b.platform.advance(50);
      honest(b, ana);
    }
    expect(ana.texts('t1')).to.deep.equal(written(b).slice(-ana.messages('t1').length));
  });
});
