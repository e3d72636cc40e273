import { isBlank, textLength } from './text.js';

export interface Limits {
  /** UTF-16 units of a message's text. */
  textLength: number;
  /** Bytes of one file. */
  fileBytes: number;
  /** Files in one message. */
  filesPerMessage: number;
  /** Seconds. */
  videoSeconds: number;
  voiceSeconds: number;
}

/** what holds where the workspace says nothing. */
export const defaultLimits: Limits = { textLength: 5_000, fileBytes: 209_715_200, filesPerMessage: 20, videoSeconds: 45, voiceSeconds: 120 };

/** From this length on the counter is shown and announced. */
export const counterStartsAt = (limits: Pick<Limits, 'textLength'>): number => Math.floor(limits.textLength * 0.9);

/** why this text cannot be sent, if so. */
export function checkText(text: string, limits: Pick<Limits, 'textLength'>): 'empty' | 'too-long' | undefined {
  if (isBlank(text)) return 'empty';
  return textLength(text) > limits.textLength ? 'too-long' : undefined;
}
