import { expect, html, oneEvent } from '@open-wc/testing';
import '../../src/elements/inbox.js';
import type { ClinicInbox } from '../../src/elements/inbox.js';
import { button, find, findAll, mount, nameOf, press, seed, stage, textOf, type, until, type Stage } from '../support/elements.js';

describe('the list of threads of the care team', () => {
  let at: Stage;
  beforeEach(() => {
    const all = seed();
    at = stage({
      ...all, statuses: [{ id: 'intake', name: 'Intake form received' }],
      threads: [
        { id: 'first', participants: ['maya', 'ben'], status: 'intake', messages: [{ author: 'ben', text: 'The oldest question', sentAt: Date.now() - 9e6 }] },
        { id: 'second', participants: ['maya', 'ana'], messages: [{ author: 'ana', text: 'A later question', sentAt: Date.now() - 6e6 }] },
        { id: 'third', kind: 'group', participants: ['maya', 'tom', 'rosa'], title: 'Case meeting', messages: [{ author: 'maya', text: 'See you at noon', sentAt: Date.now() - 3e6 }] },
      ],
    });
  });
  afterEach(() => at.end());

  const show = async (thread?: string): Promise<ClinicInbox> => {
    const owner = await mount(at.chat('maya'), html`<clinic-inbox .chat=${at.chat('maya')} .thread=${thread}></clinic-inbox>`, { width: 1000 });
    const inbox = owner.querySelector('clinic-inbox')!;
    await until(() => findAll(inbox, '.row[data-id]').length === 3 && find(inbox, 'select[aria-label=Show]'), 'the list and its tools');
    return inbox;
  };
  const titles = (inbox: Element): string[] => findAll(inbox, '.row .title').map((one) => textOf(one));
  const choose = (select: HTMLSelectElement, words: string): void => {
    select.value = [...select.options].find(({ text }) => text === words)!.value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  };

  it('R-18 is narrowed by status, by who waits, by groups and by words, and all of it comes back', async () => {
    const inbox = await show();
    await until(() => titles(inbox).join() === 'Case meeting,Ana Silva,Ben Hart', 'all');
    const select = find<HTMLSelectElement>(inbox, 'select[aria-label=Show]')!;
    await until(() => [...select.options].some(({ text }) => text === 'Intake form received'), 'the statuses');
    choose(select, 'Intake form received');
    await until(() => titles(inbox).join() === 'Ben Hart', 'one status');
    choose(select, 'Waiting for us');
    await until(() => titles(inbox).join() === 'Ben Hart,Ana Silva', 'the longest wait first');
    choose(select, 'Groups');
    await until(() => titles(inbox).join() === 'Case meeting', 'groups');
    choose(select, 'All');
    const field = find<HTMLInputElement>(inbox, 'input[type=search]')!;
    type(field, 'silva');
    await until(() => titles(inbox).join() === 'Ana Silva', 'what was sought');
    type(field, 'nobody of that name');
    (await until(() => button(inbox, 'Show all threads'), 'the way back')).click();
    await until(() => titles(inbox).length === 3, 'all');
  });

  it('R-08 Alt with the arrows goes to the next and the previous thread, wherever the focus is', async () => {
    const inbox = await show('third');
    const step = async (key: string): Promise<string> => {
      const field = await until(() => find(inbox, 'textarea'), 'the composer');
      const told = oneEvent(inbox, 'clinic-thread-change') as Promise<CustomEvent<{ thread: string }>>;
      press(field, key, { altKey: true });
      return (await told).detail.thread;
    };
    expect([await step('ArrowDown'), await step('ArrowDown'), await step('ArrowUp')]).to.deep.equal(['second', 'first', 'second']);
  });

  it('R-08 Control with Enter sends and goes on to the next in which somebody waits', async () => {
    const inbox = await show('second');
    const field = await until(() => find<HTMLTextAreaElement>(inbox, 'textarea'), 'the composer');
    await until(() => find(inbox, 'clinic-message'), 'the messages');
    type(field, 'Yes, you may');
    setTimeout(() => press(field, 'Enter', { ctrlKey: true }));
    const event = (await oneEvent(inbox, 'clinic-thread-change')) as CustomEvent<{ thread: string }>;
    expect(event.detail.thread).to.equal('first');
    await until(() => at.workspace.messagesOf('second').length === 2, 'the message');
  });

  it('R-11 the menu of a row pins, mutes, marks as unread and archives; a draft is marked in its row', async () => {
    const inbox = await show();
    at.chat('maya').dispatch({ type: 'draft.set', threadId: 'first', text: 'Half an answer' });
    const menu = async (item: string): Promise<void> => {
      (await until(() => button(inbox, 'More, Ben Hart'), 'the row’s button')).click();
      (await until(() => find(inbox, '[role=menu]:popover-open') && findAll(inbox, '[role=menuitem]').find((one) => nameOf(one) === item), item)).click();
    };
    const row = (): string => nameOf(findAll(inbox, '.row[data-id]').find((one) => nameOf(one).startsWith('Ben Hart'))!);
    await menu('Mark as unread');
    await until(() => row().includes('Marked as unread'), 'the mark');
    await menu('Pin');
    await until(() => row().includes('Pinned') && titles(inbox)[0] === 'Ben Hart', 'the pinned row, first');
    await menu('Mute');
    await until(() => row().includes('Muted'), 'the muted row');
    await until(() => row().includes('Draft: Half an answer'), 'the draft');
    await menu('Archive');
    await until(() => !titles(inbox).includes('Ben Hart'), 'the list without it');
  });
});
