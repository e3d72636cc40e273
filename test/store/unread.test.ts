import { expect } from '@open-wc/testing';
import { ReadState } from '../../src/store/unread.js';
import type { Message } from '../../src/model/index.js';

describe('how much is unread', () => {
  const viewer = { viewerId: 'ana', isQuiet: () => false };
  const message = (id: string, position: string, revision = 1): Message =>
    ({ id, threadId: 't1', author: 'maya', sentAt: 0, position, revision, kind: 'text', payload: {}, files: [], delivery: 'sent' });
  const last = message('c', '3');

  it('T6 a page that is older than a move says nothing of the place', () => {
    const reads = new ReadState();
    reads.take({ unread: 3, last });
    reads.see([message('a', '1'), message('b', '2'), last], viewer);
    reads.take({ unread: 3, last: message('a', '4', 2) });
    reads.see([message('a', '4', 2)], viewer);
    reads.see([message('a', '1')], viewer);
    reads.read('2');
    expect([reads.count, reads.isCertain]).to.deep.equal([2, true]);
  });

  it('T6 a message was moved while the server was asked: its answer leaves the count in doubt', () => {
    const reads = new ReadState();
    reads.take({ unread: 3, last });
    reads.see([message('a', '4', 2)], viewer);
    reads.take({ unread: 3, last }, true);
    expect(reads.isCertain).to.equal(false);
    reads.take({ unread: 3, last: message('a', '4', 2) });
    expect([reads.count, reads.isCertain]).to.deep.equal([3, true]);
  });
});
