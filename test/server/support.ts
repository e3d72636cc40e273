import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import type { PersonSeed, ThreadSeed } from '../../demo/server/index.js';
import { startTestServer, type TestServer, type TestServerOptions } from '../../demo/server/testing.js';
import type { Message, ServerCommand, Thread } from '../../src/model/index.js';
import type { Ephemeral, ServerEvent } from '../../src/transport/transport.js';

/** The people of the demo, and a few who are there to be kept out. */
export const people: PersonSeed[] = [
  { id: 'ana', name: 'Ana Silva', role: 'patient' },
  { id: 'ben', name: 'Ben Hart', role: 'patient' },
  { id: 'luis', name: 'Luis Silva', role: 'relation', onBehalfOf: 'ana' },
  { id: 'maya', name: 'Dr. Maya Lee', role: 'practitioner' },
  { id: 'tom', name: 'Tom Okafor', role: 'practitioner', title: 'Therapist' },
  { id: 'rosa', name: 'Rosa Diaz', role: 'coordinator' },
  { id: 'office', name: 'Clinic Office', role: 'admin' },
  { id: 'stranger', name: 'Sam Stone', role: 'visitor' },
];
export const threads: ThreadSeed[] = [
  { id: 'ana-maya', kind: 'direct', participants: ['ana', 'maya', 'luis', 'rosa'], status: 'intake-received' },
  { id: 'ben-tom', kind: 'direct', participants: ['ben', 'tom'] },
  { id: 'team', kind: 'group', title: 'Ana’s knee', participants: ['tom', 'maya', 'ana', 'ben', 'luis', 'rosa'], status: 'in-progress' },
];

/** A server for one test file; ended after its last test. */
export async function serverFor(options: TestServerOptions = {}): Promise<TestServer & { as(person: string, workspace?: string): Client }> {
  const server = await startTestServer({ people, threads, rate: { perSecond: 10_000, burst: 10_000 }, ...options });
  after(() => server.close());
  return { ...server, as: (person, workspace) => new Client(server, person, workspace) };
}

export interface Answer<T = Record<string, unknown>> { status: number; headers: Headers; body: T; text: string }

/** One person's line to the server, in the words of the wire. */
export class Client {
  #token: Promise<string> | undefined;

  constructor(readonly server: Pick<TestServer, 'url' | 'token'>, readonly person: string, readonly workspace?: string) {}

  async request<T = Record<string, unknown>>(method: string, path: string, body?: BodyInit | null, headers: Record<string, string> = {}): Promise<Answer<T>> {
    this.#token ??= this.server.token(this.person, undefined, this.workspace);
    const response = await fetch(this.server.url + path, {
      method, headers: { authorization: `Bearer ${await this.#token}`, ...headers }, ...(body == null ? {} : { body, duplex: 'half' }),
    } as RequestInit);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: ((response.headers.get('content-type') ?? '').includes('json') && text ? JSON.parse(text) : undefined) as T };
  }

  get<T = Record<string, unknown>>(path: string): Promise<Answer<T>> {
    return this.request<T>('GET', path);
  }

  post<T = Record<string, unknown>>(path: string, body: unknown): Promise<Answer<T>> {
    return this.request<T>('POST', path, JSON.stringify(body), { 'content-type': 'application/json' });
  }

  /** Submits a command; its id is made where it has none. */
  submit<T = Record<string, unknown>>(command: Partial<ServerCommand> & { type: string }): Promise<Answer<T>> {
    return this.post<T>('/commands', { id: randomUUID(), ...command });
  }

  say(threadId: string, text: string, more: Record<string, unknown> = {}): Promise<Answer<Message & { code?: string }>> {
    return this.submit({ type: 'message.send', threadId, kind: 'text', payload: { text, format: 'plain' }, files: [], ...more } as never);
  }

  async messages(threadId: string, query = '?limit=200'): Promise<Message[]> {
    return (await this.get<{ items: Message[] }>(`/threads/${threadId}/messages${query}`)).body.items;
  }

  async thread(threadId: string): Promise<Thread> {
    return (await this.get<Thread>(`/threads/${threadId}`)).body;
  }

  upload(id: string, bytes: BodyInit, { name = 'a.bin', threadId = 'ana-maya', headers = {} }: { name?: string; threadId?: string; headers?: Record<string, string> } = {}) {
    return this.request('PUT', `/files/${id}?threadId=${threadId}&name=${encodeURIComponent(name)}`, bytes, headers);
  }

  /** @param wait seconds: a long poll */
  async stream(since?: string, wait?: number): Promise<EventReader> {
    this.#token ??= this.server.token(this.person, undefined, this.workspace);
    const abort = new AbortController();
    const query = new URLSearchParams({ ...(since === undefined ? {} : { since }), ...(wait === undefined ? {} : { wait: String(wait) }) });
    const response = await fetch(`${this.server.url}/events?${query.toString()}`, { headers: { authorization: `Bearer ${await this.#token}` }, signal: abort.signal });
    return new EventReader(response, abort);
  }
}

/** Reads a stream frame by frame. */
export class EventReader {
  raw = '';
  cursor = '';
  readonly events: ServerEvent[] = [];
  readonly ephemerals: Ephemeral[] = [];
  comments = 0;
  ended = false;
  readonly #changed = new Set<() => void>();

  constructor(readonly response: Response, readonly abort: AbortController) {
    if (response.ok) void this.#read();
    else this.ended = true;
  }

  /** Resolves once `condition` holds. */
  async until(condition: (reader: this) => boolean, ms = 30_000): Promise<this> {
    const deadline = Date.now() + ms;
    while (!condition(this)) {
      if (Date.now() > deadline) throw new Error(`the stream did not bring it; it brought ${JSON.stringify(this.events.map((e) => e.type))}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 50);
        this.#changed.add(() => { clearTimeout(timer); resolve(); });
      });
      this.#changed.clear();
    }
    return this;
  }

  close(): void {
    this.abort.abort();
  }

  async #read(): Promise<void> {
    let rest = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of this.response.body!) {
        const text = decoder.decode(chunk as Uint8Array, { stream: true });
        this.raw += text;
        const frames = (rest + text).split('\n\n');
        rest = frames.pop()!;
        for (const frame of frames) this.#frame(frame);
        for (const changed of this.#changed) changed();
      }
    } catch {
      // Cut off: `ended` says so.
    }
    this.ended = true;
  }

  #frame(frame: string): void {
    if (frame.startsWith(':')) this.comments += 1;
    const lines = frame.split('\n');
    const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    const data = field('data');
    if (data === undefined) return;
    switch (field('event')) {
      case 'hello': this.cursor = (JSON.parse(data) as { cursor: string }).cursor; break;
      case 'batch':
        this.events.push(...(JSON.parse(data) as ServerEvent[]));
        this.cursor = field('id')!;
        break;
      case 'ephemeral': this.ephemerals.push(JSON.parse(data) as Ephemeral); break;
      default: throw new Error(`an unknown frame: ${frame}`);
    }
  }
}
