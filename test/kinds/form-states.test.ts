import { expect } from '@open-wc/testing';
import { button, find, findAll, stage, textOf, until } from '../support/shell.js';
import { card, choose, fill, holds, parts, says, sent, told, world, FormPage } from './form-page.js';
import { consent, endless, intake, intakeAnswers } from './form-samples.js';
import { press } from './inbox-page.js';

describe('kinds: forms, what can become of one', () => {
  const at = new FormPage();

  it('R-20 a server that cannot be reached takes nothing away', async () => {
    at.scene = stage(world([sent(consent)]));
    const page = await at.open('ana');
    await press(page, 'Fill in');
    await choose(page, 'Could you ask', 'Yes');
    await fill(page, 'Type your full name', 'Ana Silva');
    at.scene.workspace.controls('ana').failNext('message.act', 'forbidden');
    await press(page, 'Send to the clinic');
    await told(page, 'You are not allowed to do this. Your answers are still here.');
    await holds(page, 'Type your full name', 'Ana Silva');
    await press(page, 'Send to the clinic');
    await told(page, 'Completed by');
  });

  it('R-20 staff withdraws, and sends again: a new one', async () => {
    at.scene = stage(world([sent(consent)]));
    const page = await at.open('maya');
    await press(page, 'Withdraw');
    await says(page, 'Withdrawn', card);
    await press(page, 'Send again');
    await until(() => findAll(page, 'clinic-kind-form').length === 2, 'the second card');
    await says(page, 'Waiting for the patient’s answers', card);
    await at.arrived('open', 1);
    expect(at.payload()?.state).to.equal('withdrawn');
  });

  it('R-20 a relation without the clinic’s grant sees the card and cannot fill it in', async () => {
    at.scene = stage(world([sent(consent)]));
    const page = await at.open('luis');
    await says(page, 'Only the patient can fill this in.', card);
    expect(button(page, 'Fill in')).to.equal(undefined);
  });

  it('R-20 500 questions stay usable: drawn where one looks, sent as one', async () => {
    at.scene = stage(world([sent(endless)]));
    const page = await at.open('ana');
    await press(page, 'Fill in');
    await until(() => parts(page, '.field').length === 500, 'all of them');
    await press(page, 'Send to the clinic');
    const summary = await until(() => parts(page, '.summary')[0], 'the summary');
    expect(textOf(summary)).to.contain('10 answers are missing').and.to.contain('and 2 more');
    for (let i = 49; i < 500; i += 50) await fill(page, `Question ${i + 1}?`, 'As always');
    await press(page, 'Send to the clinic');
    await told(page, 'Completed by');
    expect(Object.keys((await at.arrived('completed')).answers ?? {})).to.have.length(10);
  });

  it('R-20 completed it is printed alone: the page around it is not on the paper', async () => {
    at.scene = stage(world([sent(intake, { state: 'completed', answers: intakeAnswers, answeredBy: 'Ana Silva', answeredAt: 1_790_000_000_000 })]));
    const page = await at.open('maya');
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
