import { css, html, type TemplateResult } from 'lit';
import { define } from '../../base/define.js';
import { addWords } from '../../i18n/translate.js';
import { iconPrint } from '../../theme/kind-icons.js';
import { icon } from '../../ui/icon.js';
import { buttonStyles } from '../../ui/styles.js';
import { KindElement } from '../kind-element.js';
import { adviceDocument, documentStyles, type AdviceFacts } from './document.js';
import type { AdvicePayload } from './payload.js';

addWords({ 'advice.print': 'Print' });

/**
 * Medical advice or a diagnosis: a document, with a button that prints it alone.
 *
 * @tag clinic-kind-advice
 */
export class ClinicKindAdvice extends KindElement<AdvicePayload> {
  static override styles = [
    KindElement.styles,
    buttonStyles,
    documentStyles,
    css`
      /* A document does not touch the bubbles of its group. */
      :host {
        margin-block: var(--_space-xs);
      }
    `,
  ];

  override render(): TemplateResult {
    return adviceDocument(this.#facts, html`<div class="foot"><button class="button" type="button" @click=${this.#onPrint}>${icon(iconPrint)}${this.host.t('advice.print')}</button></div>`);
  }

  get #facts(): AdviceFacts {
    const { payload, author, message: { sentAt }, host: { locale, t } } = this;
    return { payload, author: author?.name ?? t('author.unknown'), sentAt, locale, t };
  }

  readonly #onPrint = async (): Promise<void> => {
    const { printAlone } = await import('../../ui/print-alone.js');
    printAlone(adviceDocument(this.#facts), [documentStyles], this.host.locale);
  };
}

define('clinic-kind-advice', ClinicKindAdvice);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-kind-advice': ClinicKindAdvice;
  }
}
