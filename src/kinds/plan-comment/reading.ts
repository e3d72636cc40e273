import { addWords } from '../../i18n/translate.js';
import type { MessageKind, Translate } from '../../model/index.js';
import { oneLine } from '../preview.js';

/** A comment on an action or a goal of the patient's plan. */
export interface PlanCommentPayload {
  text: string;
  about: 'action' | 'goal';
  /** The action's or goal's name. */
  name: string;
}

/** How a comment is read and told in a line. */
export const reading: Pick<MessageKind<PlanCommentPayload>, 'parse' | 'preview'> = {
  parse(payload) {
    const { text, about, name } = (payload ?? {}) as Partial<Record<keyof PlanCommentPayload, unknown>>;
    if (typeof text !== 'string' || typeof name !== 'string' || (about !== 'action' && about !== 'goal')) throw new TypeError('plan-comment: no text, or nothing that it is about, in the payload');
    return { text, about, name };
  },
  preview: (payload, t) => oneLine(t('plan-comment.preview', { about: aboutWords(payload, t), text: payload.text })),
};

addWords({
  'plan-comment.action': 'Action: {name}',
  'plan-comment.goal': 'Goal: {name}',
  'plan-comment.preview': '{about}: {text}',
});

/** «Action: Walk for 20 minutes». */
export const aboutWords = ({ about, name }: PlanCommentPayload, t: Translate): string => t(`plan-comment.${about}`, { name: oneLine(name) });
