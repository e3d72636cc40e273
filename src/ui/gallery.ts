import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { define } from '../base/define.js';
import { formatScale } from '../i18n/format-size.js';
import '../i18n/gallery.js';
import '../i18n/more.js';
import { iconDownload, iconImage, iconImageOff } from '../theme/file-icons.js';
import { iconZoomIn, iconZoomOut } from '../theme/gallery-icons.js';
import { iconClose, iconNext, iconPrevious, iconRetry } from '../theme/icons.js';
import { BackGesture } from './back-gesture.js';
import { sized } from './box.js';
import { spokenName, startDownload, type AttachedFile } from './files.js';
import { GalleryTouch } from './gallery-touch.js';
import { galleryStyles } from './gallery.styles.js';
import { icon } from './icon.js';
import { openGalleries } from './open-galleries.js';
import { baseStyles, buttonStyles } from './styles.js';

type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;
type As = 'file' | 'preview';
type FileUrl = (file: AttachedFile, as: As) => Promise<string>;

export interface GalleryImage extends AttachedFile {
  /** Who sent it and when, in words. */
  readonly note?: string;
}

/** What there is of one image: addresses; whether they are asked for; whether a fresh one was already. */
interface Known { preview?: string; file?: string; asked?: boolean; again?: boolean; failed?: boolean }

const step = 1.5;
/** Pixels by which an arrow key moves what is zoomed. */
const stride = 80;

/**
 * Images large, one at a time: a modal `<dialog>`, closed by Escape, the way back, the button or a click beside the image. Buttons, arrow keys and a swipe turn the
 * pages; buttons, `+`, `-`, `0`, a pinch, Control with the wheel and a double tap zoom. A preview fills the place until the image has come.
 *
 * @tag clinic-ui-gallery
 * @fires clinic-ui-gallery - It has opened: whoever is around may give it more images, and another source of them.
 * @fires close - It has closed; `current` is the image that was seen last.
 */
export class ClinicUiGallery extends LitElement {
  static override styles = [baseStyles, buttonStyles, galleryStyles];

  @property({ attribute: false }) images: readonly GalleryImage[] = [];
  /** The id of the image that is seen. */
  @property() current = '';
  @property({ attribute: false }) t: Translate = (key) => key;
  @property() locale = 'en';
  @property({ attribute: false }) fileUrl: FileUrl = () => Promise.reject(new Error('no fileUrl'));

  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('.stage') private readonly stage!: HTMLElement | null;
  @state() private scale = 1;
  readonly #known = new Map<string, Known>();
  readonly #back = new BackGesture('clinicChatGallery', () => this.dialog.close());
  readonly #touch = new GalleryTouch({
    stage: () => this.stage,
    picture: () => this.renderRoot.querySelector<HTMLElement>('.slide:not([inert]) img'),
    canTurn: (side) => this.images[this.#index + side * this.#direction] !== undefined,
    turn: (side) => this.#go(this.#index + side * this.#direction),
    changed: () => (this.scale = this.#touch.scale),
    beside: () => this.dialog.close(),
  });

  /** Opens it once it stands in a document. */
  async show(): Promise<void> {
    await this.updateComplete;
    this.dialog.showModal();
    this.renderRoot.querySelector<HTMLElement>('.close')?.focus();
    this.#back.connect();
    this.#back.enter();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    openGalleries.delete(this);
    void this.#back.leave().then(() => this.#back.disconnect());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('images') || changed.has('current') || changed.has('fileUrl')) for (const { file } of this.#near) void this.#read(file);
  }

  protected override firstUpdated(): void {
    if (this.stage) this.#touch.connect(this.stage);
  }

