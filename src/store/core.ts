import { ChatError } from '../base/errors.js';
import type { Platform } from '../base/platform.js';
import { defaultLimits, isPatientSide, isQuietKind, type Id, type Limits, type Message, type MessageKind, type Session, type Thread } from '../model/index.js';
import type { Transport } from '../transport/transport.js';
import { cell, type Cell, type OnListenerError } from './cell.js';
import { Line } from './line.js';
import type { News, OtherTabs } from './tabs-port.js';
import type { SessionState } from './types.js';
import { VaultDoor } from './vault-door.js';

/** Whose storage it is, and whose tabs work together. */
export const partitionOf = ({ workspace, viewer }: Session): string => `${workspace.id}/${viewer.id}`;

/** What every room of the store shares: the ports, the session, the line, the place for errors, and the fence. */
export class Core {
  readonly platform: Platform;
  readonly transport: Transport;
  readonly kinds: ReadonlyMap<string, MessageKind>;
  readonly line: Line;
  readonly vault: VaultDoor;
  readonly session: Cell<SessionState>;
  readonly errors: Cell<ChatError | undefined>;
  readonly kept: Cell<boolean>;
  /** the viewer's wish, where the workspace has the switch on. */
  readonly planShown: Cell<boolean>;
  /** The same person has logged out in another tab. Set by the chat. */
  onWiped: () => void = () => undefined;
  /** Where there are locks and broadcast, once the connection is wanted. */
  tabs: OtherTabs | undefined;
  /** How often what the server had said was in doubt: it may have been started from an older copy. */
  resyncs = 0;
  #work = new AbortController();
  #over = false;

  constructor(platform: Platform, transport: Transport, kinds: readonly MessageKind[]) {
    this.platform = platform;
    this.transport = transport;
    this.kinds = new Map(kinds.map((kind) => [kind.kind, kind]));
    this.line = new Line(platform);
    this.kept = this.cell(true);
    this.planShown = this.cell(false);
    this.vault = new VaultDoor(platform, { report: (error) => this.report(error), kept: (isKept) => this.kept.set(isKept), wiped: () => this.onWiped() });
    this.session = this.cell<SessionState>({ phase: 'idle' });
    this.errors = this.cell<ChatError | undefined>(undefined);
  }

  /** A listener's own error surfaces as an uncaught one, as it would from an event listener. */
  readonly onListenerError: OnListenerError = (error) => {
    this.platform.clock.after(0, () => {
      throw error;
    });
  };

  cell<T>(initial: T): Cell<T> {
    return cell(initial, this.onListenerError);
  }

  get current(): Session | undefined {
    return this.session.get().session;
  }

  /** Empty until the session is open. */
  get viewerId(): Id {
    return this.current?.viewer.id ?? '';
  }

  /** Whether it is this tab that sends. */
  get leads(): boolean {
    return this.tabs?.leads ?? true;
  }

  tell(news: News): void {
    this.tabs?.tell(news);
  }

  /** Whether a session is another person's, or another workspace's, than the one that is open. */
  isOther({ workspace, viewer }: Session): boolean {
    const now = this.current;
    return now !== undefined && (now.workspace.id !== workspace.id || now.viewer.id !== viewer.id);
  }

  get limits(): Limits {
    return { ...defaultLimits, ...this.current?.workspace.limits };
  }

  /** True after `end` or `destroy`: nothing may change any more. */
  get over(): boolean {
    return this.#over;
  }

  /** Aborts what is under way when messaging is switched off, or at the end. Take it when a request starts. */
  get signal(): AbortSignal {
    return this.#work.signal;
  }

  /** Gives up every request under way; later ones get a new signal unless all is over. */
  abort(): void {
    const work = this.#work;
    if (!this.#over) this.#work = new AbortController();
    work.abort();
  }

  finish(): void {
    this.#over = true;
    this.abort();
    this.line.stop();
  }

  /** For what is nobody's place to show. A request that was given up is no error. */
  report(error: ChatError): void {
    if (this.#over || error.code === 'aborted') return;
    this.errors.set(error);
  }

  /** A request on the line; once more if it failed for a while only. Rejects with ChatError. */
  async ask<T>(work: (signal: AbortSignal) => Promise<T>, { tries = 2, signal = this.signal } = {}): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.line.request(() => work(signal), signal);
      } catch (thrown) {
        const error = ChatError.from(thrown);
        if (signal.aborted || attempt >= tries || !(error.retryable || error.code === 'unauthenticated')) throw error;
      }
    }
  }

  /** The same; a server that may have gone back to an older copy meanwhile is asked anew. */
  async askNow<T>(work: (signal: AbortSignal) => Promise<T>, options: { tries: number }): Promise<T> {
    for (;;) {
      const { resyncs } = this;
      const answer = await this.ask(work, options);
      if (resyncs === this.resyncs) return answer;
    }
  }

  /** Whether a message counts as unread for nobody, and is no news. */
  readonly isQuiet = ({ kind }: Pick<Message, 'kind'>): boolean => isQuietKind(this.kinds.get(kind));

  /** Whether it is not shown now. */
  isHidden({ kind }: Pick<Message, 'kind'>): boolean {
    return this.kinds.get(kind)?.shownWith !== undefined && !this.planShown.get();
  }

  /** The kinds that are shown only on the viewer's wish, and asked of the server only then. */
  get include(): { include?: string[] } {
    const include = this.planShown.get() ? [...this.kinds.values()].filter(({ shownWith }) => shownWith).map(({ kind }) => kind) : [];
    return include.length ? { include } : {};
  }

  /** What a server said of a thread; undefined where it is another workspace's. What a patient must not have is taken out. */
  saneThread(thread: Thread): Thread | undefined {
    const { current } = this;
    if (thread.workspace !== undefined && current && thread.workspace !== current.workspace.id) {
      this.report(new ChatError('invalid', 'A thread of another workspace was dropped.'));
      return undefined;
    }
    const participants = thread.participants.filter(({ id }, at, all) => all.findIndex((who) => who.id === id) === at);
    const sane = participants.length === thread.participants.length ? thread : { ...thread, participants };
    if (!sane.staff || !current || !isPatientSide(current.viewer)) return sane;
    this.report(new ChatError('invalid', 'What is staff’s alone was dropped.'));
    const { staff: _staff, ...rest } = sane;
    return rest;
  }

  /** What a server sent, with what it may have left out; undefined where it is no message at all. */
  sane(message: Message): Message | undefined {
    const raw = message as Partial<Message> | undefined;
    if (!raw?.id || !raw.threadId || ((raw as { workspace?: Id }).workspace ?? this.current?.workspace.id) !== this.current?.workspace.id) return undefined;
    const delivered = raw.delivery === 'delivered' || raw.delivery === 'read' || raw.delivery === 'sent';
    if (delivered && raw.files && raw.kind !== undefined && raw.author !== undefined && raw.revision !== undefined) return message;
    return {
      ...message, author: raw.author ?? '', kind: raw.kind ?? '', files: raw.files ?? [], revision: raw.revision ?? 1, sentAt: raw.sentAt ?? 0,
      delivery: delivered && raw.delivery ? raw.delivery : 'sent',
    };
  }

  /** The messages of a page or a batch that belong to this thread; what belongs elsewhere is dropped and reported. */
  ofThread(messages: readonly Message[], threadId: Id): Message[] {
    const out: Message[] = [];
    for (const message of messages) {
      const sane = this.sane(message);
      if (sane?.threadId !== threadId) this.report(new ChatError('invalid', 'A message of another thread was dropped.'));
      else if (!this.isHidden(sane)) out.push(sane);
    }
    return out;
  }
}
