import { ChatError, type ErrorCode } from '../base/errors.js';
import type { Broadcast, Locks } from '../base/platform.js';
import type { Command, Id, Session } from '../model/index.js';
import type { Connector } from './connection.js';
import { partitionOf } from './core.js';
import type { Dispatcher } from './dispatch.js';
import { Claim } from './tabs-claim.js';
import { Mirror } from './tabs-mirror.js';
import { stateOf } from './outbox-item.js';
import type { News, OtherTabs, Said } from './tabs-port.js';
import { told } from './tabs-told.js';
import type { Writing } from './writing.js';

/** Of the messages between tabs. Tabs of another number are not heard and not obeyed: each such group has a leader of its own. */
const protocol = 1;
/** Milliseconds in which a leader answers; then another tab takes the lead. It answers from the handler of a message, which no browser throttles. */
const patience = 750;

interface Wait { command: Command; stop: () => void }

/**
 * The tabs of one person in one browser: one of them, who holds a lock, has the stream of events, sends, and carries files up; the others show
 * what it tells them. Every tab stores what it accepts before it tells, so that whoever leads next finds it. The lock is free again when its
 * holder is closed, crashes or freezes; from one that does not answer it is taken.
 */
export class Tabs implements OtherTabs {
  readonly #parts: Writing['parts'];
  readonly #writing: Writing;
  readonly #connector: Connector;
  readonly #dispatcher: Dispatcher;
  readonly #mirror: Mirror;
  readonly #me: Id;
  /** From `join` to `leave`. */
  #life: AbortController | undefined;
  #channel: Broadcast | undefined;
  #claim: Claim | undefined;
  /** There is nobody to work with: the browser refuses its locks. */
  #isAlone = false;
  /** Between two leaders: what is stored is read before anything is sent. */
  #isReading = false;
  #isReady = false;
  /** Nobody who leads has answered its hello yet: what stands in the others' composers it does not know. */
  #isNew = true;
  #early: Said[] = [];
  #met: () => void = () => undefined;
  /** How much this tab has said. */
  #said = 0;
  readonly #waits = new Map<Id, Wait>();
  /** What this tab had on its way when it last said hello, and which of its words that was. */
  #offered: { ids: ReadonlySet<Id>; n: number } | undefined;

  constructor(writing: Writing, connector: Connector, dispatcher: Dispatcher) {
    this.#parts = writing.parts;
    this.#writing = writing;
    this.#connector = connector;
    this.#dispatcher = dispatcher;
    this.#me = this.#parts.core.platform.newId();
    this.#mirror = new Mirror(writing, connector, this.#me, {
      post: (news) => this.#post(news),
      again: () => {
        if (!this.#term && !this.#isAlone) this.#sayHello();
      },
      steal: () => {
        if (this.#claim?.isMade && !this.#isAlone) this.#claim.ask(true);
      },
    });
  }

  get leads(): boolean {
    return !this.#life || this.#isAlone || (this.#term !== undefined && !this.#isReading);
  }

