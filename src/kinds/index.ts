import type { MessageKind } from '../model/index.js';
import { advice } from './advice/index.js';
import { file } from './file/index.js';
import { form } from './form/index.js';
import { image } from './image/index.js';
import { notice } from './notice/index.js';
import { payment } from './payment/index.js';
import { planComment } from './plan-comment/index.js';
import { text } from './text/index.js';
import { videoRequest } from './video-request/index.js';
import { voice } from './voice/index.js';

export { advice, file, form, image, notice, payment, planComment, text, videoRequest, voice };
export type { AdvicePayload, AdviceSection } from './advice/index.js';
export type { Answer, FormEntry, FormPayload, FormState } from './form/index.js';
export type { NoticePayload } from './notice/index.js';
export type { Money, PaymentPayload, PaymentState, Service } from './payment/index.js';
export type { PlanCommentPayload } from './plan-comment/index.js';
export type { VideoRequestPayload, VideoState } from './video-request/index.js';
export type { VoicePayload } from './voice/index.js';

/** The one list of our kinds. A portal adds its own: `createChat({ transport, kinds: [...kinds, mine] })`. */
export const kinds: readonly MessageKind[] = [text, image, file, form, videoRequest, voice, payment, advice, notice, planComment];
