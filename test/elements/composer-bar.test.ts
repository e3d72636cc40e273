import { expect, fixture as place, fixtureCleanup, html } from '@open-wc/testing';
import '../../src/define.js';
import type { ClinicInbox } from '../../src/elements/inbox.js';
import { kinds } from '../../src/kinds/index.js';
import { button, find, findAll, frame, nameOf, press, seed, stage, until, type Stage } from '../support/shell.js';

const has = (kind: string): boolean => kinds.some((one) => one.kind === kind);
/** R-17, as the product has it; what is a kind is there once the kind is. */
const folder = 'Upload from Images & documents';
const bar = ['More actions', 'Upload from device', folder, ...(has('voice') ? ['Voice message'] : []), 'Request payment'];
const menu = ['Use a saved reply', 'Send a form', ...(has('video-request') ? ['Request a short video'] : []), 'Speech to text'];

class Ear extends EventTarget {
  static available = (): Promise<string> => Promise.resolve('available');
}

describe('elements: the composer’s bar', () => {
  const real = Object.getOwnPropertyDescriptor(window, 'SpeechRecognition');
  let scene: Stage;
  before(() => void Object.defineProperty(window, 'SpeechRecognition', { value: Ear, configurable: true, writable: true }));
  after(() => {
    if (real) Object.defineProperty(window, 'SpeechRecognition', real);
    else Reflect.deleteProperty(window, 'SpeechRecognition');
  });
  afterEach(() => {
    fixtureCleanup();
    scene.end();
  });

  const open = async (who: string, { width = '1000px', remove = [] as string[], known = kinds } = {}): Promise<ClinicInbox> => {
    scene = stage({
      ...seed(), catalogs: {
        services: [{ id: 'visit', name: 'Visit', price: { value: 60, currency: 'USD' } }],
        forms: [{ id: 'intake', title: 'Intake', patientFacing: true, item: [{ linkId: 'a', type: 'string', text: 'Name' }] }],
      },
    }, { kinds: known });
    scene.workspace.grant(who, { remove });
    const box = await place<HTMLElement>(html`<div><clinic-inbox .chat=${scene.chat(who)} thread="maya-ana"></clinic-inbox></div>`);
    Object.assign(box.style, { inlineSize: width, blockSize: '500px' });
    await until(() => scene.chat(who).timeline('maya-ana').get().phase === 'ready');
    return box.querySelector('clinic-inbox') as ClinicInbox;
  };
  /** The bar's buttons, without Send and what belongs to it. */
  const shown = (page: Element): string[] => {
    const foot = find(page, 'clinic-composer')?.shadowRoot?.querySelector('.foot') as Element;
    const all = findAll(foot, 'button.icon-button').filter((one) => one.checkVisibility()).map(nameOf);
    return all.slice(0, all.indexOf('Send'));
  };
  const all = (page: Element): HTMLElement[] => findAll(find(page, 'clinic-composer-actions') as Element, '[role=menuitem]');
  const items = (page: Element): HTMLElement[] => all(page).filter((one) => one.checkVisibility());
  const settled = async (page: Element, expected: readonly string[]): Promise<void> => {
    // The folder comes with an element of its own.
    const wanted = (): string[] => expected.filter((name) => name !== folder || shown(page).includes(name));
    await until(() => shown(page).join() === wanted().join(), expected.join());
  };

  for (const width of ['1000px', '360px']) {
    it(`R-17 staff’s bar and four-dots menu stand in the product’s order, ${width} wide`, async () => {
      const page = await open('maya', { width });
      await settled(page, bar);
      await until(() => all(page).length >= menu.length, 'the menu');
      button(page, 'More actions')?.click();
      await until(() => items(page).map(nameOf).join() === menu.join(), 'its items');
      const field = find(page, 'clinic-composer')?.shadowRoot?.querySelector('.field') as Element;
      await until(() => field.scrollWidth <= field.clientWidth, 'room for everything');
    });
  }

  it('R-17 a button that stands there does not move nor become another one while others come; one whose code does not come holds nobody back', async () => {
    let settle: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (settle = resolve));
    const withVoice = (load: () => Promise<unknown>) => kinds.map((kind) => (kind.kind === 'voice' ? { ...kind, load } : kind));
    const page = await open('maya', { known: withVoice(() => held.then(() => kinds.find(({ kind }) => kind === 'voice')?.load?.())) });
    const first = await until(() => button(page, 'More actions') && button(page, folder), 'the folder');
    await until(() => scene.chat('maya').catalog('services').get().phase === 'ready', 'the list from which a payment is chosen');
    // Its card is there as well by now, or never.
    for (const kind of kinds) await kind.load?.();
    for (let turn = 0; turn < 3; turn += 1) await frame();
    expect(shown(page)).to.deep.equal(bar.slice(0, 3));
    const { left } = first.getBoundingClientRect();
    settle();
    await settled(page, bar);
    expect([button(page, folder) === first, first.getBoundingClientRect().left]).to.deep.equal([true, left]);
    fixtureCleanup();
    scene.end();
    await settled(await open('maya', { known: withVoice(() => Promise.reject(new Error('gone'))) }), bar.filter((name) => name !== 'Voice message'));
  });

  it('R-17 what one may not is not there, in the bar and in the menu; the patient’s side has files, and where allowed voice', async () => {
    const page = await open('maya', { remove: ['payment.request', 'reply.use', 'voice.send'] });
    await settled(page, bar.filter((name) => !/payment|Voice/.test(name)));
    await until(() => all(page).length >= menu.length - 1, 'the menu');
    button(page, 'More actions')?.click();
    await until(() => items(page).map(nameOf).join() === menu.slice(1).join(), 'its items');
    fixtureCleanup();
    scene.end();
    await settled(await open('ana'), ['Attach files', ...(has('voice') ? ['Voice message'] : [])]);
    fixtureCleanup();
    scene.end();
    await settled(await open('luis', { remove: ['voice.send'] }), ['Attach files']);
  });

  it('R-17 the four-dots menu by keyboard: arrows, first letters, Home, End, Escape back to its button', async () => {
    const page = await open('maya');
    const more = await until(() => button(page, 'More actions'), 'the button');
    await until(() => all(page).length === menu.length, 'the menu');
    const now = (): string => nameOf(items(page).find((one) => one.matches(':focus')) ?? document.body);
    more.focus();
    press(more, 'ArrowDown');
    expect(now()).to.equal(menu[0]);
    const key = (name: string): void => void press(items(page).find((one) => one.matches(':focus')) as Element, name);
    key('ArrowDown');
    expect(now()).to.equal(menu[1]);
    key('End');
    expect(now()).to.equal(menu.at(-1));
    key('Home');
    key('ArrowUp');
    expect(now()).to.equal(menu.at(-1));
    key('u');
    expect(now()).to.equal('Use a saved reply');
    key('Escape');
    expect([items(page).length, more.matches(':focus')]).to.deep.equal([0, true]);
  });
});
