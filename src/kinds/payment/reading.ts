import { addWords } from '../../i18n/translate.js';
import type { MessageKind } from '../../model/index.js';
import { iconPayment } from '../../theme/kind-icons.js';
import { oneLine } from '../preview.js';
import { parsePayment, type PaymentPayload } from './payload.js';

/** How a request for payment is read and told in a line. */
export const reading: Pick<MessageKind<PaymentPayload>, 'parse' | 'preview' | 'icon'> = {
  parse: parsePayment,
  preview: ({ name, state }, t) => oneLine(t(`payment.preview.${state}`, { name })),
  icon: () => iconPayment,
};

addWords({
  'payment.request': 'Request payment',
  'payment.preview.open': 'Payment request: {name}',
  'payment.preview.accepted': 'Payment request accepted: {name}',
  'payment.preview.paid': 'Paid: {name}',
  'payment.preview.rejected': 'Payment request declined: {name}',
  'payment.preview.cancelled': 'Payment request withdrawn: {name}',
});
