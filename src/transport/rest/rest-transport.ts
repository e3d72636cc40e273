import { browserPlatform } from '../../base/browser-platform.js';
import { codeMissing } from '../../base/code-missing.js';
import { ChatError } from '../../base/errors.js';
import type { Platform } from '../../base/platform.js';
import { sleep } from '../../base/sleep.js';
import type { FileRef, Id, Message, Page, ResultOf, ServerCommand, Session, Thread } from '../../model/index.js';
import type {
  Call, CatalogItem, CatalogName, CatalogQuery, FileAddress, MessageQuery, OpenOptions, Sink, ThreadQuery, Transport, UploadOptions,
} from '../transport.js';
import { EventStream } from './events.js';
import { Http, type HttpOptions } from './http.js';
import { serverAddress } from './server-address.js';
import { Tokens } from './tokens.js';
import * as wire from './wire.js';
import { hintBody, hintsPath, readResult } from './wire-commands.js';

/** The session does not wait longer for the stream: proxies may hold it back. */
const helloPatience = 3_000;

export interface RestOptions {
  /** Where the server is mounted, for example `/api/chat` or `https://clinic.example/api/chat`. */
  server: string;
  /** Default: the page's own. One that is given also carries the uploads, then without progress. */
  fetch?: typeof fetch;
  /** Time, chance and lifecycle. Default: the real ones. */
  platform?: Pick<Platform, 'clock' | 'random' | 'lifecycle'>;
}

const missing = (what: string) => (cause: unknown): never => {
  throw codeMissing(what, cause);
};

class RestTransport implements Transport {
  readonly name = 'rest';
  readonly #options: HttpOptions & { platform: Pick<Platform, 'clock' | 'random' | 'lifecycle'>; xhr: boolean };
  readonly #http: Http;
  #tokens: Tokens | undefined;
  #stream: EventStream | undefined;
  #session: Session | undefined;
  #sink: Sink | undefined;

  constructor({ server, fetch: own, platform = browserPlatform() }: RestOptions) {
    this.#options = {
      base: serverAddress(server), platform, xhr: !own && typeof XMLHttpRequest !== 'undefined',
      // Looked up at each request, so that what a portal puts in its place later is used too.
      fetch: own ?? ((input, init) => fetch(input, init)),
      tokens: () => {
        if (!this.#tokens) throw new ChatError('unauthenticated', 'the transport is not open');
        return this.#tokens;
      },
    };
    this.#http = new Http(this.#options);
  }

  async open(sink: Sink, { getToken, since, signal, stream }: OpenOptions): Promise<Session> {
    this.#tokens?.clear();
    const tokens = this.#tokens = new Tokens(getToken, this.#options.platform.clock);
    signal.addEventListener('abort', () => this.#close(tokens), { once: true });
    this.#sink = sink;
    sink.connection({ state: 'connecting' });
    let session: Session;
    try {
      session = this.#session = wire.readSession(await this.#http.get(wire.sessionPath, undefined, signal));
    } catch (error) {
      const problem = ChatError.from(error);
      if (!signal.aborted) sink.connection({ state: 'offline', error: problem });
      throw problem;
    }
    // switched off, nothing more is asked of the server.
    if (session.workspace.switches.messaging) {
      const events = stream ? await stream(session) : signal;
      if (events) await this.#startStream(sink, since, events);
    }
    return session;
  }

  reconnect(): void {
    this.#stream?.reconnect();
  }

  listen(since: string | undefined, signal: AbortSignal): void {
    if (!this.#sink || signal.aborted) return;
    const stream = this.#stream = new EventStream({ ...this.#options, http: this.#http, sink: this.#sink, since, signal });
    if (since === undefined) stream.resyncAtHello();
    void stream.run(() => undefined);
  }

  async threads(query: ThreadQuery, options?: Call): Promise<Page<Thread>> {
    if (query.id !== undefined) return { items: [wire.readThread(await this.#http.get(wire.threadPath(query.id), undefined, options?.signal))] };
    return wire.readThreads(await this.#http.get(wire.threadsPath, wire.threadsQuery(query), options?.signal));
  }

  async messages(threadId: Id, query: MessageQuery, options?: Call): Promise<Page<Message>> {
    return wire.readMessages(await this.#http.get(wire.messagesPath(threadId), wire.messagesQuery(query), options?.signal));
  }

  async submit<C extends ServerCommand>(command: C, options?: Call): Promise<ResultOf<C>> {
    return readResult(command, await this.#http.post(wire.commandsPath, command, options?.signal)) as ResultOf<C>;
  }

  async upload(file: Blob, options: UploadOptions): Promise<FileRef> {
    const { upload } = await import('./upload.js').catch(missing('that uploads'));
    return upload(this.#http, this.#options, file, options, this.#session?.features.files);
  }

  async fileUrl(file: FileRef, as: 'file' | 'preview', options?: Call): Promise<FileAddress> {
    const { readTicket, ticketBody, ticketPath } = await import('./wire-files.js').catch(missing('that reads files'));
    return readTicket(await this.#http.post(ticketPath(file.id), ticketBody(as), options?.signal), this.#http);
  }

  async catalog<N extends CatalogName>(name: N, query: CatalogQuery, options?: Call): Promise<Page<CatalogItem<N>>> {
    const { catalogPath, catalogQuery, readCatalog } = await import('./wire-catalogs.js').catch(missing('that reads lists'));
    return readCatalog(name, await this.#http.get(catalogPath(name), catalogQuery(query), options?.signal));
  }

  hint(threadId: Id, hint: 'typing' | 'idle'): void {
    if (!this.#session?.features.typing) return;
    this.#http.post(hintsPath, hintBody(threadId, hint)).catch(() => undefined);
  }

  /**
   * Waits until the stream stands, so that pages read after `open` miss nothing. Where that takes too long the session goes ahead, and the
   * pages are read again once the stream is there.
   */
  async #startStream(sink: Sink, since: string | undefined, signal: AbortSignal): Promise<void> {
    const stream = this.#stream = new EventStream({ ...this.#options, http: this.#http, sink, since, signal });
    const waiting = new AbortController();
    const hello = new Promise<void>((resolve) => { void stream.run(resolve).finally(resolve); });
    await Promise.race([hello, sleep(this.#options.platform.clock, helloPatience, waiting.signal).catch(() => undefined)]);
    waiting.abort();
    if (!stream.stands && since === undefined) stream.resyncAtHello();
  }

  #close(tokens: Tokens): void {
    tokens.clear();
    // Another opening may have begun in the meantime.
    if (this.#tokens === tokens) this.#tokens = this.#stream = this.#session = this.#sink = undefined;
  }
}

/**
 * The adapter for the reference server and those who speak its wire. One transport serves one chat.
 * Throws `ChatError` `invalid` with a sentence for the developer where `server` is missing or wrong.
 */
export const restTransport = (options: RestOptions): Transport => new RestTransport(options);
