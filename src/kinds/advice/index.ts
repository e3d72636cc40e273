import type { MessageKind } from '../../model/index.js';
import { lateCard } from '../late-card.js';
import type { AdvicePayload } from './payload.js';

export type { AdvicePayload, AdviceSection } from './payload.js';

/** medical advice or a diagnosis for one patient, as a document. */
export const advice: MessageKind<AdvicePayload> = lateCard(
  {
    kind: 'advice',
    bubble: { tag: 'clinic-kind-advice', load: () => import('./bubble.js') },
    compose: { tag: 'clinic-kind-advice-sheet', load: () => import('./sheet.js'), label: 'advice.send', place: 'header', confirm: true, offer: 'advice.offer' },
    needs: { send: ['advice.send'] },
    grants: { 'advice.send': { practitioner: true } },
    addressed: true,
    authority: () => import('./authority.js').then(({ authority }) => authority),
    frame: 'document',
  },
  () => import('./reading.js'),
);
