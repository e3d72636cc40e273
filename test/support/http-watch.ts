/** One HTTP request as it went over a connection. */
export interface ProxiedRequest {
  method: string;
  /** With its query. */
  path: string;
  /** Milliseconds since the epoch: when its head had been read. */
  at: number;
  /** Bytes that the client sent and was sent for it, heads included. */
  up: number;
  down: number;
}

/** The end of a chunked body that has no trailers. */
const lastChunk = '\r\n0\r\n\r\n';

/**
 * Reads along with what a client sends over one HTTP/1.1 connection, which may carry many requests one after the other, and tells of each.
 * Bodies are counted by `Content-Length`; a chunked one ends with its last chunk (without trailers: no client of ours sends any).
 */
export class HttpWatch {
  /** The request under way, or the one before the next begins: what the server sends belongs to it. */
  current: ProxiedRequest | undefined;
  #head = '';
  #bodyLeft = 0;
  #tail: string | undefined;

  /** Returns the requests whose heads are complete with these bytes. */
  push(bytes: Buffer): ProxiedRequest[] {
    const found: ProxiedRequest[] = [];
    let rest = bytes;
    while (rest.length > 0) {
      const used = this.#bodyLeft > 0 ? this.#body(rest) : this.#tail !== undefined ? this.#chunks(rest) : this.#heads(rest, found);
      rest = rest.subarray(used);
    }
    return found;
  }

  #body(bytes: Buffer): number {
    const used = Math.min(bytes.length, this.#bodyLeft);
    this.#bodyLeft -= used;
    if (this.current) this.current.up += used;
    return used;
  }

  #chunks(bytes: Buffer): number {
    const before = this.#tail ?? '';
    const text = before + bytes.toString('latin1');
    const at = text.indexOf(lastChunk);
    const used = (at < 0 ? text.length : at + lastChunk.length) - before.length;
    this.#tail = at < 0 ? text.slice(1 - lastChunk.length) : undefined;
    if (this.current) this.current.up += used;
    return used;
  }

  #heads(bytes: Buffer, found: ProxiedRequest[]): number {
    const before = this.#head.length;
    this.#head += bytes.toString('latin1');
    const end = this.#head.indexOf('\r\n\r\n');
    if (end < 0) return bytes.length;
    const head = this.#head.slice(0, end);
    const [method = '', path = ''] = head.split(' ', 2);
    this.current = { method, path, at: Date.now(), up: end + 4, down: 0 };
    this.#bodyLeft = Number(/^content-length:\s*(\d+)/im.exec(head)?.[1] ?? 0);
    this.#tail = /^transfer-encoding:.*chunked/im.test(head) ? '\r\n' : undefined;
    this.#head = '';
    found.push(this.current);
    return end + 4 - before;
  }
}
