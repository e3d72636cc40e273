import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { translator } from '../../src/i18n/index.js';
import { rootCss } from '../../src/theme/index.js';
import type { ClinicUiAttachments } from '../../src/ui/attachments.js';
import '../../src/ui/attachments.js';
import type { ClinicUiDialog } from '../../src/ui/dialog.js';
import '../../src/ui/dialog.js';
import type { AttachedFile } from '../../src/ui/files.js';
import type { ClinicUiMenu } from '../../src/ui/menu.js';
import '../../src/ui/menu.js';
import type { ClinicUiUpload } from '../../src/ui/upload.js';
import '../../src/ui/upload.js';
import '../support/assertions.js';
import { until } from '../support/page.js';

const t = translator('en');
const pixel = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
const image = (id: string, width?: number, height?: number): AttachedFile => ({ id, name: `${id}.jpg`, type: 'image/jpeg', size: 9, scan: 'clean', ...(width && height && { width, height }) });
const all = (host: Element, selector: string): HTMLElement[] => [...(host.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
const one = (host: Element, selector: string): HTMLElement => {
  const [found] = all(host, selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
};
const names = (host: Element): (string | null)[] => all(host, 'button').map((button) => button.getAttribute('aria-label'));

describe('ui: attachments', () => {
  const shown = (images: AttachedFile[], files: AttachedFile[] = [], fileUrl: (file: AttachedFile) => Promise<string> = () => Promise.resolve(pixel)) =>
    fixture<ClinicUiAttachments>(html`<clinic-ui-attachments .images=${images} .files=${files} .fileUrl=${fileUrl} .t=${t}></clinic-ui-attachments>`);

  it('R-06 shows up to four images, the fourth with how many more there are', async () => {
    const host = await shown(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => image(id, 400, 300)));
    expect(names(host)).to.deep.equal(['Open image a.jpg', 'Open image b.jpg', 'Open image c.jpg', 'Show all 7 images, +4']);
    expect(one(host, '.rest').textContent).to.equal('+4');
  });

  it('an image has its box before it loads, so that nothing jumps', async () => {
    let give: ((url: string) => void) | undefined;
    const host = await shown([image('a', 400, 800)], [], () => new Promise((resolve) => { give = resolve; }));
    const before = host.getBoundingClientRect().height;
    expect(before).to.be.above(100);
    (await until(() => names(host).length === 1 && give, 'the question for its address'))(pixel);
    await until(() => all(host, 'img').length === 1);
    expect(host.getBoundingClientRect().height).to.equal(before);
  });

  it('a broken image says so and is tried again by a press', async () => {
    let calls = 0;
    const host = await shown([image('a')], [], () => (calls++ ? Promise.resolve(pixel) : Promise.reject(new Error('gone'))));
    await until(() => names(host)[0] === 'Could not be loaded. Load a.jpg again');
    one(host, 'button').click();
    await until(() => all(host, 'img').length === 1);
  });

  it('R-06 a file is a card with its name, extension, size and a download', async () => {
    const host = await shown([], [{ id: '1', name: 'Blood results.pdf', type: 'application/pdf', size: 2048, scan: 'clean' }]);
    expect(names(host)).to.deep.equal(['Download Blood results.pdf, 2 kB']);
    expect(one(host, 'bdi').textContent).to.equal('Blood results.pdf');
  });

  it('a size is read from its number on, in a page that runs the other way, too', async () => {
    const host = await shown([], [{ id: '1', name: 'a.pdf', type: 'application/pdf', size: 2048, scan: 'clean' }]);
    host.dir = 'rtl';
    const words = document.createNodeIterator(one(host, '.meta'), NodeFilter.SHOW_TEXT, (node) => (node.textContent === '2 kB' ? 1 : 2)).nextNode()!;
    const left = (at: number): number => {
      const range = new Range();
      range.setStart(words, at);
      range.setEnd(words, at + 1);
      return range.getBoundingClientRect().left;
    };
    expect(left(0)).to.be.below(left(2));
  });

  it('a file that is being checked or was blocked cannot be opened, and an unchecked image is not shown', async () => {
    const host = await shown([{ ...image('a'), scan: 'pending' }], [{ id: '1', name: 'x.exe', type: 'application/octet-stream', size: 1, scan: 'blocked' }]);
    expect(names(host)).to.deep.equal([]);
    expect(host.shadowRoot?.textContent).to.contain('Being checked').and.to.contain('Blocked: this file is not safe');
  });

  it('a name of 300 letters, with a direction override, stays within its card', async () => {
    const host = await shown([], [{ id: '1', name: `\u202e${'a'.repeat(300)}.pdf`, type: 'application/pdf', size: 1, scan: 'clean' }]);
    const card = one(host, '.card');
    expect(card.scrollWidth).to.be.at.most(card.clientWidth);
    expect(card.textContent).not.to.contain('\u202e');
    expect(card.getBoundingClientRect().height).to.be.below(140);
  });

  it('R-06 an image opens large, in a gallery; the focus comes back to the one that was seen last', async () => {
    const host = await shown([image('a'), image('b')]);
    await until(() => names(host).length === 2);
    one(host, 'button').focus();
    one(host, 'button').click();
    await until(() => all(host, 'clinic-ui-gallery').length === 1);
    const gallery = one(host, 'clinic-ui-gallery');
    await until(() => all(gallery, 'dialog:modal').length === 1);
    const dialog = one(gallery, 'dialog') as HTMLDialogElement;
    dialog.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    await until(() => one(gallery, '.position').textContent === '2 of 2');
    dialog.close();
    await until(() => all(host, 'clinic-ui-gallery').length === 0);
    await until(() => host.shadowRoot?.activeElement === all(host, 'button')[1]);
  });
});

describe('ui: upload', () => {
  it('R-06 shows progress in words and by a bar, and cancels', async () => {
    const chip = await fixture<ClinicUiUpload>(html`<clinic-ui-upload name="knee.jpg" type="image/jpeg" state="uploading" .size=${200} .sent=${84} .t=${t}></clinic-ui-upload>`);
    expect(one(chip, '.meta').textContent).to.equal('42% uploaded');
    expect((one(chip, 'progress') as HTMLProgressElement).value).to.equal(0.42);
    setTimeout(() => { one(chip, '[aria-label="Cancel knee.jpg"]').click(); });
    await oneEvent(chip, 'clinic-ui-remove');
  });
  it('R-06 says why a file was refused, and offers another try where one may help', async () => {
    const refused = await fixture<ClinicUiUpload>(html`<clinic-ui-upload name="a.zip" state="refused" reason="Larger than 200 MB" .t=${t}></clinic-ui-upload>`);
    expect(one(refused, '.meta').textContent).to.equal('Larger than 200 MB');
    expect(names(refused)).to.deep.equal(['Remove a.zip']);
    const failed = await fixture<ClinicUiUpload>(html`<clinic-ui-upload name="a.zip" state="failed" .t=${t}></clinic-ui-upload>`);
    expect(names(failed)).to.deep.equal(['Try a.zip again', 'Remove a.zip']);
  });
});

describe('ui: menu and dialog', () => {
  const press = (on: Element | null | undefined, key: string): void => void on?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));

  it('a menu is used by keyboard alone: arrows, End, first letter, Escape', async () => {
    const menu = await fixture<ClinicUiMenu>(html`<clinic-ui-menu label="Message actions" .items=${[{ id: 'copy', label: 'Copy' }, { id: 'off', label: 'Off', disabled: true }, { id: 'edit', label: 'Edit' }]}></clinic-ui-menu>`);
    const trigger = one(menu, 'button');
    trigger.focus();
    press(trigger, 'ArrowDown');
    const now = (): string | undefined => menu.shadowRoot?.activeElement?.textContent.trim();
    expect(now()).to.equal('Copy');
    press(menu.shadowRoot?.activeElement, 'ArrowDown');
    expect(now()).to.equal('Edit');
    press(menu.shadowRoot?.activeElement, 'ArrowDown');
    expect(now()).to.equal('Copy');
    press(menu.shadowRoot?.activeElement, 'e');
    expect(now()).to.equal('Edit');
    await until(() => trigger.getAttribute('aria-expanded') === 'true');
    press(menu.shadowRoot?.activeElement, 'Escape');
    expect(menu.shadowRoot?.activeElement).to.equal(trigger);
    await until(() => trigger.getAttribute('aria-expanded') === 'false');
    trigger.click();
    setTimeout(() => { all(menu, '[role=menuitem]')[2]?.click(); });
    const event = (await oneEvent(menu, 'clinic-ui-select')) as CustomEvent<string>;
    expect(event.detail).to.equal('edit');
  });

  it('a dialog is modal, named by its heading, and keeps Escape to itself', async () => {
    const dialog = await fixture<ClinicUiDialog>(html`<clinic-ui-dialog heading="Discard?" close-label="Close">Body</clinic-ui-dialog>`);
    await dialog.show();
    expect(one(dialog, 'dialog').matches(':modal')).to.equal(true);
    let leaked = 0;
    dialog.addEventListener('keydown', () => leaked++);
    press(one(dialog, 'h2'), 'Escape');
    expect(leaked).to.equal(0);
    setTimeout(() => { one(dialog, 'button').click(); });
    await oneEvent(dialog, 'close');
  });
});

