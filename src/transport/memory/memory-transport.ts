import { ChatError } from '../../base/errors.js';
import { isPreviewOf, previewBytes } from '../../base/image-preview.js';
import { abortedError, sleep } from '../../base/sleep.js';
import { can, checkFile } from '../../model/index.js';
import type { Cursor, FileRef, Id, Message, Page, ResultOf, ServerCommand, Session, Thread } from '../../model/index.js';
import type {
  Call, CatalogItem, CatalogName, CatalogQuery, FileAddress, GetToken, MessageQuery, OpenOptions, Sink, ThreadQuery, Transport, UploadOptions,
} from '../transport.js';
import { resumableFrom } from '../resumable.js';
import { carryOut } from './commands.js';
import { mayReadFile } from './documents.js';
import type { MemoryControls } from './faults.js';
import { lengthOf, Pieces, safeName, servedType, sizeOf, typeOf } from './files.js';
import { bringAuthority } from './kinds.js';
import type { PersonRow } from './rows.js';
import type { State } from './state.js';
import { Stream } from './stream.js';
import { catalogPage, messagesPage, notFound, sessionFor, threadsPage } from './views.js';

const uploadParts = 20;
const smallestPart = 64 * 1024;

/** One viewer's line to an embedded workspace. */
export class MemoryTransport implements Transport {
  readonly name = 'memory';
  #getToken: GetToken | undefined;
  #sink: Sink | undefined;

  constructor(
    readonly state: State, readonly controls: MemoryControls, readonly viewer: PersonRow,
    readonly tell: (from: Id, threadId: Id) => void, readonly join: (sink: Sink, signal: AbortSignal) => void,
  ) {}

  async open(sink: Sink, { getToken, since, signal, stream }: OpenOptions): Promise<Session> {
    this.#getToken = getToken;
    this.#sink = sink;
    sink.connection({ state: 'connecting' });
    if (this.state.options.requireToken) await this.#token('initial');
    try {
      const session = await this.#call(['open'], { signal }, () => sessionFor(this.state, this.viewer), { evenWhenOff: true });
      // switched off, nothing more is asked.
      if (!session.workspace.switches.messaging) return session;
      const events = stream ? await stream(session) : signal;
      if (events) this.#stream(sink, since, events);
      return session;
    } catch (error) {
      sink.connection({ state: 'offline', error: ChatError.from(error) });
      throw error;
    }
  }

