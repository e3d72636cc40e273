import { css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../base/define.js';
import '../i18n/people.js';
import { addresseeOf, type Id, type KindDraft, type MessageKind, type Participant } from '../model/index.js';
import '../ui/dialog.js';
import type { ClinicUiDialog } from '../ui/dialog.js';
import { formStyles } from '../ui/form-styles.js';
import { baseStyles, buttonStyles } from '../ui/styles.js';
import { ChatElement } from './chat-element.js';
import { focusInto } from './focus.js';
import { firstFocusable } from './focusable.js';
import { feedWriter, writerFor, writerKey, writersOf, type Writer } from './kind-writers.js';
import { loadCard } from './load-kind.js';
import { patientChoice, patientsIn } from './patient-choice.js';
import { birthOf } from './staff-header.js';
import { wordsOf } from './words.js';

/**
 * What writes a message of a kind, in a dialog: which patient it is for, with the two identifiers against the wrong chart (R-16), then the kind's own
 * element. Where the card wants it, who gets it is asked once more. Closed without sending it keeps what was written.
 *
 * @tag clinic-kind-sheet
 */
export class ClinicKindSheet extends ChatElement {
  static override styles = [
    baseStyles,
    buttonStyles,
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
      .sure {
        display: grid;
        gap: var(--_space-m);
        outline: none;
      }
      .sure .who {
        display: grid;
        gap: 2px;
        padding: 12px 14px;
        border: var(--_border-hairline);
        border-radius: var(--_radius-field);
        background: var(--_color-sunken);
        overflow-wrap: anywhere;
      }
    `,
  ];

  /** The thread's id. */
  @property() thread: Id = '';

  @state() private kind: MessageKind | undefined;
  @state() private patient: Participant | undefined;
  /** What is written, while it is asked whether it is meant for this patient. */
  @state() private asked: KindDraft | undefined;
  @query('clinic-ui-dialog') private dialog!: ClinicUiDialog | null;
  @query('.sure') private question!: HTMLElement | null;
  #writer: Writer | undefined;

  /** Opens it for a kind. Rejects where the kind's code does not come. */
  async open(kind: MessageKind): Promise<void> {
    const { compose } = kind;
    if (!compose) return;
    const [isRead] = await Promise.all([loadCard(kind), compose.load()]);
    if (!isRead) throw new Error(`the card of ${kind.kind} could not be loaded`);
    this.kind = kind;
    this.patient = kind.addressed ? addresseeOf(this.#people, undefined) : undefined;
    this.#writer = this.chat && writerFor(this.chat, this.thread, kind.kind, compose.tag);
    await this.updateComplete;
    await this.dialog?.show();
  }

  override render(): TemplateResult | typeof nothing {
    const { kind, chat } = this;
    if (!kind?.compose || !chat) return nothing;
    const t = wordsOf(chat);
    return html`<clinic-ui-dialog .heading=${t(kind.compose.label)} close-label=${t('sheet.close')} @close=${this.#onClose} @clinic-kind-done=${this.#onDone} @clinic-kind-cancel=${this.#onCancel}>
      <div ?hidden=${this.asked !== undefined}>
        ${kind.addressed ? this.#renderPatient() : nothing}
        ${kind.addressed && !this.patient ? nothing : this.#feed()}
      </div>
      ${this.asked && this.patient ? this.#renderQuestion(kind, this.asked, this.patient) : nothing}
    </clinic-ui-dialog>`;
  }

  /** The focus stands on the question, so that no key sends that was pressed for something else. */
  #renderQuestion(kind: MessageKind, draft: KindDraft, patient: Participant): TemplateResult {
    const { chat } = this;
    const t = wordsOf(chat);
    return html`<div class="sure" role="group" aria-labelledby="sure" tabindex="-1">
      <p><bdi>${kind.preview(draft.payload, t, [])}</bdi></p>
      <p id="sure">${t('sheet.sure')}</p>
      <p class="who"><strong><bdi>${patient.name}</bdi></strong><span>${birthOf(patient, chat?.locale ?? 'en', t) || t('sheet.no-birth')}</span></p>
      <div class="buttons"><button class="button" type="button" @click=${this.#onBack}>${t('sheet.back')}</button><button class="button primary" type="button" @click=${() => this.#send(draft)}>${t('sheet.send')}</button></div>
    </div>`;
  }

  #renderPatient(): TemplateResult {
    const t = wordsOf(this.chat);
    const patients = patientsIn(this.#people);
    const birth = (who: Participant): string => birthOf(who, this.chat?.locale ?? 'en', t);
    if (patients.length < 2) {
      const { patient } = this;
      return html`<div class="patient">${patient ? html`<p>${t('sheet.for')} <strong><bdi>${patient.name}</bdi></strong>${birth(patient) ? html`\u00a0· ${birth(patient)}` : nothing}</p>` : nothing}</div>`;
    }
    return patientChoice({ patients, chosen: this.patient, locale: this.chat?.locale ?? 'en', t, hint: t('sheet.only'), choose: (who) => (this.patient = who) });
  }

  #feed(): HTMLElement | undefined {
    return this.chat && this.#writer && feedWriter(this.#writer, this.chat, this.thread, this.patient);
  }

  get #people(): readonly Participant[] {
    return this.chat?.thread(this.thread).get()?.participants ?? [];
  }

  readonly #onDone = (event: CustomEvent<KindDraft>): void => {
    event.stopPropagation();
    const { kind, patient } = this;
    if (!kind?.compose?.confirm || !patient) return this.#send(event.detail);
    this.asked = event.detail;
    void focusInto(() => this.question);
  };

  #send({ payload, files = [] }: KindDraft): void {
    const { kind, patient, thread: threadId } = this;
    if (kind) {
      this.command({ type: 'kind.send', threadId, kind: kind.kind, payload, files, ...(patient && { for: patient.id }) });
      if (kind.compose?.offer) this.command({ type: 'kind.offer', threadId, kind: kind.kind, isOver: true });
    }
    this.#onCancel();
  }

  readonly #onBack = (): void => {
    this.asked = undefined;
    const writer = this.#writer;
    void focusInto(() => writer?.shadowRoot && firstFocusable(writer.shadowRoot));
  };

  /** It is not to be kept. */
  readonly #onCancel = (): void => {
    if (this.chat && this.kind) writersOf(this.chat).delete(writerKey(this.thread, this.kind.kind));
    this.dialog?.close();
  };

  readonly #onClose = (): void => {
    this.kind = this.#writer = this.asked = undefined;
  };
}

define('clinic-kind-sheet', ClinicKindSheet);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-kind-sheet': ClinicKindSheet;
  }
}
