import { ChatError, type ErrorCode } from '../../base/errors.js';
import type { Cursor, Id, Message, Session, TextPayload, Thread } from '../../model/index.js';
import type { Connection, Ephemeral, GetToken, ServerEvent, Transport } from '../transport.js';

/** The people of the standard workspace, by what they are in it. */
export type Who = 'patient' | 'relation' | 'practitioner' | 'colleague' | 'coordinator' | 'admin' | 'otherPatient';

/** What not every server or harness can do; a case that needs it is left out where the env does not name it. */
export type Need =
  /** `env.foreigner`. */
  | 'foreigner'
  /** `env.expireCursors`. */
  | 'expire'
  /** `env.goBack`. */
  | 'copies'
  /** The workspace's limit for files is at most 8 MB. */
  | 'small-files'
  /** The server answers a repeated command itself. */
  | 'idempotency'
  /** `features.documents`. */
  | 'documents'
  /** `features.files.resumable`, and a limit for files above 5 MiB. */
  | 'resumable'
  /** The workspace has plan comments. */
  | 'plan'
  /** Saved replies. */
  | 'replies'
  | 'typing' | 'presence' | 'receipts' | 'search' | 'files';

/** What a harness gives to a case: a workspace of `standardWorkspace`, best made anew for each case. */
export interface ConformanceEnv {
  readonly has: ReadonlySet<Need>;
  /** A transport of this person's own, not yet opened. */
  transport(who: Who): Transport;
  getToken(who: Who): GetToken;
  /** A practitioner of another workspace of the same server. */
  foreigner?(): { transport: Transport; getToken: GetToken };
  /** Makes every cursor handed out so far expire. */
  expireCursors?(): void | Promise<void>;
  /** Keeps a copy of everything that the server has; the function that it resolves with restarts the server from that copy. */
  goBack?(): Promise<() => void | Promise<void>>;
  /** Reads what stands at a file's address. Default: `fetch`. */
  read?(url: string): Promise<Uint8Array>;
}

/** One rule of the port, as data: it throws where the transport breaks it. Run it in any test runner. */
export interface ConformanceCase {
  readonly name: string;
  readonly needs?: readonly Need[];
  run(env: ConformanceEnv): Promise<void>;
}

/** Everything that one opening was told, in order. */
export class Line {
  readonly events: ServerEvent[] = [];
  readonly cursors: Cursor[] = [];
  readonly ephemerals: Ephemeral[] = [];
  readonly connections: Connection[] = [];
  readonly #changed = new Set<() => void>();
  readonly #end = new AbortController();

  private constructor(readonly transport: Transport, readonly session: Session) {}

  static async open(transport: Transport, getToken: GetToken, since?: Cursor): Promise<Line> {
    // The sink is heard before the session is there.
    const early: ((line: Line) => void)[] = [];
    let tell = (run: (line: Line) => void): void => { early.push(run); };
    const end = new AbortController();
    const session = await transport.open({
      events: (batch, cursor) => tell((line) => line.#note(() => {
        line.events.push(...batch);
        if (cursor !== undefined) line.cursors.push(cursor);
      })),
      ephemeral: (event) => tell((line) => line.#note(() => line.ephemerals.push(event))),
      connection: (connection) => tell((line) => line.#note(() => line.connections.push(connection))),
    }, { getToken, signal: end.signal, locale: 'en', ...(since !== undefined && { since }) });
    const line = new Line(transport, session);
    line.#end.signal.addEventListener('abort', () => end.abort());
    for (const run of early) run(line);
    tell = (run) => run(line);
    return line;
  }

  get me(): Id {
    return this.session.viewer.id;
  }

  get cursor(): Cursor | undefined {
    return this.cursors.at(-1);
  }

  /** The messages among the events, oldest first. */
  messages(threadId?: Id): Message[] {
    return this.events.flatMap((event) => (event.type === 'message' && (threadId === undefined || event.message.threadId === threadId) ? [event.message] : []));
  }