  listen(since: Cursor | undefined, signal: AbortSignal): void {
    if (this.#sink) this.#stream(this.#sink, since, signal, true);
  }

  threads(query: ThreadQuery, options?: Call): Promise<Page<Thread>> {
    return this.#call(['threads'], options, () => threadsPage(this.state, this.viewer, query));
  }

  messages(threadId: Id, query: MessageQuery, options?: Call): Promise<Page<Message>> {
    return this.#call(['messages'], options, () => messagesPage(this.state, this.viewer, threadId, query));
  }

  submit<C extends ServerCommand>(command: C, options?: Call): Promise<ResultOf<C>> {
    const carry = (): Promise<ResultOf<C>> => this.#call([command.type, 'submit'], options, () => carryOut(this.state, this.viewer, command) as ResultOf<C>);
    return bringAuthority(this.state, command)?.then(carry) ?? carry();
  }

  async upload(file: Blob, options: UploadOptions): Promise<FileRef> {
    const key = `${this.viewer.id}\u0000${options.id}`;
    const { limits } = this.state.workspace;
    await this.#call(['upload'], options, () => {
      // An empty thread id: for the first message of a thread that does not exist yet.
      if (options.threadId && !this.state.threadOf(this.viewer.id, options.threadId)) throw notFound('thread');
      if ((this.state.files.get(options.id)?.owner ?? this.viewer.id) !== this.viewer.id) throw new ChatError('conflict', 'this id is taken');
      if (!this.viewer.capabilities.includes('file.send')) throw new ChatError('forbidden', 'not allowed: file.send');
      const problem = checkFile(file, limits);
      if (problem) throw new ChatError(problem === 'empty' ? 'invalid' : 'too-large', `the file is ${problem}`, { fields: { file: problem } });
    });
    const known = this.state.uploads.get(key);
    if (known) {
      options.onProgress(file.size);
      return structuredClone(await known);
    }
    const { files } = this.state.features;
    const pieces = files && files.resumable && file.size > resumableFrom ? (this.state.pieces.get(key) ?? new Pieces(file)) : undefined;
    if (pieces) this.state.pieces.set(key, pieces);
    await pieces?.check(file);
    await this.#sendParts(file, options, pieces);
    this.state.pieces.delete(key);
    // Two attempts with one id may arrive here together: the first makes the file.
    const made = this.state.uploads.get(key) ?? this.#store(file, options);
    this.state.uploads.set(key, made);
    const ref = await made;
    await this.#addPreview(ref, options);
    const lost = this.controls.strike(['upload'], true);
    if (lost) throw lost;
    return structuredClone(ref);
  }

  fileUrl(file: FileRef, as: 'file' | 'preview', options?: Call): Promise<FileAddress> {
    return this.#call(['fileUrl'], options, () => {
      const row = this.state.files.get(file.id);
      if (!row || !mayReadFile(this.state, this.viewer, row)) throw notFound('file');
      if (as === 'preview' && row.preview) return { url: (row.previewUrl ??= URL.createObjectURL(row.preview)) };
      row.url ??= URL.createObjectURL(new Blob([row.blob], { type: servedType(row.ref.type) }));
      return { url: row.url };
    });
  }

  catalog<N extends CatalogName>(name: N, query: CatalogQuery, options?: Call): Promise<Page<CatalogItem<N>>> {
    return this.#call(['catalog'], options, () => catalogPage(this.state, this.viewer, name, query) as Page<CatalogItem<N>>);
  }

  hint(threadId: Id, hint: 'typing' | 'idle'): void {
    const isHeard = !this.controls.offline && this.state.workspace.switches.messaging && can(this.viewer, 'typing') && this.state.threadOf(this.viewer.id, threadId);
    if (hint === 'typing' && isHeard) this.tell(this.viewer.id, threadId);
  }

  /** There, done in one turn, and back: each way takes half the latency, and each can fail. */
  async #call<T>(targets: readonly string[], options: Call | undefined, work: () => T, { evenWhenOff = false } = {}): Promise<T> {
    const signal = options?.signal;
    await this.#travel(signal, 'no');
    const refused = this.controls.strike(targets, false);
    if (refused) throw refused;
    if (this.controls.refusesToken(false)) {
      await this.#token('rejected');
      if (this.controls.refusesToken(true)) throw new ChatError('unauthenticated', 'the token was refused');
    }
    if (!this.viewer.portalAccess) throw new ChatError('forbidden', 'no access to the portal');
    if (!evenWhenOff && !this.state.workspace.switches.messaging) throw new ChatError('forbidden', 'messaging is switched off');
    const answer = structuredClone(work());
    await this.#travel(signal, 'maybe');
    const lost = this.controls.strike(targets, true);
    if (lost) throw lost;
    return answer;
  }

  async #travel(signal: AbortSignal | undefined, outcome: 'no' | 'maybe'): Promise<void> {
    const delay = this.controls.latency / 2;
    if (delay > 0) {
      await sleep(this.state.clock, delay, signal).catch(() => { throw abortedError(outcome); });
    } else {
      await Promise.resolve();
    }
    if (signal?.aborted) throw abortedError(outcome);
    if (this.controls.offline) throw new ChatError('offline', 'the line is down', { outcome });
  }

  #stream(sink: Sink, since: Cursor | undefined, signal: AbortSignal, isAnew = false): void {
    if (signal.aborted) return;
    const stream = new Stream(this.state, this.controls, this.viewer, sink, signal);
    this.join(sink, signal);
    queueMicrotask(() => stream.start(since, isAnew));
  }

  async #token(reason: 'initial' | 'rejected'): Promise<void> {
    try {
      await this.#getToken?.(reason);
    } catch (cause) {
      throw new ChatError(ChatError.from(cause, 'unauthenticated').code, 'no token could be had', { retryable: true, cause });
    }
  }

  async #sendParts(file: Blob, { signal, onProgress }: UploadOptions, pieces: Pieces | undefined): Promise<void> {
    const part = Math.max(smallestPart, Math.ceil(file.size / uploadParts));
    const start = pieces?.offset ?? 0;
    if (start > 0) onProgress(start);
    for (let sent = start; sent < file.size; sent += part) {
      await this.#untilUploadsGoOn(signal);
      await sleep(this.state.clock, this.state.options.uploadPartMs ?? 0, signal);
      if (this.controls.offline) throw new ChatError('offline', 'the line is down');
      const bytes = await file.slice(sent, sent + part).arrayBuffer().catch((cause: unknown) => {
        throw new ChatError('invalid', 'the file cannot be read any more', { fields: { file: 'unreadable' }, cause });
      });
      if (signal?.aborted) throw abortedError();
      pieces?.add(sent, bytes);
      onProgress(Math.min(file.size, sent + part));
    }
  }

  #untilUploadsGoOn(signal: AbortSignal | undefined): Promise<void> {
    if (!this.controls.uploadsPaused) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        stop();
        reject(abortedError());
      };
      const stop = this.controls.watch(() => {
        if (this.controls.uploadsPaused && !this.controls.offline) return;
        stop();
        signal?.removeEventListener('abort', onAbort);
        resolve();
      });
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** what is no small picture of the same shape, or comes once a message holds the file, changes nothing. */
  async #addPreview(ref: FileRef, { preview }: UploadOptions): Promise<void> {
    const image = await preview?.().catch(() => undefined);
    const row = this.state.files.get(ref.id);
    if (!image || !row || image.size > previewBytes || this.controls.strike(['preview'], false)) return;
    const type = await typeOf(image);
    if (isPreviewOf({ type, ...(await sizeOf(image, type)) }, ref) && row.held.size === 0) row.preview ??= new Blob([image], { type });
  }

  async #store(file: Blob, { threadId, id, name }: UploadOptions): Promise<FileRef> {
    const type = await typeOf(file);
    const ref: FileRef = { id, name: safeName(name), type, size: file.size, scan: 'clean', ...(await sizeOf(file, type)), ...(await lengthOf(file)) };
    this.state.files.set(ref.id, { ref, blob: file, threadId, owner: this.viewer.id, held: new Map() });
    return ref;
  }
}
