import { wavOf } from '../../src/base/wav.js';

/** Samples a second: half of what the recorder writes, which is enough for what is heard here. */
const rate = 8_000;

const sound = (seconds: number, at: (time: number) => number): Float32Array => Float32Array.from({ length: seconds * rate }, (_, i) => at(i / rate));
const wave = (time: number, hertz: number): number => Math.sin(2 * Math.PI * hertz * time);
/** From 0 to 1 and back, without an edge that clicks. */
const swell = (share: number): number => Math.sin(Math.PI * Math.min(1, Math.max(0, share))) ** 2;

/** Four breaths: a tone that rises for four seconds, and falls for six. */
export const breathing = (): Uint8Array => new Uint8Array(wavOf(sound(40, (time) => {
  const inBreath = time % 10;
  const share = inBreath < 4 ? inBreath / 4 : 1 - (inBreath - 4) / 6;
  return 0.3 * swell(inBreath < 4 ? inBreath / 8 : 0.5 + (inBreath - 4) / 12) * (wave(time, 196) + 0.5 * share * wave(time, 294));
}), rate));

/** Where each syllable begins, and how high it is: two sentences with a pause for breath between them. */
const syllables: readonly (readonly [begins: number, hertz: number])[] = [
  [0.2, 210], [0.45, 225], [0.8, 240], [1.05, 220], [1.4, 205], [1.7, 215], [2.05, 190], [3.1, 220], [3.35, 235], [3.7, 245], [3.95, 225], [4.3, 210], [4.6, 215], [4.95, 195], [5.3, 180],
];

/** The melody of somebody who speaks, without words: nobody's voice. */
export const murmur = (): Float32Array => sound(6, (time) => syllables.reduce((sum, [begins, hertz]) => {
  const share = (time - begins) / 0.28;
  return share <= 0 || share >= 1 ? sum : sum + 0.25 * swell(share) * (wave(time, hertz) + 0.5 * wave(time, hertz * 2) + 0.35 * wave(time, hertz * 3));
}, 0));

export const murmurSeconds = 6;
export const murmurFile = (): Uint8Array => new Uint8Array(wavOf(murmur(), rate));
