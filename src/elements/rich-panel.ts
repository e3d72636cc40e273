import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/writing.js';
import { isInlineImage, type Id, type Translate } from '../model/index.js';
import type { Upload } from '../store/types.js';
import { safeHref } from '../ui/addresses.js';
import { formStyles } from '../ui/form-styles.js';
import { spokenName } from '../ui/files.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

export interface RichLink { href: string; words: string }
export interface RichPicture { id: Id; alt: string }

/** What was typed for an address, as one that may be opened: `clinic.example`, `a@clinic.example` and a telephone number are understood. */
export function addressOf(typed: string): string | undefined {
  const words = typed.trim();
  if (/^[a-z][a-z\d+.-]*:/i.test(words) && !/^[\w.-]+:\d/.test(words)) return safeHref(words);
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(words)) return safeHref(`mailto:${words}`);
  if (/^\+?[\d ()./-]{6,}$/.test(words)) return safeHref(`tel:${words.replace(/[^\d+]/g, '')}`);
  return /^[^\s/]+\.[^\s/]/.test(words) ? safeHref(`https://${words}`) : undefined;
}

/**
 * Asks for what a formatting tool needs: the address of a link, or an image among the message's files and what it shows.
 *
 * @tag clinic-rich-panel
 * @fires {CustomEvent<RichLink>} clinic-ui-link-set - The address, and the words where nothing is selected.
 * @fires {CustomEvent<RichPicture>} clinic-ui-image-set - The image's id, and what it shows.
 * @fires clinic-ui-unlink - The link is to go.
 * @fires close - It is over.
 */
export class ClinicRichPanel extends ChatElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    formStyles,
    css`
      :host {
        display: block;
        padding: 8px 12px;
        border-block-end: var(--_border-hairline);
        background: var(--_color-sunken);
        font-size: var(--_text-body);
      }
      form {
        gap: 10px;
      }
      select {
        max-inline-size: 100%;
      }
    `,
  ];

  @property() thread: Id = '';
  @property() what: 'link' | 'image' = 'link';
  /** The address of the link that is there. */
  @property() href = '';

  @state() private wrong: 'address' | 'alt' | 'image' | undefined;
  /** The upload that was chosen; the newest without. */
  @state() private chosen: Id | undefined;
  readonly #draft = new Watch(this, () => (this.thread ? this.chat?.draft(this.thread) : undefined));

  protected override firstUpdated(_changed: PropertyValues): void {
    this.renderRoot.querySelector<HTMLElement>('input:not([hidden]), select')?.focus();
  }

  override render(): TemplateResult {
    const t = wordsOf(this.chat);
    return html`<form novalidate @submit=${this.#onSubmit} @keydown=${this.#onKey}>
      ${this.what === 'link' ? this.#renderLink(t) : this.#renderImage(t)}
      <div class="buttons">
        ${this.what === 'link' && this.href ? html`<button class="button quiet" type="button" @click=${() => this.#say('clinic-ui-unlink')}>${t('write.unlink')}</button>` : nothing}
        <button class="button" type="button" @click=${this.#close}>${t('write.cancel')}</button>
        <button class="button primary" type="submit">${t(this.what === 'link' ? 'write.link.set' : 'write.image.set')}</button>
      </div>
    </form>`;
  }

  #renderLink(t: Translate): TemplateResult {
    return html`<div class="field"><label for="address">${t('write.address')}</label>
      <input id="address" name="address" inputmode="url" autocomplete="off" spellcheck="false" dir="ltr" .value=${this.href} aria-describedby="wrong" aria-invalid=${this.wrong ? 'true' : 'false'} />
      <span id="wrong" class="wrong" role="alert">${this.wrong ? t('write.address.wrong') : nothing}</span></div>`;
  }

  #renderImage(t: Translate): TemplateResult {
    const images = this.#images;
    const upload = this.#upload;
    const isOnItsWay = upload && upload.state !== 'done';
    return html`<div class="field"><label for="image">${t('write.image.which')}</label>
        ${images.length > 0
          ? html`<select id="image" name="image" @change=${(event: Event) => (this.chosen = (event.target as HTMLSelectElement).value)}>
              ${images.map(({ id, name }) => html`<option value=${id} ?selected=${id === upload?.id}>${spokenName(name, t('file.unnamed'))}</option>`)}
            </select>`
          : nothing}
        <button class="button" type="button" @click=${this.#onChoose}>${t('write.image.choose')}</button>
        <input type="file" accept="image/png,image/jpeg,image/gif,image/webp" hidden @change=${this.#onChosen} />
        <span class="wrong" role="alert">${this.wrong === 'image' ? t(isOnItsWay ? 'write.image.wait' : 'write.image.none') : nothing}</span></div>
      <div class="field"><label for="alt">${t('write.alt')}</label>
        <input id="alt" name="alt" autocomplete="off" dir="auto" aria-describedby="alt-hint alt-wrong" aria-invalid=${this.wrong === 'alt' ? 'true' : 'false'} />
        <span id="alt-hint" class="hint">${t('write.alt.hint')}</span>
        <span id="alt-wrong" class="wrong" role="alert">${this.wrong === 'alt' ? t('write.alt.wrong') : nothing}</span></div>`;
  }

  get #images(): Upload[] {
    return (this.#draft.value?.attachments ?? []).filter((upload) => isInlineImage(upload) && upload.state !== 'refused' && upload.state !== 'failed');
  }

  get #upload(): Upload | undefined {
    const images = this.#images;
    return images.find(({ id }) => id === this.chosen) ?? images.at(-1);
  }

  #onChoose(): void {
    this.renderRoot.querySelector<HTMLInputElement>('[type=file]')?.click();
  }

  #onChosen(event: Event): void {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    this.chosen = undefined;
    this.wrong = undefined;
    if (files.length > 0) this.command({ type: 'attachment.add', threadId: this.thread, files });
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const text = (name: string): string => {
      const value = data.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    if (this.what === 'link') {
      const href = addressOf(text('address'));
      if (href) this.#say<RichLink>('clinic-ui-link-set', { href, words: text('address') });
      else this.#refuse('address');
      return;
    }
    const file = this.#upload?.file;
    if (!file) this.wrong = 'image';
    else if (!text('alt')) this.#refuse('alt');
    else this.#say<RichPicture>('clinic-ui-image-set', { id: file.id, alt: text('alt') });
  }

  #refuse(what: 'address' | 'alt'): void {
    this.wrong = what;
    this.renderRoot.querySelector<HTMLElement>(`#${what}`)?.focus();
  }

  #onKey(event: KeyboardEvent): void {
    // Nothing of it is for the message: Enter sets the link, and Escape goes back one level.
    event.stopPropagation();
    if (event.key === 'Escape') this.#close();
  }

  readonly #close = (): void => void this.dispatchEvent(new Event('close'));

  #say<T>(name: string, detail?: T): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

define('clinic-rich-panel', ClinicRichPanel);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-rich-panel': ClinicRichPanel;
  }
}
