import { expect, fixture as place, html, oneEvent } from '@open-wc/testing';
import '../../src/define.js';
import { ClinicPopup } from '../../src/elements/popup.js';
import { setDefaults } from '../../src/elements/setup.js';
import { kinds } from '../../src/kinds/index.js';
import type { ClinicChat } from '../../src/elements/chat.js';
import type { ClinicInbox } from '../../src/elements/inbox.js';
import { button, find, findAll, nameOf, press, seed, stage, textOf, type, until, type Stage } from '../support/shell.js';

let scene: Stage;
beforeEach(() => {
  scene = stage(seed());
});
afterEach(() => scene.end());

const deepActive = (): Element | null => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
};
const rowOf = (root: ParentNode, title: string): HTMLElement | undefined => findAll(root, '.row[data-id]').find((row) => nameOf(row).startsWith(title));
const bubbleOf = (popup: ClinicPopup): HTMLElement => {
  const bubble = popup.shadowRoot?.querySelector<HTMLElement>('.bubble');
  if (!bubble) throw new Error('no bubble');
  return bubble;
};

describe('clinic-inbox', () => {
  const inbox = async (viewer = 'ana', thread?: string): Promise<ClinicInbox> => {
    const box = await place(html`<div><clinic-inbox .chat=${scene.chat(viewer)} .thread=${thread}></clinic-inbox></div>`);
    Object.assign((box as HTMLElement).style, { inlineSize: '1000px', blockSize: '640px' });
    const element = box.querySelector('clinic-inbox');
    if (!element) throw new Error('no inbox');
    await until(() => findAll(element, '.row[data-id]').length > 0, 'rows');
    return element;
  };

  it('R-08 lists the threads by name, and a click opens one, tells the router and moves the focus to the composer', async () => {
    const element = await inbox();
    const list = find(element, 'ul[aria-label="Threads"]');
    expect(list, 'a list named «Threads»').to.exist;
    const row = await until(() => rowOf(element, 'Knee, after'), 'the row');
    const told = oneEvent(element, 'clinic-thread-change') as Promise<CustomEvent<{ thread: string }>>;
    row.click();
    expect((await told).detail.thread).to.equal('knee');
    await until(() => deepActive()?.localName === 'textarea', 'the focus in the composer');
    await until(() => element.getAttribute('thread') === 'knee', 'the attribute');
  });

  it('R-08 opens a deep link without telling its own news back', async () => {
    let told = 0;
    const element = await inbox('ana', 'office-ana');
    element.addEventListener('clinic-thread-change', () => told++);
    await until(() => textOf(element).includes('insurance card'), 'the thread');
    expect(told).to.equal(0);
  });

  it('R-08 shows one thing at a time where it is narrow, with a way back', async () => {
    const element = await inbox();
    if (element.parentElement) element.parentElement.style.inlineSize = '390px';
    await until(() => find(element, '.narrow'), 'the narrow form');
    (await until(() => rowOf(element, 'Knee, after'), 'the row')).click();
    const back = await until(() => button(element, 'Back to all messages'), 'the button back');
    await until(() => getComputedStyle(find(element, '.list')!).visibility === 'hidden', 'the list out of the way');
    back.click();
    await until(() => deepActive()?.getAttribute('data-id') === 'knee', 'the focus on the row');
  });

  it('R-13 keeps the notices with the emergency number as a link, also where the portal’s slot is empty', async () => {
    const element = await inbox();
    element.innerHTML = '<p slot="notices">   </p>';
    const link = await until(() => find<HTMLAnchorElement>(element, 'clinic-notices a[href], a[href^="tel:"]'), 'the number');
    expect(link.getAttribute('href')).to.equal('tel:911');
    await until(() => textOf(element).includes('Not for emergencies'), 'the words');
  });

  it('R-12 renders nothing and asks nothing while it is disabled', async () => {
    const element = await place<ClinicInbox>(html`<clinic-inbox disabled server="/api/chat" token-url="/token"></clinic-inbox>`);
    expect(element.shadowRoot?.children.length).to.equal(0);
    expect(element.chat).to.equal(undefined);
  });

  it('R-12 tells in the portal’s words how to reach the clinic, whoever has switched it off', async () => {
    const words = html`<p slot="off">Call 555 0142.</p>`;
    const disabled = await place<ClinicInbox>(html`<clinic-inbox disabled>${words}</clinic-inbox>`);
    expect(disabled.querySelector('p')?.checkVisibility()).to.equal(true);
    const element = await place<ClinicInbox>(html`<clinic-inbox .chat=${scene.chat('ana')}>${words}</clinic-inbox>`);
    await until(() => find(element, '.row[data-id]'), 'the list');
    expect(element.querySelector('p')?.checkVisibility()).to.equal(false);
    scene.workspace.switch({ messaging: false });
    await until(() => element.querySelector('p')?.checkVisibility(), 'the words of the portal');
    await until(() => !find(element, '.row[data-id]'), 'the list gone');
  });

  it('moves among the rows by arrow keys, with one tab stop', async () => {
    const element = await inbox();
    const rows = findAll(element, '.row[data-id]');
    expect(rows.filter((row) => row.tabIndex === 0)).to.have.length(1);
    rows[0]?.focus();
    press(rows[0] ?? element, 'ArrowDown');
    expect(deepActive()).to.equal(rows[1]);
    press(rows[1] ?? element, 'End');
    expect(deepActive()).to.equal(rows.at(-1));
  });
});

