import { expect, fixtureCleanup, html } from '@open-wc/testing';
import '../../src/define.js';
import type { MemorySeed, SeedFile } from '../../src/transport/memory/index.js';
import { at, button, deep, expectAccessible, find, findAll, mount, nameOf, press, seed, stage, textOf, type, until, type Stage } from '../support/elements.js';

const png = (name: string): SeedFile => ({ name, type: 'image/png', width: 1, height: 1, blob: new Blob([Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), (char) => char.charCodeAt(0))], { type: 'image/png' }) });
const report: SeedFile = { name: 'report.pdf', type: 'application/pdf', size: 12_000 };

/** The knee's thread with what was sent in it; a group with two patients. */
function world(more: SeedFile[] = []): MemorySeed {
  const plain = seed([{ id: 'both', title: 'Both', participants: ['maya', 'ana', 'ben'], groupAdmin: 'maya', messages: [{ author: 'maya', text: 'Welcome.', sentAt: at(0, 9) }] }]);
  const knee = plain.threads!.find(({ id }) => id === 'knee')!;
  knee.messages = [...knee.messages!, { author: 'maya', files: [report, ...more], sentAt: at(0, 8, 10) }, { author: 'ana', files: [png('knee.png')], sentAt: at(0, 8, 12) }];
  return plain;
}

