import { expect, fixture, html } from '@open-wc/testing';
import { translator } from '../../src/i18n/index.js';
import '../../src/kinds/text/bubble.js';
import type { ClinicKindText } from '../../src/kinds/text/bubble.js';
import type { FileRef, KindHost, Message, TextPayload } from '../../src/model/index.js';
import { frame, until } from '../support/page.js';

const pixel = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
const host: KindHost = { locale: 'en', t: translator('en'), fileUrl: () => Promise.resolve(pixel), can: () => true, notes: () => Promise.reject(new Error('no notes here')), remoteImages: false };
const photo = (id: string): FileRef => ({ id, name: `${id}.jpg`, type: 'image/jpeg', size: 1, width: 400, height: 300, scan: 'clean' });

function bubble(payload: TextPayload, files: FileRef[] = []): Promise<ClinicKindText> {
  const message: Message = { id: 'm', threadId: 't', author: 'a', sentAt: 0, revision: 1, kind: 'text', payload, files, delivery: 'sent' };
  return fixture<ClinicKindText>(html`<clinic-kind-text .message=${message} .payload=${payload} .host=${host}></clinic-kind-text>`);
}
const inside = (element: Element, selector: string): Element[] => [...(element.shadowRoot?.querySelectorAll(selector) ?? [])];

describe('kinds: text', () => {
  it('R-04 plain text stays as typed: marks, spaces and line ends', async () => {
    const text = '1. not a list\n#5  *a* <b>b</b>\n\n  - x';
    const element = await bubble({ text, format: 'plain' });
    const box = inside(element, '.text')[0];
    expect(box?.textContent).to.equal(text);
    expect(getComputedStyle(box as Element).whiteSpace).to.equal('pre-wrap');
    expect(inside(element, 'b, ol, ul')).to.have.length(0);
  });
  it('R-04 plain text has its addresses as safe links', async () => {
    const element = await bubble({ text: 'see https://a.example now', format: 'plain' });
    await until(() => inside(element, 'a').length === 1);
    const link = inside(element, 'a')[0] as HTMLAnchorElement;
    expect([link.href, link.rel, link.target]).to.deep.equal(['https://a.example/', 'noopener noreferrer', '_blank']);
  });
  it('R-04 Markdown is drawn once its library has come, and again when the message changes', async () => {
    const element = await bubble({ text: '**bold**', format: 'markdown' });
    await until(() => inside(element, '.rich strong').length === 1);
    element.payload = { text: '*other*', format: 'markdown' };
    await element.updateComplete;
    expect(inside(element, '.rich').map((box) => box.textContent.trim())).to.deep.equal(['other']);
    element.own = true;
    await element.updateComplete;
    expect(inside(element, '.rich em')).to.have.length(1);
    element.payload = { text: '*plain*', format: 'plain' };
    await element.updateComplete;
    expect(inside(element, '.text')[0]?.textContent).to.equal('*plain*');
  });
  it('R-04 one poisonous message shows as plain text and nothing throws', async () => {
    const text = '>'.repeat(5000);
    const element = await bubble({ text, format: 'markdown' });
    // It is looked at once what would draw it is there.
    await import('../../src/ui/rich-text.js');
    await frame();
    await element.updateComplete;
    expect(inside(element, '.text')[0]?.textContent).to.equal(text);
  });
  it('R-06 a message’s files stand below its words; an image within the words is not shown twice', async () => {
    const element = await bubble({ text: 'look ![a knee](clinic-file:one)', format: 'markdown' }, [photo('one'), photo('two')]);
    await until(() => inside(element, '.rich img').length === 1);
    const [attachments] = inside(element, 'clinic-ui-attachments') as (Element & { images: FileRef[] })[];
    expect(attachments?.images.map((image) => image.id)).to.deep.equal(['two']);
  });
  it('R-06 files without words draw no empty line', async () => {
    const element = await bubble({ text: '', format: 'plain' }, [photo('one')]);
    expect(inside(element, '.text')).to.have.length(0);
    expect(inside(element, 'clinic-ui-attachments')).to.have.length(1);
  });
});
