import { browserPlatform } from '../base/browser-platform.js';
import { codeMissing } from '../base/code-missing.js';
import { ChatError } from '../base/errors.js';
import type { Readable } from '../base/readable.js';
import type { Acting, Capability, Command, FileRef, Id, MessageKind, Notes, Session, Thread, ThreadLink } from '../model/index.js';
import type { Connection } from '../transport/transport.js';
import type { Cache } from './cache.js';
import type { Cell } from './cell.js';
import { Connector } from './connection.js';
import { Core, partitionOf } from './core.js';
import { Dispatcher } from './dispatch.js';
import { applyEvents } from './incoming.js';
import { LateWriting } from './late-writing.js';
import { Parts } from './parts.js';
import type {
  Arrival, CatalogItem, CatalogName, CatalogState, Chat, ChatOptions, Draft, JoinState, SessionState, Stranded, ThreadsState, TimelineState,
} from './types.js';

/** Milliseconds from the last `release` to the end of the stream. */
export const releaseGrace = 2_000;

const pageLocale = (): string => (typeof document !== 'undefined' && document.documentElement.lang)
  || (typeof navigator !== 'undefined' && navigator.language) || 'en';

/** Makes a chat. Nothing is asked of the server before `open`. */
export const createChat = (options: ChatOptions): Chat => new ChatStore(options);

class ChatStore implements Chat {
  readonly kinds: ReadonlyMap<string, MessageKind>;
  readonly locale: string;
  readonly session: Readable<SessionState>;
  readonly connection: Readable<Connection>;
  readonly threads: Readable<ThreadsState>;
  readonly unread: Readable<number>;
  readonly errors: Readable<ChatError | undefined>;
  readonly kept: Readable<boolean>;
  readonly locked: Cell<boolean>;
  readonly presence: Readable<ReadonlyMap<Id, string>>;
  readonly joined: Readable<JoinState | undefined>;
  readonly planShown: Readable<boolean>;
  readonly stranded: Readable<readonly Stranded[]>;
  readonly acting: Readable<ReadonlyMap<Id, Acting>>;
  readonly #core: Core;
  readonly #parts: Parts;
  readonly #connector: Connector;
  readonly #dispatcher: Dispatcher;
  readonly #writing: LateWriting;
  #users = 0;
  /** Somebody has asked for the session. */
  #wanted = false;
  #stopGrace: (() => void) | undefined;
  #wasBack = false;
  #lockAfter = 0;
  #cacheFor = 0;
  #cache: Cache | undefined;
  #hasCache = false;
  #stopIdle: (() => void) | undefined;

