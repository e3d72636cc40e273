import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/errors.js';
import '../i18n/people.js';
import { isInlineImage, type Id } from '../model/index.js';
import '../ui/attachments.js';
import type { AttachedFile } from '../ui/files.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { sectionStyles } from './thread-details.styles.js';
import { galleryImages } from './thread-images.js';
import { Watch } from './watch.js';
import { wordsOf } from './words.js';

/**
 * The files of a thread, the newest first.
 *
 * @tag clinic-details-files
 */
export class ClinicDetailsFiles extends ChatElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    sectionStyles,
  ];

  /** The thread's id. */
  @property() thread: Id = '';

  readonly #files = new Watch(this, () => (this.chat && this.thread ? this.chat.catalog('files', this.thread) : undefined));
  readonly #fileUrl = (file: AttachedFile, as: 'file' | 'preview'): Promise<string> => {
    const whole = this.#files.value?.items.find((one) => one.file.id === file.id)?.file;
    return whole && this.chat ? this.chat.fileUrl(whole, as) : Promise.reject(new Error('no such file'));
  };

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('thread') || changed.has('chat')) this.#load();
  }

  override render(): TemplateResult | typeof nothing {
    const { chat } = this;
    if (!chat) return nothing;
    const t = wordsOf(chat);
    const { phase, items, error } = this.#files.value ?? { phase: 'idle', items: [], error: undefined };
    return html`<h4>${t('details.files')}</h4>
      ${items.length > 0
        ? html`<clinic-ui-attachments .images=${galleryImages(items, chat, this.thread)} .files=${items.flatMap(({ file }) => (isInlineImage(file) && file.scan === 'clean' ? [] : [file]))} .fileUrl=${this.#fileUrl} .t=${t} .locale=${chat.locale}></clinic-ui-attachments>`
        : phase === 'failed'
          ? html`<p>${t(`error.${error?.code ?? 'unknown'}`)} <button class="text-button" type="button" @click=${this.#load}>${t('retry')}</button></p>`
          : html`<p>${phase === 'ready' ? t('details.files.none') : '…'}</p>`}`;
  }

  readonly #load = (): void => {
    if (this.chat && this.thread) this.command({ type: 'catalog.load', name: 'files', threadId: this.thread });
  };
}

define('clinic-details-files', ClinicDetailsFiles);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-details-files': ClinicDetailsFiles;
  }
}
