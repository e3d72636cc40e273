import { expect, html } from '@open-wc/testing';
import '../../src/elements/thread.js';
import { button, expectAccessible, find, findAll, mount, nameOf, press, seed, stage, textOf, type, until, type Stage } from '../support/elements.js';

describe('clinic-thread', () => {
  let at: Stage;
  beforeEach(() => { at = stage(seed()); });
  afterEach(() => at.end());

  it('shows header, messages and composer, and leaves nothing of the former thread', async () => {
    const owner = await mount(at.chat('ana'), html`<clinic-thread thread="knee"></clinic-thread>`);
    const thread = owner.querySelector('clinic-thread')!;
    await until(() => textOf(thread).includes('How is the knee'));
    await until(() => textOf(find(thread, 'clinic-thread-header')!) === 'Knee, after the operation Luis Silva (Relation), Dr. Maya Lee, and Tom Okafor', 'the header');
    thread.thread = 'office-ana';
    await until(() => textOf(thread).includes('insurance card'));
    await until(() => !/knee|Luis/.test(textOf(thread)), 'nothing of the former thread');
    await until(() => nameOf(find(thread, '[role=log]')!) === 'Clinic Office', 'the name of the list');
  });

  it('one’s own message comes into view, even from far up, and the focus stays in the field', async () => {
    const owner = await mount(at.chat('ana'), html`<clinic-thread thread="long"></clinic-thread>`);
    const thread = owner.querySelector('clinic-thread')!;
    await until(() => find(thread, 'clinic-message'));
    const log = find(thread, '[role=log]')!;
    await until(() => {
      log.scrollTop = 0;
      return button(thread, 'Jump to latest');
    }, 'the reader far up');
    const field = find<HTMLTextAreaElement>(thread, 'textarea')!;
    type(field, 'Here I am');
    press(field, 'Enter');
    await until(() => log.scrollHeight - log.clientHeight - log.scrollTop <= 1 && textOf(thread).includes('Here I am'), 'the message');
    expect((field.getRootNode() as ShadowRoot).activeElement).to.equal(field);
  });

  it('a failed message goes back into the composer by Edit, and so does the person', async () => {
    const owner = await mount(at.chat('ana'), html`<clinic-thread thread="knee"></clinic-thread>`);
    const thread = owner.querySelector('clinic-thread')!;
    await until(() => find(thread, 'clinic-message'));
    at.workspace.controls('ana').failNext('message.send', 'invalid');
    const field = find<HTMLTextAreaElement>(thread, 'textarea')!;
    type(field, 'Wrong');
    press(field, 'Enter');
    (await until(() => button(thread, 'Edit'), 'Edit')).click();
    await until(() => field.value === 'Wrong' && (field.getRootNode() as ShadowRoot).activeElement === field);
    await until(() => !textOf(find(thread, '[role=log]')!).includes('Wrong'), 'the list without it');
  });

  it('R-06 files dropped anywhere on the thread become attachments, and the target shows', async () => {
    const owner = await mount(at.chat('ana'), html`<clinic-thread thread="knee"></clinic-thread>`);
    const thread = owner.querySelector('clinic-thread')!;
    await until(() => find(thread, 'clinic-message'));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['x'], 'a.txt', { type: 'text/plain' }));
    dataTransfer.items.add(new File(['y'], 'b.txt', { type: 'text/plain' }));
    const fire = (name: string) => thread.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer }));
    fire('dragenter');
    fire('dragover');
    await until(() => textOf(thread).includes('Drop files to attach them'));
    fire('drop');
    await until(() => findAll(thread, 'clinic-ui-upload').length === 2);
    await until(() => !textOf(thread).includes('Drop files to attach them'), 'the target gone');
  });

  for (const design of ['modern', 'classic'] as const) {
    it(`R-15 has no accessibility violation in ${design}, light and dark`, async () => {
      const owner = await mount(at.chat('ana'), html`<clinic-thread thread="knee"></clinic-thread>`, { design });
      const thread = owner.querySelector('clinic-thread')!;
      await until(() => find(thread, 'clinic-message'));
      await expectAccessible(owner);
      owner.scheme = 'dark';
      await owner.updateComplete;
      await expectAccessible(owner);
    });
  }
});
