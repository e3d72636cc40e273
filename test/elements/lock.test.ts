import { expect, fixture as place, html } from '@open-wc/testing';
import '../../src/define.js';
import type { ClinicPopup } from '../../src/elements/popup.js';
import type { Chat } from '../../src/store/types.js';
import { button, deep, expectAccessible, find, mount, seed, stage, type, until, type Stage } from '../support/elements.js';

const deepActive = (): Element | null => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
};

/** Every word in the document, seen or not: texts, attributes, fields. */
function everything(root: ParentNode): string {
  const parts: string[] = [];
  for (const element of deep(root)) {
    if (element.localName === 'style') continue;
    for (const { value } of element.attributes) parts.push(value);
    for (const node of element.childNodes) if (node instanceof Text) parts.push(node.data);
    if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) parts.push(element.value);
  }
  return parts.join('\n');
}

const secret = /How is the knee|Knee, after|Luis|insurance|half a thought/;

describe('the lock', () => {
  let at: Stage;
  let chat: Chat;
  beforeEach(() => {
    at = stage(seed());
    chat = at.chat('ana');
  });
  afterEach(() => at.end());

  /** Opens the thread, types half a draft, locks, and looks. */
  async function lockAndLook(owner: HTMLElement): Promise<void> {
    const field = await until(() => everything(owner).includes('How is the knee') && find<HTMLTextAreaElement>(owner, 'textarea'), 'the thread');
    field.focus();
    type(field, 'half a thought');
    expect(everything(owner)).to.match(secret);
    chat.lock();
    const show = await until(() => button(owner, 'Show messages'), 'the cover');
    await until(() => deepActive() === show, 'the focus on the button');
    expect(everything(owner)).not.to.match(secret);
    await expectAccessible(owner);
  }

  async function unlock(owner: HTMLElement): Promise<void> {
    button(owner, 'Show messages')?.click();
    await until(() => deepActive()?.localName === 'textarea', 'the focus in the composer');
    await until(() => everything(owner).includes('How is the knee'), 'the thread again');
    await until(() => (deepActive() as HTMLTextAreaElement).value === 'half a thought', 'the draft');
    expect(chat.locked.get()).to.equal(false);
  }

  it('T7 elements inside a clinic-chat: nothing of the chat is left in the page, and all comes back with the draft', async () => {
    const owner = await mount(chat, html`<clinic-thread-list></clinic-thread-list><clinic-thread thread="knee"></clinic-thread>`);
    await lockAndLook(owner);
    await unlock(owner);
  });

  it('T7 the inbox: the same', async () => {
    const box = await place<HTMLElement>(html`<div><clinic-inbox .chat=${chat} thread="knee"></clinic-inbox></div>`);
    Object.assign(box.style, { inlineSize: '1000px', blockSize: '640px' });
    await lockAndLook(box);
    await unlock(box);
  });

  it('T7 the popup: the same, and its attribute lock-after counts minutes', async () => {
    let asked = 0;
    const lockAfter = chat.lockAfter.bind(chat);
    chat.lockAfter = (ms) => {
      asked = ms;
      lockAfter(ms);
    };
    const popup = await place<ClinicPopup>(html`<clinic-popup thread="knee" lock-after="5"></clinic-popup>`);
    popup.chat = chat;
    popup.open();
    await lockAndLook(popup);
    await unlock(popup);
    expect(asked).to.equal(300_000);
  });

  it('a portal may ask for a PIN first: a cancelled clinic-unlock shows nothing', async () => {
    const owner = await mount(chat, html`<clinic-thread thread="knee"></clinic-thread>`);
    await until(() => everything(owner).includes('How is the knee'), 'the thread');
    chat.lock();
    const show = await until(() => button(owner, 'Show messages'), 'the cover');
    owner.addEventListener('clinic-unlock', (event) => event.preventDefault(), { once: true });
    show.click();
    await owner.updateComplete;
    expect([chat.locked.get(), secret.test(everything(owner))]).to.deep.equal([true, false]);
    chat.unlock();
    await until(() => everything(owner).includes('How is the knee'), 'the thread again');
  });

  it('the focus is not taken from elsewhere in the portal, neither by locking nor by unlocking', async () => {
    const own = await place<HTMLInputElement>(html`<input aria-label="Portal" />`);
    const owner = await mount(chat, html`<clinic-thread thread="knee"></clinic-thread>`);
    await until(() => everything(owner).includes('How is the knee'), 'the thread');
    own.focus();
    chat.lock();
    await until(() => button(owner, 'Show messages'), 'the cover');
    chat.unlock();
    await until(() => everything(owner).includes('How is the knee'), 'the thread again');
    expect(document.activeElement).to.equal(own);
  });
});