describe('clinic-new-message', () => {
  const form = async (viewer: string): Promise<ClinicInbox> => {
    const element = await place<ClinicInbox>(html`<clinic-inbox .chat=${scene.chat(viewer)}></clinic-inbox>`);
    (await until(() => button(element, 'New message'), 'the button')).click();
    await until(() => find(element, '[role=combobox]')?.matches(':focus'), 'the focus in the field');
    return element;
  };
  const options = (root: ParentNode): string[] => findAll(root, '[role=option] bdi').map((option) => nameOf(option));

  it('R-10 offers a patient doctors and the office, never another patient nor a coordinator; «Doctors» narrows it', async () => {
    const element = await form('ana');
    find(element, '[role=combobox]')?.click();
    await until(() => options(element).sort().join() === 'Clinic Office,Dr. Maya Lee,Tom Okafor', 'the options');
    button(element, 'Doctors')?.click();
    await until(() => options(element).length === 2, 'only doctors');
  });

  it('R-10 sends by keyboard alone, and the thread stands in the list and opens at once', async () => {
    const element = await form('ana');
    const field = find<HTMLInputElement>(element, '[role=combobox]');
    const text = find<HTMLTextAreaElement>(element, 'textarea');
    if (!field || !text) throw new Error('no fields');
    type(field, 'clinic');
    await until(() => options(element).length === 1, 'one option');
    press(field, 'ArrowDown');
    await element.updateComplete;
    press(field, 'Enter');
    await until(() => field.value === 'Clinic Office', 'the choice');
    type(text, 'When do you open on Friday?');
    press(text, 'Enter', { ctrlKey: true });
    await until(() => textOf(element).includes('When do you open on Friday?'), 'the message');
    await until(() => scene.workspace.messagesOf('office-ana').length === 2, 'the message on the server');
    await until(() => element.thread === 'office-ana', 'the 1:1 that there was, which goes on');
  });

  it('R-10 says what is missing, and keeps what was typed when it is left', async () => {
    const element = await form('ana');
    const text = find<HTMLTextAreaElement>(element, 'textarea');
    if (!text) throw new Error('no field');
    type(text, 'half a thought');
    button(element, 'Send')?.click();
    await until(() => textOf(element).includes('Choose who should get the message.'), 'the reason');
    button(element, 'Cancel')?.click();
    await until(() => !find(element, 'clinic-new-message'), 'the form to go');
    button(element, 'New message')?.click();
    await until(() => find<HTMLTextAreaElement>(element, 'clinic-new-message textarea, textarea')?.value === 'half a thought', 'the draft');
  });
});

