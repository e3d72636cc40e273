import { expect, fixture as bring, html } from '@open-wc/testing';
import '../../src/elements/inbox.js';
import '../../src/elements/notifier.js';
import '../../src/elements/popup.js';
import type { ClinicPopup } from '../../src/elements/popup.js';
import type { ClinicNotifier } from '../../src/elements/notifier.js';
import type { Chat } from '../../src/store/types.js';
import { button, expectAccessible, find, findAll, frame, mount, pause, seed, stage, textOf, until, type Stage } from '../support/elements.js';

describe('clinic-notifier', () => {
  let at: Stage;
  let chat: Chat;
  let other: Chat;
  beforeEach(async () => {
    at = stage(seed());
    chat = at.chat('ana');
    other = at.chat('maya');
    for (const one of [chat, other]) await until(() => one.threads.get().phase === 'ready');
  });
  afterEach(() => at.end());

  const write = (threadId: string, text = 'A secret result', from = other): void =>
    from.dispatch({ type: 'message.send', threadId, kind: 'text', payload: { text, format: 'plain' }, files: [] });
  const place = async (): Promise<ClinicNotifier> => {
    const element = find<ClinicNotifier>(await mount(chat, html`<clinic-notifier></clinic-notifier>`), 'clinic-notifier') as ClinicNotifier;
    await element.updateComplete;
    return element;
  };
  const toasts = (root: Element): string[] => findAll(root, '.toast').map((toast) => textOf(toast));

  it('R-11 tells who has written in which thread, says it once, and never what', async () => {
    const element = await place();
    write('knee');
    await until(() => toasts(element).join() === 'New message from Dr. Maya Lee Knee, after the operation', 'the notification');
    const said = (): (string | null)[] => findAll(element, '[aria-live] > p').map((one) => one.textContent);
    await until(() => said().length > 0, 'what is said');
    expect(said()).to.deep.equal(['New message from Dr. Maya Lee']);
    expect(element.shadowRoot?.innerHTML).not.to.contain('secret');
    await expectAccessible(element);
  });
  it('R-11 is silent about a muted thread and about one’s own messages', async () => {
    const element = await place();
    chat.dispatch({ type: 'thread.flag', threadId: 'knee', muted: true });
    await until(() => chat.thread('knee').get()?.muted);
    write('knee');
    write('empty', 'mine', chat);
    write('maya-ana');
    await until(() => toasts(element).join() === 'New message from Dr. Maya Lee', 'the notification');
  });
  it('R-11 counts what one person writes in one thread, and goes when it has been read elsewhere', async () => {
    const element = await place();
    for (const text of ['one', 'two', 'three']) write('knee', text);
    await until(() => toasts(element)[0]?.startsWith('3 new messages from Dr. Maya Lee'), 'the count');
    const upTo = await until(() => chat.thread('knee').get()?.last?.position, 'the last of them');
    chat.dispatch({ type: 'read', threadId: 'knee', upTo });
    await until(() => toasts(element).length === 0, 'its going');
  });
  it('R-11 opens the thread in the inbox, and the portal may do it instead', async () => {
    const owner = await mount(chat, html`<clinic-inbox .chat=${chat}></clinic-inbox>`, { width: 900 });
    const element = await until(() => find<ClinicNotifier>(owner, 'clinic-notifier'));
    await element.updateComplete;
    const inbox = find(owner, 'clinic-inbox') as HTMLElement & { thread?: string };
    const open = async (): Promise<void> => {
      write('knee');
      await until(() => toasts(element).length === 1, 'the notification');
      (find(element, '.open') as HTMLElement).click();
      await until(() => toasts(element).length === 0, 'its going');
    };
    owner.addEventListener('clinic-notification-open', (event) => event.preventDefault(), { once: true });
    await open();
    expect(inbox.thread).to.equal(undefined);
    await open();
    await until(() => inbox.thread === 'knee', 'the thread');
  });
  it('R-11 the popup brings one by itself, beside its closed window, and opens the thread', async () => {
    const popup = await bring<ClinicPopup>(html`<clinic-popup .chat=${chat}></clinic-popup>`);
    popup.open();
    await until(() => find(popup, 'clinic-popup-window'), 'the window');
    await popup.close();
    write('knee');
    const open = (await until(() => find(popup, '.open'), 'the notification')) as HTMLElement;
    await until(() => open.checkVisibility({ visibilityProperty: true }), 'the notification in view');
    open.click();
    await until(() => popup.isOpen && popup.thread === 'knee', 'the thread');
  });
  it('R-11 one of several on a page tells', async () => {
    const owner = await mount(chat, html`<clinic-notifier></clinic-notifier><clinic-notifier></clinic-notifier>`);
    await frame();
    write('knee');
    await until(() => toasts(owner).length > 0, 'the notification');
    await pause(300);
    expect(toasts(owner)).to.have.length(1);
  });
  it('R-11 writes the count before the page’s title, and takes it away', async () => {
    const title = (document.title = 'Riverside portal');
    const element = await place();
    element.titleCount = true;
    write('knee');
    await until(() => /^\(\d+\) /.test(document.title), 'the count');
    element.remove();
    await until(() => document.title === title, 'the title as it was');
  });
  it('R-11 is dismissed by a button and by Escape', async () => {
    const element = await place();
    write('knee');
    await until(() => button(element, 'Dismiss'))?.then((dismiss) => dismiss.click());
    await until(() => toasts(element).length === 0, 'its going');
  });
});