describe('theme: in a hostile page', () => {
  const page = document.createElement('style');
  afterEach(() => page.remove());

  async function rooted(hostile: string, inner = 'x') {
    page.textContent = hostile;
    document.head.append(page);
    const host = await fixture<HTMLElement>(html`<x-root></x-root>`);
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`${rootCss} p{margin:0;font-size:var(--_text-body)} b{font-size:3em} i{font-size:var(--_text-body)}`);
    root.adoptedStyleSheets = [sheet];
    const p = document.createElement('p');
    p.append(inner);
    const b = document.createElement('b');
    b.append(document.createElement('i'));
    p.append(b);
    root.append(p);
    return { host, size: () => parseFloat(getComputedStyle(p).fontSize), nested: () => parseFloat(getComputedStyle(b.firstElementChild as Element).fontSize) };
  }

  it('R-09 survives * { all: unset }: stays a block with its own colours', async () => {
    const { host } = await rooted('* { all: unset } x-root { display: none !important; color: red }');
    expect(getComputedStyle(host).display).to.equal('block');
    expect(getComputedStyle(host).color).not.to.equal('rgb(255, 0, 0)');
  });
  it('R-09 is not blown up by a huge root font, nor shrunk by a small one', async () => {
    expect((await rooted('html { font-size: 60px }')).size()).to.equal(15);
    expect((await rooted('html { font-size: 62.5% }')).size()).to.equal(15);
  });
  it('follows a root font that a person may have chosen, up to 200 %', async () => {
    expect((await rooted('html { font-size: 20px }')).size()).to.be.closeTo(18.75, 0.01);
    expect((await rooted('html { font-size: 200% }')).size()).to.equal(30);
  });
  it('sizes do not compound in nested elements', async () => {
    expect((await rooted('body { font-size: 40px }')).nested()).to.equal(15);
  });
  it('is still hidden by its hidden attribute', async () => {
    const { host } = await rooted('* { all: unset }');
    host.hidden = true;
    expect(getComputedStyle(host).display).to.equal('none');
  });
  it('does not inherit the page’s spacing, capitals or alignment', async () => {
    const { host } = await rooted('body { letter-spacing: 9px; text-transform: uppercase; text-align: center; line-height: 5; font-style: italic; white-space: pre }');
    const style = getComputedStyle(host);
    expect([style.letterSpacing, style.textTransform, style.textAlign, style.fontStyle, style.whiteSpace]).to.deep.equal(['normal', 'none', 'start', 'normal', 'normal']);
  });
});