describe('clinic-popup', () => {
  const popup = async (viewer = 'ana'): Promise<ClinicPopup> => place<ClinicPopup>(html`<clinic-popup .chat=${scene.chat(viewer)}></clinic-popup>`);

  it('R-09 is a button with the unread count in its name', async () => {
    scene.end();
    scene = stage(seed([{ id: 'new', participants: ['ana', 'tom'], title: 'New', messages: [{ author: 'tom', text: 'a' }, { author: 'tom', text: 'b' }], unread: { ana: 2 } }]));
    const element = await popup();
    await until(() => nameOf(bubbleOf(element)) === 'Messages, 2 unread', 'the count');
  });

  it('R-09 asks for the count once where its script comes after its tag', async () => {
    setDefaults({ createTransport: () => Promise.resolve(scene.workspace.transport('ana')), kinds });
    const asked: string[] = [];
    const { fetch } = window;
    window.fetch = (address) => {
      asked.push(String(address instanceof Request ? address.url : address));
      return Promise.resolve(Response.json({ token: 'ana', unread: 3 }));
    };
    await place(html`<late-popup server="/late" token-url="/late/token"></late-popup>`);
    customElements.define('late-popup', class extends ClinicPopup {});
    await until(() => asked.some((address) => address.endsWith('/late/unread')), 'the request').finally(() => (window.fetch = fetch));
    expect(asked).to.have.length(2);
  });

  it('R-09 opens a dialog, goes back one level at each Escape, and returns the focus to the bubble', async () => {
    const element = await popup();
    bubbleOf(element).click();
    const dialog = element.shadowRoot?.querySelector('dialog');
    expect(dialog?.getAttribute('aria-label')).to.equal('Messages');
    (await until(() => rowOf(element, 'Knee, after'), 'the row')).click();
    await until(() => deepActive()?.localName === 'textarea', 'the composer');
    press(deepActive() ?? element, 'Escape');
    await until(() => deepActive()?.getAttribute('data-id') === 'knee', 'the row again');
    press(deepActive() ?? element, 'Escape');
    await until(() => !element.isOpen && deepActive() === bubbleOf(element), 'the bubble');
  });

  it('R-09 keeps thread and draft when the router moves it', async () => {
    const element = await popup();
    element.open();
    (await until(() => rowOf(element, 'Knee, after'), 'the row')).click();
    type(await until(() => find<HTMLTextAreaElement>(element, 'textarea'), 'the composer'), 'half a mess');
    const other = document.createElement('main');
    element.parentElement?.append(other);
    other.append(element);
    expect(element.isOpen).to.equal(true);
    expect(element.thread).to.equal('knee');
    await until(() => find<HTMLTextAreaElement>(element, 'textarea')?.value === 'half a mess', 'the draft');
  });

  it('R-09 hides beside an inbox of the same person, and only of the same', async () => {
    const ana = await popup('ana');
    const maya = await popup('maya');
    const inbox = await place<ClinicInbox>(html`<clinic-inbox .chat=${scene.chat('ana')}></clinic-inbox>`);
    await until(() => ana.shadowRoot?.querySelector<HTMLElement>('.layer')?.hidden, 'to hide');
    expect(maya.shadowRoot?.querySelector<HTMLElement>('.layer')?.hidden).to.equal(false);
    inbox.remove();
    await until(() => ana.shadowRoot?.querySelector<HTMLElement>('.layer')?.hidden === false, 'to come back');
  });

  it('R-12 has no node and makes no request while it is disabled, and is torn down when the clinic switches messaging off', async () => {
    const off = await place<ClinicPopup>(html`<clinic-popup disabled server="/nowhere" token-url="/nowhere"></clinic-popup>`);
    expect(off.shadowRoot?.childNodes.length ?? 0).to.equal(0);
    expect(performance.getEntriesByName(new URL('/nowhere', location.href).href)).to.have.length(0);
    const element = await popup();
    await until(() => nameOf(bubbleOf(element)).startsWith('Messages'), 'the bubble');
    scene.workspace.switch({ messaging: false });
    await until(() => element.shadowRoot?.childNodes.length === 0, 'to be torn down');
  });

  it('R-15 changes its design while it is open, there and back', async () => {
    const element = await popup();
    element.open();
    const row = await until(() => rowOf(element, 'Knee, after'), 'the row');
    const corner = (): string => getComputedStyle(row).borderStartStartRadius;
    const round = corner();
    element.setAttribute('design', 'classic');
    await until(() => corner() === '0px', 'the squared rows');
    element.removeAttribute('design');
    await until(() => corner() === round, 'the round rows');
    expect(round).to.not.equal('0px');
  });

  it('stands in a page that resets everything', async () => {
    const style = document.createElement('style');
    style.textContent = '* { all: unset } button { display: none !important } html { font-size: 60px }';
    document.head.append(style);
    const element = await popup();
    // Once it has grown to its size.
    await until(() => Math.round(bubbleOf(element).getBoundingClientRect().width) === 56, 'the bubble').finally(() => style.remove());
    const box = bubbleOf(element).getBoundingClientRect();
    expect(Math.round(innerWidth - box.right)).to.be.within(10, 40);
  });
});

