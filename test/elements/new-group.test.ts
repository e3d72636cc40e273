import { expect, html, oneEvent } from '@open-wc/testing';
import '../../src/elements/new-message.js';
import type { ClinicNewMessage } from '../../src/elements/new-message.js';
import { button, expectAccessible, find, findAll, mount, nameOf, press, seed, stage, textOf, type, until, type Stage } from '../support/elements.js';

describe('clinic-new-message: a new group', () => {
  let at: Stage;
  beforeEach(() => { at = stage({ ...seed(), coordinates: { rosa: ['maya'] } }); });
  afterEach(() => at.end());

  const show = async (viewer = 'maya', design: 'modern' | 'classic' = 'modern'): Promise<ClinicNewMessage> => {
    const owner = await mount(at.chat(viewer), html`<clinic-new-message></clinic-new-message>`, { design, height: 800 });
    const form = owner.querySelector('clinic-new-message')!;
    await until(() => find(form, 'clinic-recipient-field'), 'the form');
    return form;
  };
  const group = async (viewer = 'maya', design: 'modern' | 'classic' = 'modern'): Promise<ClinicNewMessage> => {
    const form = await show(viewer, design);
    (await until(() => button(form, 'New group'), 'the choice')).click();
    await until(() => find(form, '#name'), 'the name');
    return form;
  };
  const choose = async (form: Element, name: string): Promise<void> => {
    const field = find<HTMLInputElement>(form, '[role=combobox]')!;
    type(field, name);
    (await until(() => findAll(form, '[role=option]').find((one) => textOf(one).includes(name)), name)).click();
    await until(() => findAll(form, 'ul bdi').some((one) => nameOf(one) === name), `${name} among the chosen`);
  };
  const named = (form: Element, name: string): void => type(find<HTMLInputElement>(form, '#name')!, name);
  const titles = (): string[] => at.chat('maya').threads.get().items.map(({ title }) => title);

  it('R-27 only who may create groups is offered one', async () => {
    const form = await show('ana');
    await until(() => at.chat('ana').session.get().phase === 'ready');
    await form.updateComplete;
    expect(button(form, 'New group')).to.equal(undefined);
    at.workspace.grant('ana', { add: ['group.create'] });
    await until(() => button(form, 'New group'), 'the choice');
    at.workspace.grant('ana', { remove: ['group.create'] });
    await until(() => !button(form, 'New group'), 'the form without the choice');
  });

  it('R-27 says what is missing, and who will read it, before it is created', async () => {
    const form = await group();
    button(form, 'Create group')!.click();
    await until(() => textOf(form).includes('Give the group a name.') && textOf(form).includes('Choose who is in the group.'), 'what is missing');
    named(form, 'Knees');
    await choose(form, 'Ana Silva');
    button(form, 'Create group')!.click();
    await until(() => textOf(form).includes('With one patient alone, write a message'), 'that this is no group');
    await choose(form, 'Tom Okafor');
    await until(() => textOf(form).includes('Ana Silva will read everything that is written here.'), 'one patient');
    await choose(form, 'Ben Hart');
    await until(() => textOf(form).includes('Ana Silva and Ben Hart will see each other’s names'), 'several patients');
    button(form, 'Take out Ana Silva')!.click();
    button(form, 'Take out Ben Hart')!.click();
    await until(() => textOf(form).includes('no patient reads it'), 'staff alone');
    expect(titles()).not.to.include('Knees');
  });

  it('R-27 is created without a word, and opened once it is there; its admin is who made it, the coordinator has come', async () => {
    const form = await group();
    named(form, 'Knees');
    await choose(form, 'Ana Silva');
    await choose(form, 'Tom Okafor');
    setTimeout(() => button(form, 'Create group')!.click());
    const { detail } = (await oneEvent(form, 'clinic-thread-select')) as CustomEvent<{ thread: string }>;
    const thread = at.chat('maya').thread(detail.thread).get()!;
    expect([thread.pending, thread.title, thread.groupAdmin]).to.deep.equal([undefined, 'Knees', 'maya']);
    expect(thread.participants.map(({ id }) => id)).to.have.members(['maya', 'ana', 'tom', 'rosa']);
  });

  it('R-27 is created with its first message by the keyboard', async () => {
    const form = await group();
    named(form, 'Knees');
    await choose(form, 'Ana Silva');
    await choose(form, 'Ben Hart');
    const text = find<HTMLTextAreaElement>(form, 'textarea')!;
    type(text, 'Welcome to the group');
    setTimeout(() => press(text, 'Enter', { ctrlKey: true }));
    const { detail } = (await oneEvent(form, 'clinic-thread-select')) as CustomEvent<{ thread: string }>;
    await until(() => at.chat('maya').resolve(detail.thread) !== detail.thread, 'the group');
    const real = at.chat('maya').resolve(detail.thread);
    await until(() => at.workspace.messagesOf(real).some(({ payload }) => (payload as { text?: string }).text === 'Welcome to the group'), 'the message');
  });

  it('R-27 a refusal is said, nothing that was entered is lost, and the next attempt makes one group', async () => {
    const form = await group();
    named(form, 'Knees');
    await choose(form, 'Ana Silva');
    await choose(form, 'Tom Okafor');
    at.workspace.controls('maya').failNext('thread.create', 'forbidden');
    button(form, 'Create group')!.click();
    await until(() => textOf(form).includes('The group was not created. You are not allowed to do this.'), 'the refusal');
    expect(find<HTMLInputElement>(form, '#name')!.value).to.equal('Knees');
    expect(findAll(form, 'ul bdi').map(nameOf)).to.deep.equal(['Ana Silva', 'Tom Okafor']);
    setTimeout(() => {
      button(form, 'Create group')!.click();
      button(form, 'Create group')!.click();
    });
    await oneEvent(form, 'clinic-thread-select');
    expect(titles().filter((title) => title === 'Knees')).to.have.length(1);
  });

  it('R-27 what was entered is there again when the form is', async () => {
    const form = await group();
    named(form, 'Half a name');
    await choose(form, 'Ben Hart');
    form.remove();
    const again = await show();
    await until(() => find<HTMLInputElement>(again, '#name')?.value === 'Half a name' && findAll(again, 'ul bdi').some((one) => nameOf(one) === 'Ben Hart'), 'what was entered');
  });

  for (const design of ['modern', 'classic'] as const) {
    it(`R-15 has no accessibility violation in ${design}`, async () => {
      const form = await group('maya', design);
      await choose(form, 'Ana Silva');
      button(form, 'Create group')!.click();
      await until(() => textOf(form).includes('Give the group a name.'));
      await expectAccessible(form);
    });
  }
});
