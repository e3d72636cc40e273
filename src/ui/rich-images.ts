import '../i18n/rich.js';
import { safeHref } from './addresses.js';
import { create, extras, type RichTextSurroundings } from './rich-extras.js';
import { safeName } from './safe-text.js';

function fillImage(place: HTMLElement, around: RichTextSurroundings): void {
  const source = place.dataset['src'] ?? '';
  const alt = safeName(place.dataset['alt'] ?? '');
  const words = (text: string): HTMLElement => {
    const chip = create('span', { class: 'chip' });
    chip.textContent = text;
    return chip;
  };
  const id = /^clinic-file:([\w.~-]{1,200})$/i.exec(source)?.[1];
  if (id) {
    const found = around.image(id);
    if (found) place.replaceWith(picture(alt, found.url, around, found));
    else place.replaceWith(words(alt || around.t('rich.image-failed')));
    return;
  }
  const address = safeHref(source);
  if (!address || !/^https?:/.test(address)) {
    place.replaceWith(alt);
    return;
  }
  const host = new URL(address).host;
  const said = alt ? `${alt} · ` : '';
  if (!around.remoteImages || place.closest('a')) {
    place.replaceWith(words(said + around.t('rich.remote-image', { host })));
    return;
  }
  const load = create('button', { class: 'chip', type: 'button' });
  load.textContent = said + around.t('rich.remote-image.load', { host });
  load.addEventListener('click', () => load.replaceWith(picture(alt, Promise.resolve(address), around)), { once: true });
  place.replaceWith(load);
}

function picture(alt: string, url: Promise<string>, around: RichTextSurroundings, size: { width?: number | undefined; height?: number | undefined } = {}): HTMLElement {
  const image = document.createElement('img');
  image.alt = alt;
  image.decoding = 'async';
  image.referrerPolicy = 'no-referrer';
  if (size.width && size.height) {
    image.width = size.width;
    image.height = size.height;
  }
  const fail = (): void => {
    const chip = create('span', { class: 'chip' });
    chip.textContent = [alt, around.t('rich.image-failed')].filter(Boolean).join(' · ');
    image.replaceWith(chip);
  };
  image.addEventListener('error', fail, { once: true });
  url.then((address) => { image.src = address; }, fail);
  return image;
}

extras.images = fillImage;
