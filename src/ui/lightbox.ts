import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/more.js';
import { iconDownload, iconImageOff } from '../theme/file-icons.js';
import { iconClose, iconNext, iconPrevious, iconRetry } from '../theme/icons.js';
import { spokenName, startDownload, type AttachedFile } from './files.js';
import { icon } from './icon.js';
import { baseStyles, buttonStyles } from './styles.js';

type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;
type FileUrl = (file: AttachedFile, as: 'file' | 'preview') => Promise<string>;

/**
 * Images large, one at a time: a modal `<dialog>`, closed by Escape, by the button or by a click beside the image; arrow keys and buttons turn the pages.
 *
 * @tag clinic-ui-lightbox
 * @fires close - It has closed; focus is back where it was.
 */
export class ClinicUiLightbox extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      dialog {
        position: fixed;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
        max-inline-size: none;
        max-block-size: none;
        margin: 0;
        border: 0;
        padding: 0;
        background: rgb(12 14 16 / 94%);
        color: #f2f4f6;
        overflow: hidden;
      }
      dialog[open] {
        display: grid;
        grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
      }
      dialog::backdrop {
        background: none;
      }
      header {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 8px max(12px, env(safe-area-inset-right)) 8px max(16px, env(safe-area-inset-left));
        padding-block-start: max(8px, env(safe-area-inset-top));
      }
      .name {
        flex: 1;
        min-inline-size: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-weight: var(--_weight-strong);
      }
      .position {
        font-size: var(--_text-meta);
        font-variant-numeric: tabular-nums;
      }
      .stage {
        position: relative;
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
        place-items: center;
        min-block-size: 0;
        padding: 0 8px max(16px, env(safe-area-inset-bottom));
      }
      .stage img {
        min-block-size: 0;
        max-inline-size: 100%;
        max-block-size: 100%;
        object-fit: contain;
        border-radius: 4px;
      }
      .icon-button {
        color: #f2f4f6;
        inline-size: 44px;
        block-size: 44px;
      }
      .icon-button:hover:not(:disabled) {
        background: rgb(255 255 255 / 16%);
        color: #fff;
      }
      .turn {
        position: absolute;
        inset-block-start: calc(50% - 22px);
        background: rgb(12 14 16 / 60%);
      }
      .turn.previous {
        inset-inline-start: 8px;
      }
      .turn.next {
        inset-inline-end: 8px;
      }
      :focus-visible {
        outline-color: #fff;
      }
      .failed {
        display: grid;
        justify-items: center;
        gap: 8px;
      }
    `,
  ];

  @property({ attribute: false }) images: readonly AttachedFile[] = [];
  @property({ type: Number }) index = 0;
  @property({ attribute: false }) t: Translate = (key) => key;
  @property() locale = 'en';
  @property({ attribute: false }) fileUrl: FileUrl = () => Promise.reject(new Error('no fileUrl'));

  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @state() private url: string | undefined;
  @state() private failed = false;
  #turn = 0;

  /** Opens it once it stands in a document. */
  async show(): Promise<void> {
    await this.updateComplete;
    this.dialog.showModal();
    this.renderRoot.querySelector<HTMLElement>('.close')?.focus();
    await this.#read();
  }

  protected override firstUpdated(): void {
    // Beside the image: a short cut for the pointer only; the button and Escape do the same.
    this.dialog.addEventListener('click', this.#onStage);
  }

  override render(): TemplateResult {
    const file = this.images[this.index];
    const name = spokenName(file?.name ?? '', this.t('file.unnamed'));
    const many = this.images.length > 1;
    return html`<dialog aria-label=${this.t('lightbox')} @close=${this.#onClose} @keydown=${this.#onKey}>
      <header>
        <bdi class="name">${name}</bdi>
        ${many ? html`<span class="position" aria-live="polite">${this.t('lightbox.position', { index: this.index + 1, count: this.images.length })}</span>` : nothing}
        <button class="icon-button" type="button" aria-label=${this.t('lightbox.download')} @click=${this.#onDownload}>${icon(iconDownload)}</button>
        <button class="icon-button close" type="button" aria-label=${this.t('lightbox.close')} @click=${() => this.dialog.close()}>${icon(iconClose)}</button>
      </header>
      <div class="stage">
        ${this.failed ? this.#renderFailed() : this.url ? html`<img src=${this.url} alt=${name} @error=${() => (this.failed = true)} />` : nothing}
        ${many
          ? html`<button class="icon-button turn previous" type="button" aria-label=${this.t('lightbox.previous')} @click=${() => this.#go(-1)}>${icon(iconPrevious)}</button>
              <button class="icon-button turn next" type="button" aria-label=${this.t('lightbox.next')} @click=${() => this.#go(1)}>${icon(iconNext)}</button>`
          : nothing}
      </div>
    </dialog>`;
  }

  #renderFailed(): TemplateResult {
    return html`<div class="failed">${icon(iconImageOff)}<p>${this.t('file.failed')}</p>
      <button class="button" type="button" @click=${() => this.#read()}>${icon(iconRetry)}${this.t('retry')}</button></div>`;
  }

  async #read(): Promise<void> {
    const turn = ++this.#turn;
    this.url = undefined;
    this.failed = false;
    const file = this.images[this.index];
    if (!file) return;
    try {
      const url = await this.fileUrl(file, 'file');
      if (turn === this.#turn) this.url = url;
    } catch {
      if (turn === this.#turn) this.failed = true;
    }
  }

  #go(by: number): void {
    this.index = (this.index + by + this.images.length) % this.images.length;
    void this.#read();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    // One level at a time: what is around must not take the same Escape.
    event.stopPropagation();
    const forward = getComputedStyle(this).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    if (this.images.length < 2 || !/^Arrow(Left|Right)$/.test(event.key)) return;
    event.preventDefault();
    this.#go(event.key === forward ? 1 : -1);
  };

  readonly #onStage = (event: MouseEvent): void => {
    if (event.target instanceof Element && event.target.matches('.stage')) this.dialog.close();
  };

  readonly #onDownload = async (): Promise<void> => {
    const file = this.images[this.index];
    if (!file) return;
    try {
      startDownload(await this.fileUrl(file, 'file'), spokenName(file.name, this.t('file.unnamed')));
    } catch {
      this.failed = true;
    }
  };

  readonly #onClose = (): void => {
    this.dispatchEvent(new Event('close'));
  };
}

define('clinic-ui-lightbox', ClinicUiLightbox);

export interface LightboxOptions { into: ParentNode; images: readonly AttachedFile[]; index: number; t: Translate; locale: string; fileUrl: FileUrl }

/** Opens a lightbox within `into`, so that it has the tokens and the direction of that place. It takes itself away. */
export async function openLightbox({ into, ...options }: LightboxOptions): Promise<ClinicUiLightbox> {
  const box = document.createElement('clinic-ui-lightbox');
  Object.assign(box, options);
  box.addEventListener('close', () => box.remove(), { once: true });
  into.append(box);
  await box.show();
  return box;
}

declare global {
  interface HTMLElementTagNameMap {
    'clinic-ui-lightbox': ClinicUiLightbox;
  }
}