  get #term(): AbortSignal | undefined {
    return this.#claim?.term;
  }

  async join(session: Session): Promise<AbortSignal | undefined> {
    if (this.#life) return this.#term;
    const { platform } = this.#parts.core;
    const life = (this.#life = new AbortController());
    const name = `clinic-chat.${String(protocol)}.${partitionOf(session)}`;
    this.#channel = platform.broadcast?.(name);
    this.#channel?.listen((message) => this.#hear(message));
    const claim = (this.#claim = new Claim(platform.locks as Locks, name, {
      won: (term) => {
        this.#met();
        if (this.#isReady) void this.#takeOver(term);
      },
      refused: () => this.#alone(),
      lost: () => {
        this.#yield();
        this.#follow();
      },
    }));
    const stopLifecycle = platform.lifecycle.subscribe(({ frozen }) => this.#frozen(frozen));
    life.signal.addEventListener('abort', stopLifecycle);
    await new Promise<void>((resolve) => {
      // Somebody holds the lock and does not answer.
      let stop = platform.clock.after(patience, () => {
        stop = platform.clock.after(patience, () => this.#alone());
        claim.ask(true);
      });
      this.#met = () => {
        stop();
        resolve();
      };
      life.signal.addEventListener('abort', () => this.#met());
      claim.ask(false);
      this.#post({ t: 'who' });
    });
    return this.#isAlone ? life.signal : this.#term;
  }

  ready(): void {
    if (!this.#life) return;
    this.#isReady = true;
    const isOpen = this.#parts.core.vault.open;
    if (this.#term) {
      if (isOpen) void this.#takeOver(this.#term);
      else this.#connector.lead(this.#term);
    } else if (isOpen) this.#sayHello();
    this.#flush();
  }

  restored(): void {
    if (!this.#life || !this.#isReady) return;
    if (this.#term) this.#sayLead();
    else this.#sayHello();
  }

  leave(): void {
    const life = this.#life;
    for (const { stop } of this.#waits.values()) stop();
    this.#waits.clear();
    this.#life = undefined;
    this.#mirror.finish();
    this.#claim?.drop();
    life?.abort();
    this.#channel?.close();
    this.#claim = this.#channel = this.#offered = undefined;
    this.#isReading = this.#isReady = this.#isAlone = false;
    this.#early = [];
  }

  need(): void {
    if (this.#life && ![...this.#waits.values()].some(({ command }) => command.type === 'connection.retry')) this.forward({ type: 'connection.retry' });
  }

  forward(command: Command): void {
    this.#send(this.#parts.core.platform.newId(), command);
  }

  tell(news: News): void {
    // A new one would empty the others' composers: all that stands in its own is told once it knows them.
    const isEarly = news.t === 'draft' && this.#isNew && !this.#term && news.joins === undefined;
    if (this.#life && !this.#isAlone) this.#mirror.tell(news, this.#term !== undefined, isEarly);
  }

  #send(id: Id, command: Command): void {
    this.#waits.get(id)?.stop();
    this.#waits.set(id, { command, stop: this.#parts.core.platform.clock.after(patience, () => this.#claim?.ask(true)) });
    this.#post({ t: 'ask', id, command });
  }

  #post(said: Said extends infer S ? (S extends unknown ? Omit<S, 'by' | 'n'> : never) : never): void {
    this.#channel?.post({ ...said, by: this.#me, n: ++this.#said });
  }

  /** Asks for the lead, and of whoever has it how things are. */
  #follow(): void {
    this.#claim?.ask(false);
    this.#sayHello();
  }

  #alone(): void {
    this.#isAlone = true;
    this.#met();
    if (this.#life && this.#isReady) this.#connector.lead(this.#life.signal);
    this.#writing.outbox.refresh();
  }

  /** What the former leader has begun goes on here: what another tab or an earlier one has stored, too. */
  async #takeOver(term: AbortSignal): Promise<void> {
    const { core, uploads } = this.#writing;
    this.#connector.lead(term);
    this.#isReading = true;
    const unstored = await this.#mirror.reread();
    if (this.#term !== term || core.over) return;
    this.#isReading = this.#isNew = false;
    this.#flush();
    this.#mirror.takeOver(unstored);
    this.#sayLead();
    for (const [id, { stop, command }] of [...this.#waits]) {
      this.#waits.delete(id);
      stop();
      this.#dispatcher.dispatch(command);
    }
    uploads.reset();
    this.#writing.outbox.refresh();
    uploads.pump();
  }

  /** What came too early. */
  #flush(): void {
    const early = this.#early;
    this.#early = [];
    for (const said of early) this.#hear(said);
  }

  /** This tab does not lead any more. Drafts that are kept nowhere, and were told to nobody while there was nobody, whoever leads has to hear. */
  #yield(): void {
    this.#isReading = false;
    this.#isNew ||= !this.#parts.core.kept.get();
    this.#offered = undefined;
    this.#connector.follow();
    this.#writing.uploads.reset();
  }

  #frozen(isFrozen: boolean): void {
    if (isFrozen !== this.#claim?.isMade || this.#isAlone) return;
    if (isFrozen) {
      this.#claim.drop();
      this.#yield();
    } else {
      this.#follow();
      this.need();
    }
  }

  #sayHello(): void {
    if (!this.#isReady) return;
    const { items } = this.#mirror;
    this.#post({ t: 'hello', items: items.map((item) => this.#writing.outbox.shared(item)), isNew: this.#isNew });
    this.#offered = { ids: new Set(items.map(({ clientId }) => clientId)), n: this.#said };
    this.#mirror.expect();
  }

  #sayLead(hello?: Said): void {
    const { cursor, state } = this.#connector;
    this.#post({
      t: 'lead', connection: told(state.get()),
      items: this.#mirror.items.map((item) => ({ item: this.#writing.outbox.shared(item), state: stateOf(item) })),
      ...(cursor === undefined ? {} : { cursor }), ...(hello && { to: hello.by }), ...(hello?.n && { re: hello.n }),
    });
  }

  #hear(message: unknown): void {
    const said = message as Said;
    if (this.#mirror.hasMissed(said) && !this.#term && !this.#isEarly) this.#sayHello();
    if (said.t === 'who') {
      if (this.#term) this.#post({ t: 'line', connection: told(this.#connector.state.get()) });
    } else if (said.t === 'answer') {
      this.#waits.get(said.id)?.stop();
      if (this.#waits.delete(said.id) && said.error) this.#parts.core.report(new ChatError(said.error));
    } else if (said.t === 'ask' && (said.command.type === 'connection.retry' || !this.#isEarly)) {
      if (this.#term) this.#answer(said.id, said.command);
    } else {
      if (said.t === 'line' || said.t === 'lead') this.#met();
      if (this.#isEarly) this.#early.push(said);
      else this.#parts.together(() => this.#take(said));
    }
  }

  /** The session is not applied, or what is stored not read. */
  get #isEarly(): boolean {
    return !this.#isReady || this.#isReading;
  }

  #answer(id: Id, command: Command): void {
    let error: ErrorCode | undefined;
    try {
      this.#dispatcher.run(command);
    } catch (thrown) {
      error = ChatError.from(thrown, 'invalid').code;
    }
    this.#post({ t: 'answer', id, ...(error === undefined ? {} : { error }) });
  }

  #take(said: Said): void {
    if (said.t === 'hello') {
      for (const item of said.items) this.#mirror.add(item);
      if (!this.#term) return;
      this.#sayLead(said);
      if (said.isNew) this.#writing.drafts.share(said.by);
    } else if (said.t === 'lead') {
      if (this.#term) return;
      this.#mirror.line(said.connection, said.cursor);
      const { ids, n } = this.#offered ?? {};
      this.#mirror.match(said.items, said.to === this.#me && (said.re ?? n) === n ? ids : undefined);
      if (said.to === this.#me && this.#isNew) this.#writing.drafts.share('');
      if (said.to === this.#me) this.#isNew = false;
      if (said.to !== undefined) return;
      // Somebody else leads by now: what waits for an answer is asked anew.
      this.#mirror.retell();
      for (const [id, { command }] of [...this.#waits]) this.#send(id, command);
    } else if (said.t !== 'who' && said.t !== 'ask' && said.t !== 'answer') {
      this.#mirror.take(said, this.#term !== undefined);
    }
  }
}
