import { expect, html } from '@open-wc/testing';
import '../../src/elements/message-list.js';
import type { ClinicMessageList } from '../../src/elements/message-list.js';
import { everyFrame, frames } from '../support/frames.js';
import { button, deep, expectAccessible, find, findAll, frame, longHistory, mount, nameOf, pause, people, press, seed, stage, textOf, until, type MountOptions, type Stage } from '../support/elements.js';

const unreadThread = { id: 'news', participants: ['ana', 'maya'], title: 'News', messages: longHistory(60, ['maya']), unread: { ana: 30 } };

describe('clinic-message-list', () => {
  let at: Stage;
  beforeEach(() => { at = stage(seed([unreadThread])); });
  afterEach(() => at.end());

  interface Shown { list: ClinicMessageList; log: HTMLElement; articles(): HTMLElement[] }
  const show = async (viewer: string, thread: string, options: MountOptions = {}): Promise<Shown> => {
    const owner = await mount(at.chat(viewer), html`<clinic-message-list thread=${thread}></clinic-message-list>`, options);
    const list = owner.querySelector('clinic-message-list')!;
    await until(() => find(list, 'clinic-message')?.hasAttribute('aria-label'), 'the first message');
    const articles = (): HTMLElement[] => findAll(list, '[role=article]');
    // What fills the view is drawn first.
    await until(() => articles().length === at.chat(viewer).timeline(thread).get().messages.length && articles().every((one) => one.hasAttribute('aria-label')), 'all the messages');
    await frame();
    return { list, log: find(list, '[role=log]')!, articles };
  };
  const left = (log: HTMLElement): number => log.scrollHeight - log.clientHeight - log.scrollTop;
  const atTop = ({ log, articles }: Shown): HTMLElement => articles().find((one) => one.getBoundingClientRect().top >= log.getBoundingClientRect().top)!;
  const focused = ({ list }: Shown): Element | null => list.shadowRoot!.activeElement;
  const said = ({ list }: Shown, how = 'polite'): string[] => findAll(list, `[aria-live=${how}] p`).map((node) => node.textContent ?? '');

  it('is a log named after the thread, and not live itself', async () => {
    const { log } = await show('ana', 'knee');
    expect(nameOf(log)).to.equal('Knee, after the operation');
    expect(log.getAttribute('aria-live')).to.equal('off');
  });

  it('R-02 every article is named by author with role, time and state', async () => {
    const { articles } = await show('ana', 'knee');
    const isNamed = (index: number, name: RegExp): Promise<unknown> => until(() => name.test(nameOf(articles()[index]!)), String(name));
    await isNamed(0, /^You, Sent 9:12.AM$/);
    await isNamed(2, /^Dr\. Maya Lee · Practitioner, 11:40.AM$/);
    // A title takes the place of the role.
    await isNamed(5, /^Tom Okafor · Therapist, /);
  });

  it('R-02 name and role stand once, at the head of a group', async () => {
    const { list } = await show('ana', 'knee');
    await until(() => textOf(list).match(/Dr\. Maya Lee · Practitioner/g)?.length === 2, 'her name twice');
    expect(findAll(list, '.avatar').length, 'the avatar once, at the foot').to.equal(4);
  });

  it('R-03 a relation’s message carries the icon, the name and for whom they write', async () => {
    const { articles } = await show('maya', 'knee');
    const relation = await until(() => articles().find((one) => nameOf(one).startsWith('Luis Silva, for Ana Silva') && textOf(one).includes('Luis Silva · for Ana Silva')), 'his message');
    expect(find(relation, '.head svg')).not.to.equal(undefined);
  });

  it('a message without an author, an unknown kind and a broken payload are drawn, and nothing is thrown', async () => {
    const shown = await show('ana', 'knee');
    at.workspace.say('knee', '', 'Who am I?');
    at.workspace.say('knee', 'maya', { kind: 'hologram', payload: { x: 1 }, preview: 'A hologram of your knee' });
    at.workspace.say('knee', 'maya', { kind: 'text', payload: { nonsense: true } });
    at.workspace.say('knee', 'maya', 'Still here');
    for (const words of ['Still here', 'Who am I?', 'A hologram of your knee', 'Unknown author', 'This message cannot be shown here.']) await until(() => textOf(shown.list).includes(words), words);
  });

  it('at most 20 elements a message', async () => {
    const { articles } = await show('ana', 'long');
    for (const article of articles()) expect([...deep(article)].length).to.be.at.most(20);
  });

  it('one tab stop; Up, Down, Home and End move between the articles', async () => {
    const shown = await show('ana', 'knee');
    const all = shown.articles();
    const isLastTheStop = (): boolean => all.every((one) => (one.tabIndex === 0) === (one === all.at(-1)));
    expect(isLastTheStop()).to.equal(true);
    all.at(-1)!.focus();
    const go = async (key: string, to: HTMLElement | undefined): Promise<void> => {
      press(focused(shown)!, key);
      await until(() => focused(shown) === to, `${key} to lead on`);
    };
    await go('ArrowUp', all.at(-2));
    await go('Home', all[0]);
    await go('ArrowUp', all[0]);
    await go('ArrowDown', all[1]);
    await go('End', all.at(-1));
    await until(isLastTheStop, 'the tab stop');
    await until(() => all.at(-1)!.getAttribute('aria-description') === 'How is the knee this morning?', 'the words');
  });

  it('Enter goes into a message, Escape back; a popup around does not close with it', async () => {
    const shown = await show('ana', 'knee');
    at.workspace.say('knee', 'maya', 'See https://clinic.example/knee please');
    const article = await until(() => shown.articles().find((one) => textOf(one).includes('clinic.example')));
    await until(() => find(article, 'a[href]'));
    const link = find(article, 'a[href]')!;
    article.focus();
    press(article, 'Enter');
    await until(() => (link.getRootNode() as ShadowRoot).activeElement === link, 'the link to have the focus');
    let outside = false;
    shown.list.addEventListener('keydown', () => { outside = true; });
    press(link, 'Escape');
    expect(outside).to.equal(false);
    expect(focused(shown)).to.equal(article);
    expect((link.getRootNode() as ShadowRoot).activeElement).to.equal(null);
  });

  it('older pages load by scrolling, 9 of them, and the message that the reader looks at moves by at most 1 px in any frame', async function () {
    this.timeout(90_000);
    const shown = await show('ana', 'long');
    const { log } = shown;
    const loaded = (): number => at.chat('ana').timeline('long').get().messages.length;
    await until(() => left(log) <= 1, 'the end in view');
    let worst = 0;
    while (loaded() < 500) {
      const before = loaded();
      log.scrollTop = 0;
      await frames(1);
      const looked = atTop(shown);
      const { top } = looked.getBoundingClientRect();
      const watch = everyFrame(() => { if (looked.isConnected) worst = Math.max(worst, Math.abs(looked.getBoundingClientRect().top - top)); });
      await until(() => loaded() > before, 'the next page');
      await frames(3);
      watch.stop();
    }
    expect(worst).to.be.at.most(1);
  });

  it('an older page is announced by its number alone', async () => {
    const shown = await show('ana', 'long');
    const before = shown.articles().length;
    shown.log.scrollTop = 0;
    await until(() => shown.articles().length > before);
    const words = await until(() => said(shown).length > 0 && said(shown));
    expect(words[0]).to.match(/^\d+ older messages loaded$/);
    expect(words.join()).not.to.contain('blood');
  });

  it('a page that fails shows a row with the way out', async () => {
    const shown = await show('ana', 'long');
    const before = shown.articles().length;
    at.workspace.controls('ana').failNext('messages', 'not-found', { times: 1 });
    shown.log.scrollTop = 0;
    const again = await until(() => button(shown.list, 'Try again'), 'the way out');
    expect(textOf(shown.list)).to.contain('Older messages could not be loaded.');
    again.click();
    await until(() => shown.articles().length > before, 'the page');
  });

  for (const latency of [0, 100]) {
    it(`R-11 the divider comes into view where more is new than fits, also where what is known of the thread comes after its messages (${latency} ms)`, async () => {
      at.end();
      at = stage(seed([unreadThread]), { latency });
      const { list, log } = await show('ana', 'news');
      const divider = await until(() => find(list, '[part=unread]'), 'the divider');
      expect(nameOf(divider)).to.equal('New messages');
      const offset = (): number => divider.getBoundingClientRect().top - log.getBoundingClientRect().top;
      await until(() => offset() >= 0 && offset() <= 120, 'the divider in view');
      await frames(5);
      expect(offset()).to.be.within(0, 120);
    });
  }

  it('at the bottom a new message comes into view and is announced with its author; further up it waits behind «Jump to latest»', async () => {
    const shown = await show('ana', 'long');
    at.workspace.say('long', 'maya', 'One more thing');
    await until(() => textOf(shown.articles().at(-1)!).includes('One more thing'));
    await until(() => left(shown.log) <= 1, 'it in view');
    await until(() => said(shown).includes('Dr. Maya Lee: One more thing'), 'the announcement');
    shown.log.scrollTop -= 900;
    await until(() => button(shown.list, 'Jump to latest'));
    const top = atTop(shown);
    const y = top.getBoundingClientRect().top;
    at.workspace.say('long', 'maya', 'And another');
    await until(() => find(shown.list, '.count')?.dataset['count'] === '1', 'the count');
    expect(Math.abs(top.getBoundingClientRect().top - y)).to.be.at.most(1);
    button(shown.list, 'Jump to latest')!.click();
    await until(() => left(shown.log) <= 1 && !button(shown.list, 'Jump to latest'));
    shown.log.scrollTop -= 70;
    await frames(4);
    expect(button(shown.list, 'Jump to latest'), 'a way back over two lines').to.equal(undefined);
    at.workspace.say('long', 'maya', 'Nobody sees it yet');
    await until(() => find(shown.list, '.count')?.dataset['count'] === '1', 'the count of what is just below');
  });

  it('a burst is announced as a summary', async () => {
    const shown = await show('ana', 'knee');
    for (let i = 0; i < 6; i++) at.workspace.say('knee', 'maya', `Number ${i}`);
    expect(await until(() => said(shown).includes('6 new messages') && said(shown).join(), 'the summary')).not.to.contain('Number');
  });

  it('a failure is announced once, at once, and offers the three ways out', async () => {
    const shown = await show('ana', 'knee');
    at.workspace.controls('ana').failNext('message.send', 'invalid');
    at.chat('ana').dispatch({ type: 'message.send', threadId: 'knee', kind: 'text', payload: { text: 'This will fail', format: 'plain' }, files: [] });
    const failed = await until(() => shown.articles().find((one) => nameOf(one).includes('Not sent')), 'the failure');
    expect(textOf(failed)).to.contain('Not sent');
    await until(() => textOf(failed).includes('Something in this is not right.'), 'the reason');
    await until(() => said(shown, 'assertive').length > 0, 'the announcement');
    expect(said(shown, 'assertive')).to.have.length(1);
    for (const name of ['Edit', 'Discard']) await until(() => button(failed, name), name);
    button(failed, 'Try again')!.click();
    await until(() => /Sent \d/.test(nameOf(shown.articles().at(-1)!)), 'the sending');
    expect(shown.articles().filter((one) => textOf(one).includes('This will fail')), 'T2 once').to.have.length(1);
  });

  it('discarding the message that has the focus leaves the focus in the list', async () => {
    const shown = await show('ana', 'knee');
    at.workspace.controls('ana').failNext('message.send', 'invalid');
    at.chat('ana').dispatch({ type: 'message.send', threadId: 'knee', kind: 'text', payload: { text: 'Away with it', format: 'plain' }, files: [] });
    const failed = await until(() => shown.articles().find((one) => nameOf(one).includes('Not sent')));
    const discard = (await until(() => button(failed, 'Discard'), 'the way out'))!;
    discard.focus();
    discard.click();
    await until(() => !failed.isConnected);
    await until(() => focused(shown) === shown.articles().at(-1), 'the focus on the last one');
  });

  it('T4 offline a message waits and says for what', async () => {
    const shown = await show('ana', 'knee');
    at.workspace.controls('ana').offline = true;
    at.chat('ana').dispatch({ type: 'message.send', threadId: 'knee', kind: 'text', payload: { text: 'Later', format: 'plain' }, files: [] });
    const waiting = await until(() => shown.articles().find((one) => nameOf(one).includes('Waiting')), 'the waiting message');
    at.workspace.controls('ana').offline = false;
    at.chat('ana').dispatch({ type: 'connection.retry' });
    await until(() => /Sent \d/.test(nameOf(waiting)), 'the same row, sent');
  });

  it('R-09 the place is kept over another thread, a move in the document, and being hidden', async () => {
    const shown = await show('ana', 'long');
    const { list, log } = shown;
    await until(() => shown.articles().length >= 50);
    log.scrollTop = Math.round(log.scrollHeight / 2);
    await frames(3);
    const key = atTop(shown).dataset['key'];
    const y = (): number => shown.articles().find((one) => one.dataset['key'] === key)!.getBoundingClientRect().top - log.getBoundingClientRect().top;
    const before = y();
    const isKept = async (what: string): Promise<void> => {
      await until(() => Math.abs(y() - before) <= 1, `the place: ${what}`);
      await frames(3);
      expect(Math.abs(y() - before), what).to.be.at.most(1);
    };
    list.thread = 'knee';
    await until(() => textOf(list).includes('How is the knee'));
    expect(textOf(list), 'nothing of the former thread').not.to.contain('blood pressure');
    list.thread = 'long';
    await isKept('another thread');
    list.parentElement!.parentElement!.append(list.parentElement!);
    await isKept('moved');
    list.style.display = 'none';
    await frames(2);
    list.style.display = '';
    await isKept('hidden');
  });

  it('R-11 read means: in view for one second, in a focused tab', async () => {
    let looking = false;
    const focus = document.hasFocus;
    document.hasFocus = () => looking;
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
    after(() => {
      document.hasFocus = focus;
      Reflect.deleteProperty(document, 'visibilityState');
    });
    const shown = await show('ana', 'knee', { height: 400 });
    const said_ = at.workspace.say('knee', 'maya', 'Read me');
    await until(() => textOf(shown.list).includes('Read me'));
    await pause(1_300);
    expect(at.chat('ana').thread('knee').get()?.readUpTo, 'another window has the focus').not.to.equal(said_.position);
    looking = true;
    const since = performance.now();
    window.dispatchEvent(new Event('focus'));
    await until(() => at.chat('ana').thread('knee').get()?.readUpTo === said_.position, 'the reading');
    expect(performance.now() - since, 'not before').to.be.at.least(900);
    await until(() => at.chat('ana').thread('knee').get()?.unread === 0, 'nothing unread');
  });

  it('empty, failed and lost threads say so in one sentence', async () => {
    const owner = await mount(at.chat('ana'), html`<clinic-message-list thread="empty"></clinic-message-list>`);
    const list = owner.querySelector('clinic-message-list')!;
    await until(() => textOf(list).includes('No messages yet'));
    list.thread = 'nowhere';
    await until(() => textOf(list).includes('no longer available') || textOf(list).includes('could not be loaded'), 'the lost thread');
  });

  it('hostile names stay within their row', async () => {
    const name = `\u202egpj.${'A very long name that goes on and on '.repeat(8)}`;
    const bad = stage({ people: [...people, { id: 'eve', name, role: 'practitioner' }], threads: [{ id: 'x', participants: ['ana', 'eve'], messages: [{ author: 'eve', text: 'Hello' }, { author: 'eve', text: 'w'.repeat(400) }] }] });
    const owner = await mount(bad.chat('ana'), html`<clinic-message-list thread="x"></clinic-message-list>`, { width: 320 });
    const list = owner.querySelector('clinic-message-list')!;
    await until(() => findAll(list, 'clinic-message[aria-label]').length === 2, 'both messages');
    const log = find(list, '[role=log]')!;
    expect(log.scrollWidth).to.be.at.most(log.clientWidth);
    bad.end();
  });

  it('has no accessibility violation', async () => {
    const { list } = await show('ana', 'knee');
    await expectAccessible(list);
  });
});
