import { expect, fixture as place, fixtureCleanup, html } from '@open-wc/testing';
import '../../src/define.js';
import '../../src/elements/rich-writing.js';
import '../../src/ui/rich-editor.js';
import '../../src/ui/rich-toolbar.js';
import type { ClinicThread } from '../../src/elements/thread.js';
import type { ClinicUiRichEditor } from '../../src/ui/rich-editor.js';
import { button, expectAccessible, find, findAll, frame, nameOf, press, seed, stage, still, textOf, type, until, type Stage } from '../support/shell.js';

describe('elements: formatted writing', () => {
  let scene: Stage;
  afterEach(() => {
    fixtureCleanup();
    scene.end();
  });

  const open = async (who = 'maya', before?: Stage): Promise<ClinicThread> => {
    scene = before ?? stage(seed());
    const box = await place<HTMLElement>(html`<div><clinic-thread .chat=${scene.chat(who)} thread="knee"></clinic-thread></div>`);
    Object.assign(box.style, { inlineSize: '700px', blockSize: '600px' });
    await until(() => scene.chat(who).timeline('knee').get().phase === 'ready');
    return box.querySelector('clinic-thread') as ClinicThread;
  };
  const draft = (): string => scene.chat('maya').draft('knee').get().text;
  const sent = (): unknown[] => scene.workspace.messagesOf('knee').map(({ payload }) => payload);
  const plain = (page: Element): HTMLTextAreaElement => find<HTMLTextAreaElement>(page, 'textarea[aria-label="Message"]') as HTMLTextAreaElement;
  const box = (page: Element): HTMLElement | undefined => find(page, '[role=textbox][aria-label="Message"]');
  const tool = (page: Element, name: string): HTMLElement => button(page, name) as HTMLElement;
  const formatted = async (page: Element): Promise<ClinicUiRichEditor> => {
    (await until(() => button(page, 'Formatting'), 'the button')).click();
    await until(() => box(page), 'the editor');
    return until(() => find<ClinicUiRichEditor>(page, 'clinic-ui-rich-editor'));
  };
  const paste = (target: HTMLElement, data: Record<string, string>): boolean => {
    const clipboardData = new DataTransfer();
    for (const [kind, value] of Object.entries(data)) clipboardData.setData(kind, value);
    // Firefox makes none with data of its own.
    const event = new ClipboardEvent('paste', { bubbles: true, composed: true, cancelable: true });
    Object.defineProperty(event, 'clipboardData', { value: clipboardData });
    return target.dispatchEvent(event);
  };

  it('R-04 the tools come on demand, and what they make is sent as the reader sees it', async () => {
    const page = await open();
    const editor = await formatted(page);
    expect(nameOf(box(page) as Element)).to.equal('Message');
    editor.focus();
    tool(page, 'Bold').click();
    document.execCommand('insertText', false, 'Rest');
    await until(() => draft() === '**Rest**', 'the draft');
    await until(() => tool(page, 'Bold').getAttribute('aria-pressed') === 'true', 'the tool pressed');
    await expectAccessible(find(page, 'clinic-composer'));
    press(box(page) as HTMLElement, 'Enter');
    await until(() => sent().some((payload) => JSON.stringify(payload) === JSON.stringify({ text: '**Rest**', format: 'markdown' })), 'the message');
    expect(draft()).to.equal('');
    await until(() => (box(page) as HTMLElement).textContent === '', 'the empty editor');
  });

  it('R-04 R-05 Enter goes on in a list and a table, Shift+Enter breaks the line, Control and Enter sends', async () => {
    const page = await open();
    const editor = await formatted(page);
    const key = (name: string, more: KeyboardEventInit = {}): KeyboardEvent => press(box(page) as HTMLElement, name, more);
    editor.insert('Plan');
    key('Enter', { shiftKey: true });
    editor.insert('cool');
    tool(page, 'Bullet list').click();
    key('Enter');
    editor.insert('raise');
    await until(() => draft() === 'Plan\n\n- cool\n- raise', 'the list of the last line');
    key('Enter');
    key('Enter');
    editor.insert('End');
    expect(draft()).to.equal('Plan\n\n- cool\n- raise\n\nEnd');
    tool(page, 'Insert table').click();
    editor.insert('Drug');
    key('Tab');
    editor.insert('Dose');
    key('Enter');
    editor.insert('400 mg');
    expect(draft()).to.contain('| Drug | Dose |\n| --- | --- |\n|  | 400 mg |\n|  |  |');
    expect(sent()).to.have.length(scene.workspace.messagesOf('knee').length);
    const before = sent().length;
    key('Enter', { ctrlKey: true });
    await until(() => sent().length === before + 1, 'the message');
  });

  it('R-04 rows and columns come and go, and with the last the table', async () => {
    const page = await open();
    const editor = await formatted(page);
    tool(page, 'Insert table').click();
    editor.insert('a');
    const choose = async (name: string): Promise<void> => {
      (await until(() => button(page, 'Table'))).click();
      (await until(() => findAll(page, '[role=menuitem]').find((one) => nameOf(one) === name && one.getClientRects().length > 0), name)).click();
    };
    await choose('Add column after');
    await choose('Add row below');
    expect(draft()).to.equal('| a |  |  |\n| --- | --- | --- |\n|  |  |  |\n|  |  |  |\n|  |  |  |');
    await choose('Remove row');
    await choose('Remove column');
    expect(draft()).to.equal('| a |  |\n| --- | --- |\n|  |  |\n|  |  |');
    await choose('Remove table');
    expect(draft()).to.equal('');
  });

  it('R-04 undo takes back everything, step by step: what was typed, pasted, formatted and put in from elsewhere', async () => {
    const page = await open();
    const editor = await formatted(page);
    editor.insert('Rest.');
    editor.insert('And cool.');
    paste(box(page) as HTMLElement, { 'text/html': '<p><b>Twice</b></p>', 'text/plain': 'Twice' });
    await until(() => draft() === 'Rest.And cool.**Twice**', 'all of it');
    tool(page, 'Heading').click();
    expect(draft()).to.equal('# Rest.And cool.**Twice**');
    const seen: string[] = [];
    for (let step = 0; step < 4; step += 1) {
      await until(() => tool(page, 'Undo').getAttribute('aria-disabled') === 'false');
      tool(page, 'Undo').click();
      seen.push(draft());
    }
    expect(seen).to.deep.equal(['Rest.And cool.**Twice**', 'Rest.And cool.', 'Rest.', '']);
    tool(page, 'Redo').click();
    expect(draft()).to.equal('Rest.');
  });

  it('R-04 what is typed literally stays as typed, and bare words go as they are', async () => {
    const page = await open();
    const editor = await formatted(page);
    editor.focus();
    for (const [words, text, format] of [['2*3*4 = 24, #5, a_b', '2\\*3\\*4 = 24, #5, a_b', 'markdown'], ['See you on Friday, at 10:00.', 'See you on Friday, at 10:00.', 'plain']] as const) {
      document.execCommand('insertText', false, words);
      await until(() => draft() === text, text);
      press(box(page) as HTMLElement, 'Enter');
      await until(() => sent().some((payload) => JSON.stringify(payload) === JSON.stringify({ text, format })), words);
      await until(() => findAll(page, 'clinic-message').some((message) => textOf(message).includes(words)), 'it reads as typed');
    }
  });

  it('R-05 input methods never send', async () => {
    const page = await open();
    const editor = await formatted(page);
    editor.insert('か');
    const before = sent().length;
    press(box(page) as HTMLElement, 'Enter', { isComposing: true, keyCode: 229 });
    await frame();
    expect([sent().length, draft().includes('か')]).to.deep.equal([before, true]);
  });

  it('R-04 a link takes a web address, a mail address or a telephone number, and nothing else', async () => {
    const page = await open();
    const editor = await formatted(page);
    editor.insert('plan');
    const ask = async (address: string): Promise<void> => {
      press(box(page) as HTMLElement, 'k', { ctrlKey: true });
      const field = await until(() => find<HTMLInputElement>(page, 'input[name=address]'), 'the field');
      field.value = address;
      (button(page, 'Set link') as HTMLElement).click();
    };
    await ask('javascript:alert(1)');
    await until(() => textOf(find(page, 'clinic-rich-panel') as Element).includes('Please enter a web address'), 'the reason');
    await expectAccessible(find(page, 'clinic-rich-panel'));
    (button(page, 'Cancel') as HTMLElement).click();
    await until(() => !find(page, 'clinic-rich-panel'));
    expect(draft()).to.equal('plan');
    editor.insert(' ');
    await ask('clinic.example/plan');
    await until(() => draft().includes('[clinic.example/plan](https://clinic.example/plan)'), 'the link');
    await until(() => tool(page, 'Link').getAttribute('aria-pressed') === 'false', 'the tool not pressed');
  });

  it('R-04 an image is an upload of the message, with words for who cannot see it', async () => {
    const page = await open();
    const editor = await formatted(page);
    editor.insert('Like this: ');
    const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png')) as Blob;
    scene.chat('maya').dispatch({ type: 'attachment.add', threadId: 'knee', files: [new File([blob], 'knee.png', { type: 'image/png' })] });
    const file = await until(() => scene.chat('maya').draft('knee').get().attachments[0]?.file, 'the upload');
    tool(page, 'Image').click();
    const set = await until(() => button(page, 'Insert image'), 'the panel');
    set.click();
    await until(() => textOf(find(page, 'clinic-rich-panel') as Element).includes('Please say in a few words'), 'words are asked for');
    (find(page, 'input[name=alt]') as HTMLInputElement).value = 'Where to press';
    set.click();
    await until(() => draft() === `Like this: ![Where to press](clinic-file:${file.id})`, 'the image');
    const image = await until(() => find<HTMLImageElement>(box(page) as Element, 'img[src^="blob:"]'), 'its picture');
    expect(image.alt).to.equal('Where to press');
    expect(editor.value).to.equal(draft());
  });

  it('R-04 the tools are remembered for the person, and the text stays whether they are there or not', async () => {
    const page = await open();
    const editor = await formatted(page);
    editor.insert('**Rest** and');
    await until(() => draft() === '**Rest** and');
    const notes = await scene.chat('maya').notes('');
    await until(async () => (await notes.get('formatting')) === true, 'what is remembered');
    fixtureCleanup();
    const again = await open('maya', scene);
    const box2 = await until(() => box(again), 'the editor by itself');
    await until(() => find(box2, 'strong')?.textContent === 'Rest', 'the draft with its formatting');
    tool(again, 'Formatting').click();
    await until(() => !box(again), 'the plain field');
    await until(() => plain(again).value === '**Rest** and' && find(again, 'textarea:focus') === plain(again), 'the text and the focus in it');
  });

  it('R-05 a message that is taken back for editing has its formatting', async () => {
    const page = await open();
    const chat = scene.chat('maya');
    await until(() => button(page, 'Formatting'));
    scene.workspace.controls('maya').offline = true;
    chat.dispatch({ type: 'message.send', threadId: 'knee', id: 'mine', kind: 'text', payload: { text: '**Now**', format: 'markdown' }, files: [] });
    const edit = await until(() => button(page, 'Edit'), 'the way back');
    edit.click();
    await until(() => box(page) && find(box(page) as Element, 'strong')?.textContent === 'Now', 'the editor with it');
    await until(() => draft() === '**Now**', 'the draft');
  });

  it('R-04 words pasted into the plain field are bare, and their formatting is one press away', async () => {
    const page = await open();
    await until(() => button(page, 'Formatting'));
    const field = plain(page);
    type(field, 'Please: ');
    field.setSelectionRange(8, 8);
    paste(field, { 'text/html': '<ul><li>cool</li><li><b>rest</b></li></ul>', 'text/plain': 'cool\nrest' });
    type(field, 'Please: cool\nrest');
    (await until(() => button(page, 'Keep formatting'), 'the offer')).click();
    await until(() => draft() === 'Please:\n\n- cool\n- **rest**', 'the formatted words');
    expect(nameOf(await until(() => box(page)))).to.equal('Message');
    await until(() => !button(page, 'Keep formatting'), 'the offer gone');
  });

  it('R-04 the toolbar is one tab stop; arrow keys go from tool to tool', async () => {
    const page = await open();
    await formatted(page);
    const stops = findAll(page, '[role=toolbar] [tabindex="0"]');
    expect(stops.map(nameOf)).to.deep.equal(['Bold']);
    tool(page, 'Bold').focus();
    press(tool(page, 'Bold'), 'ArrowRight');
    const hasFocus = (name: string): Promise<unknown> => until(() => nameOf(find(page, '[role=toolbar] :focus') as Element) === name, `the focus on «${name}»`);
    await hasFocus('Italic');
    press(tool(page, 'Italic'), 'End');
    await hasFocus('Redo');
  });

  it('R-04 the patient’s side has no tools, and pastes bare words', async () => {
    const page = await open('ana');
    await until(() => button(page, 'Attach files'));
    await still(page);
    expect(button(page, 'Formatting') ?? box(page)).to.equal(undefined);
    paste(plain(page), { 'text/html': '<b>x</b>', 'text/plain': 'x' });
    await frame();
    expect(button(page, 'Keep formatting')).to.equal(undefined);
  });
});
