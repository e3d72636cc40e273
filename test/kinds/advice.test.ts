import { expect, html } from '@open-wc/testing';
import '../../src/elements/thread.js';
import type { AdvicePayload } from '../../src/kinds/index.js';
import type { ClinicThread } from '../../src/elements/thread.js';
import type { Chat } from '../../src/store/types.js';
import { button, expectAccessible, find, findAll, mount, nameOf, press, seed, stage, textOf, type, until, type Stage } from '../support/elements.js';

const ana = { id: 'ana', name: 'Ana Silva', role: 'patient', birthDate: '1988-04-17' };
const payload = {
  title: 'Knee, three weeks on', code: 'M23.2', by: 'Dr. Maya Lee', patient: 'Ana Silva', followUp: { date: '2026-12-01', note: 'With Tom Okafor' },
  sections: { diagnosis: 'The meniscus heals as it should.', advice: 'Walk every day.\nNo squats yet.', warnings: 'Fever, or a calf that swells.' },
} satisfies AdvicePayload;

/** Ana’s 1:1 with Dr. Lee, with a document in it; and a group with two patients. */
function clinic(): Stage {
  const base = seed([
    { id: 'advised', participants: ['ana', 'maya'], title: 'Knee', messages: [{ author: 'maya', text: 'Here it is in writing.' }, { author: 'maya', kind: 'advice', payload, for: 'ana' }] },
    { id: 'both', kind: 'group', participants: ['maya', 'ana', 'ben'], title: 'Both', groupAdmin: 'maya', messages: [{ author: 'maya', text: 'Welcome.' }] },
  ]);
  return stage({ ...base, people: (base.people ?? []).map((one) => (one.id === 'ana' ? ana : one)) });
}

