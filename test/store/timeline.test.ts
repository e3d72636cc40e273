import { expect } from '@open-wc/testing';
import type { Message } from '../../src/model/index.js';
import { Timeline } from '../../src/store/timeline.js';
import { seeded } from '../support/fake-platform.js';

const raise = (error: unknown): void => {
  throw error;
};
const position = (n: number): string => String(n).padStart(8, '0');
const message = (n: number, more: Partial<Message> = {}): Message => ({
  id: `s${n}`, threadId: 't', author: 'maya', sentAt: 1_000_000 - n, position: position(n), revision: 1, kind: 'text', payload: { text: `m${n}`, format: 'plain' },
  files: [], delivery: 'sent', ...more,
});
const pending = (clientId: string, more: Partial<Message> = {}): Message => {
  const { position: _none, ...rest } = message(0, { id: clientId, clientId, author: 'ana', delivery: 'queued', revision: 0, ...more });
  return rest;
};
const ids = (timeline: Timeline): string[] => timeline.state.get().messages.map((m) => m.id);

describe('the one door into the timeline', () => {
  it('T3 any order, any number of times, in any pieces: the same list, by position and never by a clock', () => {
    const all = Array.from({ length: 60 }, (_, i) => message(i));
    for (let seed = 1; seed <= 20; seed++) {
      const random = seeded(seed);
      const timeline = new Timeline('t', raise);
      const told = [...all, ...all].sort(() => random() - 0.5);
      while (told.length) timeline.merge(told.splice(0, 1 + Math.floor(random() * 12)));
      expect(ids(timeline)).to.deep.equal(all.map((m) => m.id));
    }
  });

  it('T2 an own pending message becomes the confirmed one in one change, by author and client id', () => {
    const timeline = new Timeline('t', raise);
    timeline.merge([message(1), pending('c1'), pending('c2')]);
    const seen: string[][] = [];
    timeline.state.subscribe(() => seen.push(ids(timeline)));
    timeline.merge([message(2, { author: 'ana', clientId: 'c1' })]);
    timeline.merge([message(2, { author: 'ana', clientId: 'c1' })]);
    timeline.merge([message(3, { author: 'mallory', clientId: 'c2' })]);
    expect(seen).to.deep.equal([['s1', 'c1', 'c2'], ['s1', 's2', 'c2'], ['s1', 's2', 's3', 'c2']]);
  });

  it('T2 an echo without a client id and the answer with one are one message', () => {
    const timeline = new Timeline('t', raise);
    timeline.merge([pending('c1')]);
    timeline.merge([message(1, { author: 'ana' })]);
    timeline.merge([message(1, { author: 'ana', clientId: 'c1' })]);
    expect(ids(timeline)).to.deep.equal(['s1']);
    timeline.merge([message(1, { author: 'ana', revision: 2, payload: { text: 'new' } })]);
    expect(timeline.state.get().messages.map((m) => m.payload)).to.deep.equal([{ text: 'new' }]);
  });

  it('the newest revision wins, an older one changes nothing, and delivery only grows', () => {
    const timeline = new Timeline('t', raise);
    timeline.merge([message(1, { revision: 3 })]);
    const state = timeline.state.get();
    timeline.merge([message(1, { revision: 2, payload: 'old' }), message(1, { revision: 3 })]);
    expect(timeline.state.get()).to.equal(state);
    timeline.merge([message(1, { revision: 3, delivery: 'read' })]);
    timeline.merge([message(1, { revision: 3, delivery: 'delivered' })]);
    expect(timeline.state.get().messages[0]?.delivery).to.equal('read');
    expect(timeline.state.get().messages).not.to.equal(state.messages);
  });

  it('T5 what is kept aside stands last until the window reaches it', () => {
    const timeline = new Timeline('t', raise);
    timeline.merge([message(1), pending('c1')]);
    timeline.merge([message(9, { author: 'ana', clientId: 'c1' })], { aside: true });
    timeline.merge([message(2)]);
    expect(ids(timeline)).to.deep.equal(['s1', 's2', 's9']);
    timeline.settle(() => true);
    timeline.merge([message(10), message(8)]);
    expect(ids(timeline)).to.deep.equal(['s1', 's2', 's8', 's9', 's10']);
  });

  it('T3 what is confirmed and kept aside stands above what is pending', () => {
    const timeline = new Timeline('t', raise);
    timeline.merge([pending('c1'), pending('c2'), pending('c3')]);
    timeline.merge([message(8, { author: 'ana', clientId: 'c2' })], { aside: true });
    timeline.merge([message(9, { author: 'ana', clientId: 'c9' })], { aside: true });
    expect(ids(timeline)).to.deep.equal(['s8', 's9', 'c1', 'c3']);
  });

  it('a page of 50 into 10,000 is one pass, not one sort a message', () => {
    const timeline = new Timeline('t', raise);
    timeline.merge(Array.from({ length: 10_000 }, (_, i) => message(i * 2)));
    let asked = 0;
    const page = Array.from({ length: 50 }, (_, i) => {
      const one = message(8_000 + i * 2 + 1);
      return Object.defineProperty({ ...one }, 'position', { enumerable: true, get: () => { asked++; return one.position; } });
    });
    timeline.merge(page);
    expect(timeline.state.get().messages.length).to.equal(10_050);
    expect(asked).to.be.below(60_000);
    const { messages } = timeline.state.get();
    timeline.merge([message(30_000)]);
    expect(timeline.state.get().messages.length).to.equal(10_051);
    expect(messages.length).to.equal(10_050);
  });
});
