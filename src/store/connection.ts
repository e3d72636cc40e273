import { fullJitter } from '../base/backoff.js';
import { ChatError, type ErrorCode } from '../base/errors.js';
import type { Cursor, Session } from '../model/index.js';
import type { Connection, ConnectionState, Ephemeral, GetToken, ServerEvent, Sink } from '../transport/transport.js';
import type { Cell } from './cell.js';
import type { Core } from './core.js';
import { watchForReturn } from './returns.js';
import { Near, type NearHooks } from './tabs-near.js';
import { guardToken } from './tokens.js';

/** Milliseconds: a page that comes and goes asks for the connection at most this often. */
const nudgeEvery = 5_000;
const live: ReadonlySet<ConnectionState> = new Set<ConnectionState>(['online', 'catching-up', 'polling']);

export interface ConnectionHooks {
  /** The session is open; false refuses it. `isGap`: not for the first time, and nothing tells the server where to go on. */
  opened(session: Session, isGap: boolean): boolean;
  events(batch: readonly ServerEvent[]): void;
  /** Somebody types, or comes or goes. */
  ephemeral(event: Ephemeral): void;
  /** There is a connection again after there was none. */
  back(): void;
  /** Events may have been missed: what is shown has to be read again. */
  missed(): void;
  tabs: NearHooks['tabs'];
}

export interface ConnectionOptions { getToken?: GetToken; locale: string }

/**
 * The one owner of the connection: opens the session, tries again, hands the server's events on, and tells the line how it stands. Where
 * another tab of the browser has the stream of events, this one lives on what that one passes on.
 */
export class Connector {
  readonly state: Cell<Connection>;
  readonly #core: Core;
  readonly #hooks: ConnectionHooks;
  readonly #locale: string;
  readonly #getToken: GetToken;
  #attempt: AbortController | undefined;
  #failures = 0;
  #ready = false;
  #isLive = false;
  #wasOpen = false;
  #since: Cursor | undefined;
  #stopRetry: (() => void) | undefined;
  /** The server has asked for patience: nobody may shorten that. */
  #notBefore = 0;
  #stopLifecycle: (() => void) | undefined;
  #lastNudge = Number.NEGATIVE_INFINITY;
  #saidExpired = false;
  #reason: ErrorCode = 'offline';
  /** The stream is this tab's own. */
  #isOwn = true;
  /** How the leader's connection stands. */
  #heard: Connection = { state: 'connecting' };
  readonly #near: Near;
  #stopLine: () => void;

