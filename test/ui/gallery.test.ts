import { expect, fixture, html } from '@open-wc/testing';
import { translator } from '../../src/i18n/index.js';
import { openGallery, type ClinicUiGallery, type GalleryImage } from '../../src/ui/gallery.js';

const t = translator('en');
const drawn = (): string => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 80, height: 60 });
  canvas.getContext('2d')!.fillRect(0, 0, 40, 60);
  return canvas.toDataURL();
};
const whole = drawn();
const images: readonly GalleryImage[] = ['a', 'b', 'c'].map((id) => ({ id, name: `${id}.jpg`, type: 'image/jpeg', size: 9, width: 4000, height: 3000, scan: 'clean', note: `You, day ${id}` }));
type Urls = ClinicUiGallery['fileUrl'];

const until = async (is: () => unknown): Promise<void> => {
  for (let i = 0; i < 400 && !is(); i++) await new Promise((done) => setTimeout(done, 10));
  expect(is()).to.be.ok;
};

describe('ui: gallery', () => {
  let gallery: ClinicUiGallery;
  let place: HTMLElement;
  const one = <E extends HTMLElement>(selector: string): E => gallery.shadowRoot!.querySelector<E>(selector)!;
  const button = (name: string): HTMLButtonElement => one(`[aria-label^="${name}"]`);
  const said = (): string => one('p[role=status]').textContent ?? '';
  const seen = (): HTMLImageElement | null => gallery.shadowRoot!.querySelector('.slide:not([inert]) img');
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) {
      one('dialog').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      await gallery.updateComplete;
    }
  };
  const pointer = (type: string, x: number, y: number, { id = 1, kind = 'touch', on = one('.stage') as Element } = {}): void => {
    const { left, top } = one('.stage').getBoundingClientRect();
    on.dispatchEvent(new PointerEvent(type, { pointerId: id, pointerType: kind, clientX: left + x, clientY: top + y, bubbles: true, composed: true, isPrimary: id === 1 }));
  };
  const swipe = async (from: number, to: number): Promise<void> => {
    pointer('pointerdown', from, 100);
    pointer('pointermove', (from + to) / 2, 100);
    pointer('pointermove', to, 100);
    pointer('pointerup', to, 100);
    await gallery.updateComplete;
  };
  const open = async ({ fileUrl = (() => Promise.resolve(whole)) as Urls, current = 'a', dir = 'ltr', back = (_: string): void => undefined } = {}): Promise<void> => {
    place = await fixture(html`<div dir=${dir}></div>`);
    const opened = openGallery({ into: place, images, current, t, locale: 'en', fileUrl, back });
    gallery = place.querySelector('clinic-ui-gallery')!;
    await opened;
    await until(() => said() !== '');
  };
  const isGone = (): boolean => !place.querySelector('clinic-ui-gallery');
  afterEach(async () => {
    gallery.shadowRoot?.querySelector('dialog')?.close();
    await until(isGone);
    // The page’s history is as it was: the next one begins there.
    await until(() => !(history.state as { clinicChatGallery?: true } | null)?.clinicChatGallery);
  });

  it('R-06 by keyboard: arrows, pages and ends turn; who, when and which of how many is said; Escape’s way out tells which was seen last', async () => {
    let last = '';
    await open({ back: (id) => (last = id) });
    expect(one('dialog').matches(':modal')).to.equal(true);
    expect(said()).to.equal('1 of 3, a.jpg, You, day a');
    await press('ArrowRight', 'ArrowRight', 'ArrowRight');
    expect(said()).to.contain('3 of 3, c.jpg');
    expect(button('Next image').getAttribute('aria-disabled')).to.equal('true');
    await press('Home', 'PageDown');
    expect(said()).to.contain('2 of 3');
    await press('End', 'PageUp', 'ArrowLeft');
    expect([said().slice(0, 6), seen()?.alt]).to.deep.equal(['1 of 3', 'a.jpg']);
    await press('ArrowRight');
    one<HTMLDialogElement>('dialog').close();
    await until(isGone);
    expect(last).to.equal('b');
  });

  it('R-06 from right to left everything is mirrored: arrows, the slides’ places, a swipe', async () => {
    await open({ dir: 'rtl' });
    await press('ArrowLeft');
    expect(said()).to.contain('2 of 3');
    const [first, second] = [...gallery.shadowRoot!.querySelectorAll<HTMLElement>('.slide')].map(({ style }) => style.getPropertyValue('--_at'));
    expect([first, second]).to.deep.equal(['1', '0']);
    await swipe(100, 250);
    expect(said()).to.contain('3 of 3');
  });

  it('R-06 zoom: keys, buttons, Control with the wheel, a double tap; then arrows move the image, and the next one is whole again', async () => {
    await open();
    await until(seen);
    const shown = (): string => seen()!.style.transform;
    await press('+');
    expect([shown().includes('scale(1.5)'), button('150%').textContent?.trim()]).to.deep.equal([true, '150%']);
    const before = shown();
    await press('ArrowRight', 'ArrowDown');
    expect([shown() === before, said().slice(0, 6)]).to.deep.equal([false, '1 of 3']);
    await press('-');
    expect(shown()).to.equal('');
    button('Zoom in').click();
    expect(shown()).to.contain('scale(1.5)');
    await press('0');
    const wheel = new WheelEvent('wheel', { deltaY: -100, ctrlKey: true, cancelable: true, bubbles: true });
    one('.stage').dispatchEvent(wheel);
    expect([shown().includes('scale(1.6'), wheel.defaultPrevented]).to.deep.equal([true, true]);
    await press('0');
    for (const type of ['pointerdown', 'pointerup', 'pointerdown', 'pointerup']) pointer(type, 50, 50, { kind: 'mouse', on: seen()! });
    expect(shown()).to.contain('scale(2.5)');
    await press('PageDown');
    expect([shown(), said().slice(0, 6)]).to.deep.equal(['', '2 of 3']);
  });

  it('R-06 fingers: a swipe turns, at the end it gives way and comes back; two fingers zoom and do not turn; one moves what is zoomed', async () => {
    await open();
    await until(seen);
    await swipe(250, 100);
    expect(said()).to.contain('2 of 3');
    await swipe(200, 180);
    expect(said()).to.contain('2 of 3');
    await swipe(100, 250);
    await swipe(100, 250);
    expect([said().slice(0, 6), one('.stage').style.getPropertyValue('--_pull')]).to.deep.equal(['1 of 3', '0px']);
    pointer('pointerdown', 100, 100);
    pointer('pointerdown', 200, 100, { id: 2 });
    pointer('pointermove', 300, 100, { id: 2 });
    pointer('pointerup', 300, 100, { id: 2 });
    pointer('pointerup', 100, 100);
    await gallery.updateComplete;
    expect([said().slice(0, 6), seen()!.style.transform.includes('scale(2)')]).to.deep.equal(['1 of 3', true]);
    const before = seen()!.style.transform;
    await swipe(200, 150);
    expect([said().slice(0, 6), seen()!.style.transform === before]).to.deep.equal(['1 of 3', false]);
  });

  it('R-06 the way back of the browser closes it, and leaves no entry of its own', async () => {
    await open();
    expect((history.state as { clinicChatGallery?: true }).clinicChatGallery).to.equal(true);
    history.back();
    await until(isGone);
  });

  it('R-06 a preview of the same box stands in until the image has come; only what is seen is fetched whole; one that runs out is asked for again', async () => {
    const asked: string[] = [];
    let give: (url: string) => void = () => undefined;
    await open({
      fileUrl: ({ id }, as) => {
        asked.push(`${as} ${id}`);
        if (as === 'preview') return Promise.resolve(whole);
        return new Promise((resolve) => { give = resolve; });
      },
    });
    await until(seen);
    expect(one('.state').textContent).to.contain('The image is being loaded');
    const { width, height } = seen()!.getBoundingClientRect();
    expect(Math.abs(width / height - 4 / 3)).to.be.below(0.02);
    give('data:image/png;base64,AAAA');
    await until(() => asked.filter((one) => one === 'file a').length === 2);
    give(`${whole}#fresh`);
    await until(() => seen()?.src.endsWith('#fresh'));
    expect([seen()!.getBoundingClientRect().width, one('.state').textContent?.trim()]).to.deep.equal([width, '']);
    expect(asked.filter((one) => one.endsWith(' c') || one === 'file b')).to.deep.equal([]);
  });

  it('R-06 what could not be loaded says so, and is tried again by a press', async () => {
    let calls = 0;
    await open({ fileUrl: (_, as) => (as === 'file' && calls++ > 0 ? Promise.resolve(whole) : Promise.reject(new Error('gone'))) });
    await until(() => one('.state').textContent?.includes('Could not be loaded'));
    one('.state button').click();
    await until(seen);
    expect(one('.state').textContent?.trim()).to.equal('');
  });

  it('R-06 more images may come while it is open: the one that is seen stays', async () => {
    await open({ current: 'b' });
    gallery.images = [{ ...images[0]!, id: 'z' }, ...images];
    await gallery.updateComplete;
    expect(said()).to.contain('3 of 4, b.jpg');
  });
});
