import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/more.js';
import { iconClose } from '../theme/icons.js';
import { icon } from './icon.js';
import { baseStyles, buttonStyles } from './styles.js';

/**
 * A modal question or form on the platform's `<dialog>`: it keeps focus, closes by Escape and gives focus back.
 *
 * @tag clinic-ui-dialog
 * @slot - The body.
 * @slot actions - Buttons, the main one last.
 * @fires close - It has closed, however.
 */
export class ClinicUiDialog extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: contents;
      }
      dialog {
        inline-size: min(var(--_dialog-size, 440px), calc(100vi - 32px));
        max-block-size: calc(100dvb - 32px);
        padding: 0;
        margin: auto;
        border: var(--_border-hairline);
        border-radius: var(--_radius-popup);
        background: var(--_color-raised);
        color: var(--_color-text);
        box-shadow: var(--_shadow-float);
        overflow: auto;
      }
      dialog::backdrop {
        background: var(--clinic-color-scrim, light-dark(rgb(33 31 28 / 45%), rgb(0 0 0 / 60%)));
      }
      header {
        display: flex;
        align-items: flex-start;
        gap: 8px;
        padding: 16px 12px 0 20px;
        padding-inline: 20px 12px;
      }
      h2 {
        flex: 1;
        min-inline-size: 0;
        font-size: var(--_text-heading);
        font-weight: var(--_weight-strong);
        line-height: 1.3;
        padding-block: 6px;
        overflow-wrap: anywhere;
      }
      .body {
        padding: 8px 20px 20px;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
        padding: 0 20px 20px;
      }
      .actions:not(.has) {
        display: none;
      }
    `,
  ];

  @property() heading = '';
  /** The name of the button that closes it; none without. */
  @property({ attribute: 'close-label' }) closeLabel = '';

  @query('dialog') private readonly dialog!: HTMLDialogElement;

  async show(): Promise<void> {
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
  }

  close(): void {
    this.dialog.close();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading" @close=${() => this.dispatchEvent(new Event('close'))} @keydown=${this.#onKey}>
      <header>
        <h2 id="heading">${this.heading}</h2>
        ${this.closeLabel ? html`<button class="icon-button" type="button" aria-label=${this.closeLabel} @click=${() => this.close()}>${icon(iconClose)}</button>` : nothing}
      </header>
      <div class="body"><slot></slot></div>
      <div class="actions"><slot name="actions" @slotchange=${this.#onSlot}></slot></div>
    </dialog>`;
  }

  readonly #onSlot = (event: Event): void => {
    const slot = event.target as HTMLSlotElement;
    slot.parentElement?.classList.toggle('has', slot.assignedElements().length > 0);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    // Escape goes back one level at a time.
    if (event.key === 'Escape') event.stopPropagation();
  };
}

define('clinic-ui-dialog', ClinicUiDialog);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-ui-dialog': ClinicUiDialog;
  }
}
