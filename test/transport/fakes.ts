import type { Clock, Lifecycle, LifecycleState } from '../../src/base/platform.js';
// What comes late is here already: a clock that moves when it is told to waits for no file.
import '../../src/transport/rest/polling.js';
import '../../src/transport/rest/problem.js';
import type { Connection, Ephemeral, ServerEvent, Sink } from '../../src/transport/transport.js';

/** Time that moves only when told to. */
export class FakeClock implements Clock {
  #now = 1_800_000_000_000;
  readonly #timers = new Set<{ at: number; run: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Lets `ms` pass, timer by timer, and everything that follows from each. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      const next = [...this.#timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settle();
    }
    this.#now = end;
    await settle();
  }
}

/** Lets everything that is under way without a timer come to its end; what the adapter brings late takes real time to come. */
export async function settle(): Promise<void> {
  await turns(6);
  await Promise.all([import('../../src/transport/rest/problem.js'), import('../../src/transport/rest/polling.js')]);
  await turns(6);
}

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await new Promise((resolve) => { setTimeout(resolve, 0); });
}

export class FakeLifecycle implements Lifecycle {
  #state: LifecycleState = { visible: true, focused: true, online: true, frozen: false };
  readonly #listeners = new Set<(state: LifecycleState) => void>();

  get(): LifecycleState {
    return this.#state;
  }

  subscribe(listener: (state: LifecycleState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  set(change: Partial<LifecycleState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener(this.#state);
  }
}

/** A world without chance: `random` is the middle. */
export const fakePlatform = () => ({ clock: new FakeClock(), lifecycle: new FakeLifecycle(), random: () => 0.5 });

/** Writes down what a sink is told. */
export class Heard implements Sink {
  readonly batches: { events: ServerEvent[]; cursor: string | undefined }[] = [];
  readonly ephemerals: Ephemeral[] = [];
  readonly connections: Connection[] = [];

  events(events: ServerEvent[], cursor?: string): void {
    this.batches.push({ events, cursor });
  }
  ephemeral(event: Ephemeral): void {
    this.ephemerals.push(event);
  }
  connection(connection: Connection): void {
    this.connections.push(connection);
  }
  get states(): string[] {
    return this.connections.map(({ state }) => state);
  }
}

/** One request that the fake server has got. */
export interface Asked { method: string; path: string; query: URLSearchParams; token: string; body: string; signal: AbortSignal }

/** An event stream that a test writes by hand. */
export class FakeStream {
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  readonly response: Response;

  constructor(signal: AbortSignal) {
    const body = new ReadableStream<Uint8Array>({ start: (controller) => { this.#controller = controller; } });
    signal.addEventListener('abort', () => {
      try {
        this.#controller?.error(new DOMException('aborted', 'AbortError'));
      } catch {
        // It has ended before.
      }
    });
    this.response = new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }

  write(text: string): void {
    this.#controller?.enqueue(new TextEncoder().encode(text));
  }
  hello(cursor: string): void {
    this.write(`event: hello\ndata: {"cursor":"${cursor}"}\n\n`);
  }
  batch(cursor: string, ...events: unknown[]): void {
    this.write(`id: ${cursor}\nevent: batch\ndata: ${JSON.stringify(events)}\n\n`);
  }
  end(): void {
    this.#controller?.close();
  }
  breakOff(): void {
    this.#controller?.error(new TypeError('network error'));
  }
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json', ...headers } });

export const problem = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  json({ type: `urn:clinic-chat:problem:${code}`, title: `the problem ${code}`, status, code, detail: 'secret words of a person' }, status, headers);

export type Answer = (asked: Asked) => Response | Promise<Response>;

/** A `fetch` whose server is a function; every request is written down. */
export function fakeFetch(answer: Answer): { fetch: typeof fetch; asked: Asked[] } {
  const asked: Asked[] = [];
  const fake = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = input instanceof Request ? input : new Request(input, init);
    const signal = init?.signal ?? request.signal;
    const url = new URL(request.url);
    const one: Asked = {
      method: request.method, path: url.pathname, query: url.searchParams, token: request.headers.get('authorization') ?? '', body: await request.text(), signal,
    };
    asked.push(one);
    signal.throwIfAborted();
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });
    // Where the answer is an error, nobody waits for this any more.
    aborted.catch(() => undefined);
    return Promise.race([Promise.resolve(answer(one)), aborted]);
  };
  return { fetch: fake, asked };
}

export const session = (messaging = true): unknown => ({
  viewer: { id: 'ana', name: 'Ana Silva', role: 'patient', active: true },
  workspace: {
    id: 'clinic', name: 'Clinic', limits: { textLength: 5000, fileBytes: 1000, filesPerMessage: 20, videoSeconds: 45, voiceSeconds: 120 },
    switches: { messaging, plan: false }, notices: { emergencyNumber: '112' },
  },
  capabilities: ['message.send'],
  features: { idempotency: 'server', resume: 'cursor', live: 'push', history: 'both', read: true, typing: false, presence: false, edit: false, search: true, files: { resumable: false } },
});

export const message = (n: number, text = `text ${n}`): Record<string, unknown> => ({
  id: `m${n}`, threadId: 't', author: 'maya', sentAt: n, position: String(n).padStart(8, '0'), revision: 1, kind: 'text', payload: { text, format: 'plain' }, files: [], delivery: 'sent',
});
