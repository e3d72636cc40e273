import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { ChatError } from '../../src/base/errors.js';
import { isTreeDigest, treeDigest } from '../../src/base/tree-digest.js';
import { tooLarge, writeAll, type FileFolder, type Received } from './files.js';
import type { UploadRow } from './store.js';

interface Writer { stop(): void; ended: Promise<void> }

/**
 * The folder of files that come in pieces (tus 1.0): how long a piece's file is, is how far its upload has come, also after `kill -9`. One
 * request at a time writes to an upload. Names in the folder are drawn by the server.
 */
export class Pieces {
  readonly #folder: string;
  readonly #writers = new Map<string, Writer>();

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'uploads');
    mkdirSync(this.#folder, { recursive: true });
  }

  /** A place for a new upload. */
  async begin(): Promise<string> {
    const place = randomUUID();
    await (await open(this.#path(place), 'wx')).close();
    return place;
  }

  /** Bytes that are here; undefined where the place is lost. */
  async offset(place: string): Promise<number | undefined> {
    return (await stat(this.#path(place)).catch(() => undefined))?.size;
  }

  /**
   * Writes a piece where the last one ended; what arrived before a cut stays. Who writes at this moment is asked to stop only by one who
   * knows the right place: a writer who gets on moves the place and so keeps the others out, and one whose connection hangs gives way.
   * Returns the new offset. Throws `conflict` where `offset` is not the place.
   */
  async append({ place, size }: Pick<UploadRow, 'place' | 'size'>, offset: number, body: ReadableStream<Uint8Array> | null): Promise<number> {
    return this.#alone(place, offset, async (stopped) => {
      const file = await open(this.#path(place), 'r+').catch(() => undefined);
      if (!file) throw new ChatError('not-found', 'no such upload');
      try {
        return await this.#write(file, offset, size, body, stopped);
      } finally {
        await file.sync().finally(() => file.close());
      }
    });
  }

  /**
   * Makes the whole upload a file: looks whether it is what the client said, then moves it. Throws `conflict` where it is not; it is gone then.
   * May be asked again where a crash came between.
   */
  async finish(upload: UploadRow, folder: FileFolder): Promise<Received> {
    const { place, size, mark } = upload;
    return this.#alone(place, undefined, async () => {
      const path = this.#path(place);
      // One that was moved already was looked at before.
      const isHere = (await this.offset(place)) !== undefined;
      if (isHere && mark !== undefined && isTreeDigest(mark) && (await digestOf(path, size)) !== mark) {
        await rm(path, { force: true });
        throw new ChatError('conflict', 'what arrived is not what was sent', { fields: { file: 'damaged' } });
      }
      return folder.adopt(path, place);
    });
  }

  async discard(place: string): Promise<void> {
    this.#writers.get(place)?.stop();
    await rm(this.#path(place), { force: true });
  }

  #path(place: string): string {
    return join(this.#folder, place);
  }

  async #alone<T>(place: string, offset: number | undefined, work: (stopped: Promise<void>) => Promise<T>): Promise<T> {
    for (;;) {
      if (offset !== undefined && (await this.offset(place)) !== offset) throw elsewhere();
      const writer = this.#writers.get(place);
      if (!writer) break;
      writer.stop();
      await writer.ended;
    }
    let stop = (): void => undefined;
    const stopped = new Promise<void>((resolve) => { stop = resolve; });
    const result = work(stopped);
    const ended = result.then(() => undefined, () => undefined).finally(() => this.#writers.delete(place));
    this.#writers.set(place, { stop, ended });
    return result.finally(() => ended);
  }

  async #write(file: FileHandle, offset: number, size: number, body: ReadableStream<Uint8Array> | null, stopped: Promise<void>): Promise<number> {
    if ((await file.stat()).size !== offset) throw elsewhere();
    const reader = body?.getReader();
    let gaveWay = false;
    void stopped.then(() => {
      gaveWay = true;
      void reader?.cancel().catch(() => undefined);
    });
    let at = offset;
    for (;;) {
      const read = await reader?.read().catch((cause: unknown) => {
        throw new ChatError('unavailable', 'the upload broke off', { cause });
      });
      if (gaveWay) throw elsewhere();
      if (!read || read.done) return at;
      if (at + read.value.byteLength > size) throw tooLarge();
      await writeAll(file, read.value, at);
      at += read.value.byteLength;
    }
  }
}

const elsewhere = (): ChatError => new ChatError('conflict', 'the upload goes on elsewhere', { fields: { 'upload-offset': 'not where the upload is' } });

async function digestOf(path: string, size: number): Promise<string | undefined> {
  const file = await open(path, 'r');
  try {
    return await treeDigest(size, async (start, end) => {
      const block = new Uint8Array(end - start);
      for (let at = 0; at < block.length;) {
        const { bytesRead } = await file.read(block, at, block.length - at, start + at);
        if (bytesRead === 0) break;
        at += bytesRead;
      }
      return block;
    });
  } finally {
    await file.close();
  }
}