  constructor(core: Core, hooks: ConnectionHooks, { getToken, locale }: ConnectionOptions) {
    this.#core = core;
    this.#hooks = hooks;
    this.#locale = locale;
    this.#getToken = guardToken(getToken, core.platform, () => this.nudge());
    this.state = core.cell<Connection>({ state: 'closed' });
    this.#near = new Near(core, { tabs: hooks.tabs, session: () => (this.#ready ? this.#attempt?.signal : undefined), follow: () => this.follow() });
    this.#stopLine = core.line.watch(() => {
      if (core.line.isHealthy) this.#saidExpired = false;
      else if (core.line.blocked()?.code === 'unauthenticated') this.#expired(new ChatError('unauthenticated'));
    });
  }

  get isOpen(): boolean {
    return this.#attempt !== undefined;
  }

  open(): void {
    if (this.#attempt || this.#core.over) return;
    const state = this.#core.session.get();
    this.#core.session.set({ phase: 'opening', ...(state.session ? { session: state.session } : {}) });
    const { platform } = this.#core;
    this.#stopLifecycle = watchForReturn(platform, () => {
      if (Math.abs(platform.clock.now() - this.#lastNudge) >= nudgeEvery) this.nudge();
    });
    this.#near.look();
    void this.#try();
  }

  /** Ends the stream; `open` begins again where it stood. */
  close(): void {
    this.#attempt?.abort();
    this.#attempt = undefined;
    this.#ready = false;
    this.#core.tabs?.leave();
    this.#failures = 0;
    this.#stopRetry?.();
    this.#stopLifecycle?.();
    this.#near.stop();
    this.#stopRetry = this.#stopLifecycle = undefined;
    this.#set({ state: 'closed' });
  }

  finish(): void {
    this.close();
    this.#stopLine();
  }

  /** A person asks for the connection now, or there is something to send. */
  nudge(): void {
    if (!this.#attempt || this.#core.over) return;
    this.#lastNudge = this.#core.platform.clock.now();
    this.#core.line.nudge();
    this.#near.again();
    if (this.#ready) {
      if (!this.#core.leads) this.#core.tabs?.need();
      if (this.#isOwn && !live.has(this.state.get().state)) this.#core.transport.reconnect?.();
    } else if (this.#stopRetry && this.#lastNudge >= this.#notBefore) {
      this.#stopRetry();
      // An attempt before its time does not make the waits longer.
      this.#failures = Math.max(0, this.#failures - 1);
      void this.#try();
    }
  }

  /** This tab leads now: the stream is its own. */
  lead(signal: AbortSignal): void {
    if (this.#isOwn || !this.#ready) return;
    this.#isOwn = true;
    // What was refused to the former leader need not be refused to this one.
    this.#reason = 'offline';
    this.#set({ state: 'connecting' });
    this.#core.transport.listen?.(this.#since, signal);
  }

  /** Another tab leads: it has the stream. */
  follow(): void {
    if (!this.#core.transport.listen) return;
    this.#isOwn = false;
    if (this.#ready) this.#set(this.#heard);
  }

  /** How the leader's connection stands; `cursor`: where its stream does. */
  hear(connection: Connection, cursor?: Cursor): void {
    this.#heard = connection;
    if (this.#isOwn || !this.#ready) return;
    if (cursor !== undefined) this.#moved(cursor, cursor);
    this.#set(connection);
  }

  /** Events that the leader has received. Returns whether others before them were missed. */
  receive(events: readonly ServerEvent[], from: Cursor | undefined, cursor: Cursor | undefined): boolean {
    if (this.#isOwn || !this.#ready) return false;
    this.#hooks.events(events);
    return this.#moved(from, cursor);
  }

  /** Where the stream stands. */
  get cursor(): Cursor | undefined {
    return this.#since;
  }

  /**
   * The leader's stream went on from `from`, or has only just begun: where that is not where this tab stands, it has missed something. One that has
   * stood nowhere has read all since the leader's stream was there.
   */
  #moved(from: Cursor | undefined, cursor: Cursor | undefined): boolean {
    const before = this.#since;
    this.#since = cursor ?? before;
    const hasMissed = from === undefined ? before !== cursor : before !== undefined && from !== before;
    if (hasMissed) this.#hooks.missed();
    return hasMissed;
  }

  async #try(): Promise<void> {
    this.#stopRetry?.();
    this.#stopRetry = undefined;
    this.#attempt?.abort();
    const attempt = (this.#attempt = new AbortController());
    const isCurrent = (): boolean => this.#attempt === attempt && !this.#core.over;
    // What comes before the session is known waits for it.
    let early: { batch: ServerEvent[]; cursor: Cursor | undefined }[] | undefined = [];
    let said = false;
    this.#isOwn = true;
    const take = (batch: readonly ServerEvent[], cursor: Cursor | undefined): void => {
      if (!this.#isOwn) return;
      const from = this.#since;
      this.#core.tell({ t: 'batch', events: batch, ...(from === undefined ? {} : { from }), ...(cursor === undefined ? {} : { cursor }) });
      this.#hooks.events(batch);
      if (cursor !== undefined) this.#since = cursor;
    };
    const sink: Sink = {
      events: (batch, cursor) => {
        if (!isCurrent()) return;
        if (early) early.push({ batch, cursor });
        else take(batch, cursor);
      },
      ephemeral: (event) => {
        if (isCurrent() && this.#isOwn) this.#hooks.ephemeral(event);
      },
      connection: (connection) => {
        if (!isCurrent() || !this.#isOwn) return;
        said = true;
        this.#set(connection);
      },
    };
    this.#set({ state: 'connecting' });
    const { transport } = this.#core;
    const stream = (session: Session): Promise<AbortSignal | undefined> => this.#near.stream(session, attempt.signal);
    try {
      const session = await transport.open(sink, {
        getToken: this.#getToken, signal: attempt.signal, locale: this.#locale, ...(this.#since === undefined ? {} : { since: this.#since }),
        ...(transport.listen ? { stream } : {}),
      });
      if (!transport.listen) await stream(session);
      if (!isCurrent()) return;
      this.#failures = 0;
      const isGap = this.#wasOpen && this.#since === undefined;
      this.#wasOpen = true;
      if (!this.#hooks.opened(session, isGap) || !isCurrent()) return;
      this.#ready = true;
      const waiting = early;
      early = undefined;
      for (const { batch, cursor } of waiting) if (isCurrent()) take(batch, cursor);
      if (!isCurrent()) return;
      this.#core.tabs?.ready();
      if (!this.#isOwn) return this.#set(this.#heard);
      const { state } = this.state.get();
      this.#set(said && state !== 'connecting' ? this.state.get() : { state: 'online' });
      void this.#near.joinLate();
    } catch (thrown) {
      if (!isCurrent()) return;
      attempt.abort();
      this.#core.tabs?.leave();
      this.#failed(ChatError.from(thrown));
    }
  }

  #failed(error: ChatError): void {
    const { clock, random } = { clock: this.#core.platform.clock, random: () => this.#core.platform.random() };
    const { session } = this.#core.session.get();
    // A refusal stays one until somebody asks again; whatever else is wrong may pass.
    const isFinal = ['forbidden', 'gone', 'unsupported', 'not-found', 'invalid'].includes(error.code) && !error.retryable;
    let retryAt: number | undefined;
    if (!isFinal) {
      const wait = Math.max(fullJitter(this.#failures, random), error.retryAfterMs ?? 0, 250);
      this.#notBefore = error.retryAfterMs === undefined ? 0 : clock.now() + wait;
      this.#failures += 1;
      retryAt = clock.now() + wait;
      this.#stopRetry = clock.after(wait, () => void this.#try());
    } else {
      this.#notBefore = 0;
      this.#stopRetry = () => undefined;
    }
    this.#core.session.set({ phase: 'failed', error, ...(session ? { session } : {}) });
    this.#set({ state: 'offline', error, ...(retryAt === undefined ? {} : { retryAt }) });
  }

  #set(connection: Connection): void {
    const before = this.state.get();
    const wasLive = this.#isLive;
    this.#core.tell({ t: 'line', connection });
    if (before.state !== connection.state || before.retryAt !== connection.retryAt || before.error !== connection.error) this.state.set(connection);
    const isLive = (this.#isLive = this.#ready && live.has(connection.state));
    // While it tries again the last failure is still the reason.
    this.#reason = isLive ? 'offline' : connection.error?.code ?? this.#reason;
    // Not until when: what waits for the connection goes as soon as it is there, and its time must not outlive it (T1).
    this.#core.line.setDown(isLive ? undefined : this.#reason);
    if (connection.error?.code === 'unauthenticated') this.#expired(connection.error);
    if (isLive && !wasLive) this.#hooks.back();
  }

  /** Once an episode, for the host to ask the person to sign in again. */
  #expired(error: ChatError): void {
    if (this.#saidExpired) return;
    this.#saidExpired = true;
    this.#core.report(error);
  }
}
