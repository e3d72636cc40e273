import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/more.js';
import type { Message } from '../model/index.js';
import { baseStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { wordsOf } from './words.js';

/**
 * What a message says whose files are not here any more, because the page kept no bytes of them: why it was not sent, and a button that chooses
 * the files again. Each goes on where the server has it.
 *
 * @tag clinic-choose-again
 */
export class ClinicChooseAgain extends ChatElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: inline-flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 var(--_space-s);
        justify-content: inherit;
      }
      button {
        min-block-size: 24px;
        color: var(--_color-accent-text);
        font-weight: var(--_weight-strong);
        text-decoration: underline;
        text-underline-offset: 2px;
      }
      @media (pointer: coarse) {
        button {
          min-block-size: 44px;
        }
      }
    `,
  ];

  /** The message that was not sent. */
  @property({ attribute: false }) message: Message | undefined;
  /** The button's place in the order of tab stops: 0, or -1 while the keyboard is not within the message. */
  @property({ attribute: false }) stop = -1;

  override render(): TemplateResult | typeof nothing {
    const { message } = this;
    if (!message) return nothing;
    const t = wordsOf(this.chat);
    return html`${message.problem?.code === 'conflict' ? html`<span role="alert">${t('upload.another')}</span>` : nothing}
      <button type="button" tabindex=${this.stop} @click=${this.#onClick}>${t('upload.choose')}</button>
      <input type="file" ?multiple=${this.#lost.length > 1} hidden @change=${this.#onChange} />`;
  }

  /** The files that the server does not have yet. */
  get #lost(): Message['files'] {
    return this.message?.files.filter(({ scan }) => scan === 'pending') ?? [];
  }

  #onClick(): void {
    this.renderRoot.querySelector('input')?.click();
  }

  /** Each file goes to the upload of its name and size; one that fits none to the first, which says so. */
  #onChange(event: Event): void {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    const lost = [...this.#lost];
    const { threadId } = this.message!;
    for (const file of files) {
      const at = lost.findIndex(({ name, size }) => name === file.name && size === file.size);
      const [upload] = lost.splice(Math.max(0, at), 1);
      if (upload) this.command({ type: 'attachment.choose-again', threadId, uploadId: upload.id, file });
    }
  }
}

define('clinic-choose-again', ClinicChooseAgain);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-choose-again': ClinicChooseAgain;
  }
}
