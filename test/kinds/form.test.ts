import { expect, fixture as place, fixtureCleanup, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import type { ClinicInbox } from '../../src/elements/inbox.js';
import type { FormPayload } from '../../src/kinds/index.js';
import type { MemorySeed, SeedMessage } from '../../src/transport/memory/index.js';
import { button, expectAccessible, find, findAll, frame, nameOf, seed, stage, textOf, until, type Stage } from '../support/shell.js';
import { broken, consent, endless, handover, intake, intakeAnswers } from './form-samples.js';

const sent = ({ id, title, item }: typeof intake | typeof broken, more: Partial<FormPayload> = {}): SeedMessage =>
  ({ author: 'maya', kind: 'form', for: 'ana', payload: { form: id, title, item, state: 'open', ...more } });
const world = (messages: SeedMessage[] = []): MemorySeed => ({
  ...seed([{ id: 'forms', participants: ['ana', 'luis', 'maya'], messages }]), catalogs: { forms: [intake, consent, broken, handover, endless] },
});

describe('kinds: forms', () => {
  let scene: Stage;
  afterEach(() => {
    fixtureCleanup();
    scene.end();
  });

  async function open(who: string): Promise<ClinicInbox> {
    const box = await place<HTMLElement>(html`<div><clinic-inbox .chat=${scene.chat(who)} thread="forms"></clinic-inbox></div>`);
    Object.assign(box.style, { inlineSize: '1000px', blockSize: '640px' });
    await until(() => scene.chat(who).timeline('forms').get().phase === 'ready', 'the thread');
    return box.querySelector('clinic-inbox') as ClinicInbox;
  }
  const card = (page: Element): HTMLElement | undefined => findAll(page, 'clinic-kind-form').at(-1);
  const dialog = (page: Element): HTMLDialogElement | undefined => findAll<HTMLDialogElement>(page, 'dialog').find((one) => one.open);
  const press = async (page: Element, name: string): Promise<void> => (await until(() => {
    const found = button(page, name);
    return found?.matches(':enabled, a') && found;
  }, `the button «${name}»`)).click();
  const says = (page: Element, words: string, within = (all: Element): Element | undefined => all): Promise<unknown> =>
    until(() => textOf(within(page) as Element).includes(words), `«${words}»`);
  /** In the dialog that is open. */
  const told = (page: Element, words: string): Promise<unknown> => until(() => textOf(dialog(page) ?? page).includes(words) && dialog(page), `«${words}»`);
  /** Within the form that is open. */
  const parts = <E extends Element = HTMLElement>(page: Element, selector: string): E[] => findAll(page, 'clinic-form-questions').flatMap((one) => findAll<E>(one, selector));
  const field = (page: Element, name: string): Promise<HTMLElement> => until(() => {
    const label = parts<HTMLLabelElement>(page, 'label').find((one) => nameOf(one).startsWith(name));
    return label && (label.control as HTMLElement | null);
  }, `the field «${name}»`);
  const fill = async (page: Element, name: string, value: string): Promise<void> => {
    const control = (await field(page, name)) as HTMLInputElement;
    control.value = value;
    control.dispatchEvent(new Event(control.localName === 'select' ? 'change' : 'input', { bubbles: true }));
    await frame();
  };
  const choose = async (page: Element, question: string, choice: string): Promise<void> => {
    const set = await until(() => parts(page, 'fieldset').find((one) => nameOf(one.querySelector('legend') as Element).startsWith(question)), `«${question}»`);
    findAll<HTMLLabelElement>(set, 'label').find((one) => nameOf(one) === choice)?.click();
    await frame();
  };
  const payload = (index = 0): FormPayload | undefined => scene.workspace.messagesOf('forms')[index]?.payload as FormPayload | undefined;
  /** What the page shows at once the server has a moment later. */
  const arrived = (state: FormPayload['state'], index = 0): Promise<FormPayload> => until(() => {
    const found = payload(index);
    return found?.state === state && found;
  }, `«${state}» on the server`);
  const holds = (page: Element, name: string, value: string): Promise<unknown> =>
    until(async () => ((await field(page, name)) as HTMLInputElement).value === value, `«${value}» in the field «${name}»`);

  it('R-17 R-20 staff chooses in the four-dots menu from the forms for patients; a broken one cannot be chosen and says why', async () => {
    scene = stage(world());
    const page = await open('maya');
    await press(page, 'More actions');
    (await until(() => findAll(page, '[role=menuitem]').find((one) => textOf(one).includes('Send a form')), 'the item')).click();
    await until(() => dialog(page) && button(page, 'Send form'), 'the sheet');
    const choices = await until(() => {
      const found = findAll(find(page, 'clinic-kind-form-sheet') as Element, 'label.choice');
      return found.length === 4 && found;
    }, 'the forms');
    expect(choices.map((one) => nameOf(one).replace(/\s+/g, ' '))).to.deep.equal([
      'Before your first visit10 questions', 'Consent to an injection into the knee2 questions', 'Written in a hurryIts questions are broken; the clinic’s administrator can mend it.', 'Everything about everything500 questions',
    ]);
    expect(choices.map((one) => one.querySelector('input')?.disabled)).to.deep.equal([false, false, true, false]);
    await says(find(page, 'clinic-kind-sheet') as Element, 'Ana Silva');
    await press(page, 'Send form');
    await says(find(page, 'clinic-kind-sheet') as Element, 'Choose a form.');
    choices[0]?.click();
    await says(find(page, 'clinic-kind-form-sheet') as Element, 'What is asked');
    await expectAccessible(find(page, 'clinic-kind-sheet'));
    await press(page, 'Send form');
    await says(page, 'Waiting for the patient’s answers', card);
    expect((await arrived('open')).title).to.equal('Before your first visit');
  });

  it('R-20 filled in by keyboard alone, in the thread, sent once and opened again by both sides', async () => {
    scene = stage(world([sent(consent)]));
    const page = await open('ana');
    const go = await until(() => button(page, 'Fill in'), 'the way in');
    await says(page, 'Waiting for your answers', card);
    go.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => dialog(page) && parts(page, 'form')[0], 'the form');
    const focusOn = async (what: () => Element | undefined): Promise<void> => {
      for (let i = 0; i < 12; i += 1) {
        let at: Element | null = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        if (at !== null && at === what()) return;
        await sendKeys({ press: 'Tab' });
      }
      throw new Error('it does not come by Tab');
    };
    await focusOn(() => parts(page, 'input[type=radio]')[0]);
    await sendKeys({ press: ' ' });
    await focusOn(() => parts(page, 'input[type=text]')[0]);
    await sendKeys({ type: 'Ana Silva' });
    // Enter in a field sends nothing.
    await sendKeys({ press: 'Enter' });
    expect(payload()?.state).to.equal('open');
    await focusOn(() => button(page, 'Send to the clinic'));
    await sendKeys({ press: 'Enter' });
    await told(page, 'Completed by Ana Silva');
    expect((await arrived('completed')).answers).to.deep.equal({ read: true, name: 'Ana Silva' });
    expect(scene.workspace.submissions('ana').length).to.equal(1);
    await press(page, 'Close');
    await says(page, 'Completed · Ana Silva', card);
    expect(button(page, 'Fill in')).to.equal(undefined);
    fixtureCleanup();

    const staff = await open('maya');
    await press(staff, 'Open form');
    await says(staff, 'I agree to the injection. Ana Silva');
    await expectAccessible(dialog(staff));
  });

  it('R-20 a question comes and goes with the answer on which it depends, and what was written there is there again', async () => {
    scene = stage(world([sent(intake)]));
    const page = await open('ana');
    await press(page, 'Fill in');
    await until(() => parts(page, 'form')[0], 'the form');
    const asks = (words: string): boolean => textOf(find(page, 'clinic-form-questions') as Element).includes(words);
    expect(asks('Which tablet?')).to.equal(false);
    await choose(page, 'What helps?', 'A tablet');
    await until(() => asks('Which tablet?'));
    await fill(page, 'Which tablet?', 'Ibuprofen');
    await choose(page, 'What helps?', 'A tablet');
    await until(() => !asks('Which tablet?'));
    await choose(page, 'What helps?', 'A tablet');
    await holds(page, 'Which tablet?', 'Ibuprofen');
    await choose(page, 'What helps?', 'A tablet');
    await choose(page, 'Does it hurt at night?', 'No');
    await fill(page, 'What do you do', 'I paint');
    await fill(page, 'Since when', '2026-08-03');
    await press(page, 'Send to the clinic');
    await told(page, 'Completed by');
    // What is not asked is not sent.
    expect((await arrived('completed')).answers).to.deep.equal({ job: 'I paint', since: '2026-08-03', hurts: false });
  });

  it('R-20 says beside each question what is not right, and above the form which; one gets from there to the question', async () => {
    scene = stage(world([sent(intake)]));
    const page = await open('ana');
    await press(page, 'Fill in');
    await fill(page, 'How tall', 'tall');
    await fill(page, 'What do you weigh', '1,000');
    await fill(page, 'What do you do', 'x'.repeat(61));
    expect(parts(page, '.summary')[0]).to.equal(undefined);
    await press(page, 'Send to the clinic');
    const summary = await until(() => parts(page, '.summary')[0], 'the summary');
    expect(textOf(summary)).to.contain('5 answers are missing or not right yet');
    const hasFocus = async (what: Element): Promise<unknown> => until(() => find(page, 'clinic-form-questions')?.shadowRoot?.activeElement === what, 'the focus');
    await hasFocus(summary);
    const beside = (name: string, words: string): Promise<unknown> => until(async () => {
      const control = await field(page, name);
      const id = control.getAttribute('aria-describedby') ?? '';
      return textOf((control.getRootNode() as ShadowRoot).getElementById(id) as Element) === words;
    }, `«${words}» beside «${name}»`);
    await beside('How tall', 'Please enter a whole number, for example 3.');
    await beside('What do you weigh', 'Please enter a number, for example 37.5.');
    await beside('What do you do', 'Please write no more than 60 characters.');
    await beside('Since when', 'Please answer this.');
    await expectAccessible(dialog(page));
    await press(page, 'How tall are you, in centimetres?');
    await hasFocus(await field(page, 'How tall'));
    await fill(page, 'How tall', '168');
    await fill(page, 'What do you weigh', '61,5');
    await fill(page, 'What do you do', 'I sit');
    await fill(page, 'Since when', '2026-08-03');
    await choose(page, 'Does it hurt at night?', 'Yes');
    // A question that has come with an answer is missing at once.
    await says(parts(page, '.summary')[0] as Element, '1 answer is missing');
    await choose(page, 'How often', 'Most nights');
    await until(() => parts(page, '.summary').length === 0, 'the end of the summary');
    await press(page, 'Send to the clinic');
    await told(page, 'Completed by');
    expect((await arrived('completed')).answers).to.deep.equal({ job: 'I sit', height: 168, weight: 61.5, since: '2026-08-03', hurts: true, wakes: 'often' });
  });

  it('R-20 what was begun is there when one comes back; two instances do not know of each other', async () => {
    scene = stage(world([sent(consent), sent(consent)]));
    let page = await open('ana');
    await until(() => findAll(page, 'clinic-kind-form').length === 2 && button(page, 'Fill in'), 'the cards');
    await press(page, 'Fill in');
    await fill(page, 'Type your full name', 'Ana');
    await until(() => textOf(findAll(page, 'clinic-kind-form')[0] as Element).includes('Begun, not sent yet'), 'the state');
    fixtureCleanup();
    page = await open('ana');
    await press(page, 'Continue');
    await holds(page, 'Type your full name', 'Ana');
    await press(page, 'Close');
    await until(() => parts(page, 'form').length === 0, 'the end of the first one');
    await press(page, 'Fill in');
    await holds(page, 'Type your full name', '');
    await choose(page, 'Could you ask', 'No');
    await fill(page, 'Type your full name', 'Ana Silva');
    await press(page, 'Send to the clinic');
    await told(page, 'Completed by');
    await arrived('completed', 1);
    expect(payload()?.state).to.equal('open');
  });

  for (const [how, close, words] of [
    ['withdrawn', () => scene.chat('maya').dispatch({ type: 'message.act', threadId: 'forms', messageId: scene.workspace.messagesOf('forms')[0]?.id ?? '', verb: 'withdraw', data: {} }), 'The clinic has withdrawn this form. What you wrote was not sent; it stays on this device.'],
    ['sent by a relation', () => scene.chat('luis').dispatch({ type: 'message.act', threadId: 'forms', messageId: scene.workspace.messagesOf('forms')[0]?.id ?? '', verb: 'submit', data: { answers: { read: true, name: 'Luis Silva' } } }), 'Luis Silva has sent this form already. What you wrote was not sent; it stays on this device.'],
  ] as const) {
    it(`R-20 ${how} while one fills it in: it says so, and nothing that was written is lost`, async () => {
      scene = stage({ ...world([sent(consent)]), people: (seed().people).map((who) => ({ ...who, mayAct: true })) });
      const page = await open('ana');
      for (const who of ['luis', 'maya']) scene.chat(who).dispatch({ type: 'thread.open', threadId: 'forms' });
      await press(page, 'Fill in');
      await fill(page, 'Type your full name', 'Ana Silva');
      await until(() => ['luis', 'maya'].every((who) => scene.chat(who).timeline('forms').get().phase === 'ready'), 'the others');
      close();
      await told(page, words);
      await told(page, 'I agree to the injection. Ana Silva');
      await press(page, 'Close');
      await until(() => !find(page, 'clinic-form-answers'), 'the end of the dialog');
      await press(page, 'My answers that were not sent');
      await told(page, 'I agree to the injection. Ana Silva');
      await expectAccessible(dialog(page));
    });
  }

  it('R-20 a server that cannot be reached takes nothing away', async () => {
    scene = stage(world([sent(consent)]));
    const page = await open('ana');
    await press(page, 'Fill in');
    await choose(page, 'Could you ask', 'Yes');
    await fill(page, 'Type your full name', 'Ana Silva');
    scene.workspace.controls('ana').failNext('message.act', 'forbidden');
    await press(page, 'Send to the clinic');
    await told(page, 'You are not allowed to do this. Your answers are still here.');
    await holds(page, 'Type your full name', 'Ana Silva');
    await press(page, 'Send to the clinic');
    await told(page, 'Completed by');
  });

  it('R-20 staff withdraws, and sends again: a new one', async () => {
    scene = stage(world([sent(consent)]));
    const page = await open('maya');
    await press(page, 'Withdraw');
    await says(page, 'Withdrawn', card);
    await press(page, 'Send again');
    await until(() => findAll(page, 'clinic-kind-form').length === 2, 'the second card');
    await says(page, 'Waiting for the patient’s answers', card);
    await arrived('open', 1);
    expect(payload()?.state).to.equal('withdrawn');
  });

  it('R-20 a relation without the clinic’s grant sees the card and cannot fill it in', async () => {
    scene = stage(world([sent(consent)]));
    const page = await open('luis');
    await says(page, 'Only the patient can fill this in.', card);
    expect(button(page, 'Fill in')).to.equal(undefined);
  });

  for (const who of ['ana', 'maya']) {
    it(`R-20 a definition that is broken is said on the card, a payload that cannot be read is its preview (${who})`, async () => {
      scene = stage(world([{ author: 'maya', kind: 'form', for: 'ana', payload: { form: 'x' }, preview: 'A form of a later version' }, sent(broken)]));
      const page = await open(who);
      await says(page, 'This form cannot be shown: its questions are broken.', card);
      expect(button(page, 'Fill in') ?? button(page, 'Open form')).to.equal(undefined);
      await says(page, 'A form of a later version');
    });
  }

  it('R-20 500 questions stay usable: drawn where one looks, sent as one', async () => {
    scene = stage(world([sent(endless)]));
    const page = await open('ana');
    await press(page, 'Fill in');
    await until(() => parts(page, '.field').length === 500, 'all of them');
    await press(page, 'Send to the clinic');
    const summary = await until(() => parts(page, '.summary')[0], 'the summary');
    expect(textOf(summary)).to.contain('10 answers are missing').and.to.contain('and 2 more');
    for (let i = 49; i < 500; i += 50) await fill(page, `Question ${i + 1}?`, 'As always');
    await press(page, 'Send to the clinic');
    await told(page, 'Completed by');
    expect(Object.keys((await arrived('completed')).answers ?? {})).to.have.length(10);
  });

  it('R-20 completed it is printed alone: the page around it is not on the paper', async () => {
    scene = stage(world([sent(intake, { state: 'completed', answers: intakeAnswers, answeredBy: 'Ana Silva', answeredAt: 1_790_000_000_000 })]));
    const page = await open('maya');
    await press(page, 'Open form');
    const answers = (all: Element): Element | undefined => find(all, 'clinic-form-answers');
    for (const words of ['About you', '168', '61.5', 'August 3, 2026', 'Yes', 'Most nights', 'Rest and A tablet', 'Ibuprofen', 'Where does it hurt most? Not answered']) await says(page, words, answers);
    const { print } = window;
    const printed: string[] = [];
    window.print = () => {
      const paper = document.querySelector('[data-clinic-print]');
      printed.push(paper?.shadowRoot?.textContent ?? '');
      dispatchEvent(new Event('afterprint'));
    };
    try {
      await press(page, 'Print');
      await until(() => printed.length > 0, 'the print');
    } finally {
      window.print = print;
    }
    expect(printed[0]).to.contain('Before your first visit').and.to.contain('Ibuprofen');
    expect(document.querySelector('[data-clinic-print]')).to.equal(null);
  });
});
