/** Pixels, as the file's own header says; undefined where it does not. `head` may be cut off anywhere. */
export function imageSize(type: string, head: Uint8Array): { width: number; height: number } | undefined {
  const read = readers[type];
  if (!read) return undefined;
  try {
    const size = read(new DataView(head.buffer, head.byteOffset, head.byteLength));
    return size && size.width > 0 && size.height > 0 ? size : undefined;
  } catch {
    // RangeError: the header lies outside of what there is.
    return undefined;
  }
}

/** Pixels. A picture of more is not decoded: a few kilobytes can stand for gigabytes. */
export const mostPixels = 40_000_000;

type Reader = (view: DataView) => { width: number; height: number } | undefined;

/** How much of a file is read for it: a photo's own small preview may stand before its size. */
export const imageHeadBytes = 512 * 1024;

const readers: Readonly<Record<string, Reader>> = {
  'image/png': (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
  'image/gif': (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  'image/jpeg': jpeg,
  'image/webp': webp,
  'image/avif': avif,
};

/** Walks the segments to the frame header (SOF) and turns the size where EXIF says that the camera was turned. */
function jpeg(view: DataView): { width: number; height: number } | undefined {
  let turned = false;
  for (let at = 2; at + 4 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (marker === 0xe1) turned ||= isTurned(view, at + 4, length - 2);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return turned ? { width: height, height: width } : { width, height };
    }
    at += 2 + length;
  }
  return undefined;
}

/** EXIF's orientation (tag 0x0112) 5 to 8: width and height change places. */
function isTurned(view: DataView, at: number, length: number): boolean {
  if (length < 14 || view.getUint32(at) !== 0x45786966) return false;
  const tiff = at + 6;
  const little = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, little);
  const entries = view.getUint16(directory, little);
  for (let i = 0; i < entries; i += 1) {
    const entry = directory + 2 + i * 12;
    if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little) >= 5;
  }
  return false;
}

function webp(view: DataView): { width: number; height: number } | undefined {
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  switch (view.getUint32(12)) {
    case 0x56503858: return { width: uint24(24) + 1, height: uint24(27) + 1 }; // VP8X
    case 0x56503820: return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }; // VP8
    case 0x5650384c: { // VP8L
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    default: return undefined;
  }
}

/** The largest of its pictures: the size stands in a property of each (`ispe`). */
function avif(view: DataView): { width: number; height: number } | undefined {
  let size: { width: number; height: number } | undefined;
  for (let at = 0; at + 16 <= Math.min(view.byteLength, 16_384); at += 1) {
    if (view.getUint32(at) !== 0x69737065) continue;
    const [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    if (!size || width * height > size.width * size.height) size = { width, height };
  }
  return size;
}
