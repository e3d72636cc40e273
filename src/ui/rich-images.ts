import '../i18n/rich.js';
import { safeHref } from './addresses.js';
import { imageBox } from './image-box.js';
import { create, extras, type RichTextSurroundings } from './rich-extras.js';
import { safeName } from './safe-text.js';

const largest = 360;

function chip(words: string): HTMLElement {
  const element = create('span', { class: 'chip' });
  element.textContent = words;
  return element;
}

function fillImage(place: HTMLElement, around: RichTextSurroundings): void {
  const source = place.dataset['src'] ?? '';
  const alt = safeName(place.dataset['alt'] ?? '');
  const id = /^clinic-file:([\w.~-]{1,200})$/i.exec(source)?.[1];
  if (id) {
    const found = around.image(id);
    if (found) place.replaceWith(picture(alt, found.url, around, found));
    else place.replaceWith(chip(alt || around.t('rich.image-failed')));
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
    place.replaceWith(chip(said + around.t('rich.remote-image', { host })));
    return;
  }
  const load = create('button', { class: 'chip', type: 'button' });
  load.textContent = said + around.t('rich.remote-image.load', { host });
  load.addEventListener('click', () => load.replaceWith(picture(alt, Promise.resolve(address), around)), { once: true });
  place.replaceWith(load);
}

/** In its box, whatever comes: what the reader looks at below it stays where it is. */
function picture(alt: string, url: Promise<string>, around: RichTextSurroundings, size: { width?: number | undefined; height?: number | undefined } = {}): HTMLElement {
  const box = create('span', { class: 'picture' });
  const { width, ratio } = imageBox(size, largest);
  box.style.inlineSize = `${width}px`;
  box.style.aspectRatio = String(ratio);
  const image = document.createElement('img');
  image.alt = alt;
  image.decoding = 'async';
  image.referrerPolicy = 'no-referrer';
  const fail = (): void => box.replaceChildren(chip([alt, around.t('rich.image-failed')].filter(Boolean).join(' · ')));
  image.addEventListener('error', fail, { once: true });
  url.then((address) => { image.src = address; }, fail);
  box.append(image);
  return box;
}

extras.images = fillImage;
