import { expect, html } from '@open-wc/testing';
import '../../src/elements/composer.js';
import '../../src/elements/thread.js';
import type { ClinicComposer } from '../../src/elements/composer.js';
import type { Message } from '../../src/model/index.js';
import { button, expectAccessible, find, findAll, frame, mount, nameOf, pause, press, seed, stage, textOf, type, until, type Stage } from '../support/elements.js';

describe('clinic-composer', () => {
  let at: Stage;
  beforeEach(() => { at = stage(seed()); });
  afterEach(() => at.end());

  interface Shown { composer: ClinicComposer; field: HTMLTextAreaElement; send: HTMLElement }
  const show = async (viewer = 'ana', thread = 'knee', enter: 'send' | 'newline' = 'send'): Promise<Shown> => {
    const owner = await mount(at.chat(viewer), html`<clinic-composer thread=${thread} enter=${enter}></clinic-composer>`, { height: 400 });
    const composer = owner.querySelector('clinic-composer')!;
    at.chat(viewer).dispatch({ type: 'thread.open', threadId: thread });
    await until(() => at.chat(viewer).thread(thread).get() && find(composer, '[part=attach]'), 'the composer');
    return { composer, field: find<HTMLTextAreaElement>(composer, 'textarea')!, send: button(composer, 'Send')! };
  };
  /** Before the session is open. */
  const showEarly = async (): Promise<Omit<Shown, 'send'>> => {
    at.workspace.controls('ana').offline = true;
    const owner = await mount(at.chat('ana'), html`<clinic-composer thread="knee"></clinic-composer>`, { height: 400 });
    const composer = owner.querySelector('clinic-composer')!;
    return { composer, field: find<HTMLTextAreaElement>(composer, 'textarea')! };
  };
  const reconnect = (): void => {
    at.workspace.controls('ana').offline = false;
    at.chat('ana').dispatch({ type: 'connection.retry' });
  };
  const texts = (thread = 'knee'): string[] => at.workspace.messagesOf(thread).map(({ payload }: Message) => (payload as { text?: string }).text ?? '');
  const arrived = (text: string, thread = 'knee') => until(() => texts(thread).includes(text), `«${text}»`);
  const count = (text: string): number => texts().filter((one) => one === text).length;
  const disabled = ({ send }: Shown): boolean => send.getAttribute('aria-disabled') === 'true';
  const draft = (thread = 'knee'): string => at.chat('ana').draft(thread).get().text;

  it('has the textbox «Message» and the button «Send», 16 px at least', async () => {
    const { field, send } = await show();
    expect(nameOf(field)).to.equal('Message');
    expect(nameOf(send)).to.equal('Send');
    expect(parseFloat(getComputedStyle(field).fontSize)).to.be.at.least(16);
  });

  it('has a placeholder as long as it is blank, and only then', async () => {
    const { field } = await show();
    const words = field.placeholder;
    expect(words).not.to.equal('');
    type(field, 'Hello');
    await until(() => !field.hasAttribute('placeholder'), 'no placeholder behind words');
    type(field, ' ');
    type(field, '');
    await until(() => field.placeholder === words, 'the placeholder of the empty field');
  });

  it('R-05 Enter sends, Shift+Enter breaks the line', async () => {
    const shown = await show();
    type(shown.field, 'Hello');
    expect(press(shown.field, 'Enter', { shiftKey: true }).defaultPrevented).to.equal(false);
    expect(press(shown.field, 'Enter').defaultPrevented).to.equal(true);
    await arrived('Hello');
    await until(() => shown.field.value === '', 'the empty field');
  });

  it('R-05 the setting turns it round', async () => {
    const shown = await show('ana', 'knee', 'newline');
    type(shown.field, 'Turned');
    expect(press(shown.field, 'Enter').defaultPrevented).to.equal(false);
    press(shown.field, 'Enter', { shiftKey: true });
    await arrived('Turned');
  });

  it('R-05 input methods never send, in three orders of events', async () => {
    const shown = await show();
    type(shown.field, 'か');
    shown.field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    press(shown.field, 'Enter', { isComposing: true, keyCode: 229 });
    shown.field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    press(shown.field, 'Enter', { keyCode: 229 });
    await pause(100);
    expect(texts()).not.to.include('か');
    press(shown.field, 'Enter');
    await arrived('か');
  });

  it('R-05 a double click and a double Enter send once', async () => {
    const shown = await show();
    type(shown.field, 'Once');
    shown.send.click();
    shown.send.click();
    await arrived('Once');
    type(shown.field, 'Twice?');
    press(shown.field, 'Enter');
    press(shown.field, 'Enter');
    await arrived('Twice?');
    await pause(100);
    expect(count('Once')).to.equal(1);
    expect(count('Twice?')).to.equal(1);
  });

  it('R-05 Enter before anybody knows whether one may: it goes when that is known, unless one writes on', async () => {
    const { field } = await showEarly();
    type(field, 'Early');
    press(field, 'Enter');
    press(field, 'Enter');
    await frame();
    expect(field.value, 'kept in sight').to.equal('Early');
    reconnect();
    await arrived('Early');
    await until(() => field.value === '', 'the empty field');
    expect(count('Early')).to.equal(1);
  });

  it('R-05 who writes on after an early Enter sends by themselves', async () => {
    const { composer, field } = await showEarly();
    type(field, 'Not yet');
    press(field, 'Enter');
    type(field, 'Not yet, this belongs to it');
    reconnect();
    await until(() => at.chat('ana').session.get().phase === 'ready', 'the session');
    await until(() => button(composer, 'Send')!.getAttribute('aria-disabled') === 'false', 'Send');
    expect(field.value).to.equal('Not yet, this belongs to it');
    press(field, 'Enter');
    await arrived('Not yet, this belongs to it');
    expect(texts().filter((text) => text.startsWith('Not yet'))).to.have.length(1);
  });

  it('R-05 nothing and white space alone send nothing', async () => {
    const shown = await show();
    const before = texts().length;
    expect(disabled(shown)).to.equal(true);
    type(shown.field, ' \n\t ');
    await frame();
    expect(disabled(shown)).to.equal(true);
    press(shown.field, 'Enter');
    shown.send.click();
    await pause(100);
    expect(texts()).to.have.length(before);
    expect(shown.field.value).to.equal(' \n\t ');
  });

  it('R-05 the counter appears at 4,500 and is announced; 5,000 goes, 5,001 is blocked with the reason', async () => {
    const shown = await show();
    type(shown.field, 'x'.repeat(4_499));
    await frame();
    expect(find(shown.composer, '[part=counter]')).to.equal(undefined);
    type(shown.field, 'x'.repeat(4_500));
    await until(() => find(shown.composer, '[part=counter]')?.textContent === '4,500 of 5,000');
    await until(() => findAll(shown.composer, '[aria-live=polite]').some((node) => node.textContent === '500 characters left'), 'the announcement');
    type(shown.field, 'x'.repeat(5_001));
    await until(() => disabled(shown));
    await until(() => textOf(find(shown.composer, '[role=status]')!) === '1 character too many. A message can have 5,000.', 'the reason');
    await until(() => shown.field.getAttribute('aria-invalid') === 'true', 'the field marked');
    shown.send.click();
    press(shown.field, 'Enter');
    await pause(100);
    expect(shown.field.value, 'nothing is cut').to.have.length(5_001);
    type(shown.field, 'x'.repeat(5_000));
    await until(() => !disabled(shown));
    shown.send.click();
    await arrived('x'.repeat(5_000));
  });

  it('a paste of 1 MB is kept whole and the page goes on', async () => {
    const shown = await show();
    type(shown.field, 'word '.repeat(200_000));
    await until(() => draft().length === 1_000_000, 'all of it');
    await frame();
    await until(() => shown.field.getBoundingClientRect().height < 200, 'the field no higher than before');
  });

  it('is as high as its text: up to six lines, and no higher than is needed, whatever is taken away, or however wide it is', async () => {
    const { composer, field } = await show();
    const one = field.getBoundingClientRect().height;
    const lines = (count: number): Promise<unknown> => until(() => Math.abs(field.getBoundingClientRect().height - one - (count - 1) * 22.4) < 2, `${count} lines; it is ${field.getBoundingClientRect().height}, one is ${one}`);
    for (const [text, count] of [
      ['a', 1], ['a\nb\nc', 3], ['a\nb\nc and more', 3], ['a\nb', 2], ['in the place of both', 1], ['a\n'.repeat(30), 6], ['a\n'.repeat(29), 6], ['', 1], ['a\nb\nc', 3],
    ] as const) {
      type(field, text);
      await lines(count);
      if (count < 6) expect(field.scrollTop, 'nothing is scrolled out of sight').to.equal(0);
    }
    type(field, '');
    await lines(1);
    composer.style.inlineSize = '700px';
    type(field, 'word '.repeat(10).trim());
    await lines(1);
    composer.style.inlineSize = '220px';
    await until(() => field.getBoundingClientRect().height > one + 20, 'more lines where it is narrower');
    composer.style.inlineSize = '700px';
    await lines(1);
    composer.thread = 'maya-ana';
    await composer.updateComplete;
    type(field, 'a\nb');
    await lines(2);
    composer.thread = 'knee';
    await lines(1);
  });

  it('T7 the draft is kept per thread, and none shows in another', async () => {
    const { composer, field } = await show();
    type(field, 'Half a mess');
    composer.thread = 'maya-ana';
    await composer.updateComplete;
    expect(field.value).to.equal('');
    type(field, 'Something else');
    composer.thread = 'knee';
    await composer.updateComplete;
    expect(field.value).to.equal('Half a mess');
    expect(draft('maya-ana')).to.equal('Something else');
  });

  it('offline it says that the message waits, and takes it all the same', async () => {
    const shown = await show();
    at.workspace.controls('ana').offline = true;
    await until(() => textOf(shown.composer).includes('You are offline'), 'the reason');
    type(shown.field, 'Later');
    shown.send.click();
    await until(() => shown.field.value === '');
    reconnect();
    await until(() => texts().includes('Later'), 'the message');
  });

  it('R-24 a hold is told with its reason, and what was typed stays', async () => {
    const shown = await show('ana', 'maya-ana');
    type(shown.field, 'Wait');
    at.workspace.hold('maya-ana', { reason: 'payment', message: 'm', by: ['ana'] });
    await until(() => textOf(shown.composer).includes('Writing is paused'), 'the reason');
    await until(() => disabled(shown), 'Send to be off');
    expect(shown.field.value).to.equal('Wait');
  });

  it('where the viewer may not write, the field is off and says why', async () => {
    const shown = await show();
    at.workspace.grant('ana', { remove: ['message.send'] });
    await until(() => shown.field.disabled, 'the field to be off');
    await until(() => textOf(shown.composer).includes('You can read this thread but not write in it.'), 'the reason');
  });

  it('R-06 «Attach files» for the patient’s side, «Upload from device» for the care team', async () => {
    for (const [viewer, name] of [['ana', 'Attach files'], ['maya', 'Upload from device']] as const) {
      const { composer } = await show(viewer);
      await until(() => button(composer, name), name);
    }
  });

  it('R-06 text and files make one message; several at once; one is removed; an empty one is refused in kind words', async () => {
    const shown = await show();
    const input = find<HTMLInputElement>(shown.composer, 'input[type=file]')!;
    const files = new DataTransfer();
    files.items.add(new File(['one'], 'one.txt', { type: 'text/plain' }));
    files.items.add(new File(['two'], 'two.txt', { type: 'text/plain' }));
    files.items.add(new File([], 'nothing.txt', { type: 'text/plain' }));
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
    await until(() => findAll(shown.composer, 'clinic-ui-upload').length === 3, 'three chips');
    await until(() => textOf(shown.composer).includes('This file is empty'), 'the refusal');
    shown.send.click();
    await until(() => textOf(shown.composer).includes('A file is not ready yet.'), 'why it cannot be sent');
    (await until(() => button(shown.composer, 'Remove nothing.txt'))).click();
    (await until(() => button(shown.composer, 'Remove two.txt'), 'the end of the upload of two.txt')).click();
    type(shown.field, 'See the file');
    await until(() => !disabled(shown));
    shown.send.click();
    await arrived('See the file');
    const sent = at.workspace.messagesOf('knee').at(-1)!;
    expect(sent.files.map(({ name }) => name)).to.deep.equal(['one.txt']);
    await until(() => findAll(shown.composer, 'clinic-ui-upload').length === 0, 'no chip any more');
  });

  it('R-06 one byte more than 200 MB is refused before any upload, and the limit is named', async () => {
    const shown = await show();
    const big = new File(['x'], 'film.mp4', { type: 'video/mp4' });
    Object.defineProperty(big, 'size', { value: 209_715_201 });
    at.chat('ana').dispatch({ type: 'attachment.add', threadId: 'knee', files: [big] });
    await until(() => textOf(shown.composer).includes('Larger than 200 MB'), 'the refusal');
  });

  it('R-06 files that are pasted become attachments; text that is pasted stays text', async () => {
    const shown = await show();
    const paste = (fill: (data: DataTransfer) => void): ClipboardEvent => {
      const clipboardData = new DataTransfer();
      fill(clipboardData);
      const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
      // Firefox fills a clipboard that a page makes with nothing.
      Object.defineProperty(event, 'clipboardData', { value: clipboardData });
      shown.field.dispatchEvent(event);
      return event;
    };
    expect(paste((data) => data.setData('text/plain', 'words')).defaultPrevented).to.equal(false);
    expect(paste((data) => data.items.add(new File(['x'], 'shot.png', { type: 'image/png' }))).defaultPrevented).to.equal(true);
    await until(() => findAll(shown.composer, 'clinic-ui-upload').length === 1);
  });

  it('has no accessibility violation', async () => {
    const { composer } = await show();
    await expectAccessible(composer);
  });
});
