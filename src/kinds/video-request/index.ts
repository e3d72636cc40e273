import type { MessageKind } from '../../model/index.js';
import { lateCard } from '../late-card.js';
import type { VideoRequestPayload } from './payload.js';

export type { VideoRequestPayload, VideoState } from './payload.js';

/** the practitioner asks for a short video; the patient records one or picks a file. */
export const videoRequest: MessageKind<VideoRequestPayload> = lateCard(
  {
    kind: 'video-request',
    bubble: { tag: 'clinic-kind-video-request', load: () => import('./bubble.js') },
    compose: { tag: 'clinic-kind-video-request-sheet', load: () => import('./sheet.js'), label: 'video-request.compose', place: 'menu' },
    needs: { send: ['video.request'], act: { answer: ['video.answer'], withdraw: ['video.request'] } },
    grants: {
      'video.request': { practitioner: true },
      'video.answer': { patient: true, relation: 'granted' },
    },
    addressed: true,
    authority: () => import('./authority.js').then(({ authority }) => authority),
    frame: 'card',
  },
  () => import('./reading.js'),
);
