import type { MessageKind } from '../../model/index.js';
import { lateCard } from '../late-card.js';
import type { FormPayload } from './payload.js';

export type { FormEntry, FormPayload, FormState } from './payload.js';
export type { Answer } from './questionnaire.js';

/** one of the clinic's forms, filled in by the patient within the thread. Sent twice it is two instances. */
export const form: MessageKind<FormPayload> = lateCard(
  {
    kind: 'form',
    bubble: { tag: 'clinic-kind-form', load: () => import('./bubble.js') },
    compose: { tag: 'clinic-kind-form-sheet', load: () => import('./sheet.js'), label: 'form.compose', list: 'forms', place: 'menu' },
    needs: { send: ['form.send'], act: { submit: ['form.answer'], withdraw: ['form.send'] } },
    grants: {
      'form.send': { practitioner: true, coordinator: true },
      'form.answer': { patient: true, relation: 'granted' },
    },
    addressed: true,
    authority: () => import('./authority.js').then(({ authority }) => authority),
    lists: { forms: 'form.send' },
    frame: 'card',
  },
  () => import('./reading.js'),
);
