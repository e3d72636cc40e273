import { isFields, text } from '../payload.js';

export type VideoState = 'open' | 'answered' | 'withdrawn';

export interface VideoRequestPayload {
  state: VideoState;
  /** How long it may be, in seconds, as it was when it was asked for. */
  seconds: number;
  /** What is to be shown. */
  words?: string;
  /** Once answered: ids of the message's files. The poster is the first picture. */
  video?: string;
  poster?: string;
  /** WebVTT, and its language (BCP 47). */
  captions?: { file: string; language: string };
  /** Seconds. */
  duration?: number;
  /** Who has answered, and when, in milliseconds since the epoch. */
  answeredBy?: string;
  answeredAt?: number;
}

/** Characters of what is to be shown. */
export const wordsLength = 500;
/** containers round; so much longer than the limit a video may be as measured, in seconds. */
export const tolerance = 0.5;

const states: readonly VideoState[] = ['open', 'answered', 'withdrawn'];
const positive = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined);

/** Throws `TypeError` where it cannot be read. */
export function parseVideoRequest(payload: unknown): VideoRequestPayload {
  if (!isFields(payload)) throw new TypeError('video-request: no payload');
  const state = states.find((one) => one === payload['state']);
  const seconds = positive(payload['seconds']);
  const [words, video, poster, answeredBy] = [text(payload['words']), text(payload['video']), text(payload['poster']), text(payload['answeredBy'])];
  if (!state || seconds === undefined || (state === 'answered' && !video)) throw new TypeError('video-request: not a request');
  const duration = positive(payload['duration']);
  const captions = captionsOf(payload['captions']);
  const { answeredAt } = payload;
  return {
    state, seconds, ...(words && { words }), ...(video && { video }), ...(poster && { poster }), ...(captions && { captions }), ...(duration && { duration }),
    ...(answeredBy && { answeredBy }), ...(typeof answeredAt === 'number' && { answeredAt }),
  };
}

/** Undefined where they are none. */
export function captionsOf(value: unknown): { file: string; language: string } | undefined {
  if (!isFields(value)) return undefined;
  const [file, language] = [text(value['file']), text(value['language'])];
  return file && language && /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(language) ? { file, language } : undefined;
}
