import type { MessageKind } from '../../model/index.js';
import { lateCard } from '../late-card.js';
import type { PlanCommentPayload } from './reading.js';

export type { PlanCommentPayload } from './reading.js';

/** comments on the plan stand in the thread's log, with their action or goal, where the plan is in use and the viewer wants to see them. They are written in the plan. */
export const planComment: MessageKind<PlanCommentPayload> = lateCard(
  { kind: 'plan-comment', bubble: { tag: 'clinic-kind-plan-comment', load: () => import('./bubble.js') }, needs: { send: ['plan-comment.send'] }, quiet: true, shownWith: 'plan' },
  () => import('./reading.js'),
);
