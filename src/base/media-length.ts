import { wavSeconds } from './wav.js';

/** Reads bytes of a file from a place; fewer where it ends. */
export type ReadAt = (at: number, length: number) => Promise<Uint8Array>;

/** What holds moving pictures, as its first bytes say; it may be sound alone. */
export function containerOf(head: Uint8Array): 'mp4' | 'webm' | undefined {
  const name = String.fromCharCode(...head.subarray(4, 12));
  if (name.startsWith('ftyp')) return /^ftyp(avi[fs]|hei[cxms]|mif1|msf1)/.test(name) ? undefined : 'mp4';
  return [0x1a, 0x45, 0xdf, 0xa3].every((byte, i) => head[i] === byte) ? 'webm' : undefined;
}

/**
 * How long an MP4, QuickTime, WebM, Matroska or WAV file lasts, in seconds. Not what its header claims, where the samples say more: a recording that was written as
 * it went has no length in its header, and a header is easily forged. Undefined where the file is none of these or says nothing.
 */
export async function mediaLength(size: number, read: ReadAt): Promise<number | undefined> {
  const bytes = new Bytes(size, read);
  try {
    const head = await read(0, Math.min(size, headBytes));
    const container = containerOf(head);
    const seconds = container === 'mp4' ? await mp4Length(bytes) : container === 'webm' ? await webmLength(bytes) : wavSeconds(head, size);
    return seconds !== undefined && Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
  } catch (error) {
    // A place outside of the file: it is cut off, or no such file at all.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const headBytes = 4_096;
const windowBytes = 65_536;
/** Against files that are made of nothing but headers. */
const mostSteps = 2_000_000;

/** A file seen through a window that moves with what is looked at. */
class Bytes {
  #start = 0;
  #view: DataView = new DataView(new ArrayBuffer(0));
  #steps = 0;

  constructor(readonly size: number, readonly read: ReadAt) {}

  /** Throws `RangeError` where the file does not reach that far. */
  async at(place: number, length: number): Promise<DataView> {
    if (this.#steps++ > mostSteps || place < 0 || place + length > this.size) throw new RangeError('outside of the file');
    if (place < this.#start || place + length > this.#start + this.#view.byteLength) {
      const bytes = await this.read(place, Math.min(Math.max(windowBytes, length), this.size - place));
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      this.#start = place;
    }
    return new DataView(this.#view.buffer, this.#view.byteOffset + place - this.#start, length);
  }
}

interface Track { scale: number; ends: number; each: number }

/** ISO/IEC 14496-12: the header's length, that of the tracks, the sum of their samples, and the fragments' ends; the longest counts. */
async function mp4Length(bytes: Bytes): Promise<number> {
  const tracks = new Map<number, Track>();
  const trackOf = (id: number): Track => tracks.get(id) ?? tracks.set(id, { scale: 0, ends: 0, each: 0 }).get(id)!;
  let longest = 0;
  let track: Track = { scale: 0, ends: 0, each: 0 };
  let each = 0;
  let time = 0;

  /** `mvhd` and `mdhd` begin alike. */
  const lengthIn = async (at: number): Promise<{ scale: number; units: number }> => {
    const isLong = (await bytes.at(at, 1)).getUint8(0) === 1;
    const view = await bytes.at(at, isLong ? 32 : 20);
    const units = isLong ? Number(view.getBigUint64(24)) : view.getUint32(16);
    const isUnknown = isLong ? view.getBigUint64(24) === 0xffff_ffff_ffff_ffffn : units === 0xffff_ffff;
    return { scale: view.getUint32(isLong ? 20 : 12), units: isUnknown ? 0 : units };
  };

  const leaves: Readonly<Record<string, (at: number) => Promise<void>>> = {
    async mvhd(at) {
      const { scale, units } = await lengthIn(at);
      longest = Math.max(longest, units / scale || 0);
    },
    async tkhd(at) {
      const isLong = (await bytes.at(at, 1)).getUint8(0) === 1;
      track = trackOf((await bytes.at(at + (isLong ? 20 : 12), 4)).getUint32(0));
    },
    async mdhd(at) {
      const { scale, units } = await lengthIn(at);
      track.scale = scale;
      track.ends = Math.max(track.ends, units);
    },
    async stts(at) {
      const count = (await bytes.at(at + 4, 4)).getUint32(0);
      let units = 0;
      for (let i = 0; i < count; i++) {
        const entry = await bytes.at(at + 8 + i * 8, 8);
        units += entry.getUint32(0) * entry.getUint32(4);
      }
      track.ends = Math.max(track.ends, units);
    },
    async trex(at) {
      const view = await bytes.at(at, 16);
      trackOf(view.getUint32(4)).each = view.getUint32(12);
    },
    async tfhd(at) {
      const head = await bytes.at(at, 8);
      const flags = head.getUint32(0);
      track = trackOf(head.getUint32(4));
      time = 0;
      each = flags & 0x8 ? (await bytes.at(at + 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0), 4)).getUint32(0) : track.each;
    },
    async tfdt(at) {
      const isLong = (await bytes.at(at, 1)).getUint8(0) === 1;
      time = isLong ? Number((await bytes.at(at + 4, 8)).getBigUint64(0)) : (await bytes.at(at + 4, 4)).getUint32(0);
    },
    async trun(at) {
      const head = await bytes.at(at, 8);
      const flags = head.getUint32(0);
      const count = head.getUint32(4);
      const stride = [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag).length * 4;
      const first = at + 8 + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0);
      if (flags & 0x100) for (let i = 0; i < count; i++) time += (await bytes.at(first + i * stride, 4)).getUint32(0);
      else time += count * each;
      track.ends = Math.max(track.ends, time);
    },
  };

  const walk = async (from: number, to: number): Promise<void> => {
    for (let at = from; at + 8 <= to;) {
      const head = await bytes.at(at, 8);
      const name = String.fromCharCode(head.getUint8(4), head.getUint8(5), head.getUint8(6), head.getUint8(7));
      let length = head.getUint32(0);
      let body = at + 8;
      if (length === 1) {
        length = Number((await bytes.at(body, 8)).getBigUint64(0));
        body += 8;
      } else if (length === 0) length = to - at;
      if (at + length < body) throw new RangeError('a box that has no end');
      const end = Math.min(to, at + length);
      if (/^(moov|trak|mdia|minf|stbl|mvex|moof|traf)$/.test(name)) await walk(body, end);
      else await leaves[name]?.(body);
      at += length;
    }
  };
  await walk(0, bytes.size).catch((error: unknown) => {
    // Cut off at its end: what has been read says how long it is at least.
    if (!(error instanceof RangeError)) throw error;
  });
  return Math.max(longest, ...[...tracks.values()].map(({ scale, ends }) => (scale > 0 ? ends / scale : 0)));
}

const unknownSize = -1;

/** RFC 8794 and RFC 9559: the length in the header, and the time of the last block; the longer counts. Elements without a known size are gone into. */
async function webmLength(bytes: Bytes): Promise<number> {
  let scale = 1_000_000;
  let header = 0;
  let cluster = 0;
  let last = 0;
  let gap = 0;
  const number = async (at: number, length: number): Promise<number> => {
    const view = await bytes.at(at, Math.min(length, 8));
    let value = 0;
    for (let i = 0; i < view.byteLength; i++) value = value * 256 + view.getUint8(i);
    return value;
  };
  const vint = async (at: number, keepsMark: boolean): Promise<{ value: number; length: number }> => {
    const first = (await bytes.at(at, 1)).getUint8(0);
    const length = Math.clz32(first) - 23;
    if (length > 8) throw new RangeError('not an element');
    if (keepsMark) return { value: await number(at, length), length };
    // Without its mark first: eight bytes are more than a number holds exactly.
    const begin = first & (0xff >> length);
    const rest = length > 1 ? await number(at + 1, length - 1) : 0;
    const isUnknown = begin === 0xff >> length && rest === 2 ** (8 * (length - 1)) - 1;
    return { value: isUnknown ? unknownSize : begin * 2 ** (8 * (length - 1)) + rest, length };
  };
  try {
    for (let at = 0; at < bytes.size;) {
      const id = await vint(at, true);
      const size = await vint(at + id.length, false);
      const body = at + id.length + size.length;
      at = body + Math.max(0, size.value);
      switch (id.value) {
        // Segment, Info, Cluster, BlockGroup: what is in them follows.
        case 0x18538067: case 0x1549a966: case 0x1f43b675: case 0xa0: at = body; break;
        case 0x2ad7b1: scale = await number(body, size.value); break;
        case 0x4489: header = Math.max(header, size.value === 4 ? (await bytes.at(body, 4)).getFloat32(0) : (await bytes.at(body, 8)).getFloat64(0)); break;
        case 0xe7: cluster = await number(body, size.value); break;
        // Block, SimpleBlock: which track, then the time since the cluster's.
        case 0xa1: case 0xa3: {
          const { length } = await vint(body, false);
          const begins = cluster + (await bytes.at(body + length, 2)).getInt16(0);
          if (begins > last) [last, gap] = [begins, begins - last];
          break;
        }
        default: if (size.value === unknownSize) throw new RangeError('an element that has no end');
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  // The last picture stays about as long as the one before it.
  return Math.max(header * scale, last * scale + Math.min(gap * scale, 1e9)) / 1e9;
}
