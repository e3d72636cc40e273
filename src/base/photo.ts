/*
 * What a photo says besides its picture: where and when it was taken, with what, by whom. It is cut out without touching the picture itself, which is not
 * encoded anew. How the camera was turned stays, else the picture would lie on its side.
 */

type Bytes = Uint8Array<ArrayBuffer>;
const text = (bytes: Bytes, at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length));
const viewOf = (bytes: Bytes): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The same picture without what is written beside it. What is no photo, or cannot be read as one, comes back as it is. */
export async function withoutMetadata(file: Blob): Promise<Blob> {
  const head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  const clean = cleaners.find(([isIt]) => isIt(head))?.[1];
  if (!clean) return file;
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const parts = clean(bytes);
    return parts ? new Blob(parts, { type: file.type }) : file;
  } catch (error) {
    // Cut off in the middle, or not what it begins as: nobody can show it, and nothing is to be cut out of it.
    if (error instanceof RangeError) return file;
    throw error;
  }
}

/** What is left of a file, in pieces; undefined where nothing is to be taken out. */
type Cleaner = (bytes: Bytes) => Bytes[] | undefined;

const cleaners: readonly (readonly [(head: Bytes) => boolean, Cleaner])[] = [
  [(head) => head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff, jpeg],
  [(head) => text(head, 1, 3) === 'PNG', png],
  [(head) => text(head, 0, 4) === 'RIFF' && text(head, 8, 4) === 'WEBP', webp],
  [(head) => text(head, 4, 4) === 'ftyp' && /^(hei[cxms]|hev[cxms]|mif1|msf1|avi[fs])$/.test(text(head, 8, 4)), heif],
];

/** EXIF with nothing in it but how the camera was turned (tag 0x0112). */
const turnedTiff = (orientation: number): Bytes =>
  Uint8Array.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0);

/** How the camera was turned, from 1 (not at all) to 8. */
function orientationOf(tiff: Bytes): number {
  const view = viewOf(tiff);
  try {
    const little = view.getUint16(0) === 0x4949;
    const directory = view.getUint32(4, little);
    for (let i = 0; i < view.getUint16(directory, little); i += 1) {
      const entry = directory + 2 + i * 12;
      if (view.getUint16(entry, little) !== 0x0112) continue;
      const value = view.getUint16(entry + 8, little);
      return value >= 1 && value <= 8 ? value : 1;
    }
  } catch {
    // A directory that leads nowhere says nothing.
  }
  return 1;
}

const exifMark = 'Exif\0\0';

/** Of the segments between the picture's own: the frame (JFIF), the colours (ICC, Adobe). All others go, and whatever stands behind the picture's end. */
function isKept(bytes: Bytes, at: number, marker: number): boolean {
  if (marker === 0xfe) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  return marker === 0xe0 || marker === 0xee || (marker === 0xe2 && text(bytes, at + 4, 11) === 'ICC_PROFILE');
}

function jpeg(bytes: Bytes): Bytes[] | undefined {
  const view = viewOf(bytes);
  const kept: Bytes[] = [];
  let orientation = 1;
  let at = 2;
  let end = bytes.length;
  while (at < end) {
    if (view.getUint8(at) !== 0xff) throw new RangeError('no marker');
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) {
      kept.push(bytes.subarray(at, at + 2));
      end = at;
      break;
    }
    const after = at + 2 + view.getUint16(at + 2);
    if (after > bytes.length) throw new RangeError('cut off');
    if (marker === 0xe1 && text(bytes, at + 4, 6) === exifMark) orientation = orientationOf(bytes.subarray(at + 10, after));
    const next = marker === 0xda ? endOfScan(bytes, after) : after;
    if (isKept(bytes, at, marker)) kept.push(bytes.subarray(at, next));
    at = next;
  }
  const turned = orientation === 1 ? [] : [Uint8Array.of(0xff, 0xe1, 0, 34), Uint8Array.from(exifMark, (char) => char.charCodeAt(0)), turnedTiff(orientation)];
  const parts = [bytes.subarray(0, 2), ...turned, ...kept];
  return lengthOf(parts) === bytes.length ? undefined : parts;
}

/** Where the next segment begins: within the picture's data 0xff is followed by 0 or by a restart mark. */
function endOfScan(bytes: Bytes, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next !== undefined && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

/** What belongs to the picture: size, colours, transparency, movement. */
const pngKept = /^([A-Z]...|cHRM|gAMA|iCCP|sBIT|sRGB|cICP|mDCV|cLLI|bKGD|hIST|tRNS|pHYs|sPLT|acTL|fcTL|fdAT)$/;

function png(bytes: Bytes): Bytes[] | undefined {
  const view = viewOf(bytes);
  const parts: Bytes[] = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length;) {
    const length = view.getUint32(at);
    const type = text(bytes, at + 4, 4);
    const next = at + 12 + length;
    if (next > bytes.length) throw new RangeError('cut off');
    if (pngKept.test(type)) parts.push(bytes.subarray(at, next));
    const orientation = type === 'eXIf' ? orientationOf(bytes.subarray(at + 8, next - 4)) : 1;
    if (orientation !== 1) parts.push(pngChunk('eXIf', turnedTiff(orientation)));
    if (type === 'IEND') break;
    at = next;
  }
  return lengthOf(parts) === bytes.length ? undefined : parts;
}

