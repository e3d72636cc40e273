import { expect } from '@open-wc/testing';
import { arrivals } from '../../src/elements/arrivals.js';
import { listRows, type ListRow } from '../../src/elements/list-rows.js';
import type { Message } from '../../src/model/index.js';

const noon = new Date(2026, 2, 3, 12).getTime();
const minute = 60_000;

const message = (id: string, author: string, sentAt: number, more: Partial<Message> = {}): Message => ({
  id, threadId: 't', author, sentAt, revision: 1, kind: 'text', payload: { text: id, format: 'plain' }, files: [], delivery: 'sent', position: id, ...more,
});
const short = (rows: ListRow[]): string[] =>
  rows.map((row) => (row.type === 'message' ? `${row.groupStart ? '[' : ''}${row.message.id}${row.groupEnd ? ']' : ''}` : row.type));

describe('rows of the message list', () => {
  it('R-02 groups what one author wrote within five minutes', () => {
    const rows = listRows([
      message('1', 'ana', noon), message('2', 'ana', noon + minute), message('3', 'maya', noon + 2 * minute), message('4', 'maya', noon + 8 * minute),
    ]);
    expect(short(rows)).to.deep.equal(['day', '[1', '2]', '[3]', '[4]']);
  });

  it('a day begins with a separator, and a group never spans two days', () => {
    const late = new Date(2026, 2, 3, 23, 59).getTime();
    expect(short(listRows([message('1', 'ana', late), message('2', 'ana', late + 2 * minute)]))).to.deep.equal(['day', '[1]', 'day', '[2]']);
  });

  it('T3 the order is the one given, whatever the clocks say; each separator has a key of its own', () => {
    const rows = listRows([message('1', 'ana', noon), message('2', 'ana', noon - 48 * 60 * minute), message('3', 'ana', noon)]);
    expect(short(rows)).to.deep.equal(['day', '[1]', 'day', '[2]', 'day', '[3]']);
    expect(new Set(rows.map((row) => row.key)).size).to.equal(rows.length);
  });

  it('the divider stands before the first unread message and begins a group', () => {
    const rows = listRows([message('1', 'maya', noon), message('2', 'maya', noon + 1)], { firstUnread: '2' });
    expect(short(rows)).to.deep.equal(['day', '[1]', 'unread', '[2]']);
  });

  it('a seam keeps its head when an older message of the same author comes before it', () => {
    const rows = listRows([message('1', 'maya', noon), message('2', 'maya', noon + 1)], { seams: new Set(['2']) });
    expect(short(rows)).to.deep.equal(['day', '[1]', '[2]']);
  });

  it('R-03 a relation’s messages for two patients are two groups', () => {
    const rows = listRows([message('1', 'luis', noon, { onBehalfOf: 'ana' }), message('2', 'luis', noon + 1, { onBehalfOf: 'ben' })]);
    expect(short(rows)).to.deep.equal(['day', '[1]', '[2]']);
  });

  it('5,000 messages are looked at a few times each, however many they are', () => {
    let looks = 0;
    const counted: ProxyHandler<Message> = {
      get(target, name) {
        looks += name === 'sentAt' ? 1 : 0;
        return Reflect.get(target, name) as unknown;
      },
    };
    const many = Array.from({ length: 5_000 }, (_, i) => new Proxy(message(String(i).padStart(6, '0'), i % 3 ? 'ana' : 'maya', noon + i * minute), counted));
    listRows(many);
    expect(looks).to.be.within(5_000, 25_000);
  });
});

describe('what is new in a timeline', () => {
  const options = { viewer: 'ana', live: true };
  const old = [message('2', 'maya', noon), message('3', 'ana', noon)];

  it('counts older messages and names the seam', () => {
    const news = arrivals(old, [message('0', 'maya', noon), message('1', 'ana', noon), ...old], options);
    expect(news).to.deep.include({ older: 2, seam: '2', incoming: [] });
  });

  it('R-11 tells messages of others from the viewer’s own, and both from paging', () => {
    const after = [...old, message('4', 'maya', noon), message('5', 'ana', noon)];
    expect(arrivals(old, after, options).incoming.map(({ id }) => id)).to.deep.equal(['4']);
    expect(arrivals(old, after, { ...options, live: false }).incoming).to.deep.equal([]);
  });

  it('T2 an echo of an own message is nothing new', () => {
    const { position: _, ...pending } = message('c1', 'ana', noon, { clientId: 'c1', delivery: 'sending' });
    expect(arrivals(old, [...old, pending], options).sent).to.have.length(1);
    expect(arrivals([...old, pending], [...old, message('9', 'ana', noon, { clientId: 'c1' })], options)).to.deep.include({ sent: [], incoming: [], failed: [] });
  });

  it('tells a failure once', () => {
    const failed = message('c1', 'ana', noon, { clientId: 'c1', delivery: 'failed' });
    expect(arrivals([...old, { ...failed, delivery: 'sending' }], [...old, failed], options).failed).to.have.length(1);
    expect(arrivals([...old, failed], [...old, failed], options).failed).to.have.length(0);
  });
});
