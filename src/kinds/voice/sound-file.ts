import { wavOf } from '../../base/wav.js';
import { peakCount } from './payload.js';

/** Speech is whole in it, and two minutes are 3.8 MB. Samples a second. */
const rate = 16_000;

export interface SoundFile { wav: ArrayBuffer; seconds: number; peaks: number[] }

/**
 * A recording as every browser plays it. What the recorder made is decoded and written anew (docs/decisions/0020): each browser can read its own,
 * but not everybody else's. Rejects where it cannot be decoded.
 * @param longest seconds that are kept
 */
export async function soundFile(recorded: Blob, longest: number): Promise<SoundFile> {
  const decoded = await new OfflineAudioContext(1, 1, rate).decodeAudioData(await recorded.arrayBuffer());
  const samples = oneChannel(decoded).subarray(0, longest * rate);
  if (samples.length === 0) throw new Error('nothing was recorded');
  return { wav: wavOf(samples, rate), seconds: samples.length / rate, peaks: peaksOf(samples) };
}

function oneChannel(sound: AudioBuffer): Float32Array {
  const channels = Array.from({ length: sound.numberOfChannels }, (_, i) => sound.getChannelData(i));
  const [first = new Float32Array()] = channels;
  return channels.length < 2 ? first : first.map((_, i) => channels.reduce((sum, channel) => sum + (channel[i] ?? 0), 0) / channels.length);
}

/** How loud it is from beginning to end, beside its own loudest place: quiet recordings have a picture, too. */
export function peaksOf(samples: Float32Array): number[] {
  const step = samples.length / peakCount;
  const loud = Array.from({ length: peakCount }, (_, i) => {
    const part = samples.subarray(Math.floor(i * step), Math.max(Math.floor(i * step) + 1, Math.floor((i + 1) * step)));
    return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / (part.length || 1));
  });
  const most = Math.max(...loud);
  // Below this it is noise of the device.
  return loud.map((value) => (most < 0.001 ? 0 : Math.round(Math.sqrt(value / most) * 100)));
}
