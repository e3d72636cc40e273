import { wavOf } from '../../src/base/wav.js';
import type { VoicePayload } from '../../src/kinds/index.js';

const rate = 8_000;

/** A WAV of so many seconds: a low tone that comes and goes, twice a second. */
export const tone = (seconds: number): Blob =>
  new Blob([wavOf(Float32Array.from({ length: seconds * rate }, (_, i) => Math.sin(i / 12) * Math.abs(Math.sin((i / rate) * Math.PI * 2)) * 0.4), rate)], { type: 'audio/wav' });

/** What was recorded along with it. */
export const spoken = (seconds: number, more: Partial<VoicePayload> = {}): VoicePayload =>
  ({ seconds, peaks: Array.from({ length: 64 }, (_, i) => Math.round(20 + 80 * Math.abs(Math.sin(i / 3) * Math.cos(i / 11)))), ...more });
