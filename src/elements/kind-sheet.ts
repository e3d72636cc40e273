import { css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/people.js';
import { addresseeOf, isPatient, type ComposeProperties, type Id, type KindDraft, type MessageKind, type Participant } from '../model/index.js';
import '../ui/dialog.js';
import type { ClinicUiDialog } from '../ui/dialog.js';
import { formStyles } from '../ui/form-styles.js';
import { baseStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { composeHost } from './compose-host.js';
import { loadCard } from './load-kind.js';
import { birthOf } from './staff-header.js';
import { wordsOf } from './words.js';

/**
 * What writes a message of a kind, in a dialog: which patient it is for, with the two identifiers against the wrong chart (R-16), then the kind's own
 * element.
 *
 * @tag clinic-kind-sheet
 */
export class ClinicKindSheet extends ChatElement {
  static override styles = [
    baseStyles,
    formStyles,
    css`
      .patient {
        margin-block-end: var(--_space-l);
      }
      .patient p {
        color: var(--_color-text-soft);
      }
      strong {
        color: var(--_color-text);
      }
    `,
  ];

  /** The thread's id. */
  @property() thread: Id = '';

  @state() private kind: MessageKind | undefined;
  @state() private patient: Participant | undefined;
  @query('clinic-ui-dialog') private dialog!: ClinicUiDialog | null;
  #writer: (HTMLElement & ComposeProperties) | undefined;

  /** Opens it for a kind. Rejects where the kind's code does not come. */
  async open(kind: MessageKind): Promise<void> {
    const { compose } = kind;
    if (!compose) return;
    const [isRead] = await Promise.all([loadCard(kind), compose.load()]);
    if (!isRead) throw new Error(`the card of ${kind.kind} could not be loaded`);
    this.kind = kind;
    this.patient = kind.addressed ? addresseeOf(this.#people, undefined) : undefined;
    this.#writer = document.createElement(compose.tag) as HTMLElement & ComposeProperties;
    await this.updateComplete;
    await this.dialog?.show();
  }

  override render(): TemplateResult | typeof nothing {
    const { kind, chat } = this;
    if (!kind?.compose || !chat) return nothing;
    const t = wordsOf(chat);
    return html`<clinic-ui-dialog .heading=${t(kind.compose.label)} close-label=${t('sheet.close')} @close=${this.#onClose} @clinic-kind-done=${this.#onDone} @clinic-kind-cancel=${this.#close}>
      ${kind.addressed ? this.#renderPatient() : nothing}
      ${kind.addressed && !this.patient ? nothing : this.#feed()}
    </clinic-ui-dialog>`;
  }

  #renderPatient(): TemplateResult {
    const t = wordsOf(this.chat);
    const patients = this.#people.filter((who) => who.active && isPatient(who));
    const birth = (who: Participant): string => birthOf(who, this.chat?.locale ?? 'en', t);
    if (patients.length < 2) {
      const { patient } = this;
      return html`<div class="patient">${patient ? html`<p>${t('sheet.for')} <strong><bdi>${patient.name}</bdi></strong>${birth(patient) ? html`\u00a0· ${birth(patient)}` : nothing}</p>` : nothing}</div>`;
    }
    return html`<fieldset class="field patient">
      <legend>${t('sheet.which')}</legend>
      <div class="choices">${patients.map((who) => html`<label class="choice"><input type="radio" name="patient" .checked=${who.id === this.patient?.id} @change=${() => (this.patient = who)} /><span><bdi>${who.name}</bdi></span><span class="end hint">${birth(who)}</span></label>`)}</div>
      <p class="hint">${t('sheet.only')}</p>
    </fieldset>`;
  }

  #feed(): HTMLElement | undefined {
    const { chat } = this;
    const viewer = chat?.session.get().session?.viewer;
    if (!chat || !viewer || !this.#writer) return undefined;
    const properties: ComposeProperties = { threadId: this.thread, viewer, people: this.#people, patient: this.patient, host: composeHost(chat, this.thread) };
    return Object.assign(this.#writer, properties);
  }

  get #people(): readonly Participant[] {
    return this.chat?.thread(this.thread).get()?.participants ?? [];
  }

  readonly #onDone = (event: CustomEvent<KindDraft>): void => {
    event.stopPropagation();
    const { kind, patient, thread: threadId } = this;
    const { payload, files = [] } = event.detail;
    if (kind) this.command({ type: 'kind.send', threadId, kind: kind.kind, payload, files, ...(patient && { for: patient.id }) });
    this.#close();
  };

  readonly #close = (): void => this.dialog?.close();

  readonly #onClose = (): void => {
    this.kind = this.#writer = undefined;
  };
}

define('clinic-kind-sheet', ClinicKindSheet);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-kind-sheet': ClinicKindSheet;
  }
}
