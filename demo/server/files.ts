import { randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { ChatError } from '../../src/base/errors.js';
import { mediaLength } from '../../src/base/media-length.js';
import { checkFile, type FileRef, type Limits } from '../../src/model/index.js';
import { imageHeadBytes, imageSize } from '../../src/base/image-size.js';
import { typeOf } from './sniff.js';

/** What was received: where it lies, and what is known of it by its content. */
export interface Received { place: string; facts: Pick<FileRef, 'type' | 'size' | 'width' | 'height' | 'duration'> }

/** The folder of files. Names in it are drawn by the server: nothing that a client sends becomes part of a path. */
export class FileFolder {
  readonly #folder: string;
  readonly #incoming: string;

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'files');
    this.#incoming = join(dataDir, 'incoming');
    mkdirSync(this.#folder, { recursive: true });
    mkdirSync(this.#incoming, { recursive: true });
    // What a crash has cut off.
    for (const name of readdirSync(this.#incoming)) rmSync(join(this.#incoming, name), { force: true });
  }

  /** Writes a body to the disk as it comes, never more of it in memory than a chunk. Whatever goes wrong leaves nothing behind. */
  async receive(body: AsyncIterable<Uint8Array> | null, limits: Pick<Limits, 'fileBytes'>): Promise<Received> {
    const place = randomUUID();
    const part = join(this.#incoming, place);
    try {
      const facts = await this.#write(part, body, limits);
      await rename(part, join(this.#folder, place));
      await this.#syncFolder();
      return { place, facts };
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }

  /** Takes in a file that was received elsewhere on the same disk; where it was taken in before, it stays. */
  async adopt(path: string, place: string): Promise<Received> {
    const target = join(this.#folder, place);
    await rename(path, target).catch(async (cause: unknown) => {
      if (!(await stat(target).catch(() => undefined))) throw new ChatError('not-found', 'no such upload', { cause });
    });
    const file = await open(target, 'r');
    const facts = await this.#facts(file, (await file.stat()).size).finally(() => file.close());
    await this.#syncFolder();
    return { place, facts };
  }

  async #write(part: string, body: AsyncIterable<Uint8Array> | null, limits: Pick<Limits, 'fileBytes'>): Promise<Received['facts']> {
    const file = await open(part, 'wx+');
    try {
      let size = 0;
      for await (const chunk of cutIsUnavailable(body)) {
        size += chunk.byteLength;
        if (size > limits.fileBytes) throw tooLarge();
        await writeAll(file, chunk);
      }
      if (checkFile({ size }, limits) === 'empty') throw new ChatError('invalid', 'the file is empty', { fields: { file: 'empty' } });
      await file.sync();
      return await this.#facts(file, size);
    } finally {
      await file.close();
    }
  }

  async #facts(file: FileHandle, size: number): Promise<Received['facts']> {
    const head = new Uint8Array(Math.min(size, imageHeadBytes));
    await file.read(head, 0, head.byteLength, 0);
    const type = typeOf(head);
    const duration = await mediaLength(size, (at, length) => part(file, at, length));
    return { type, size, ...imageSize(type, head), ...(duration === undefined ? {} : { duration }) };
  }

  /** A file's name is safe on the disk only when its folder is. */
  async #syncFolder(): Promise<void> {
    const folder = await open(this.#folder, 'r');
    await folder.sync().finally(() => folder.close());
  }

  /** When the file was written, in milliseconds since the epoch. */
  async writtenAt(place: string): Promise<number> {
    return (await stat(join(this.#folder, place))).mtimeMs;
  }

  async size(place: string): Promise<number> {
    return (await stat(join(this.#folder, place))).size;
  }

  /** Bytes from `start` to `end`, both included. */
  read(place: string, start: number, end: number): ReadableStream<Uint8Array> {
    return Readable.toWeb(createReadStream(join(this.#folder, place), { start, end })) as ReadableStream<Uint8Array>;
  }

  async discard(places: readonly string[]): Promise<void> {
    await Promise.all(places.map((place) => rm(join(this.#folder, place), { force: true })));
  }
}

export const tooLarge = (): ChatError => new ChatError('too-large', 'the file is above the limit of the workspace', { fields: { file: 'too-large' } });

async function part(file: FileHandle, at: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  return bytes.subarray(0, (await file.read(bytes, 0, length, at)).bytesRead);
}

/** A sender who goes away in the middle is no fault of the server: nothing was stored, they may come again. */
async function* cutIsUnavailable(body: AsyncIterable<Uint8Array> | null): AsyncIterable<Uint8Array> {
  if (!body) return;
  try {
    yield* body;
  } catch (cause) {
    throw new ChatError('unavailable', 'the upload broke off', { cause });
  }
}

/** @param place where in the file; behind what was written last by default */
export async function writeAll(file: FileHandle, chunk: Uint8Array, place?: number): Promise<void> {
  for (let at = 0; at < chunk.byteLength;) {
    at += (await file.write(chunk, at, chunk.byteLength - at, place === undefined ? null : place + at)).bytesWritten;
  }
}

/** Removes what could turn a name into a trap: direction controls (a name that reads backwards), control characters, paths. At most 255 units. */
export function cleanName(name: string): string {
  const clean = name.replace(/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, '').replace(/[/\\]/g, '_').trim();
  if (clean.length <= 255) return clean || 'file';
  // The extension is what tells people what it is: it survives the cut.
  const extension = /\.[^.]{1,16}$/u.exec(clean)?.[0] ?? '';
  return clean.slice(0, 255 - extension.length).replace(/\p{Cs}/gu, '') + extension;
}

/** One range of bytes (RFC 9110 section 14): the whole where there is none or more than one, undefined where it lies outside. */
export function rangeOf(header: string | undefined, size: number): { start: number; end: number; partial: boolean } | undefined {
  const whole = { start: 0, end: size - 1, partial: false };
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return whole;
  const [first, last] = [match[1]!, match[2]!];
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < start) return whole;
  if (start >= size || (first === '' && Number(last) === 0)) return undefined;
  return { start, end, partial: true };
}

/** How files leave (trust.md): as an attachment, in a sandbox, for this person's eyes only, and never as a page of our origin. */
export function fileHeaders(ref: FileRef): Record<string, string> {
  const ascii = ref.name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(ref.name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return {
    'content-type': ref.type,
    'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-site',
    'cache-control': 'private, no-store',
    'accept-ranges': 'bytes',
  };
}