function pngChunk(type: string, data: Bytes): Bytes {
  const chunk = new Uint8Array(12 + data.length);
  chunk.set(Uint8Array.from(type, (char) => char.charCodeAt(0)), 4);
  chunk.set(data, 8);
  viewOf(chunk).setUint32(0, data.length);
  viewOf(chunk).setUint32(8 + data.length, crc(chunk.subarray(4, 8 + data.length)));
  return chunk;
}

function crc(bytes: Bytes): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}

function webp(bytes: Bytes): Bytes[] | undefined {
  const view = viewOf(bytes);
  const parts: Bytes[] = [bytes.slice(0, 12)];
  let orientation = 1;
  for (let at = 12; at + 8 <= bytes.length;) {
    const type = text(bytes, at, 4);
    const next = at + 8 + view.getUint32(at + 4, true);
    if (next > bytes.length) throw new RangeError('cut off');
    if (type === 'EXIF') orientation = orientationOf(bytes.subarray(at + 8 + (text(bytes, at + 8, 6) === exifMark ? 6 : 0), next));
    else if (/^(VP8[ LX]|ALPH|ANIM|ANMF|ICCP)$/.test(type)) parts.push(bytes.slice(at, next + (next % 2)));
    at = next + (next % 2);
  }
  if (orientation !== 1) parts.push(Uint8Array.of(0x45, 0x58, 0x49, 0x46, 26, 0, 0, 0), turnedTiff(orientation));
  if (lengthOf(parts) === bytes.length) return undefined;
  // What is not there any more is not announced: 8 stands for EXIF, 4 for XMP.
  const extended = parts.find((part) => text(part, 0, 4) === 'VP8X');
  if (extended) extended[8] = ((extended[8] ?? 0) & ~12) | (orientation === 1 ? 0 : 8);
  viewOf(parts[0]!).setUint32(4, lengthOf(parts) - 8, true);
  return parts;
}

const lengthOf = (parts: readonly Bytes[]): number => parts.reduce((sum, { length }) => sum + length, 0);

/** HEIC, AVIF: what is written beside the picture is overwritten where it lies, since the picture's own place is told by numbers. It is turned by other means. */
function heif(bytes: Bytes): Bytes[] | undefined {
  const meta = boxes(bytes, 0, bytes.length).find(({ type }) => type === 'meta');
  if (!meta) return undefined;
  const inside = boxes(bytes, meta.from + 4, meta.to);
  const [infos, places, data] = ['iinf', 'iloc', 'idat'].map((type) => inside.find((box) => box.type === type));
  if (!infos || !places) return undefined;
  const kinds = new Map(itemKinds(bytes, infos).filter(([, kind]) => kind === 'Exif' || kind === 'mime'));
  if (kinds.size === 0) return undefined;
  const out = bytes.slice();
  for (const { id, from, to } of itemPlaces(bytes, places, data?.from ?? 0)) {
    const kind = kinds.get(id);
    if (to > out.length) throw new RangeError('cut off');
    // EXIF without entries; XMP of blanks alone.
    if (kind === 'mime') out.fill(0x20, from, to);
    else if (kind === 'Exif') out.fill(0, from, to).set(Uint8Array.of(0, 0, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8).subarray(0, to - from), from);
  }
  return [out];
}

interface Box { type: string; from: number; to: number }

function boxes(bytes: Bytes, start: number, end: number): Box[] {
  const view = viewOf(bytes);
  const found: Box[] = [];
  for (let at = start; at + 8 <= end;) {
    const short = view.getUint32(at);
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? end - at : short;
    if (size < 8 || at + size > end) throw new RangeError('a box that ends outside');
    found.push({ type: text(bytes, at + 4, 4), from: at + (short === 1 ? 16 : 8), to: at + size });
    at += size;
  }
  return found;
}

/** What each item is. */
function itemKinds(bytes: Bytes, { from, to }: Box): [number, string][] {
  const view = viewOf(bytes);
  const first = from + 4 + (view.getUint8(from) === 0 ? 2 : 4);
  return boxes(bytes, first, to).filter(({ type }) => type === 'infe').map((box) => {
    const isWide = view.getUint8(box.from) >= 3;
    const id = isWide ? view.getUint32(box.from + 4) : view.getUint16(box.from + 4);
    return [id, text(bytes, box.from + (isWide ? 10 : 8), 4)];
  });
}

/** Where the bytes of each item lie. @param idat where the data begins that lies within `meta` itself */
function itemPlaces(bytes: Bytes, box: Box, idat: number): { id: number; from: number; to: number }[] {
  const view = viewOf(bytes);
  let at = box.from;
  const take = (size: number): number => {
    const value = size === 8 ? Number(view.getBigUint64(at)) : size === 4 ? view.getUint32(at) : size === 2 ? view.getUint16(at) : size === 1 ? view.getUint8(at) : 0;
    at += size;
    return value;
  };
  const version = take(4) >>> 24;
  const sizes = take(2);
  const [offsetSize, lengthSize, baseSize, indexSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, version > 0 ? sizes & 15 : 0];
  const wide = version < 2 ? 2 : 4;
  const places: { id: number; from: number; to: number }[] = [];
  for (let left = take(wide); left > 0; left -= 1) {
    const id = take(wide);
    const method = version > 0 ? take(2) & 15 : 0;
    take(2);
    const base = take(baseSize) + (method === 1 ? idat : 0);
    for (let extents = take(2); extents > 0; extents -= 1) {
      take(indexSize);
      const from = base + take(offsetSize);
      places.push({ id, from, to: from + take(lengthSize) });
    }
  }
  return places;
}
