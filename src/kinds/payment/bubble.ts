import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { define } from '../../base/define.js';
import '../../i18n/errors.js';
import { formatMoney } from '../../i18n/format-money.js';
import { addWords } from '../../i18n/translate.js';
import { iconCheckCircle, iconClock, iconClose, type Icon } from '../../theme/icons.js';
import { iconPayment } from '../../theme/kind-icons.js';
import { buttonStyles } from '../../ui/styles.js';
import { cardStyles, kindCard } from '../kind-card.js';
import { KindElement } from '../kind-element.js';
import type { PaymentPayload, PaymentState } from './payload.js';

addWords({
  'payment.title': 'Payment request',
  'payment.accept': 'Accept',
  'payment.reject': 'Decline',
  'payment.cancel': 'Withdraw request',
  'payment.pay': 'Go to payment',
  'payment.state.open': 'Waiting for an answer',
  'payment.state.open.own': 'Waiting for your answer',
  'payment.state.accepted': 'Accepted, not paid yet',
  'payment.state.paid': 'Paid',
  'payment.state.rejected': 'Declined',
  'payment.state.cancelled': 'Withdrawn',
  'payment.by': '{state} · {name}',
  'payment.sending': 'Sending your answer',
  'payment.hint': 'Until it is answered, messages to {name} wait.',
  'payment.not-yours': 'Only the patient can answer this request.',
});

const looks: Readonly<Record<PaymentState, { tone: 'waiting' | 'good' | 'off'; icon: Icon }>> = {
  open: { tone: 'waiting', icon: iconClock },
  accepted: { tone: 'waiting', icon: iconClock },
  paid: { tone: 'good', icon: iconCheckCircle },
  rejected: { tone: 'off', icon: iconClose },
  cancelled: { tone: 'off', icon: iconClose },
};

/** What the portal hears once the viewer has accepted: it opens the page on which is paid, or prevents the default and does it in its own way. */
export interface PaymentOpen {
  /** Where it is paid. */
  url: string;
  message: string;
  thread: string;
}

/**
 * The card of a request for payment. The patient's side accepts or declines; staff withdraws.
 *
 * @tag clinic-kind-payment
 * @fires {CustomEvent<PaymentOpen>} clinic-payment-open - The viewer has accepted. Cancelable: else a link leads to the page on which is paid.
 */
export class ClinicKindPayment extends KindElement<PaymentPayload> {
  static override styles = [KindElement.styles, buttonStyles, cardStyles];

  /** The viewer has pressed Accept here. */
  #isAccepting = false;
  #isElsewhere = false;

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { state, payAt } = this.payload;
    if (this.acting?.error) this.#isAccepting = false;
    if (!this.#isAccepting || state !== 'accepted') return;
    this.#isAccepting = false;
    if (!payAt) return;
    const detail: PaymentOpen = { url: payAt, message: this.message.id, thread: this.message.threadId };
    this.#isElsewhere = !this.dispatchEvent(new CustomEvent('clinic-payment-open', { detail, bubbles: true, composed: true, cancelable: true }));
    if (this.#isElsewhere) this.requestUpdate();
    else this.renderRoot.querySelector<HTMLElement>('a')?.focus();
  }

  override render(): TemplateResult {
    const { payload, host: { t, locale }, acting } = this;
    const { state, name, price, note, answeredBy } = payload;
    const isOpen = state === 'open';
    const mayAnswer = this.host.can('payment.answer');
    const isBusy = acting !== undefined && !acting.error;
    const stated = t(isOpen && mayAnswer ? 'payment.state.open.own' : `payment.state.${state}`);
    return kindCard({
      icon: iconPayment, label: t('payment.title'), title: name, meta: html`<strong>${formatMoney(locale, price.value, price.currency)}</strong>`,
      state: { ...looks[state], words: isBusy ? t('payment.sending') : answeredBy ? t('payment.by', { state: stated, name: answeredBy }) : stated },
      body: note || acting?.error || (isOpen && mayAnswer) ? html`${note ? html`<p><bdi>${note}</bdi></p>` : nothing}
        ${isOpen && mayAnswer && payload.practitionerName ? html`<p class="label-line">${t('payment.hint', { name: payload.practitionerName })}</p>` : nothing}
        ${acting?.error && (isOpen || state === 'accepted') ? html`<p class="refused" role="alert">${t(`error.${acting.error}`)}</p>` : nothing}` : nothing,
      actions: this.#renderActions(isBusy),
    });
  }

  #renderActions(isBusy: boolean): unknown {
    const { payload: { state, payAt }, host } = this;
    const { t } = host;
    if (host.can('payment.answer')) {
      if (state === 'open') {
        return html`<button class="button" type="button" ?disabled=${isBusy} @click=${() => this.act('reject')}>${t('payment.reject')}</button>
          <button class="button primary" type="button" ?disabled=${isBusy} @click=${this.#onAccept}>${t('payment.accept')}</button>`;
      }
      return state === 'accepted' && payAt && !this.#isElsewhere ? html`<a class="button primary" href=${payAt} target="_blank" rel="noopener noreferrer">${t('payment.pay')}</a>` : nothing;
    }
    if (host.can('payment.request') && (state === 'open' || state === 'accepted') && this.message.position !== undefined) {
      return html`<button class="button" type="button" ?disabled=${isBusy} @click=${() => this.act('cancel')}>${t('payment.cancel')}</button>`;
    }
    return state === 'open' && this.message.position !== undefined ? html`<p class="label-line">${t('payment.not-yours')}</p>` : nothing;
  }

  readonly #onAccept = (): void => {
    this.#isAccepting = true;
    this.act('accept');
  };
}

define('clinic-kind-payment', ClinicKindPayment);

declare global {
  interface HTMLElementTagNameMap {
    'clinic-kind-payment': ClinicKindPayment;
  }
  interface HTMLElementEventMap {
    'clinic-payment-open': CustomEvent<PaymentOpen>;
  }
}