  override render(): TemplateResult {
    const { t } = this;
    const file = this.images[this.#index];
    const name = spokenName(file?.name ?? '', t('file.unnamed'));
    const position = this.images.length > 1 ? t('gallery.position', { index: this.#index + 1, count: this.images.length }) : '';
    return html`<dialog aria-label=${t('gallery')} @close=${this.#onClose} @keydown=${this.#onKey}>
      <header>
        <div class="caption"><bdi class="name">${name}</bdi>${file?.note ? html`<span class="note">${file.note}</span>` : nothing}</div>
        <button class="icon-button" type="button" aria-label=${t('gallery.download')} @click=${this.#onDownload}>${icon(iconDownload)}</button>
        <button class="icon-button close" type="button" aria-label=${t('gallery.close')} @click=${() => this.dialog.close()}>${icon(iconClose)}</button>
      </header>
      <div class="frame">
        <div class="stage">${repeat(this.#near, (one) => one.file.id, ({ file: one, place }) => this.#renderSlide(one, place))}</div>
        ${this.#renderState(file)}${position ? html`${this.#renderTurn(-1)}${this.#renderTurn(1)}` : nothing}
      </div>
      <footer>
        <bdi class="position">${position}</bdi>
        <button class="icon-button" type="button" aria-label=${t('gallery.zoom-out')} @click=${() => this.#touch.zoomTo(this.scale / step)}>${icon(iconZoomOut)}</button>
        <button class="icon-button percent" type="button" aria-label=${t('gallery.zoom-reset', { percent: this.#percent })} @click=${() => this.#touch.reset()}>${this.#percent}</button>
        <button class="icon-button" type="button" aria-label=${t('gallery.zoom-in')} @click=${() => this.#touch.zoomTo(this.scale * step)}>${icon(iconZoomIn)}</button>
      </footer>
      <p class="visually-hidden" role="status">${[position, name, file?.note, this.scale > 1 ? this.#percent : ''].filter(Boolean).join(', ')}</p>
    </dialog>`;
  }

  #renderSlide(file: GalleryImage, place: number): TemplateResult {
    const { id, width, height } = file;
    const { file: whole, preview } = this.#known.get(id) ?? {};
    const src = whole ?? preview;
    const hasSize = !!width && !!height;
    return html`<div class="slide ${place === 0 && this.scale > 1 ? 'zoomed' : ''}" ?inert=${place !== 0}
      ${sized({ '--_at': String(place * this.#direction), ...(hasSize && { '--_width': `${width}px`, '--_ratio': String(width / height) }) })}>
      ${src ? html`<img class=${hasSize ? 'sized' : nothing} src=${src} alt=${spokenName(file.name, this.t('file.unnamed'))} draggable="false" decoding="async"
        @error=${() => this.#onBroken(file, src)} />` : icon(iconImage)}
    </div>`;
  }

  #renderState(file: GalleryImage | undefined): TemplateResult {
    const { failed, file: whole } = (file && this.#known.get(file.id)) ?? {};
    return html`<div class="state" role="status">${failed
      ? html`<p>${icon(iconImageOff)} ${this.t('file.failed')}</p><button class="button" type="button" @click=${this.#onRetry}>${icon(iconRetry)}${this.t('retry')}</button>`
      : file && !whole ? html`<p>${this.t('gallery.loading')}</p>` : nothing}</div>`;
  }

  /** It keeps the focus where there is no further image: it is not shown then, and says so. */
  #renderTurn(by: -1 | 1): TemplateResult {
    const [name, mark] = by < 0 ? (['previous', iconPrevious] as const) : (['next', iconNext] as const);
    return html`<button class="icon-button turn ${name}" type="button" aria-label=${this.t(`gallery.${name}`)} aria-disabled=${!this.images[this.#index + by]} @click=${() => this.#go(this.#index + by)}>
      ${icon(mark)}
    </button>`;
  }

  get #index(): number {
    return Math.max(0, this.images.findIndex(({ id }) => id === this.current));
  }

  /** The image that is seen and its neighbours, with their places beside it. */
  get #near(): { file: GalleryImage; place: number }[] {
    return [-1, 0, 1].flatMap((place) => {
      const file = this.images[this.#index + place];
      return file ? [{ file, place }] : [];
    });
  }

  get #direction(): 1 | -1 {
    return this.isConnected && getComputedStyle(this).direction === 'rtl' ? -1 : 1;
  }

  get #percent(): string {
    return formatScale(this.locale, this.scale);
  }

  /** The preview of what is near, and the whole of what is seen. An address that has run out is asked for once more by itself. */
  async #read(file: GalleryImage): Promise<void> {
    const known = this.#known.get(file.id) ?? {};
    this.#known.set(file.id, known);
    const ask = async (as: As): Promise<void> => {
      known[as] = await this.fileUrl(file, as);
      this.requestUpdate();
    };
    if (!known.preview && !known.file) ask('preview').catch(() => undefined);
    if (known.asked || known.file || file.id !== this.images[this.#index]?.id) return;
    known.asked = true;
    known.failed = false;
    await ask('file').catch(() => {
      known.failed = true;
      this.requestUpdate();
    });
    known.asked = false;
  }

  #go(to: number): void {
    const file = this.images[to];
    if (!file) return;
    this.#touch.reset();
    this.current = file.id;
  }

  #onBroken(file: GalleryImage, src: string): void {
    const known = this.#known.get(file.id);
    if (!known) return;
    if (src === known.preview) delete known.preview;
    if (src === known.file) {
      delete known.file;
      known.failed = known.again === true;
      if (!known.again) void this.#read(file);
      known.again = true;
    }
    this.requestUpdate();
  }

  readonly #onRetry = (): void => {
    const file = this.images[this.#index];
    if (file) void this.#read(file);
    this.renderRoot.querySelector<HTMLElement>('.close')?.focus();
    this.requestUpdate();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    // One level at a time: what is around must not take the same Escape.
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const [left, up] = [Number(key === 'ArrowLeft') - Number(key === 'ArrowRight'), Number(key === 'ArrowUp') - Number(key === 'ArrowDown')];
    if (key === '+' || key === '=') this.#touch.zoomTo(this.scale * step);
    else if (key === '-') this.#touch.zoomTo(this.scale / step);
    else if (key === '0') this.#touch.reset();
    else if ((left || up) && this.scale > 1) this.#touch.pan(left * stride, up * stride);
    else if (left) this.#go(this.#index - left * this.#direction);
    else if (key === 'PageUp') this.#go(this.#index - 1);
    else if (key === 'PageDown') this.#go(this.#index + 1);
    else if (key === 'Home') this.#go(0);
    else if (key === 'End') this.#go(this.images.length - 1);
    else return;
    event.preventDefault();
  };

  readonly #onDownload = async (): Promise<void> => {
    const file = this.images[this.#index];
    if (!file) return;
    try {
      startDownload(await this.fileUrl(file, 'file'), spokenName(file.name, this.t('file.unnamed')));
    } catch {
      this.#known.set(file.id, { ...this.#known.get(file.id), failed: true });
      this.requestUpdate();
    }
  };

  readonly #onClose = (): void => {
    this.dispatchEvent(new Event('close'));
  };
}

define('clinic-ui-gallery', ClinicUiGallery);

export interface GalleryOptions {
  into: ParentNode;
  images: readonly GalleryImage[];
  current: string;
  t: Translate;
  locale: string;
  fileUrl: FileUrl;
  /** Puts the focus where the image that was seen last can be opened again; where that is not here, it stays where it was before. */
  back(id: string): void;
}

/** Opens a gallery within `into`, so that it has the tokens and the direction of that place. It takes itself away. */
export async function openGallery({ into, back, ...options }: GalleryOptions): Promise<void> {
  const gallery = document.createElement('clinic-ui-gallery');
  Object.assign(gallery, options);
  gallery.addEventListener('close', () => {
    gallery.remove();
    back(gallery.current);
  }, { once: true });
  into.append(gallery);
  openGalleries.add(gallery);
  gallery.dispatchEvent(new Event('clinic-ui-gallery', { bubbles: true, composed: true }));
  await gallery.show();
}

declare global {
  interface HTMLElementTagNameMap {
    'clinic-ui-gallery': ClinicUiGallery;
  }
}
