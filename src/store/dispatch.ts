import { ChatError } from '../base/errors.js';
import { can, needOf, type Capability, type Command, type Id } from '../model/index.js';
import { together } from './cell.js';
import type { Connector } from './connection.js';
import { joined } from './draft-cells.js';
import type { LateWriting } from './late-writing.js';
import type { Parts } from './parts.js';

/** Carries out commands: asks `can`, then hands each to its room. What is refused goes to `errors`; nothing is thrown. */
export class Dispatcher {
  readonly #parts: Parts;
  readonly #connector: Connector;
  readonly #writing: LateWriting;
  /** Threads whose creation waits for the code that does it. */
  readonly #creating = new Set<Id>();

  constructor(parts: Parts, connector: Connector, writing: LateWriting) {
    this.#parts = parts;
    this.#connector = connector;
    this.#writing = writing;
  }

  dispatch(command: Command): void {
    const { core } = this.#parts;
    if (core.over) return;
    if (core.tabs && !core.leads && this.#isTheLeaders(command)) {
      core.tabs.forward(command);
      // A draft and its files are everybody's.
      if (!command.type.startsWith('attachment')) return;
    }
    try {
      this.require(this.#needs(command), 'threadId' in command ? command.threadId : undefined);
      this.run(command);
    } catch (thrown) {
      core.report(ChatError.from(thrown, 'invalid'));
    }
  }

  can(capability: Capability, threadId?: Id): boolean {
    const { core, rooms, threads } = this.#parts;
    // where messaging is off, nobody may anything.
    if (core.session.get().phase === 'off') return false;
    if (threadId === undefined) return can(core.current, capability);
    return !rooms.isGone(threadId) && can(core.current, capability, threads.get(rooms.resolve(threadId)));
  }

  /** Throws `ChatError` where one is missing. Before the session is open nobody knows; what is written waits, and the server has the last word. */
  require(needs: readonly Capability[], threadId: Id | undefined): void {
    const missing = this.#parts.core.current && needs.find((capability) => !this.can(capability, threadId));
    if (missing !== undefined) throw new ChatError('forbidden', `The capability «${missing}» is missing.`);
  }

  /** What is on its way belongs to the tab that sends, and so do the files that it carries up. */
  #isTheLeaders(command: Command): boolean {
    return /^(outbox\.|attachment\.[rc])/.test(command.type) || (command.type === 'thread.leave' && this.#parts.writing?.isPending(command.threadId) === true);
  }

  #needs(command: Command): readonly Capability[] {
    if (command.type === 'thread.create') return [command.kind === 'group' ? 'group.create' : 'thread.create'];
    if (command.type === 'thread.flag' && command.muted !== undefined) return ['thread.mute'];
    const need = needOf(command.type);
    return need === undefined ? [] : [need];
  }

  /** Throws `ChatError` where it cannot be done. */
  run(command: Command): void {
    const { core, rooms, threads, extras } = this.#parts;
    const threadId = 'threadId' in command ? rooms.resolve(command.threadId) : '';
    switch (command.type) {
      case 'thread.open':
        // The server knows nothing of a thread whose creation waits.
        if (!this.#writing.now && this.#creating.has(threadId)) return this.#writing.when(() => this.#open(threadId));
        return this.#open(threadId);
      case 'thread.close': return rooms.find(threadId)?.history.close();
      case 'threads.load': return extras.care?.view.load() ? undefined : threads.load();
      case 'threads.view': return extras.use((care) => care.view.change(command));
      case 'catalog.load': return extras.use((care) => void care.catalogs.load(command));
      case 'hint': return extras.use((care) => care.signals.hint(threadId, command.hint));
      case 'history.load': return rooms.get(threadId).history.load(command.direction, command.direction === 'gap' ? command.gap : command.around);
      case 'connection.retry': return this.#connector.nudge();
      case 'read':
        if (threads.get(threadId)?.markedUnread) this.#write({ type: 'thread.flag', threadId, unread: false }, threadId);
        if (this.#parts.serverId(threadId) === undefined || !threads.read(threadId, command.upTo)) return;
        core.tell({ t: 'read', threadId, upTo: command.upTo });
        return extras.use(({ reads }) => reads.tell(threadId, command.upTo));
      default: return this.#write(command, threadId);
    }
  }

  #open(threadId: Id): void {
    const { rooms, threads } = this.#parts;
    const { history } = rooms.get(threadId);
    if (threads.get(threadId)) return history.open();
    // A deep link may lead to a thread that is not among those listed; where the viewer had read to is known once it is here.
    history.start();
    void threads.fetch(threadId);
  }

  /** What is neither reading nor asking for more: its code comes with the first such command, and what is typed until then stands on the screen. */
  #write(command: Command, threadId: Id): void {
    const { now } = this.#writing;
    if (command.type === 'draft.set' && command.text === '') this.#parts.extras.care?.signals.hint(threadId, 'idle');
    if (now) return now.run(command);
    if (command.type === 'draft.send') return this.#sendLate(threadId);
    if (command.type === 'draft.set') {
      this.#show(threadId, command.text);
      return this.#writing.tryNow();
    }
    if (command.type === 'thread.create') return this.#createLate(command);
    this.#writing.when((commands) => commands.run(command));
  }

  /** Send was pressed before there is anything that sends: the composer is free for the next message, and gets this one back where that does not come. */
  #sendLate(threadId: Id): void {
    const { drafts } = this.#parts;
    const { text } = drafts.get(threadId);
    this.#show(threadId, '');
    this.#writing.when((commands) => together(() => {
      const since = drafts.get(threadId).text;
      const put = (...texts: string[]): void => commands.run({ type: 'draft.set', threadId, text: joined(...texts) });
      put(text);
      try {
        commands.run({ type: 'draft.send', threadId });
      } finally {
        if (since) put(drafts.get(threadId).text, since);
      }
    }), () => this.#show(threadId, joined(text, drafts.get(threadId).text)));
  }

  #createLate(command: Extract<Command, { type: 'thread.create' }>): void {
    const { core, threads } = this.#parts;
    const id = command.id ?? core.platform.newId();
    this.#creating.add(id);
    this.#parts.showCreation(id, command);
    this.#writing.when((commands) => {
      try {
        commands.run({ ...command, id });
      } catch (thrown) {
        threads.gone(id);
        throw thrown;
      }
    });
  }

  #show(threadId: Id, text: string): void {
    const { drafts } = this.#parts;
    drafts.cell(threadId).set({ ...drafts.get(threadId), text });
  }
}
