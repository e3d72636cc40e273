import type { ProxiedRequest } from './http-watch.js';

/** How an answer ends that is sent in chunks. */
const lastChunk = '0\r\n\r\n';

/** A proxy that buffers: it passes an answer on when it is whole. What has a length is passed on as it comes, for it ends soon. */
export class Buffering {
  readonly #match: (request: ProxiedRequest) => boolean;
  readonly #held = new WeakMap<ProxiedRequest, Buffer[]>();

  constructor(match: (request: ProxiedRequest) => boolean) {
    this.#match = match;
  }

  /** What may go on to the client now that these bytes of the answer have come. */
  pass(request: ProxiedRequest | undefined, bytes: Buffer): Buffer | undefined {
    if (!request || !this.#match(request)) return bytes;
    const held = this.#held.get(request) ?? [];
    if (held.length === 0 && !/^transfer-encoding: chunked/im.test(bytes.toString('latin1'))) return bytes;
    held.push(bytes);
    this.#held.set(request, held);
    const all = Buffer.concat(held);
    if (!all.subarray(-lastChunk.length).equals(Buffer.from(lastChunk))) return undefined;
    this.#held.delete(request);
    return all;
  }
}