describe('elements: Images & documents', () => {
  let scene: Stage;
  const show = async (viewer: string, thread = 'knee', from = world(), options = {}): Promise<HTMLElement> => {
    scene = stage(from);
    return mount(scene.chat(viewer), html`<clinic-thread thread=${thread}></clinic-thread>`, options);
  };
  const folder = (page: ParentNode): HTMLElement | undefined => find(page, 'clinic-documents');
  const options = (page: ParentNode): HTMLElement[] => findAll(page, '[role=option]');
  const option = (page: ParentNode, name: string): Promise<HTMLElement> => until(() => options(page).find((one) => nameOf(one).startsWith(name)), name);
  const openAsStaff = async (page: ParentNode): Promise<void> => {
    (await until(() => button(page, 'Upload from Images & documents'), 'the folder’s button')).click();
    await until(() => find<HTMLDialogElement>(folder(page) ?? page, 'dialog')?.open, 'the folder');
  };
  const openAsPatient = async (page: ParentNode): Promise<void> => {
    (await until(() => button(page, 'Attach files'))).click();
    const item = await until(() => findAll(page, '[role=menuitem]').find((one) => nameOf(one) === 'From Images & documents'), 'the choice');
    item.click();
    await until(() => folder(page), 'the folder');
  };
  const focused = (): Element | null => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
  };
  afterEach(() => {
    fixtureCleanup();
    scene.end();
  });

  it('R-06 R-17 staff choose several from the folder, third in the bar, by keyboard; they become attachments without an upload and are sent', async () => {
    const page = await show('maya');
    await openAsStaff(page);
    const bar = findAll(page, 'button').map(nameOf);
    expect(bar.indexOf('Upload from Images & documents')).to.equal(bar.indexOf('Upload from device') + 1);
    await until(() => options(page).map((one) => nameOf(one).split(' ')[0]).join() === 'knee.png,report.pdf', 'the folder’s entries');
    const [first, second] = options(page) as [HTMLElement, HTMLElement];
    first.focus();
    press(first, ' ');
    press(first, 'ArrowRight');
    await until(() => focused() === second, 'the focus on the second');
    press(second, 'Enter');
    await until(() => options(page).every((one) => one.getAttribute('aria-selected') === 'true'), 'both chosen');
    await until(() => textOf(folder(page)!).includes('2 chosen'), 'how many');
    let uploads = 0;
    const { state } = scene.workspace.transport('maya') as unknown as { state: { uploads: Map<string, unknown> } };
    uploads = state.uploads.size;
    button(folder(page)!, 'Attach')!.click();
    await until(() => findAll(page, 'clinic-ui-upload').length === 2, 'the chips');
    expect(findAll(page, '.name[title]').map((name) => name.title)).to.deep.equal(['knee.png', 'report.pdf']);
    (await until(() => findAll(page, 'button:not([aria-disabled=true])').find((one) => nameOf(one) === 'Send'), 'Send')).click();
    const sent = await until(() => scene.workspace.messagesOf('knee').find(({ kind, files }) => kind === 'file' && files.length === 2), 'the message');
    expect([sent.author, state.uploads.size]).to.deep.equal(['maya', uploads]);
  });

  it('R-06 the patient’s side: «Attach files» asks whence; the folder is searched, narrowed and shown as a list, and says when there is nothing', async () => {
    const page = await show('ana');
    await openAsPatient(page);
    await option(page, 'report.pdf');
    await expectAccessible(folder(page));
    type(find<HTMLInputElement>(folder(page)!, 'input[type=search]')!, 'KNEE');
    await until(() => options(page).length === 1, 'what was sought');
    type(find<HTMLInputElement>(folder(page)!, 'input[type=search]')!, 'no such name');
    await until(() => textOf(folder(page)!).includes('Nothing found'), 'the sentence');
    type(find<HTMLInputElement>(folder(page)!, 'input[type=search]')!, '');
    const select = find<HTMLSelectElement>(folder(page)!, 'select')!;
    select.value = 'document';
    select.dispatchEvent(new Event('change'));
    await until(() => options(page).length === 1 && nameOf(options(page)[0]!).startsWith('report.pdf'), 'documents alone');
    button(folder(page)!, 'As a list')!.click();
    await until(() => find(folder(page)!, 'ul.list'), 'the list');
    (await option(page, 'report.pdf')).click();
    await until(() => !button(folder(page)!, 'Attach')?.matches(':disabled'));
    button(folder(page)!, 'Attach')!.click();
    await until(() => find(page, 'clinic-ui-upload') && !folder(page), 'the chip');
    await until(() => nameOf(focused()!) === 'Attach files', 'the focus on the button');
  });

  it('R-16 in a thread with several patients it is asked whose folder, and what is chosen goes to that one alone', async () => {
    const page = await show('maya', 'both');
    await openAsStaff(page);
    expect(options(page)).to.have.length(0);
    const ana = await until(() => findAll<HTMLInputElement>(folder(page)!, 'input[type=radio]').find((one) => textOf(one.closest('label')!).includes('Ana Silva')));
    ana.click();
    (await option(page, 'report.pdf')).click();
    await until(() => textOf(folder(page)!).includes('this patient’s side alone'), 'for whom it is');
    await expectAccessible(folder(page));
    (await until(() => button(folder(page)!, 'Send to Ana Silva'))).click();
    const sent = await until(() => scene.workspace.messagesOf('both').find(({ kind }) => kind === 'file'), 'the message');
    expect([sent.for, sent.files[0]?.name]).to.deep.equal(['ana', 'report.pdf']);
    const ben = await scene.workspace.transport('ben').messages('both', {});
    expect(ben.items.some(({ id }) => id === sent.id)).to.equal(false);
  });

  it('R-06 thousands of entries come page by page; what failed is said and tried again; what the scanner holds back cannot be chosen', async () => {
    const many = Array.from({ length: 60 }, (_, i): SeedFile => ({ name: `scan ${i + 1}.pdf`, type: 'application/pdf', size: 1_000, scan: i === 0 ? 'blocked' : i === 1 ? 'pending' : 'clean' }));
    const page = await show('maya', 'knee', world(many));
    await until(() => button(page, 'Upload from Images & documents'), 'the bar');
    scene.workspace.controls('maya').failNext('catalog', 'forbidden', { times: 100 });
    await openAsStaff(page);
    const again = await until(() => button(folder(page)!, 'Try again'), 'the way out');
    scene.workspace.controls('maya').heal();
    again.click();
    await until(() => options(page).length >= 48, 'the first page');
    await until(() => {
      find(folder(page)!, '.place')!.scrollTop = 100_000;
      return options(page).length === 62;
    }, 'the rest');
    const blocked = await option(page, 'scan 1.pdf');
    expect([nameOf(blocked), blocked.getAttribute('aria-disabled')]).to.deep.equal(['scan 1.pdf Blocked: this file is not safe', 'true']);
    blocked.click();
    (await option(page, 'scan 2.pdf')).click();
    expect(options(page).filter((one) => one.getAttribute('aria-selected') === 'true')).to.have.length(0);
    for (const one of options(page).slice(2, 30)) one.click();
    await until(() => textOf(folder(page)!).includes('A message can have 20 files.'), 'the limit');
    await until(() => button(folder(page)!, 'Attach')?.matches(':disabled'), 'Attach to be off');
    expect([...deep(page)].length).to.be.below(2_500);
  });

  it('R-06 whoever opens no profiles has no folder: the office attaches from the device', async () => {
    const page = await show('office', 'office-ana');
    await until(() => button(page, 'Upload from device'));
    expect(button(page, 'Upload from Images & documents')).to.equal(undefined);
  });
});
