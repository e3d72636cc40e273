import type { MessageKind } from '../../model/index.js';
import { lateCard } from '../late-card.js';
import type { NoticePayload } from './reading.js';

export type { NoticePayload } from './reading.js';

/** one line of the clinic's own in a thread, for both sides. Only the server writes one: no role has the capability to send it. */
export const notice: MessageKind<NoticePayload> = lateCard({ kind: 'notice', needs: { send: ['notice.send'] }, quiet: true, frame: 'line' }, () => import('./reading.js'));
