import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { define } from '../base/define.js';
import { formatSize } from '../i18n/format-size.js';
import '../i18n/more.js';
import { iconBlocked, iconDownload, iconImage, iconImageOff, iconWaiting } from '../theme/file-icons.js';
import { attachmentStyles } from './attachments-styles.js';
import { sized } from './box.js';
import { captionsBeside } from './captions.js';
import { fileFaceStyles } from './file-face.styles.js';
import { fileIcon, spokenName, startDownload, type AttachedFile } from './files.js';
import { icon } from './icon.js';
import { imageBox } from './image-box.js';
import { fileNameParts } from './file-name.js';
import { baseStyles } from './styles.js';

type Loaded = { url: string } | 'failed' | 'loading';
const shownImages = 4;
const largest = 320;
/** What plays in place, once it is checked. */
const isPlayable = ({ type, scan }: AttachedFile): boolean => scan === 'clean' && /^(audio|video)\//.test(type);

/**
 * The files of one message: images in a grid of up to four («+3» for the rest), anything else as a card to download, sound and video to play in place.
 * Every box has its size before its content comes, so that nothing on the page moves.
 *
 * @tag clinic-ui-attachments
 * @fires clinic-ui-gallery - An image is opened large: see `clinic-ui-gallery`.
 */
export class ClinicUiAttachments extends LitElement {
  static override styles = [baseStyles, fileFaceStyles, attachmentStyles];

  /** Images that may be shown in place. */
  @property({ attribute: false }) images: readonly AttachedFile[] = [];
  /** All other files. */
  @property({ attribute: false }) files: readonly AttachedFile[] = [];
  /** Where a file can be read: short-lived addresses. */
  @property({ attribute: false }) fileUrl: (file: AttachedFile, as: 'file' | 'preview') => Promise<string> = () => Promise.reject(new Error('no fileUrl'));
  /** Words, in the viewer's language. */
  @property({ attribute: false }) t: (key: string, values?: Readonly<Record<string, string | number>>) => string = (key) => key;
  /** BCP 47. */
  @property() locale = 'en';

