/** Sound as a WAV file: one channel, 16 bits a sample. Every browser plays it, and its length stands in its bytes. */

const headBytes = 44;
const ascii = (view: DataView, at: number, length: number): string => String.fromCharCode(...Array.from({ length }, (_, i) => view.getUint8(at + i)));

/** @param samples from -1 to 1 */
export function wavOf(samples: Float32Array, rate: number): ArrayBuffer {
  const bytes = new ArrayBuffer(headBytes + samples.length * 2);
  const view = new DataView(bytes);
  const write = (at: number, text: string): void => void new TextEncoder().encodeInto(text, new Uint8Array(bytes, at));
  write(0, 'RIFF');
  view.setUint32(4, bytes.byteLength - 8, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  write(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, i) => view.setInt16(headBytes + i * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 0x7fff), true));
  return bytes;
}

/** By what players go by; only of what is packed, where that says nothing, by what the file says of itself. */
const bytesPerSecondOf = (view: DataView, at: number): number =>
  (view.getUint32(at + 4, true) * view.getUint16(at + 2, true) * view.getUint16(at + 14, true)) / 8 || view.getUint32(at + 8, true);

/**
 * How long a WAV file is, in seconds, told from its first bytes and its size; undefined where it is none, or says nothing that can be believed.
 * What it says of its own length counts only as far as there are bytes for it.
 */
export function wavSeconds(head: Uint8Array, size: number): number | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.byteLength < headBytes || ascii(view, 0, 4) !== 'RIFF' || ascii(view, 8, 4) !== 'WAVE') return undefined;
  let bytesPerSecond = 0;
  for (let at = 12; at + 8 <= view.byteLength;) {
    const [name, length] = [ascii(view, at, 4), view.getUint32(at + 4, true)];
    if (name === 'fmt ' && at + 24 <= view.byteLength) bytesPerSecond = bytesPerSecondOf(view, at + 8);
    // A writer that did not know the length yet says 0, or as much as fits into the field.
    if (name === 'data') return bytesPerSecond > 0 ? Math.min(length || Infinity, size - at - 8) / bytesPerSecond : undefined;
    // Chunks begin at even places.
    at += 8 + length + (length % 2);
  }
  return undefined;
}