describe('who shares a chat', () => {
  it('one chat for the same server and token, another for another person, none without a server', async () => {
    setDefaults({ createTransport: () => Promise.resolve(scene.workspace.transport('ana')), kinds });
    const ana = () => Promise.resolve('a');
    const maya = () => Promise.resolve('m');
    const box = await place(html`<div>
      <clinic-inbox server="/api/chat" .getToken=${ana}></clinic-inbox><clinic-inbox server="/api/chat/" .getToken=${ana}></clinic-inbox>
      <clinic-inbox server="/api/chat" .getToken=${maya}></clinic-inbox>
    </div>`);
    const [one, two, three] = box.querySelectorAll('clinic-inbox');
    const chat = await until(() => one?.chat, 'the chat');
    await until(() => two?.chat && three?.chat, 'the others');
    expect(two?.chat).to.equal(chat);
    expect(three?.chat).not.to.equal(chat);
    const parent = one?.parentElement;
    if (one) parent?.append(one);
    expect(one?.chat, 'a move').to.equal(chat);
  });

  it('says one clear sentence to the developer and a kind one to the person where the server is missing', async () => {
    const said: unknown[] = [];
    const { error } = console;
    console.error = (...words: unknown[]) => said.push(words[0]);
    const element = await place<ClinicInbox>(html`<clinic-inbox></clinic-inbox>`);
    await until(() => textOf(element).includes('not set up on this page yet'), 'the sentence');
    await until(() => said.length > 0, 'the sentence in the console').finally(() => (console.error = error));
    expect(said).to.have.length(1);
    expect(String(said[0])).to.match(/<clinic-inbox> needs the attribute server=/);
    element.chat = scene.chat('ana');
    await until(() => findAll(element, '.row[data-id]').length > 0, 'the threads, with a chat that was set late');
  });

  it('takes `.chat` that is set late, before or after the elements inside are there', async () => {
    const owner = await place<ClinicChat>(html`<clinic-chat><clinic-thread-list></clinic-thread-list></clinic-chat>`);
    owner.chat = scene.chat('ana');
    await until(() => findAll(owner, '.row[data-id]').length > 0, 'rows');
  });

  it('a second copy of the bundle does no harm', async () => {
    const copy = (await import(`${new URL('../../src/elements/popup.ts', import.meta.url).href}?copy`)) as { ClinicPopup: unknown };
    expect(copy.ClinicPopup).not.to.equal(ClinicPopup);
    expect(customElements.get('clinic-popup')).to.equal(ClinicPopup);
  });
});
