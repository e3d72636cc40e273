import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import { formatPercent, formatSize } from '../i18n/format-size.js';
import '../i18n/more.js';
import { iconAlert, iconClose, iconRetry, iconUpload } from '../theme/icons.js';
import { sized } from './box.js';
import { fileIcon, spokenName } from './files.js';
import { icon } from './icon.js';
import { fileNameParts } from './file-name.js';
import { baseStyles, buttonStyles } from './styles.js';

/** Types of which a picture may be shown before anybody has looked at the bytes. */
const pictures = /^image\/(png|jpeg|gif|webp|avif)$/;

/** Whatever its header says to be larger, or does not say, is not decoded for a thumbnail. */
async function isSmall(blob: Blob, type: string): Promise<boolean> {
  const { imageHeadBytes, imageSize, mostPixels } = await import('../base/image-size.js');
  const size = imageSize(type, new Uint8Array(await blob.slice(0, imageHeadBytes).arrayBuffer()));
  return size !== undefined && size.width * size.height <= mostPixels;
}

/**
 * One file on its way: name, size, progress along its border; cancel, remove, try again, choose again.
 *
 * @tag clinic-ui-upload
 * @fires clinic-ui-remove - The person wants it away; an upload under way is cancelled.
 * @fires clinic-ui-retry - The person wants it tried again.
 * @fires {CustomEvent<File>} clinic-ui-choose - The person has chosen the file again.
 */
export class ClinicUiUpload extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: block;
        max-inline-size: 100%;
      }
      .chip {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 8px;
        inline-size: min(240px, 100%);
        padding: 4px;
        border: 1.5px solid transparent;
        border-radius: var(--_radius-field);
        background:
          linear-gradient(var(--_color-raised), var(--_color-raised)) padding-box,
          conic-gradient(from 0deg, var(--_color-accent-text) var(--_share, 0%), var(--_color-hairline) 0) border-box;
      }
      .chip.failed,
      .chip.refused {
        background: var(--_color-danger-tint);
        border-color: var(--_color-danger);
      }
      .square {
        display: grid;
        place-items: center;
        inline-size: 36px;
        block-size: 36px;
        overflow: hidden;
        border-radius: calc(var(--_radius-field) - 4px);
        background: var(--_color-accent-tint);
        color: var(--_color-accent-text);
      }
      .failed .square,
      .refused .square {
        background: none;
        color: var(--_color-danger);
      }
      .square img {
        inline-size: 100%;
        block-size: 100%;
        object-fit: cover;
      }
      .words {
        min-inline-size: 0;
        line-height: 1.25;
      }
      .name {
        display: flex;
        font-size: var(--_text-meta);
        font-weight: var(--_weight-strong);
      }
      .stem {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .meta {
        display: block;
        font-size: var(--_text-small);
        color: var(--_color-text-soft);
        font-variant-numeric: tabular-nums;
      }
      .failed .meta,
      .refused .meta {
        color: var(--_color-danger);
      }
      .tools {
        display: flex;
      }
      .icon-button {
        --_size-icon: 16px;
        --_size-control: 28px;
        padding: 0;
      }
      .icon-button::before {
        inset: -6px -2px;
      }
    `,
  ];

  @property() name = '';
  @property() type = '';
  /** Bytes. */
  @property({ type: Number }) size = 0;
  /** Bytes that have gone up. */
  @property({ type: Number }) sent = 0;
  @property() state: 'waiting' | 'uploading' | 'done' | 'failed' | 'refused' = 'waiting';
  /** Why it failed or was refused, in words. */
  @property() reason = '';
  /** Whether a file that failed has to be chosen again: its bytes are gone. */
  @property({ type: Boolean }) again = false;
  /** The bytes, for a small picture. */
  @property({ attribute: false }) blob: Blob | undefined;
  @property({ attribute: false }) t: (key: string, values?: Readonly<Record<string, string | number>>) => string = (key) => key;
  @property() locale = 'en';

  @state() private picture: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#draw();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('blob') || changed.has('type')) this.#draw();
  }

  override render(): TemplateResult {
    const name = spokenName(this.name, this.t('file.unnamed'));
    const { stem, extension } = fileNameParts(this.name);
    const isBad = this.state === 'failed' || this.state === 'refused';
    const share = this.size && this.state === 'uploading' ? this.sent / this.size : 0;
    return html`<div class="chip ${this.state}" ${sized({ '--_share': `${Math.round(share * 100)}%` })}>
      <span class="square">
        ${this.picture && !isBad ? html`<img src=${this.picture} alt="" @error=${() => this.#release()} />` : icon(isBad ? iconAlert : fileIcon(this.type))}
      </span>
      <span class="words">
        <bdi class="name" title=${name}><span class="stem">${stem || name}</span>${extension ? html`<span>.${extension}</span>` : nothing}</bdi>
        <span class="meta"><bdi>${this.#meta(share)}</bdi></span>
        ${this.state === 'uploading' ? html`<progress class="visually-hidden" max="1" .value=${share} aria-label=${name}></progress>` : nothing}
      </span>
      <span class="tools">
        ${this.state === 'failed' ? this.#renderRetry(name) : nothing}
        <button class="icon-button" type="button" aria-label=${this.t(this.state === 'uploading' ? 'upload.cancel' : 'upload.remove', { name })} @click=${() => this.#say('clinic-ui-remove')}>
          ${icon(iconClose)}
        </button>
      </span>
    </div>`;
  }

  #renderRetry(name: string): TemplateResult {
    if (!this.again) {
      return html`<button class="icon-button" type="button" aria-label=${this.t('upload.retry', { name })} @click=${() => this.#say('clinic-ui-retry')}>${icon(iconRetry)}</button>`;
    }
    const label = this.t('upload.choose.name', { name });
    return html`<button class="icon-button" type="button" aria-label=${label} title=${label} @click=${this.#onChoose}>${icon(iconUpload)}</button>
      <input type="file" hidden @change=${this.#onChosen} />`;
  }

  #meta(share: number): string {
    switch (this.state) {
      case 'failed':
      case 'refused':
        return this.reason || this.t('upload.failed');
      case 'uploading':
        return this.t('upload.progress', { percent: formatPercent(this.locale, share) });
      case 'waiting':
        return this.t('upload.waiting');
      default:
        return formatSize(this.locale, this.size);
    }
  }

  #draw(): void {
    this.#release();
    const { blob } = this;
    if (!this.isConnected || !blob || !pictures.test(this.type)) return;
    void isSmall(blob, this.type).then((small) => {
      if (small && this.isConnected && this.blob === blob && !this.picture) this.picture = URL.createObjectURL(blob);
    }, () => undefined);
  }

  #release(): void {
    if (this.picture) URL.revokeObjectURL(this.picture);
    this.picture = undefined;
  }

  #onChoose(): void {
    this.renderRoot.querySelector('input')?.click();
  }

  #onChosen(event: Event): void {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    // So that the same file can be chosen once more.
    input.value = '';
    if (file) this.#say('clinic-ui-choose', file);
  }

  #say(name: string, detail?: File): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }
}

define('clinic-ui-upload', ClinicUiUpload);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-ui-upload': ClinicUiUpload;
  }
}