describe('medical advice', () => {
  let at: Stage;
  beforeEach(() => { at = clinic(); });
  afterEach(() => at.end());

  const open = async (who: string, thread = 'advised', more = {}): Promise<{ page: ClinicThread; chat: Chat }> => {
    const chat = at.chat(who);
    const owner = await mount(chat, html`<clinic-thread thread=${thread}></clinic-thread>`, { width: 720, ...more });
    const page = owner.querySelector('clinic-thread')!;
    await until(() => chat.timeline(thread).get().phase === 'ready', 'the thread');
    return { page, chat };
  };
  const field = (page: Element, label: string): HTMLInputElement =>
    findAll<HTMLInputElement>(page, 'clinic-kind-advice-sheet').flatMap((sheet) => findAll<HTMLInputElement>(sheet, 'input, textarea')).find((one) => one.labels?.[0]?.textContent === label)!;
  const sheet = async (page: Element): Promise<void> => {
    (await until(() => button(page, 'Send advice or diagnosis'), 'the button')).click();
    await until(() => find(page, 'form'), 'the form');
  };
  const documents = (page: Element) => findAll(page, '.document[role=group]');

  it('R-25 the patient reads it as a document with a name of its own, unlike a message', async () => {
    const { page } = await open('ana');
    const it = await until(() => documents(page)[0], 'the document');
    await until(() => textOf(it).endsWith('Print'), 'all of it');
    expect(nameOf(it)).to.equal('Medical advice from Dr. Maya Lee');
    expect(textOf(it)).to.equal('Medical advice Knee, three weeks on ICD-10 M23.2 For Ana Silva Dr. Maya Lee '
      + `${new Intl.DateTimeFormat('en', { dateStyle: 'long' }).format(at.chat('ana').timeline('advised').get().messages[1]?.sentAt)} Findings and diagnosis The meniscus heals as it should. `
      + 'Advice Walk every day. No squats yet. Get help if you notice Fever, or a calf that swells. Follow-up Dec 1, 2026 With Tom Okafor Print');
    // Below the headings of a page and of the thread, without a gap.
    expect(findAll(it, '[role=heading]').map((one) => one.getAttribute('aria-level'))).to.deep.equal(['3', '4', '4', '4', '4']);
    expect(it.getBoundingClientRect().width).to.be.greaterThan(600);
    expect(button(page, 'Send advice or diagnosis')).to.equal(undefined);
  });

  it('R-25 the button prints the document alone: all else on the page is out of the print, and back afterwards', async () => {
    const { page } = await open('ana');
    const print = await until(() => button(page, 'Print'), 'Print');
    const real = window.print;
    const sheets = document.adoptedStyleSheets.length;
    let printed = '';
    window.print = () => {
      const copy = document.querySelector('body > [data-clinic-print]')!;
      printed = copy.shadowRoot!.textContent!.replace(/\s+/g, ' ').trim();
      expect(getComputedStyle(copy).display, 'no screen shows it').to.equal('none');
      expect([...document.adoptedStyleSheets.at(-1)!.cssRules].map((rule) => rule.cssText).join('')).to.match(/@media print[^}]*body > :not\(\[data-clinic-print\]\)[^}]*display: none !important/);
    };
    try {
      print.click();
      await until(() => printed !== '');
    } finally {
      window.print = real;
    }
    expect(printed).to.contain('Knee, three weeks on').and.to.contain('For Ana Silva').and.not.to.contain('Here it is in writing.').and.not.to.contain('Print');
    window.dispatchEvent(new Event('afterprint'));
    expect(document.querySelector('[data-clinic-print]')).to.equal(null);
    expect(document.adoptedStyleSheets.length).to.equal(sheets);
  });

  it('R-25 R-16 the practitioner writes it in a sheet with both identifiers, is asked once more, and sends by keyboard alone', async () => {
    const { page, chat } = await open('maya', 'maya-ana');
    await sheet(page);
    const dialog = find(page, 'clinic-kind-sheet')!;
    expect(textOf(dialog)).to.contain('For Ana Silva\u00a0· Born Apr 17, 1988'.replace('\u00a0', ' '));
    button(page, 'Review and send')!.click();
    await until(() => textOf(dialog).includes('Give it a title.') && textOf(dialog).includes('Write at least one of the parts.'));
    expect(field(page, 'Title').getAttribute('aria-invalid')).to.equal('true');
    type(field(page, 'Title'), 'Sprain');
    type(field(page, 'Advice') as unknown as HTMLTextAreaElement, 'Rest for two days.');
    type(field(page, 'ICD-10 code'), 'knee');
    field(page, 'Title').form!.requestSubmit();
    await until(() => textOf(dialog).includes('An ICD-10 code is a letter and digits'));
    type(field(page, 'ICD-10 code'), 's934');
    field(page, 'Title').form!.requestSubmit();
    const question = await until(() => find(dialog, '.sure'), 'the question');
    await until(() => (question.getRootNode() as ShadowRoot).activeElement === question, 'the focus on the question, not on Send');
    await until(() => textOf(question) === 'Medical advice: Sprain This is for: Ana Silva Born Apr 17, 1988 Back Send', 'what it says');
    button(dialog, 'Send')!.click();
    const sent = await until(() => chat.timeline('maya-ana').get().messages.find(({ kind, position }) => kind === 'advice' && position !== undefined), 'the document');
    expect(sent.payload).to.deep.equal({ title: 'Sprain', sections: { advice: 'Rest for two days.' }, code: 'S93.4', patient: 'Ana Silva', by: 'Dr. Maya Lee' });
    expect(sent.for).to.equal('ana');
    await sheet(page);
    expect(field(page, 'Title').value, 'what was sent is not kept').to.equal('');
  });

  it('R-25 closing by mistake loses nothing; Discard does what it says; Back leads back to what is written', async () => {
    const { page } = await open('maya', 'maya-ana');
    await sheet(page);
    type(field(page, 'Title'), 'Half of it');
    button(find(page, 'clinic-kind-sheet')!, 'Close')!.click();
    await until(() => !find(page, 'clinic-kind-advice-sheet'), 'the sheet to close');
    await sheet(page);
    await until(() => field(page, 'Title').value === 'Half of it', 'what was written');
    type(field(page, 'Medication') as unknown as HTMLTextAreaElement, 'None.');
    button(page, 'Review and send')!.click();
    (await until(() => button(page, 'Back'), 'Back')).click();
    await until(() => !find(page, '.sure'));
    expect(field(page, 'Medication').value).to.equal('None.');
    button(page, 'Discard')!.click();
    await until(() => !find(page, 'clinic-kind-advice-sheet'), 'the sheet to close');
    await sheet(page);
    expect(field(page, 'Title').value).to.equal('');
  });

  it('R-16 R-25 in a thread with several patients one is chosen first', async () => {
    const { page } = await open('maya', 'both');
    (await until(() => button(page, 'Send advice or diagnosis'), 'the button')).click();
    const choice = await until(() => findAll<HTMLInputElement>(page, 'input[name=patient]')[0], 'the choice');
    expect(find(page, 'clinic-kind-advice-sheet'), 'nothing is written before').to.equal(undefined);
    choice.click();
    await until(() => find(page, 'form'), 'the form');
    type(field(page, 'Title'), 'For one');
    type(field(page, 'Advice') as unknown as HTMLTextAreaElement, 'Rest.');
    button(page, 'Review and send')!.click();
    await until(() => textOf(find(page, '.sure')!).includes('Ana Silva Born Apr 17, 1988'), 'the question');
  });

  it('R-25 it is offered once the portal says that an appointment completed, until it is sent or waved away; never to a patient', async () => {
    const { page, chat } = await open('maya', 'maya-ana');
    chat.dispatch({ type: 'kind.offer', threadId: 'maya-ana', kind: 'advice' });
    await until(() => textOf(page).includes('Appointment completed. Send Ana Silva advice or a diagnosis?'), 'the offer');
    await expectAccessible(page);
    (await until(() => button(page, 'Not now'), 'Not now')).click();
    await until(() => !textOf(page).includes('Appointment completed'), 'the offer to go');
    await until(() => find(page, 'clinic-composer')?.shadowRoot?.activeElement, 'the focus in the composer');
    chat.dispatch({ type: 'kind.offer', threadId: 'maya-ana', kind: 'advice' });
    (await until(() => button(page, 'Write it'), 'Write it')).click();
    await until(() => find(page, 'form'), 'the form');
    type(field(page, 'Title'), 'After the visit');
    type(field(page, 'Advice') as unknown as HTMLTextAreaElement, 'Rest.');
    button(page, 'Review and send')!.click();
    (await until(() => find(page, '.sure') && button(find(page, 'clinic-kind-sheet')!, 'Send'), 'Send')).click();
    await until(() => !textOf(page).includes('Appointment completed'), 'the offer to go');
    const other = await open('ana', 'maya-ana');
    other.chat.dispatch({ type: 'kind.offer', threadId: 'maya-ana', kind: 'advice' });
    await until(() => other.chat.catalog('offers', 'maya-ana').get().items.length === 1, 'the offer in the store');
    await until(() => documents(other.page).length === 1, 'the document');
    expect(textOf(other.page)).not.to.contain('Appointment completed');
  });

  it('R-25 what could not be sent can be tried again or discarded; it does not turn into an empty draft', async () => {
    at.workspace.controls('maya').failNext('message.send', 'invalid');
    const { page, chat } = await open('maya', 'maya-ana');
    chat.dispatch({ type: 'kind.send', threadId: 'maya-ana', kind: 'advice', payload, files: [], for: 'ana' });
    await until(() => button(page, 'Try again'), 'Try again');
    await until(() => button(page, 'Discard'), 'Discard');
    expect(button(page, 'Edit')).to.equal(undefined);
  });

  it('R-25 a payload that is none is one line of text, and the thread goes on', async () => {
    at.workspace.say('advised', 'maya', { kind: 'advice', payload: { title: 5 }, for: 'ana', preview: 'Something unreadable' });
    const { page } = await open('ana');
    await until(() => documents(page).length === 1 && ['Here it is in writing.', 'Something unreadable'].every((words) => textOf(page).includes(words)), 'the document between two lines');
  });

  for (const design of ['modern', 'classic'] as const) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`R-15 R-25 document and sheet have no accessibility violation in ${design}, ${scheme}`, async () => {
        const { page } = await open('maya', 'advised', { design, scheme });
        await until(() => documents(page)[0], 'the document');
        await expectAccessible(page);
        await sheet(page);
        await expectAccessible(page);
        press(field(page, 'Title'), 'Escape');
      });
    }
  }
});