  constructor({ transport, kinds, getToken, locale = pageLocale(), platform = browserPlatform(), fetch, cache, lockAfterMs = 0 }: ChatOptions) {
    const core = (this.#core = new Core(platform, transport, kinds));
    this.#parts = new Parts(core, fetch);
    this.#connector = new Connector(core, {
      opened: (session, isGap) => this.#opened(session, isGap),
      events: (batch) => applyEvents(this.#parts, batch, (session) => this.#sessionChanged(session)),
      ephemeral: (event) => {
        core.tell({ t: 'ephemeral', event });
        this.#parts.extras.use((care) => care.signals.take(event));
      },
      back: () => this.#back(),
      missed: () => this.#parts.resync(),
      tabs: async () => {
        const [{ Tabs }, { writing }] = await Promise.all([import('./tabs.js'), this.#writing.bring()]);
        return new Tabs(writing, this.#connector, this.#dispatcher);
      },
    }, { locale, ...(getToken ? { getToken } : {}) });
    this.#writing = new LateWriting(this.#parts, {
      can: (capability, threadId) => this.can(capability, threadId), require: (needs, threadId) => this.#dispatcher.require(needs, threadId), nudge: () => this.#connector.nudge(),
    });
    this.#dispatcher = new Dispatcher(this.#parts, this.#connector, this.#writing);
    this.locale = locale;
    this.kinds = core.kinds;
    this.session = core.session;
    this.connection = this.#connector.state;
    const { extras } = this.#parts;
    this.threads = extras.list;
    this.unread = this.#parts.threads.unread;
    this.errors = core.errors;
    this.kept = core.kept;
    this.locked = core.cell(false);
    this.presence = extras.presence;
    this.joined = extras.joined;
    this.planShown = core.planShown;
    this.stranded = extras.stranded;
    this.acting = extras.acting;
    this.lockAfter(lockAfterMs);
    this.cacheFor(cache?.maxAgeMs ?? 0);
    core.onWiped = () => {
      this.#finish();
      core.vault.close(true);
    };
  }

  thread(threadId: Id): Readable<Thread | undefined> {
    return this.#parts.threads.cell(this.resolve(threadId));
  }

  timeline(threadId: Id): Readable<TimelineState> {
    return this.#parts.rooms.get(threadId).timeline.state;
  }

  draft(threadId: Id): Readable<Draft> {
    return this.#parts.drafts.cell(this.resolve(threadId));
  }

  catalog<N extends CatalogName>(name: N, threadId?: Id): Readable<CatalogState<CatalogItem<N>>> {
    return this.#parts.extras.catalog(name, threadId);
  }

  typing(threadId: Id): Readable<readonly Id[]> {
    return this.#parts.extras.typing.get(this.resolve(threadId));
  }

  link(threadId: Id): Readable<ThreadLink | undefined> {
    return this.#parts.extras.links.get(this.resolve(threadId));
  }

  arrivals(listener: (batch: readonly Arrival[]) => void): () => void {
    return this.#parts.extras.arrivals(listener);
  }

  resolve(threadId: Id): Id {
    return this.#parts.rooms.resolve(threadId);
  }

  dispatch(command: Command): void {
    this.#dispatcher.dispatch(command);
    // What a host hands in may be nothing at all.
    if ((command as Command | undefined)?.type === 'thread.open') void this.#cache?.opened((command as Extract<Command, { type: 'thread.open' }>).threadId);
  }

  can(capability: Capability, threadId?: Id): boolean {
    return this.#dispatcher.can(capability, threadId);
  }

  fileUrl(file: FileRef, as: 'file' | 'preview'): Promise<string> {
    return this.#parts.fileUrl(file, as);
  }

  async notes(threadId: Id): Promise<Notes> {
    return (await this.#writing.bring()).notes(threadId);
  }

  open(): void {
    if (this.#core.over || this.session.get().phase === 'off') return;
    this.#wanted = true;
    this.#connector.open();
  }

  retain(): void {
    this.#users += 1;
    this.#stopGrace?.();
    this.#stopGrace = undefined;
    if (this.#wanted) this.open();
  }

  release(): void {
    this.#users = Math.max(0, this.#users - 1);
    if (this.#users > 0 || this.#core.over || this.#stopGrace) return;
    this.#stopGrace = this.#core.platform.clock.after(releaseGrace, () => {
      this.#stopGrace = undefined;
      this.#parts.writing?.flush();
      this.#connector.close();
      const { session } = this.session.get();
      // Switched off by the server: whoever uses the chat anew may find it switched on again.
      this.#core.session.set({ phase: 'idle', ...(session ? { session } : {}) });
    });
  }

  lock(): void {
    if (!this.#core.over) this.locked.set(true);
  }

  unlock(): void {
    this.locked.set(false);
  }

  lockAfter(ms: number): void {
    if (ms === this.#lockAfter || this.#core.over) return;
    this.#lockAfter = ms;
    this.#stopIdle?.();
    this.#stopIdle = undefined;
    if (!(ms > 0)) return;
    import('./lock.js').then(({ lockWhenIdle }) => {
      if (this.#lockAfter === ms && !this.#core.over) this.#stopIdle = lockWhenIdle(this.#core.platform, ms, () => this.lock());
    }, (cause: unknown) => this.#core.report(codeMissing('that locks', cause)));
  }

  cacheFor(ms: number): void {
    this.#cacheFor ||= ms;
    if (this.#core.current && this.#cacheFor > 0) void this.#startCache();
  }

  async end(): Promise<void> {
    if (this.#core.over) return;
    this.#finish();
    await this.#core.vault.wipe();
  }

  destroy(): void {
    if (this.#core.over) return;
    this.#parts.writing?.flush();
    this.#finish();
    this.#core.vault.close();
  }

  #finish(error?: ChatError): void {
    this.#stopGrace?.();
    this.#stopIdle?.();
    this.#writing.stop();
    this.#cache?.stop();
    this.unlock();
    this.#core.finish();
    this.#connector.finish();
    this.#parts.finish();
    this.#core.session.set({ phase: 'ended', ...(error ? { error } : {}) });
  }

  /** The server's answer to `open`. */
  #opened(session: Session, isGap: boolean): boolean {
    if (this.#core.isOther(session)) {
      // The token is another person's, or another clinic's: nothing of the former may be left for them (T8).
      const error = new ChatError('forbidden', 'Another workspace or person: the chat has ended.');
      this.#core.report(error);
      this.#finish(error);
      void this.#core.vault.wipe();
      return false;
    }
    if (!this.#apply(session)) return false;
    if (!this.#core.vault.open) void this.#parts.restore(partitionOf(session), this.#writing.tryNow).then(() => this.#core.tabs?.restored());
    if (this.#cacheFor > 0) void this.#startCache();
    this.#parts.resume();
    this.#writing.bringAhead();
    if (isGap) this.#parts.resync();
    return true;
  }

  #sessionChanged(session: Session): void {
    if (this.#core.isOther(session)) {
      return this.#core.report(new ChatError('forbidden', 'A session of another workspace was dropped.'));
    }
    if (this.#apply(session)) this.#parts.writing?.refresh();
  }

  /** Returns whether messaging is on. */
  #apply(session: Session): boolean {
    const isOn = session.workspace.switches.messaging !== false;
    this.#core.session.set({ phase: isOn ? 'ready' : 'off', session });
    if (isOn) {
      this.#parts.extras.care?.plan.switched();
      return true;
    }
    this.#connector.close();
    this.#parts.reset();
    return false;
  }

  /** Without its code there is no cache, and nothing else is missing. */
  async #startCache(): Promise<void> {
    if (this.#hasCache) return;
    this.#hasCache = true;
    try {
      const cache = await (await import('./cache.js')).startCache(this.#parts, this.#cacheFor);
      if (this.#core.over) cache.stop();
      else this.#cache = cache;
    } catch (thrown) {
      this.#core.report(ChatError.from(thrown, 'unavailable'));
    }
  }

  /** The connection is there again. A server that keeps no cursor has to be read again. */
  #back(): void {
    this.#core.vault.back();
    if (this.#wasBack && this.#core.current?.features.resume === 'history') this.#parts.resync();
    this.#wasBack = true;
    this.#writing.bringAhead();
  }
}
