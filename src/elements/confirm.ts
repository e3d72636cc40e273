import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../ui/dialog.js';
import type { ClinicUiDialog } from '../ui/dialog.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';

export interface Question {
  heading: string;
  hint: string;
  /** What it is about, one by one. */
  list?: readonly string[];
  /** The words of the button that does it. */
  action: string;
  danger?: boolean;
  /** The words of the button that does not; default the element's `cancel`. */
  cancel?: string;
}

/**
 * Asks whether something that cannot be taken back is meant. The focus stands on the button that does nothing.
 *
 * @tag clinic-confirm
 */
export class ClinicConfirm extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      p {
        overflow-wrap: anywhere;
        text-wrap: pretty;
      }
      ul {
        margin: var(--_space-s) 0 0;
        padding-inline-start: 20px;
        list-style: disc;
        overflow-wrap: anywhere;
      }
    `,
  ];

  /** The words of the button that does nothing. */
  @property() cancel = '';

  @state() private question: Question | undefined;
  @query('clinic-ui-dialog') private dialog!: ClinicUiDialog;
  @query('.cancel') private cancelButton!: HTMLElement;
  #answer: ((isSure: boolean) => void) | undefined;

  /** Resolves with the answer: true only where the button that does it was pressed. */
  async ask(question: Question): Promise<boolean> {
    this.#answer?.(false);
    this.question = question;
    await this.updateComplete;
    await this.dialog.show();
    this.cancelButton.focus();
    return new Promise((resolve) => (this.#answer = resolve));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#settle(false);
  }

  override render(): TemplateResult | typeof nothing {
    const { question } = this;
    if (!question) return nothing;
    return html`<clinic-ui-dialog .heading=${question.heading} @close=${() => this.#settle(false)}>
      <p>${question.hint}</p>
      ${question.list ? html`<ul>${question.list.map((one) => html`<li><bdi>${one}</bdi></li>`)}</ul>` : nothing}
      <button slot="actions" class="button cancel" type="button" @click=${() => this.dialog.close()}>${question.cancel ?? this.cancel}</button>
      <button slot="actions" class="button ${question.danger ? 'danger' : 'primary'}" type="button" @click=${this.#onSure}>${question.action}</button>
    </clinic-ui-dialog>`;
  }

  #settle(isSure: boolean): void {
    this.#answer?.(isSure);
    this.#answer = undefined;
  }

  readonly #onSure = (): void => {
    this.#settle(true);
    this.dialog.close();
  };
}

define('clinic-confirm', ClinicConfirm);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-confirm': ClinicConfirm;
  }
}
