import { expect, fixture as place, fixtureCleanup, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import type { ClinicThread } from '../../src/elements/thread.js';
import type { SavedReply } from '../../src/model/index.js';
import type { MemorySeed } from '../../src/transport/memory/index.js';
import { button, expectAccessible, find, findAll, nameOf, press, seed, stage, still, textOf, type, until, type Stage } from '../support/shell.js';

const replies: SavedReply[] = [
  { id: 'ice', owner: 'maya', title: 'Cooling', text: 'Dear [PATIENT NAME],\ncool it for ten minutes.' },
  { id: 'hours', owner: 'maya', text: 'We are there: [OPENING HOURS]. [MY NAME], [CLINIC]' },
  { id: 'date', owner: 'maya', title: 'Next visit', text: 'See you on [DATE].' },
];

const world = (more: Partial<MemorySeed> = {}): MemorySeed => {
  const plain = seed([{ id: 'two', participants: ['ana', 'ben', 'maya'], title: 'Both' }]);
  return { ...plain, replies, catalogs: { placeholders: [{ id: 'OPENING HOURS', value: 'Monday to Friday' }] }, coordinates: { rosa: ['maya'] }, ...more };
};

describe('elements: saved replies', () => {
  let scene: Stage;
  afterEach(() => {
    fixtureCleanup();
    scene.end();
  });

  const open = async (who = 'maya', thread = 'knee', more: Partial<MemorySeed> = {}): Promise<ClinicThread> => {
    scene = stage(world(more));
    const box = await place<HTMLElement>(html`<div><clinic-thread .chat=${scene.chat(who)} .thread=${thread}></clinic-thread></div>`);
    Object.assign(box.style, { inlineSize: '700px', blockSize: '500px' });
    await until(() => scene.chat(who).timeline(thread).get().phase === 'ready');
    return box.querySelector('clinic-thread') as ClinicThread;
  };
  const field = (page: Element): HTMLTextAreaElement => find<HTMLTextAreaElement>(page, 'textarea[aria-label="Message"]') as HTMLTextAreaElement;
  const draft = (thread = 'knee', who = 'maya'): string => scene.chat(who).draft(thread).get().text;
  const sent = (thread = 'knee'): string[] => scene.workspace.messagesOf(thread).map(({ payload }) => (payload as { text: string }).text);
  const search = (page: Element): HTMLInputElement | undefined => find<HTMLInputElement>(page, 'input[role=combobox]');
  const options = (page: Element): string[] => findAll(page, '[role=option] strong').map((one) => textOf(one));
  const press1 = async (page: Element, name: string): Promise<void> => (await until(() => button(page, name), name)).click();
  const choose = async (page: Element, name: string): Promise<void> => (await until(() => findAll(page, '[role=menuitem]').find((one) => nameOf(one) === name), name)).click();
  const picker = async (page: Element): Promise<HTMLInputElement> => {
    await press1(page, 'More actions');
    await choose(page, 'Use a saved reply');
    return until(() => search(page), 'the search');
  };
  /** An open question. */
  const question = (page: Element): HTMLElement | undefined => findAll(page, 'clinic-confirm').find((one) => find(one, 'dialog[open]'));
  const formField = <E extends HTMLElement>(page: Element, name: string): E | undefined => findAll(page, 'clinic-reply-form:not([hidden])').map((form) => find<E>(form, name)).find(Boolean);
  const save = (page: Element): void => button(findAll(page, 'clinic-reply-form:not([hidden])')[0] as Element, 'Save reply')?.click();
  const preview = (page: Element): string => textOf(find(page, 'section[aria-label=Preview]') as Element);

  it('R-19 chosen by keyboard, it stands filled in at the caret, can be undone and changed, and is not sent by itself', async () => {
    const page = await open('maya', 'maya-ana');
    type(field(page), 'Hello. Bye.');
    field(page).setSelectionRange(6, 6);
    const box = await picker(page);
    await until(() => options(page).join() === 'Cooling,Next visit,We are there: [OPENING HOURS]. [MY NAME], [CLINIC]', 'all of them');
    await until(() => preview(page).includes('Dear Ana Silva, cool it'), 'the first one');
    await expectAccessible(find(page, 'clinic-saved-replies'));
    type(box, 'there');
    await until(() => options(page).length === 1 && preview(page) === 'We are there: Monday to Friday. Dr. Maya Lee, Riverside Clinic', 'what is found');
    type(box, '');
    press(box, 'ArrowDown');
    await until(() => preview(page).includes('See you on') && preview(page).includes('[DATE] stays open') && box.getAttribute('aria-activedescendant') === 'reply-date', 'the second one');
    press(box, 'ArrowUp');
    await until(() => preview(page).includes('cool it'), 'the first one');
    press(box, 'Enter');
    await until(() => draft('maya-ana') === 'Hello. Dear Ana Silva,\ncool it for ten minutes. Bye.', 'the words at the caret');
    await until(() => find(page, 'textarea:focus') === field(page), 'the focus in the field');
    expect(sent('maya-ana')).to.have.length(1);
    // What Control+Z does: not every driver holds a key down.
    document.execCommand('undo');
    await until(() => draft('maya-ana') === 'Hello. Bye.', 'what was before');
  });

  it('R-19 a list that comes late brings the search, and with it the focus', async () => {
    const page = await open('maya', 'maya-ana');
    await until(() => button(page, 'More actions'), 'the bar');
    scene.workspace.controls('maya').latency = 400;
    const box = await picker(page);
    await until(() => box.matches(':focus'), 'the focus');
  });

  it('R-19 in a thread with several patients nobody’s name is guessed, and what is open is flagged before it is sent', async () => {
    const page = await open('maya', 'two');
    await picker(page);
    await until(() => preview(page).includes('there are several patients'), 'the warning');
    await press1(page, 'Insert');
    await until(() => draft('two').startsWith('Dear [PATIENT NAME]'), 'the words');
    await press1(page, 'Send');
    const asked = await until(() => question(page), 'the question');
    await until(() => textOf(asked).includes('[PATIENT NAME] stays open: there are several patients'), 'what is open');
    await expectAccessible(asked);
    await press1(page, 'Go back');
    await until(() => !question(page), 'the end of the question');
    await until(() => find(page, 'textarea:focus') === field(page), 'the focus in the field');
    expect([sent('two'), draft('two').length > 0]).to.deep.equal([[], true]);
    await press1(page, 'Send');
    await press1(page, 'Send anyway');
    await until(() => sent('two').length === 1, 'the message');
    expect(draft('two')).to.equal('');
  });

  it('R-19 what is typed by hand is flagged, too, by Enter and by «Send and go to the next»; ordinary words in brackets are not', async () => {
    const page = await open();
    let next = 0;
    page.addEventListener('clinic-thread-next', () => (next += 1));
    type(field(page), 'See you on [DATE] at [OPENING HOURS].');
    press(field(page), 'Enter', { ctrlKey: true });
    const asked = await until(() => question(page), 'the question');
    await until(() => findAll(asked, 'li').map((one) => textOf(one).slice(0, 15)).join() === '[DATE] stays op,[OPENING HOURS]', 'what is open');
    expect(next).to.equal(0);
    await press1(page, 'Send anyway');
    await until(() => next === 1 && sent().at(-1)?.startsWith('See you'), 'the message');
    type(field(page), 'Twice a day [see above], [X] done.');
    press(field(page), 'Enter');
    await until(() => sent().at(-1)?.startsWith('Twice'), 'the second message');
    expect(question(page)).to.equal(undefined);
  });

  it('R-19 a stroke at the beginning of a line opens suggestions, and stays out of the way of everything else', async () => {
    const page = await open('maya', 'maya-ana');
    const write = async (keys: string): Promise<void> => {
      field(page).focus();
      await sendKeys({ type: keys });
    };
    const list = (): Element | undefined => find(page, '.reply-suggestions[role=listbox]');
    await until(() => button(page, 'More actions'), 'the bar');
    for (const ordinary of ['1/2 and 3/4/2026', 'and/or', 'see / there', '/usr/bin', '/ 5 mg']) {
      type(field(page), '');
      await write(ordinary);
      await still(page);
      expect(list(), ordinary).to.equal(undefined);
    }
    type(field(page), 'First line.\n');
    await write('/');
    await until(() => options(page).length === 3, 'all of them');
    const input = field(page);
    const told = (): string => ['aria-controls', 'aria-activedescendant', 'aria-autocomplete'].map((name) => input.getAttribute(name)).join();
    await until(() => told() === 'reply-suggestions,reply-suggestion-0,list', 'what is said of them');
    await expectAccessible(find(page, 'clinic-composer'));
    await write('co');
    await until(() => options(page).join() === 'Cooling', 'what fits');
    await sendKeys({ press: 'Enter' });
    await until(() => draft('maya-ana') === 'First line.\nDear Ana Silva,\ncool it for ten minutes.', 'the words in its place');
    await until(() => !list() && !input.hasAttribute('aria-activedescendant'), 'the end of them');
    expect(sent('maya-ana')).to.have.length(1);
    // Escape leaves the text, and the popup.
    type(input, '');
    await write('/n');
    await until(() => list(), 'the list again');
    let others = 0;
    page.addEventListener('keydown', () => (others += 1));
    await sendKeys({ press: 'Escape' });
    await until(() => !list(), 'its end');
    await write('e');
    await until(() => draft('maya-ana') === '/ne', 'the text');
    await still(page);
    expect([list() === undefined, others]).to.deep.equal([true, 1]);
  });

  it('R-19 «Save reply» is the last item of the menu beside one’s own message; what is too long is said, and nothing is lost', async () => {
    const page = await open('maya', 'knee', { replies: [] });
    const menus = await until(() => {
      const all = findAll<HTMLElement & { message: { author: string } }>(page, 'clinic-message-menu');
      return all.length === 3 && all;
    }, 'the menus');
    expect([...new Set(menus.map(({ message }) => message.author))]).to.deep.equal(['maya']);
    const menu = menus.at(-1) as HTMLElement;
    (await until(() => button(menu, 'Options for this message'), 'the button')).click();
    await until(() => findAll(menu, '[role=menuitem]').map((one) => nameOf(one)).join() === 'Copy text,Save reply', 'its items');
    await until(() => button(menu, 'Options for this message')!.getBoundingClientRect().right <= menu.parentElement!.getBoundingClientRect().left, 'its place at the inline-start');
    await choose(menu, 'Save reply');
    const text = await until(() => formField<HTMLTextAreaElement>(page, 'textarea'), 'the form');
    await until(() => text.value === 'How is the knee this morning?', 'the words');
    await expectAccessible(find(page, 'clinic-saved-replies'));
    type(text, 'a'.repeat(6_000));
    await until(() => textOf(find(page, 'clinic-reply-form') as Element).includes('1,000 characters too long'), 'the reason');
    save(page);
    expect(text.value).to.have.length(6_000);
    type(text, 'How is it this morning?');
    type(formField<HTMLInputElement>(page, 'input') as HTMLInputElement, 'Morning');
    scene.workspace.controls('maya').failNext('submit', 'unavailable', { times: 5, retryable: false });
    save(page);
    await until(() => textOf(find(page, 'clinic-reply-form') as Element).includes('your words are still here'), 'the failure');
    expect(text.value).to.equal('How is it this morning?');
    scene.workspace.controls('maya').heal();
    save(page);
    await until(() => !find(page, 'clinic-saved-replies'), 'the end');
    await picker(page);
    await until(() => options(page).join() === 'Morning', 'the saved one');
  });

  it('R-19 they are changed and deleted where they are chosen, after a question; another window sees it', async () => {
    const page = await open();
    await picker(page);
    await press1(page, 'Edit');
    const title = await until(() => formField<HTMLInputElement>(page, 'input'), 'the form');
    await until(() => title.value === 'Cooling', 'its title');
    type(title, 'Ice');
    save(page);
    await until(() => options(page).includes('Ice'), 'its new name');
    await press1(page, 'Delete');
    await until(() => question(page), 'the question');
    await press1(question(page) as Element, 'Delete');
    await until(() => options(page).length === 2, 'what is left');
    expect(options(page)).not.to.include('Ice');
    // From elsewhere.
    const other = scene.workspace.transport('maya');
    await other.open({ events: () => undefined, ephemeral: () => undefined, connection: () => undefined }, { getToken: () => Promise.resolve('token'), signal: new AbortController().signal, locale: 'en' });
    await other.submit({ type: 'reply.save', id: 'from-elsewhere', reply: { id: 'new', title: 'A new one', text: 'Hello.' } });
    await until(() => options(page)[0] === 'A new one', 'what the other window has made');
  });

  it('R-19 a coordinator uses those of the practitioner and changes none; without any there is a sentence, and a failure has a way out', async () => {
    const page = await open('rosa', 'ward', { threads: [{ id: 'ward', participants: ['ana', 'maya', 'rosa'], messages: [{ author: 'rosa', text: 'Good morning.' }] }] });
    await picker(page);
    await until(() => textOf(find(page, '[role=option]') as Element) === 'Cooling Dr. Maya Lee · Dear [PATIENT NAME], cool it for ten minutes.', 'the practitioner’s');
    expect(['New reply', 'Edit', 'Delete'].filter((name) => button(page, name))).to.deep.equal([]);
    expect(find(page, 'clinic-message-menu')).to.equal(undefined);
    fixtureCleanup();
    scene.end();
    const empty = await open('maya', 'knee', { replies: [] });
    scene.workspace.controls('maya').failNext('catalog', 'unavailable', { times: 10, retryable: false });
    await press1(empty, 'More actions');
    await choose(empty, 'Use a saved reply');
    await until(() => textOf(find(empty, 'clinic-saved-replies') as Element).includes('could not be loaded'), 'the failure');
    scene.workspace.controls('maya').heal();
    await press1(empty, 'Try again');
    await until(() => textOf(find(empty, 'clinic-saved-replies') as Element).includes('No saved replies yet'), 'nothing there');
  });

  it('R-19 the menu beside a message has its room in that row: it is in sight, and the other rows stay where they are', async () => {
    scene = stage(world());
    const box = await place<HTMLElement>(html`<clinic-chat design="classic" .chat=${scene.chat('maya')}><clinic-thread thread="knee"></clinic-thread></clinic-chat>`);
    const page = box.querySelector('clinic-thread') as ClinicThread;
    Object.assign(page.style, { display: 'block', inlineSize: '500px', blockSize: '400px' });
    scene.workspace.say('knee', 'maya', 'Cool it, please.');
    scene.workspace.say('knee', 'ana', 'I will.');
    const menu = await until(() => button(page, 'Options for this message'), 'the menu');
    const list = find(page, '[role=log]')!.getBoundingClientRect();
    const edges = await until(() => {
      const rows = findAll(page, '[role=article]');
      return rows.length > 1 && rows.at(-1)!.textContent?.includes('I will.') && new Set(rows.map((row) => `${row.getBoundingClientRect().left} ${row.getBoundingClientRect().right}`));
    }, 'the rows');
    expect([...edges]).to.have.length(1);
    expect(Math.abs(list.left - Number([...edges][0]!.split(' ')[0])), 'from the list to its rows').to.be.lessThan(20);
    const { left, width } = menu.getBoundingClientRect();
    expect(width).to.be.greaterThan(20);
    expect(left).to.be.at.least(list.left);
  });
});
