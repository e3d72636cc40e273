import type { MessageKind } from '../../model/index.js';
import { lateCard } from '../late-card.js';
import type { VoicePayload } from './payload.js';

export type { VoicePayload } from './payload.js';

/** a voice message: one recording, two minutes at most, that every browser plays. */
export const voice: MessageKind<VoicePayload> = lateCard(
  {
    kind: 'voice',
    bubble: { tag: 'clinic-kind-voice', load: () => import('./bubble.js') },
    compose: { tag: 'clinic-kind-voice-recorder', load: () => import('./recorder.js'), label: 'voice.record', place: 'bar', inPlace: true },
    needs: { send: ['message.send', 'file.send', 'voice.send'] },
    grants: { 'voice.send': { patient: true, relation: true, practitioner: true } },
    authority: () => import('./authority.js').then(({ authority }) => authority),
  },
  () => import('./reading.js'),
);
