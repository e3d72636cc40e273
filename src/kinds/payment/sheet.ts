import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { define } from '../../base/define.js';
import { formatMoney } from '../../i18n/format-money.js';
import { addWords } from '../../i18n/translate.js';
import { isDoctor, type Participant } from '../../model/index.js';
import { ListSheet } from '../list-sheet.js';
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

/**
 * Chooses one of the clinic's services and asks for its price (R-24).
 *
 * @tag clinic-kind-payment-sheet
 */
export class ClinicKindPaymentSheet extends ListSheet<Service> {
  protected readonly list = 'services';
  protected readonly entry = 'service';
  protected readonly words = 'payment';

  @state() private behalf = '';

  protected read(entry: unknown): Service {
    return serviceOf(entry);
  }

  protected renderEnd({ price }: Service): string {
    return formatMoney(this.host.locale, price.value, price.currency);
  }

  protected renderMore(): TemplateResult {
    const { t } = this.host;
    const practitioner = this.#practitioner;
    return html`${this.#doctors.length > 1 ? html`<div class="field"><label for="behalf">${t('payment.for')}</label>
        <select id="behalf" @change=${this.#onBehalf}>${this.#doctors.map((one) => html`<option value=${one.id} ?selected=${one.id === practitioner?.id}>${one.name}</option>`)}</select></div>` : nothing}
      <div class="field"><label for="note">${t('payment.note')}</label><textarea id="note" dir="auto" maxlength=${noteLength}></textarea></div>
      <p class="hint">${t('payment.locks', { name: this.patient?.name ?? '', practitioner: practitioner?.name ?? '' })}</p>`;
  }

  protected payloadOf({ id, name, price }: Service): PaymentPayload | undefined {
    const practitioner = this.#practitioner;
    const note = this.renderRoot.querySelector<HTMLTextAreaElement>('#note')?.value.trim();
    return practitioner && { service: id, name, price, state: 'open', practitioner: practitioner.id, practitionerName: practitioner.name, ...(note && { note }) };
  }

  /** Those for whom one may ask: oneself; as a coordinator the thread's practitioners, of whom the server takes only those whom one assists. */
  get #doctors(): readonly Participant[] {
    return isDoctor(this.viewer) ? [this.viewer] : this.people.filter((who) => who.active && isDoctor(who));
  }

  get #practitioner(): Participant | undefined {
    return this.#doctors.find(({ id }) => id === this.behalf) ?? this.#doctors[0];
  }

  readonly #onBehalf = (event: Event): void => void (this.behalf = (event.target as HTMLSelectElement).value);
}

define('clinic-kind-payment-sheet', ClinicKindPaymentSheet);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-kind-payment-sheet': ClinicKindPaymentSheet;
  }
}
