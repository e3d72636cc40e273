import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { define } from '../../base/define.js';
import { ChatError } from '../../base/errors.js';
import { formatMoney } from '../../i18n/format-money.js';
import { addWords } from '../../i18n/translate.js';
import { isDoctor, type Participant } from '../../model/index.js';
import { formStyles } from '../../ui/form-styles.js';
import { baseStyles, buttonStyles } from '../../ui/styles.js';
import { ComposeElement } from '../compose-element.js';
import { serviceOf, type PaymentPayload, type Service } from './payload.js';

addWords({
  'payment.service': 'Service',
  'payment.search': 'Search services',
  'payment.none': 'No service is called that.',
  'payment.failed': 'The services could not be loaded. {reason}',
  'payment.loading': 'Loading the services',
  'payment.again': 'Try again',
  'payment.for': 'On behalf of',
  'payment.note': 'Note (optional)',
  'payment.missing': 'Choose a service.',
  'payment.locks': 'Until {name} answers, their side cannot write here, nor in other 1:1 threads with {practitioner}.',
  'payment.send': 'Send request',
  'payment.keep': 'Cancel',
});

const noteLength = 500;
/** From this many services on there is a search. */
const searchFrom = 7;

function readable(entry: unknown): Service[] {
  try {
    return [serviceOf(entry)];
  } catch {
    return [];
  }
}

/**
 * Chooses one of the clinic's services and asks for its price (R-24).
 *
 * @tag clinic-kind-payment-sheet
 */
export class ClinicKindPaymentSheet extends ComposeElement {
  static override styles = [baseStyles, buttonStyles, formStyles];

  @state() private services: readonly Service[] | undefined;
  @state() private failure = '';
  @state() private chosen = '';
  @state() private behalf = '';
  @state() private words = '';
  @state() private isMissing = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => this.#load());
  }

  override render(): TemplateResult {
    const { t, locale } = this.host;
    if (this.failure) return html`<p role="alert">${t('payment.failed', { reason: this.failure })}</p><div class="buttons"><button class="button" type="button" @click=${this.#load}>${t('payment.again')}</button></div>`;
    const { services } = this;
    if (!services) return html`<p role="status">${t('payment.loading')}</p>`;
    const sought = this.words.trim().toLocaleLowerCase();
    const found = services.filter(({ name }) => name.toLocaleLowerCase().includes(sought));
    const practitioner = this.#practitioner;
    return html`<form novalidate @submit=${this.#onSubmit}>
      ${services.length >= searchFrom ? html`<input type="search" autocomplete="off" aria-label=${t('payment.search')} placeholder=${t('payment.search')} .value=${this.words} @input=${this.#onSearch} />` : nothing}
      <fieldset class="field" aria-describedby="missing">
        <legend>${t('payment.service')}</legend>
        <div class="choices">
          ${found.map((one) => html`<label class="choice"><input type="radio" name="service" .value=${one.id} .checked=${one.id === this.chosen} @change=${this.#onChoice} /><span dir="auto">${one.name}</span><span class="end">${formatMoney(locale, one.price.value, one.price.currency)}</span></label>`)}
        </div>
        ${found.length === 0 ? html`<p class="hint" role="status">${t('payment.none')}</p>` : nothing}
        <p id="missing" class="wrong" role="alert">${this.isMissing ? t('payment.missing') : nothing}</p>
      </fieldset>
      ${this.#doctors.length > 1 ? html`<div class="field"><label for="behalf">${t('payment.for')}</label>
        <select id="behalf" @change=${this.#onBehalf}>${this.#doctors.map((one) => html`<option value=${one.id} ?selected=${one.id === practitioner?.id}>${one.name}</option>`)}</select></div>` : nothing}
      <div class="field"><label for="note">${t('payment.note')}</label><textarea id="note" dir="auto" maxlength=${noteLength}></textarea></div>
      <p class="hint">${t('payment.locks', { name: this.patient?.name ?? '', practitioner: practitioner?.name ?? '' })}</p>
      <div class="buttons"><button class="button" type="button" @click=${() => this.cancel()}>${t('payment.keep')}</button><button class="button primary" type="submit">${t('payment.send')}</button></div>
    </form>`;
  }

  /** Those for whom one may ask: oneself; as a coordinator the thread's practitioners, of whom the server takes only those whom one assists. */
  get #doctors(): readonly Participant[] {
    return isDoctor(this.viewer) ? [this.viewer] : this.people.filter((who) => who.active && isDoctor(who));
  }

  get #practitioner(): Participant | undefined {
    return this.#doctors.find(({ id }) => id === this.behalf) ?? this.#doctors[0];
  }

  readonly #load = (): void => {
    this.failure = '';
    this.host.list('services').then(
      (entries) => (this.services = entries.flatMap(readable)),
      (error: unknown) => (this.failure = this.host.t(`error.${ChatError.from(error).code}`)),
    );
  };

  readonly #onSearch = (event: Event): void => void (this.words = (event.target as HTMLInputElement).value);
  readonly #onBehalf = (event: Event): void => void (this.behalf = (event.target as HTMLSelectElement).value);
  readonly #onChoice = (event: Event): void => {
    this.chosen = (event.target as HTMLInputElement).value;
    this.isMissing = false;
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const service = this.services?.find(({ id }) => id === this.chosen);
    const practitioner = this.#practitioner;
    this.isMissing = !service;
    if (!service || !practitioner) {
      this.renderRoot.querySelector<HTMLElement>('[name=service]')?.focus();
      return;
    }
    const note = this.renderRoot.querySelector<HTMLTextAreaElement>('#note')?.value.trim();
    const payload: PaymentPayload = {
      service: service.id, name: service.name, price: service.price, state: 'open', practitioner: practitioner.id, practitionerName: practitioner.name, ...(note && { note }),
    };
    this.done({ payload });
  };
}

define('clinic-kind-payment-sheet', ClinicKindPaymentSheet);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-kind-payment-sheet': ClinicKindPaymentSheet;
  }
}
