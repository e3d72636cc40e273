import { expect, html } from '@open-wc/testing';
import type { ClinicMessageList } from '../../src/elements/message-list.js';
import '../../src/elements/thread-list.js';
import { find, findAll, mount, until } from '../support/elements.js';
import { fakeChat, messagesOf } from '../support/fake-chat.js';
import { frames } from '../support/frames.js';
import { isMarked, listBench } from '../support/list-bench.js';

const rows = (list: Element): Element[] => findAll(list, 'clinic-message');

describe('a list that has lost what it showed, or where somebody wants to go', () => {
  it('T5 where the very messages that are drawn go, those that are left are drawn', async () => {
    const chat = fakeChat(messagesOf(0, 30));
    const owner = await mount(chat, html`<clinic-message-list thread="t"></clinic-message-list>`, { height: 200 });
    const list = owner.querySelector<ClinicMessageList>('clinic-message-list')!;
    await until(() => rows(list)[0]?.hasAttribute('aria-label'), 'the newest messages');
    const left = 30 - rows(list).length;
    chat.door.cover(messagesOf(0, left), undefined, undefined, true);
    await until(() => rows(list).some(({ textContent }) => textContent?.includes(`${left - 1}. `)), 'the newest of those that are left');
  });

  it('R-11 the way to what is unread, in a thread that has become empty: the list goes on', async () => {
    const chat = fakeChat(messagesOf(0, 20));
    const at = await listBench(chat);
    const thrown: unknown[] = [];
    const hear = (event: PromiseRejectionEvent): void => { thrown.push(event.reason); event.preventDefault(); };
    window.addEventListener('unhandledrejection', hear);
    chat.door.cover([], undefined, undefined, true);
    await frames(4);
    at.list.goToUnread();
    await frames(20);
    chat.door.merge(messagesOf(100, 250));
    await until(() => at.rows().length > 7, 'what comes later');
    window.removeEventListener('unhandledrejection', hear);
    expect(thrown).to.deep.equal([]);
  });

  it('R-11 a link to a message that is not loaded leads there in a list that is open', async () => {
    const chat = fakeChat(messagesOf(900, 950), { older: 'more' });
    chat.answer = (command) => {
      if (command.type !== 'history.load' || !('around' in command)) return;
      chat.door.patch({ newer: { state: 'loading' } });
      setTimeout(() => {
        chat.door.cover(messagesOf(380, 430), undefined, undefined, true);
        chat.door.patch({ older: { state: 'more' }, newer: { state: 'more' } });
      }, 100);
    };
    const at = await listBench(chat);
    await import('../../src/elements/list-jump.js');
    at.list.message = 'm400';
    const row = await until(() => isMarked(at.row('m400')) && at.row('m400'), 'the way there');
    expect(at.offset(row)).to.be.within(0, at.log.clientHeight);
  });
});

it('R-11 one thread whose time is no date takes none of the others out of the list', async () => {
  const chat = fakeChat(messagesOf(0, 3));
  const { items: [thread], ...rest } = chat.threads.get();
  const [last] = messagesOf(0, 1);
  (chat.threads as unknown as { set(value: unknown): void }).set({ ...rest, items: [thread, { ...thread, id: 'u', title: 'Later than all dates', last: { ...last, threadId: 'u', sentAt: 1.7e18 } }] });
  const owner = await mount(chat, html`<clinic-thread-list></clinic-thread-list>`);
  await until(() => findAll(owner, 'button.row').length === 2, 'both threads');
  expect(find(owner, '.row[data-id=u] time')?.textContent).to.equal('');
});
