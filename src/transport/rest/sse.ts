/** One frame of an event stream. `id` only where the frame names one. */
export interface Frame { event: string; data: string; id?: string }

/** Longer frames are not ours: nothing a server may send comes near it. */
const longestFrame = 16 * 1024 * 1024;

/**
 * Parses `text/event-stream` (WHATWG HTML section 9.2.6) from chunks of bytes that may be cut anywhere, within a character or a line end too.
 * Comments give no frame; a frame that the end of the stream cuts off is not given either.
 */
export class SseParser {
  readonly #decoder = new TextDecoder();
  #line = '';
  #skipLineFeed = false;
  #event = '';
  #data: string[] = [];
  #size = 0;
  #id: string | undefined;

  /** The frames that this chunk completes. Throws where a frame grows without end. */
  push(chunk: Uint8Array): Frame[] {
    const frames: Frame[] = [];
    let text = this.#decoder.decode(chunk, { stream: true });
    if (text === '') return frames;
    if (this.#skipLineFeed && text.startsWith('\n')) text = text.slice(1);
    this.#skipLineFeed = text === '' ? false : text.endsWith('\r');
    const lines = text.split(/\r\n|\n|\r/);
    const rest = lines.pop()!;
    for (const line of lines) {
      const whole = this.#line + line;
      this.#line = '';
      const frame = this.#take(whole);
      if (frame) frames.push(frame);
    }
    this.#line += rest;
    if (this.#size + this.#line.length > longestFrame) throw new Error('the stream cannot be read');
    return frames;
  }

  #take(line: string): Frame | undefined {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return undefined;
    const field = colon < 0 ? line : line.slice(0, colon);
    const raw = colon < 0 ? '' : line.slice(colon + 1);
    const value = raw.startsWith(' ') ? raw.slice(1) : raw;
    if (field === 'data') {
      this.#data.push(value);
      this.#size += value.length;
    } else if (field === 'event') {
      this.#event = value;
    } else if (field === 'id' && !value.includes('\0')) {
      this.#id = value;
    }
    return undefined;
  }

  #dispatch(): Frame | undefined {
    const data = this.#data.join('\n');
    const empty = this.#data.length === 0;
    const frame: Frame = { event: this.#event || 'message', data, ...(this.#id !== undefined && { id: this.#id }) };
    this.#event = '';
    this.#data = [];
    this.#size = 0;
    this.#id = undefined;
    return empty ? undefined : frame;
  }
}

/** What a frame carries; undefined where it is no JSON. */
export function dataOf({ data }: Frame): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
