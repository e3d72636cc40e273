import { css, html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { ChatError } from '../../base/errors.js';
import { define } from '../../base/define.js';
import type { TextPayload } from '../../model/index.js';
import { hasExtras, loadExtras } from '../../ui/load-rich-extras.js';
import { mayLink } from '../../ui/rich-extras.js';
import { KindElement } from '../kind-element.js';

type RichText = typeof import('../../ui/rich-text.js');
let rich: RichText | undefined;
let loading: Promise<void> | undefined;
let told = false;

let linkedText: typeof import('../../ui/linked-text.js')['linkedText'] | undefined;
let loadingLinks: Promise<void> | undefined;

/**
 * The bubble of the kind `text`. Plain text stays as typed; Markdown is drawn once its library has come, and is plain text where it cannot be.
 *
 * @tag clinic-kind-text
 * @fires clinic-error - Once a page: its header refuses the policy without which formatted text cannot be shown.
 */
export class ClinicKindText extends KindElement<TextPayload> {
  static override styles: CSSResultGroup = [
    KindElement.styles,
    css`
      .text {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        unicode-bidi: plaintext;
        text-align: start;
      }
      .rich {
        overflow-wrap: anywhere;
      }
      /* In a bubble words are as wide as the pictures below them. */
      .text:has(+ *) {
        max-inline-size: var(--_caption-width);
      }
      * + clinic-ui-attachments {
        margin-block-start: 8px;
      }
    `,
  ];

  #formatted: DocumentFragment | undefined;
  /** Whether all that this message needs was asked for. */
  #isComplete = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('payload')) this.#isComplete = false;
    if (this.payload.format !== 'markdown') this.#formatted = undefined;
    else if (!rich || (!this.#isComplete && !hasExtras(this.payload.text))) this.#fetch();
    else if (!this.#formatted || changed.has('payload') || changed.has('host')) this.#format(rich);
  }

  override render(): TemplateResult {
    const words = this.payload.text;
    // Most messages have no files: what draws them comes with the first that has. Where it cannot come now, a later message asks again.
    if (this.message.files.length > 0) import('../../ui/attachments.js').catch(() => undefined);
    return html`${this.#formatted
      ? html`<div class="rich">${this.#formatted}</div>`
      : words.trim() ? html`<div class="text" dir="auto">${this.#linked(words)}</div>` : nothing}${this.renderFiles(this.#filesApart())}`;
  }

  #linked(words: string): unknown {
    if (!mayLink(words)) return words;
    if (linkedText) return linkedText(words);
    loadingLinks ??= import('../../ui/linked-text.js').then(
      (module) => { ({ linkedText } = module); },
      () => { loadingLinks = undefined; },
    );
    void loadingLinks.then(() => { if (linkedText) this.requestUpdate(); });
    return words;
  }

  /** An image that stands within the text is not shown once more below it. */
  #filesApart() {
    const { files } = this.message;
    return this.#formatted ? files.filter((file) => !this.payload.text.includes(`(clinic-file:${file.id})`)) : files;
  }

  #format({ richText, richTextStyles, isRefused }: RichText): void {
    const sheets = this.shadowRoot?.adoptedStyleSheets;
    const sheet = richTextStyles.styleSheet;
    if (sheets && sheet && !sheets.includes(sheet)) sheets.push(sheet);
    this.#formatted = richText(this.payload.text, {
      t: this.host.t,
      remoteImages: this.host.remoteImages,
      image: (id) => {
        const file = this.message.files.find((one) => one.id === id && one.scan === 'clean');
        return file && { url: this.host.fileUrl(file, 'preview'), width: file.width, height: file.height };
      },
    });
    if (isRefused() && !told) {
      told = true;
      const error = new ChatError('unsupported', 'The page’s Content-Security-Policy does not allow the Trusted Types policy «clinic-chat»: formatted messages show as plain text.');
      console.error(error.message);
      this.dispatchEvent(new CustomEvent('clinic-error', { detail: error, bubbles: true, composed: true }));
    }
  }

  /** Brings the library and what this message needs besides; where an extra does not come, the message is shown without it. */
  #fetch(): void {
    loading ??= import('../../ui/rich-text.js').then(
      (module) => { rich = module; },
      // Plain text does; the next message tries again.
      () => { loading = undefined; },
    );
    void Promise.all([loading, loadExtras(this.payload.text).catch(() => undefined)]).then(() => {
      this.#isComplete = true;
      if (rich) this.requestUpdate();
    });
  }
}

define('clinic-kind-text', ClinicKindText);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-kind-text': ClinicKindText;
  }
}
