import { isFields } from '../payload.js';

export interface VoicePayload {
  /** How long it is. What the server has measured wins over what was sent. */
  seconds: number;
  /** How loud it is, from beginning to end, 0 to 100 each: what its picture is drawn from. */
  peaks: number[];
}

/** How many values a recording's picture has. */
export const peakCount = 64;
/** Nobody's recording is longer, whatever the workspace allows. Seconds. */
const longest = 3_600;

/** A length as it is told: what lasts a moment is not told as nothing, and what is a little short of two minutes as two. */
export const toldLength = (seconds: number): number => Math.max(1, Math.round(seconds));

/** Throws `TypeError` where it cannot be read. */
export function parseVoice(payload: unknown): VoicePayload {
  const seconds = isFields(payload) ? payload['seconds'] : undefined;
  if (typeof seconds !== 'number' || !(seconds > 0 && seconds <= longest)) throw new TypeError('voice: no length');
  const peaks = isFields(payload) && Array.isArray(payload['peaks']) ? (payload['peaks'] as unknown[]) : [];
  // A picture that makes no sense is none; the message is still heard.
  const isPicture = peaks.length <= peakCount && peaks.every((peak) => typeof peak === 'number' && peak >= 0 && peak <= 100);
  return { seconds, peaks: isPicture ? peaks.map((peak) => Math.round(peak as number)) : [] };
}
