import { ChatError } from '../../src/base/errors.js';
import type { Cursor, FileRef, Id, Message, Page, ResultOf, ServerCommand, Session, Thread } from '../../src/model/index.js';
import type {
  Call, CatalogItem, CatalogName, FileAddress, MessageQuery, OpenOptions, ServerEvent, Sink, ThreadQuery, Transport, UploadOptions,
} from '../../src/transport/transport.js';
import type { Random } from './chance.js';
import type { Network, NetworkUser, RequestKind } from './network.js';
import type { Server } from './server.js';
import { Stream, type Streams } from './stream.js';
import type { World } from './world.js';
import { wordsOf } from './words.js';

/** How long `open` waits for the stream before it goes ahead without. */
const helloPatience = 5_000;

export interface AdapterHooks {
  /** Handed to the store: the server's word on these messages. */
  evidence(messages: readonly Message[]): void;
  /** Handed to the store by the stream: everything up to this entry. */
  told(events: readonly ServerEvent[], seq: number): void;
  fault(name: string): void;
  /** A page of messages is asked for (1), or is no longer on its way (-1). */
  page(threadId: Id, change: 1 | -1): void;
  /** The stream is this tab's own from now on: what came before, another one has told it, or has not. */
  tookOver(): void;
  /** A request is on its way, or has had its answer, or will have none. */
  request(state: 'asked' | 'answered' | 'failed'): void;
  /** A message goes out with these files. */
  sends(command: ServerCommand): void;
}

/** Everything that an adapter works with. */
export interface Line { world: World; server: Server; network: Network; streams: Streams; random: Random }

/** A tab's adapter: the port over the simulated network. */
export class SimTransport implements Transport {
  readonly name = 'sim';
  stream: Stream | undefined;
  #sink: Sink | undefined;
  readonly #line: Line;
  readonly #tab: NetworkUser & { useToken(getToken: OpenOptions['getToken'] | undefined): void };
  readonly #hooks: AdapterHooks;

  constructor(line: Line, tab: NetworkUser & { useToken(getToken: OpenOptions['getToken'] | undefined): void }, hooks: AdapterHooks) {
    this.#line = line;
    this.#tab = tab;
    this.#hooks = hooks;
  }

  async open(sink: Sink, { getToken, since, signal, stream: ask }: OpenOptions): Promise<Session> {
    const { server } = this.#line;
    this.#tab.useToken(getToken);
    this.#sink = sink;
    sink.connection({ state: 'connecting' });
    let session: Session;
    try {
      session = await this.#ask('session', 'session', () => server.session(this.#tab.user), signal);
    } catch (thrown) {
      const error = ChatError.from(thrown);
      if (!signal.aborted) sink.connection({ state: 'offline', error });
      throw error;
    }
    const own = ask ? await ask(session) : signal;
    if (own) await this.#start(sink, since, own);
    return session;
  }

  listen(since: Cursor | undefined, signal: AbortSignal): void {
    const { world, server, network, streams, random } = this.#line;
    if (!this.#sink) return;
    this.#hooks.tookOver();
    this.stream = new Stream(world, server, network, streams, random, this.#tab, this.#sink, since, signal, this.#hooks);
    if (since === undefined) this.stream.resyncAtHello();
    this.stream.start(() => undefined);
  }

  async #start(sink: Sink, since: Cursor | undefined, signal: AbortSignal): Promise<void> {
    const { world, server, network, streams, random } = this.#line;
    const stream = (this.stream = new Stream(world, server, network, streams, random, this.#tab, sink, since, signal, this.#hooks));
    await new Promise<void>((resolve) => {
      const stop = world.after(helloPatience, () => resolve(), this.#tab);
      signal.addEventListener('abort', () => resolve(), { once: true });
      stream.start(() => {
        stop();
        resolve();
      });
    });
    if (!stream.stands && since === undefined) stream.resyncAtHello();
  }

  reconnect(): void {
    this.stream?.wake();
  }

  threads(query: ThreadQuery, options?: Call): Promise<Page<Thread>> {
    return this.#ask('threads', `threads ${JSON.stringify(query)}`, () => this.#line.server.threads(this.#tab.user, query), options?.signal);
  }

  async messages(threadId: Id, query: MessageQuery, options?: Call): Promise<Page<Message>> {
    this.#hooks.page(threadId, 1);
    const { age } = this.#line.server;
    const page = await this.#ask('messages', `messages ${threadId} ${JSON.stringify(query)}`, () => this.#line.server.messages(this.#tab.user, threadId, query), options?.signal)
      .finally(() => this.#hooks.page(threadId, -1));
    // The word of a server that has gone back to an older copy since is none.
    if (age === this.#line.server.age) this.#hooks.evidence(page.items);
    return page;
  }

  async submit<C extends ServerCommand>(command: C, options?: Call): Promise<ResultOf<C>> {
    const kind: RequestKind = command.type === 'read' ? 'read' : command.type === 'message.send' ? 'send' : 'command';
    this.#hooks.sends(command);
    const what = `${command.type} ${command.id}${command.type === 'read' ? ` ${command.threadId} ${command.upTo}` : ` ${wordsOf(command).join(' ')}`}`;
    const { age } = this.#line.server;
    const answer = await this.#ask(kind, what, () => this.#line.server.submit(this.#tab.user, command), options?.signal, () => this.#line.server.hasAnswered(this.#tab.user, command.id));
    if (command.type === 'message.send' && age === this.#line.server.age) this.#hooks.evidence([answer as Message]);
    return answer as ResultOf<C>;
  }

  async upload(file: Blob, { id, threadId, name, onProgress, signal }: UploadOptions): Promise<FileRef> {
    const ref: FileRef = { id, name, type: file.type, size: file.size, scan: 'clean' };
    const half = this.#line.world.after(20, () => {
      if (!signal?.aborted) onProgress(file.size >> 1);
    }, this.#tab);
    try {
      return await this.#ask('upload', `upload ${id} ${name}`, () => {
        if (threadId && !this.#line.server.threadOf(this.#tab.user, threadId)) throw new ChatError('not-found', 'no such thread');
        return this.#line.server.upload(this.#tab.user, ref);
      }, signal);
    } finally {
      half();
    }
  }

  fileUrl(): Promise<FileAddress> {
    return Promise.reject(new ChatError('unsupported'));
  }

  catalog<N extends CatalogName>(): Promise<Page<CatalogItem<N>>> {
    return Promise.resolve({ items: [] });
  }

  hint(): void {
    // Nobody types in here.
  }

  #ask<T>(kind: RequestKind, what: string, work: () => T, signal: AbortSignal | undefined, isKnown?: () => boolean): Promise<T> {
    const answer = this.#line.network.request(this.#tab, kind, what, work, signal, isKnown);
    this.#hooks.request('asked');
    answer.then(() => this.#hooks.request('answered'), () => this.#hooks.request('failed'));
    return answer;
  }
}
