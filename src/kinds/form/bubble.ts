import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { define } from '../../base/define.js';
import '../../i18n/errors.js';
import { formatMoment } from '../../i18n/format-date.js';
import { addWords } from '../../i18n/translate.js';
import type { Notes } from '../../model/index.js';
import { iconCheckCircle, iconClock, iconClose, iconWarning } from '../../theme/icons.js';
import { iconForm } from '../../theme/kind-icons.js';
import '../../ui/dialog.js';
import type { ClinicUiDialog } from '../../ui/dialog.js';
import { buttonStyles } from '../../ui/styles.js';
import { cardStyles, kindCard, type CardFace } from '../kind-card.js';
import { KindElement } from '../kind-element.js';
import { answersIn, type Written } from './written.js';
import type { FormPayload } from './payload.js';
import { isInput, readQuestionnaire, type Questionnaire } from './questionnaire.js';

addWords({
  'form.title': 'Form',
  'form.questions.one': '{count} question',
  'form.questions.other': '{count} questions',
  'form.state.open': 'Waiting for the patient’s answers',
  'form.state.open.own': 'Waiting for your answers',
  'form.state.begun': 'Begun, not sent yet',
  'form.state.completed': 'Completed · {name}',
  'form.state.withdrawn': 'Withdrawn',
  'form.broken': 'This form cannot be shown: its questions are broken.',
  'form.fill': 'Fill in',
  'form.continue': 'Continue',
  'form.look': 'Open form',
  'form.own': 'My answers that were not sent',
  'form.withdraw': 'Withdraw',
  'form.resend': 'Send again',
  'form.sending': 'Sending',
  'form.not-yours': 'Only the patient can fill this in.',
  'form.close': 'Close',
  'form.code': 'The form could not be opened. Please try again.',
  'form.late.completed': '{name} has sent this form already. What you wrote was not sent; it stays on this device.',
  'form.late.withdrawn': 'The clinic has withdrawn this form. What you wrote was not sent; it stays on this device.',
});

/**
 * The card of a form. The patient's side fills it in and sends it once; staff withdraws it or sends it again; both open what was completed.
 *
 * @tag clinic-kind-form
 */
export class ClinicKindForm extends KindElement<FormPayload> {
  static override styles = [
    KindElement.styles,
    buttonStyles,
    cardStyles,
    css`
      clinic-ui-dialog {
        --_dialog-size: 600px;
      }
    `,
  ];

  /** What the viewer has written and not sent, as it was kept; undefined until that is known. */
  @state() private written: Written | undefined;
  /** What is open in the dialog: the form as it stands, or what the viewer wrote for one that was closed meanwhile. */
  @state() private showing: 'form' | 'own' | undefined;
  @state() private isMissing = false;
  @query('clinic-ui-dialog') private dialog!: ClinicUiDialog | null;
  #noted = '';

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { message, payload, questionnaire } = this;
    if (this.host.can('form.answer') && this.#noted !== message.id) {
      this.#noted = message.id;
      this.written = undefined;
      void this.#note((notes) => notes.get(message.id).then((note) => (this.written ??= note as Written | undefined)));
    }
    if (payload.state === 'open' || !this.written || !questionnaire) return;
    if (payload.state === 'completed' && JSON.stringify(Object.fromEntries(answersIn(questionnaire, this.written))) === JSON.stringify(payload.answers)) {
      this.written = undefined;
      void this.#note((notes) => notes.set(message.id, undefined));
    } else if (this.showing && this.#wasOpen(changed)) this.showing = 'own';
  }

  /** The one who filled it in is led to what became of it. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.showing && this.#wasOpen(changed)) this.renderRoot.querySelector<HTMLElement>('clinic-form-answers')?.focus();
  }

  override render(): TemplateResult {
    const { host: { t } } = this;
    const { title } = this.payload;
    return html`${this.#renderCard()}
      ${this.showing ? html`<clinic-ui-dialog .heading=${title} close-label=${t('form.close')} @close=${this.#onClose} @keydown=${this.#onKey}>${this.#renderOpen()}</clinic-ui-dialog>` : nothing}`;
  }

  #wasOpen(changed: PropertyValues): boolean {
    return this.payload.state !== 'open' && (changed.get('payload') as FormPayload | undefined)?.state === 'open';
  }

  /** Undefined where the definition is broken. */
  private get questionnaire(): Questionnaire | undefined {
    try {
      return readQuestionnaire(this.payload.item);
    } catch {
      return undefined;
    }
  }