  /** Waits until the line has been told what `found` looks for. */
  until(what: string, found: (line: Line) => boolean, ms = 20_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        if (!found(this)) return;
        clearTimeout(timer);
        this.#changed.delete(check);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#changed.delete(check);
        reject(new Error(`${what}: not within ${ms} ms; heard ${this.events.map((event) => event.type).join(', ') || 'nothing'}`));
      }, ms);
      this.#changed.add(check);
      check();
    });
  }

  untilOnline(): Promise<void> {
    return this.until('online', (line) => line.connections.at(-1)?.state === 'online');
  }

  close(): void {
    this.#end.abort();
  }

  #note(run: () => void): void {
    run();
    for (const check of [...this.#changed]) check();
  }
}

/** What a case works with: it opens lines, closes them all at its end, and makes ids. */
export class Stage {
  readonly #lines: Line[] = [];
  #ids = 0;
  readonly #mark = Math.random().toString(36).slice(2, 10);

  constructor(readonly env: ConformanceEnv) {}

  id(what = 'id'): Id {
    this.#ids += 1;
    return `${what}-${this.#mark}-${this.#ids}`;
  }

  /** A line of this person's, online. */
  async open(who: Who, since?: Cursor): Promise<Line> {
    const line = await Line.open(this.env.transport(who), this.env.getToken(who), since);
    this.#lines.push(line);
    await line.untilOnline();
    return line;
  }

  async openForeigner(): Promise<Line> {
    const { transport, getToken } = this.env.foreigner!();
    const line = await Line.open(transport, getToken);
    this.#lines.push(line);
    return line;
  }

  /** Sends plain text and gives the server's message. */
  send(line: Line, threadId: Id, text: string, id = this.id('send')): Promise<Message> {
    return line.transport.submit({ type: 'message.send', id, threadId, kind: 'text', payload: plain(text), files: [] });
  }

  upload(line: Line, threadId: Id, file: Blob, name: string, id = this.id('file')) {
    return line.transport.upload(file, { id, threadId, name, onProgress: () => undefined });
  }

  close(): void {
    for (const line of this.#lines) line.close();
  }
}

/** A case whose body gets a stage of its own. */
export function rule(name: string, run: (stage: Stage) => Promise<void>, ...needs: Need[]): ConformanceCase {
  return {
    name, needs,
    async run(env) {
      const stage = new Stage(env);
      try {
        await run(stage);
      } finally {
        stage.close();
      }
    },
  };
}

export const plain = (text: string): TextPayload => ({ text, format: 'plain' });
export const textOf = (message: Message): string => (message.payload as TextPayload).text;

export async function threadOf(line: Line, id: Id): Promise<Thread> {
  const { items } = await line.transport.threads({ id });
  check(items.length === 1 && items[0]!.id === id, 'threads({ id }) gives the one thread');
  return items[0]!;
}

/** All items of pages that follow each other. */
export async function all<T>(page: (before: Cursor | undefined) => Promise<{ items: T[]; older?: Cursor }>): Promise<T[]> {
  const items: T[] = [];
  let before: Cursor | undefined;
  for (let turns = 0; turns < 200; turns += 1) {
    const { items: more, older } = await page(before);
    items.push(...more);
    if (older === undefined) return items;
    before = older;
  }
  throw new Error('the pages do not end');
}

export function check(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`broken: ${what}`);
}

export function same(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [canonical(actual), canonical(expected)];
  if (a !== b) throw new Error(`broken: ${what}; got ${a}, expected ${b}`);
}

function canonical(value: unknown): string {
  if (value === undefined) return 'undefined';
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner);
}

/** The promise must reject with a ChatError of one of these codes. */
export async function refused(promise: Promise<unknown>, codes: ErrorCode | readonly ErrorCode[], what: string): Promise<ChatError> {
  const wanted = typeof codes === 'string' ? [codes] : codes;
  let error: unknown;
  try {
    await promise;
  } catch (thrown) {
    error = thrown;
  }
  check(error !== undefined, `${what}: must be refused with ${wanted.join(' or ')}`);
  check(error instanceof ChatError, `${what}: must reject with a ChatError`);
  check(wanted.includes(error.code), `${what}: must be ${wanted.join(' or ')}, not ${error.code}`);
  return error;
}

/** Long enough for what must not come. */
export const quiet = (ms = 150): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