  #loaded = new Map<string, Loaded>();
  /** The player's code did not come: sound and video are downloaded like any other file. */
  #isPlayerMissing = false;
  #near = false;
  #observer: IntersectionObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer ??= new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      this.#near = true;
      this.#observer?.disconnect();
      this.requestUpdate();
    }, { rootMargin: '600px' });
    if (!this.#near) this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // What could not be read for the one source is asked of the next.
    if (changed.has('fileUrl')) for (const [id, state] of this.#loaded) if (state === 'failed') this.#loaded.delete(id);
    if (changed.has('files') && this.files.some(isPlayable)) {
      import('./media-player.js').catch(() => {
        this.#isPlayerMissing = true;
        this.requestUpdate();
      });
    }
  }

  protected override updated(): void {
    if (this.#near) for (const file of this.#clean.slice(0, shownImages)) if (!this.#loaded.has(file.id)) void this.#load(file);
  }

  /** Images that were checked; the others are shown as cards until they are. */
  get #clean(): AttachedFile[] {
    return this.images.filter((file) => file.scan === 'clean');
  }

  /** What opens an image that is shown here; one that is not among the first is opened by the last button. */
  imageButton(id: string): HTMLElement | undefined {
    const at = this.#clean.findIndex((file) => file.id === id);
    return this.renderRoot.querySelectorAll<HTMLElement>('.tile')[Math.min(at, shownImages - 1)];
  }

  override render(): TemplateResult {
    const cards = [...this.images.filter((file) => file.scan !== 'clean'), ...this.files];
    return html`${this.#renderGrid(this.#clean)}${repeat(cards, (file) => file.id, (file) => this.#renderCard(file))}`;
  }

  #renderGrid(images: AttachedFile[]): unknown {
    const [first] = images;
    if (!first) return nothing;
    const box = imageBox(first, largest);
    const layout = images.length === 1 ? 'one' : `many ${['', '', 'two', 'three'][images.length] ?? ''}`;
    return html`<div class="grid ${layout}" role=${images.length > 1 ? 'group' : nothing} aria-label=${images.length > 1 ? this.t('file.images') : nothing}
      ${sized({ '--_box-width': `${box.width}px`, '--_box-ratio': String(box.ratio) })}>
      ${repeat(images.slice(0, shownImages), (file) => file.id, (file, index) => this.#renderTile(file, index, images))}
    </div>`;
  }

  #renderTile(file: AttachedFile, index: number, images: AttachedFile[]): TemplateResult {
    const state = this.#loaded.get(file.id);
    const name = spokenName(file.name, this.t('file.unnamed'));
    const rest = index === shownImages - 1 ? images.length - shownImages : 0;
    if (state === 'failed') {
      const failed = images.length === 1 ? this.t('file.failed') : '';
      return html`<button class="tile" type="button" aria-label=${[failed, this.t('file.retry', { name })].filter(Boolean).join('. ')} @click=${() => this.#load(file)}>
        <span class="failed">${icon(iconImageOff)}${failed}</span>
      </button>`;
    }
    // What stands on a control is in its name: people who speak to their computer say what they see.
    const more = rest ? this.t('file.more', { count: rest + 1 }) : '';
    const label = rest ? `${this.t('file.more-images', { count: images.length })}, ${more}` : this.t('file.open-image', { name });
    return html`<button class="tile" type="button" aria-haspopup="dialog" aria-label=${label} @click=${() => this.#open(images, index)}>
      ${typeof state === 'object' ? html`<img src=${state.url} alt="" decoding="async" @error=${() => this.#settle(file, 'failed')} />` : icon(iconImage)}
      ${rest ? html`<span class="rest">${more}</span>` : nothing}
    </button>`;
  }

  #renderCard(file: AttachedFile): TemplateResult {
    if (isPlayable(file) && !this.#isPlayerMissing) {
      return html`<clinic-ui-media class=${file.type.slice(0, 5)} named .near=${this.#near} .file=${file} .captions=${captionsBeside(file, this.files)} .fileUrl=${this.fileUrl} .t=${this.t} .locale=${this.locale}></clinic-ui-media>`;
    }
    const { stem, extension } = fileNameParts(file.name);
    const name = spokenName(file.name, this.t('file.unnamed'));
    const state = this.#loaded.get(file.id);
    const meta = file.scan !== 'clean' ? this.t(`file.${file.scan}`) : state === 'failed' ? this.t('file.failed') : formatSize(this.locale, file.size);
    const mark = file.scan === 'blocked' ? iconBlocked : fileIcon(file.type);
    const body = html`<span class="square">${icon(mark)}</span>
      <span><span class="name"><bdi>${stem || name}${extension ? html`<span>.${extension}</span>` : nothing}</bdi></span> <span class="meta"><bdi>${meta}</bdi></span></span>`;
    if (file.scan !== 'clean') return html`<div class="card ${file.scan}">${body}</div>`;
    return html`<button class="card" type="button" aria-label="${this.t('file.download', { name })}, ${meta}" ?aria-busy=${state === 'loading'} @click=${() => this.#download(file)}>
      ${body}<span class="go">${icon(state === 'loading' ? iconWaiting : iconDownload)}</span>
    </button>`;
  }

  async #load(file: AttachedFile, as: 'file' | 'preview' = 'preview'): Promise<string | undefined> {
    // The first load of an image looks like the state before it.
    const looksDifferent = as === 'file' || this.#loaded.has(file.id);
    this.#loaded.set(file.id, 'loading');
    if (looksDifferent) this.requestUpdate();
    try {
      const url = await this.fileUrl(file, as);
      this.#settle(file, { url });
      return url;
    } catch {
      this.#settle(file, 'failed');
      return undefined;
    }
  }

  #settle(file: AttachedFile, state: Loaded): void {
    this.#loaded.set(file.id, state);
    this.requestUpdate();
  }

  async #download(file: AttachedFile): Promise<void> {
    if (this.#loaded.get(file.id) === 'loading') return;
    const url = await this.#load(file, 'file');
    if (!url) return;
    // An address is good for a few minutes: the next press asks anew.
    this.#loaded.delete(file.id);
    startDownload(url, spokenName(file.name, this.t('file.unnamed')));
    this.requestUpdate();
  }

  async #open(images: AttachedFile[], index: number): Promise<void> {
    const { openGallery } = await import('./gallery.js');
    await openGallery({
      into: this.renderRoot, images, current: images[index]?.id ?? '', t: this.t, locale: this.locale, fileUrl: this.fileUrl, back: (id) => this.imageButton(id)?.focus(),
    });
  }
}

define('clinic-ui-attachments', ClinicUiAttachments);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-ui-attachments': ClinicUiAttachments;
  }
}