  #renderCard(): TemplateResult {
    const { questionnaire, acting, host: { t }, payload: { title, answeredAt } } = this;
    const error = this.showing || !acting?.error ? (this.isMissing ? t('form.code') : '') : t(`error.${acting.error}`);
    const count = questionnaire && [...questionnaire.all.values()].filter(isInput).length;
    const meta = answeredAt !== undefined ? formatMoment(this.host.locale, answeredAt) : count ? t('form.questions', { count }) : nothing;
    return kindCard({
      icon: iconForm, label: t('form.title'), title, meta, state: this.#state(), actions: this.#renderActions(),
      body: error ? html`<p class="refused" role="alert">${error}</p>` : nothing,
    });
  }

  #state(): CardFace['state'] {
    const { acting, written, host: { t, can }, payload: { state: stands, answeredBy = '' } } = this;
    if (stands === 'completed') return { tone: 'good', icon: iconCheckCircle, words: t('form.state.completed', { name: answeredBy }) };
    if (stands === 'withdrawn') return { tone: 'off', icon: iconClose, words: t('form.state.withdrawn') };
    if (!this.questionnaire) return { tone: 'off', icon: iconWarning, words: t('form.broken') };
    const open = can('form.answer') ? (written ? 'form.state.begun' : 'form.state.open.own') : 'form.state.open';
    return { tone: 'waiting', icon: iconClock, words: acting && !acting.error ? t('form.sending') : t(open) };
  }

  #renderActions(): unknown {
    const { written, questionnaire, message, host: { t, can }, payload: { state: stands } } = this;
    const isOpen = stands === 'open';
    const isBusy = this.acting !== undefined && !this.acting.error;
    const buttons: TemplateResult[] = [];
    const add = (key: string, press: () => void, isMain = false): void =>
      void buttons.push(html`<button class="button ${isMain ? 'primary' : ''}" type="button" ?disabled=${isBusy} @click=${press}>${t(key)}</button>`);
    // Not sent yet: there is nothing to do with it.
    if (message.position === undefined) return nothing;
    const isTheirs = can('form.answer');
    if (can('form.send') && isOpen) add('form.withdraw', () => this.act('withdraw'));
    if (can('form.send') && !isOpen) add('form.resend', this.#resend);
    if (isTheirs && !isOpen && written && questionnaire) add('form.own', () => void this.#open('own'));
    if (questionnaire && stands !== 'withdrawn' && (!isOpen || !isTheirs)) add('form.look', () => void this.#open('form'));
    if (questionnaire && isOpen && isTheirs) add(written ? 'form.continue' : 'form.fill', () => void this.#open('form'), true);
    const isOthers = isOpen && !isTheirs && !can('form.send');
    return buttons.length === 0 && !isOthers ? nothing : html`${buttons}${isOthers ? html`<p class="label-line">${t('form.not-yours')}</p>` : nothing}`;
  }

  #renderOpen(): unknown {
    const { questionnaire, written, acting, host: { t, locale, can }, payload } = this;
    const { state: stands, answeredBy = '' } = payload;
    if (!questionnaire) return nothing;
    if (this.showing === 'form' && stands === 'open' && can('form.answer')) {
      return html`<clinic-form-questions .questionnaire=${questionnaire} .written=${written ?? {}} .t=${t} .isBusy=${acting !== undefined && !acting.error}
        .refused=${acting?.error ?? ''} @clinic-form-written=${this.#onWritten} @clinic-form-submit=${this.#onSubmit}></clinic-form-questions>`;
    }
    const isOwn = this.showing === 'own' && written !== undefined;
    return html`${isOwn ? html`<p class="refused" role="alert">${t(`form.late.${stands}`, { name: answeredBy })}</p>` : nothing}
      <clinic-form-answers tabindex="-1" .questionnaire=${questionnaire} .form=${payload} .own=${isOwn ? answersIn(questionnaire, written) : undefined} .t=${t} .locale=${locale}></clinic-form-answers>`;
  }

  async #open(what: 'form' | 'own'): Promise<void> {
    this.isMissing = false;
    try {
      await Promise.all([import('./questions.js'), import('./answers.js')]);
    } catch {
      this.isMissing = true;
      return;
    }
    this.showing = what;
    await this.updateComplete;
    await this.dialog?.show();
  }

  /** A note that cannot be read or kept takes nothing away from the form. */
  async #note(work: (notes: Notes) => Promise<unknown>): Promise<void> {
    await this.host.notes().then(work).catch(() => undefined);
  }

  readonly #resend = (): void => {
    const { threadId, for: patient } = this.message;
    this.command({ type: 'kind.send', threadId, kind: 'form', payload: { form: this.payload.form }, files: [], ...(patient !== undefined && { for: patient }) });
  };

  readonly #onWritten = (event: CustomEvent<Written>): void => {
    this.written = event.detail;
    void this.#note((notes) => notes.set(this.message.id, event.detail));
  };

  readonly #onSubmit = (event: CustomEvent<Record<string, unknown>>): void => this.act('submit', { answers: event.detail });

  readonly #onClose = (): void => {
    this.showing = undefined;
  };

  /** Keys that are pressed in the form are not for the list of messages around it. */
  readonly #onKey = (event: KeyboardEvent): void => event.stopPropagation();
}

define('clinic-kind-form', ClinicKindForm);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-kind-form': ClinicKindForm;
  }
}
