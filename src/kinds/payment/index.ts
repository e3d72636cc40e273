import type { MessageKind } from '../../model/index.js';
import { lateCard } from '../late-card.js';
import type { PaymentPayload } from './payload.js';

export type { Money, PaymentPayload, PaymentState, Service } from './payload.js';

/** a request for payment of one of the clinic's services. Until the patient's side answers, it cannot write to the practitioner. */
export const payment: MessageKind<PaymentPayload> = lateCard(
  {
    kind: 'payment',
    bubble: { tag: 'clinic-kind-payment', load: () => import('./bubble.js') },
    compose: { tag: 'clinic-kind-payment-sheet', load: () => import('./sheet.js'), label: 'payment.request', list: 'services', place: 'bar' },
    needs: { send: ['payment.request'], act: { accept: ['payment.answer'], reject: ['payment.answer'], cancel: ['payment.request'] } },
    grants: {
      'payment.request': { practitioner: true, coordinator: true },
      'payment.answer': { patient: true, relation: 'granted' },
    },
    addressed: true,
    authority: () => import('./authority.js').then(({ authority }) => authority),
    holds: ({ state, practitioner }) => (state === 'open' ? practitioner : undefined),
    lists: { services: 'payment.request' },
    frame: 'card',
  },
  () => import('./reading.js'),
);
