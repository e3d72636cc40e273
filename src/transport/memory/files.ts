import { ChatError } from '../../base/errors.js';
import { imageHeadBytes, imageSize } from '../../base/image-size.js';
import { containerOf, mediaLength } from '../../base/media-length.js';
import { isInlineImage } from '../../model/index.js';

const signatures: readonly (readonly [type: string, offset: number, bytes: readonly number[]])[] = [
  ['image/png', 0, [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', 0, [0xff, 0xd8, 0xff]],
  ['image/gif', 0, [0x47, 0x49, 0x46, 0x38]],
  ['image/webp', 8, [0x57, 0x45, 0x42, 0x50]],
  ['image/avif', 4, [0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69]],
  ['audio/wav', 8, [0x57, 0x41, 0x56, 0x45]],
  ['application/pdf', 0, [0x25, 0x50, 0x44, 0x46]],
];

/** The type by content: what only claims to be an image is not one. */
export async function typeOf(file: Blob): Promise<string> {
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const found = signatures.find(([, offset, bytes]) => bytes.every((byte, i) => head[offset + i] === byte));
  if (found) return found[0];
  const container = containerOf(head);
  const claimed = file.type.split(';')[0]!.trim().toLowerCase();
  // Sound alone has the same container.
  if (container) return /^audio\/|quicktime$/.test(claimed) ? claimed : `video/${container}`;
  return claimed === '' || isInlineImage({ type: claimed }) || claimed.startsWith('video/') ? 'application/octet-stream' : claimed;
}

/** how long sound or a video is, in seconds, as its bytes tell. */
export async function lengthOf(file: Blob): Promise<{ duration?: number }> {
  const duration = await mediaLength(file.size, async (at, length) => new Uint8Array(await file.slice(at, at + length).arrayBuffer()));
  return duration === undefined ? {} : { duration };
}

/** Pixels of an image, as its header says: it is not decoded for that. */
export async function sizeOf(file: Blob, type: string): Promise<{ width: number; height: number } | undefined> {
  return isInlineImage({ type }) ? imageSize(type, new Uint8Array(await file.slice(0, imageHeadBytes).arrayBuffer())) : undefined;
}

/** Only what is safe to open in place keeps its type: a `blob:` address has the page's own origin. */
export function servedType(type: string): string {
  const harmless = isInlineImage({ type }) || /^(audio|video)\//.test(type) || type === 'application/pdf';
  return harmless ? type : 'application/octet-stream';
}

/** As the server keeps a file's name: without control and direction characters, 255 long at most. */
export const safeName = (name: string): string => name.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '').slice(0, 255) || 'file';

/** One upload as it arrives: what is here survives a cut, and another file under the same id is refused. */
export class Pieces {
  readonly #size: number;
  #bytes = new Blob([]);

  constructor(file: Blob) {
    this.#size = file.size;
  }

  get offset(): number {
    return this.#bytes.size;
  }

  /** Throws `conflict` unless the file begins with what is here. */
  async check(file: Blob): Promise<void> {
    const isSame = file.size === this.#size && sameBytes(await this.#bytes.arrayBuffer(), await file.slice(0, this.offset).arrayBuffer());
    if (!isSame) throw new ChatError('conflict', 'the id is that of another file', { fields: { file: 'another' } });
  }

  /** Bytes for another place than the next were sent by somebody who did not know how far it is: they change nothing. */
  add(at: number, bytes: ArrayBuffer): void {
    if (at === this.offset) this.#bytes = new Blob([this.#bytes, bytes]);
  }
}

function sameBytes(a: ArrayBuffer, b: ArrayBuffer): boolean {
  const [one, other] = [new Uint8Array(a), new Uint8Array(b)];
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}
