import { expect, fixtureCleanup } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { button, expectAccessible, find, findAll, nameOf, seed, stage, textOf, until } from '../support/shell.js';
import { card, choose, field, fill, holds, parts, says, sent, told, world, FormPage } from './form-page.js';
import { broken, consent, intake } from './form-samples.js';
import { dialog, press } from './inbox-page.js';

describe('kinds: forms', () => {
  const at = new FormPage();

  it('R-17 R-20 staff chooses in the four-dots menu from the forms for patients; a broken one cannot be chosen and says why', async () => {
    at.scene = stage(world());
    const page = await at.open('maya');
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
    expect((await at.arrived('open')).title).to.equal('Before your first visit');
  });

  it('R-20 filled in by keyboard alone, in the thread, sent once and opened again by both sides', async () => {
    at.scene = stage(world([sent(consent)]));
    const page = await at.open('ana');
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
    expect(at.payload()?.state).to.equal('open');
    await focusOn(() => button(page, 'Send to the clinic'));
    await sendKeys({ press: 'Enter' });
    await told(page, 'Completed by Ana Silva');
    expect((await at.arrived('completed')).answers).to.deep.equal({ read: true, name: 'Ana Silva' });
    expect(at.scene.workspace.submissions('ana').length).to.equal(1);
    await press(page, 'Close');
    await says(page, 'Completed · Ana Silva', card);
    expect(button(page, 'Fill in')).to.equal(undefined);
    fixtureCleanup();

    const staff = await at.open('maya');
    await press(staff, 'Open form');
    await says(staff, 'I agree to the injection. Ana Silva');
    await expectAccessible(dialog(staff));
  });

  it('R-20 a question comes and goes with the answer on which it depends, and what was written there is there again', async () => {
    at.scene = stage(world([sent(intake)]));
    const page = await at.open('ana');
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
    expect((await at.arrived('completed')).answers).to.deep.equal({ job: 'I paint', since: '2026-08-03', hurts: false });
  });

  it('R-20 says beside each question what is not right, and above the form which; one gets from there to the question', async () => {
    at.scene = stage(world([sent(intake)]));
    const page = await at.open('ana');
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
    expect((await at.arrived('completed')).answers).to.deep.equal({ job: 'I sit', height: 168, weight: 61.5, since: '2026-08-03', hurts: true, wakes: 'often' });
  });

  it('R-20 what was begun is there when one comes back; two instances do not know of each other', async () => {
    at.scene = stage(world([sent(consent), sent(consent)]));
    let page = await at.open('ana');
    await until(() => findAll(page, 'clinic-kind-form').length === 2 && button(page, 'Fill in'), 'the cards');
    await press(page, 'Fill in');
    await fill(page, 'Type your full name', 'Ana');
    await until(() => textOf(findAll(page, 'clinic-kind-form')[0] as Element).includes('Begun, not sent yet'), 'the state');
    fixtureCleanup();
    page = await at.open('ana');
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
    await at.arrived('completed', 1);
    expect(at.payload()?.state).to.equal('open');
  });

  for (const [how, close, words] of [
    ['withdrawn', () => at.scene.chat('maya').dispatch({ type: 'message.act', threadId: 'forms', messageId: at.scene.workspace.messagesOf('forms')[0]?.id ?? '', verb: 'withdraw', data: {} }), 'The clinic has withdrawn this form. What you wrote was not sent; it stays on this device.'],
    ['sent by a relation', () => at.scene.chat('luis').dispatch({ type: 'message.act', threadId: 'forms', messageId: at.scene.workspace.messagesOf('forms')[0]?.id ?? '', verb: 'submit', data: { answers: { read: true, name: 'Luis Silva' } } }), 'Luis Silva has sent this form already. What you wrote was not sent; it stays on this device.'],
  ] as const) {
    it(`R-20 ${how} while one fills it in: it says so, and nothing that was written is lost`, async () => {
      at.scene = stage({ ...world([sent(consent)]), people: (seed().people).map((who) => ({ ...who, mayAct: true })) });
      const page = await at.open('ana');
      for (const who of ['luis', 'maya']) at.scene.chat(who).dispatch({ type: 'thread.open', threadId: 'forms' });
      await press(page, 'Fill in');
      await fill(page, 'Type your full name', 'Ana Silva');
      await until(() => ['luis', 'maya'].every((who) => at.scene.chat(who).timeline('forms').get().phase === 'ready'), 'the others');
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

  for (const who of ['ana', 'maya']) {
    it(`R-20 a definition that is broken is said on the card, a payload that cannot be read is its preview (${who})`, async () => {
      at.scene = stage(world([{ author: 'maya', kind: 'form', for: 'ana', payload: { form: 'x' }, preview: 'A form of a later version' }, sent(broken)]));
      const page = await at.open(who);
      await says(page, 'This form cannot be shown: its questions are broken.', card);
      expect(button(page, 'Fill in') ?? button(page, 'Open form')).to.equal(undefined);
      await says(page, 'A form of a later version');
    });
  }
});
