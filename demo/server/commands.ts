import { createHash } from 'node:crypto';
import { ChatError } from '../../src/base/errors.js';
import type { ServerCommand } from '../../src/model/index.js';
import type { Access, Who } from './access.js';
import { GroupCommands } from './commands-groups.js';
import { MessageCommands } from './commands-messages.js';
import { OwnCommands } from './commands-own.js';
import { ReplyCommands } from './commands-replies.js';
import { ThreadCommands } from './commands-threads.js';
import type { UnreadHook } from './hooks.js';
import type { KindWork } from './kind-work.js';
import type { Membership } from './membership.js';
import type { Store } from './store.js';
import type { Writer } from './writer.js';

export type Of<T extends ServerCommand['type']> = Extract<ServerCommand, { type: T }>;

/** What the commands of one concern are made of. */
export interface CommandParts { store: Store; access: Access; writer: Writer; membership: Membership; kindWork: KindWork; unread: UnreadHook; now(): number; once: Commands['once'] }

/** What a command came to. `thread`: what it made is erased with it. `places`: of files that no message holds any longer. */
export interface Outcome { answer: unknown; thread?: string; places?: readonly string[] }

/**
 * Everything that changes something. A command is carried out in one transaction together with its answer, under its author and id; the same
 * again answers the same. What is refused is not kept: it may be asked again once the reason is gone.
 */
export class Commands {
  readonly #store: Store;
  readonly #unread: UnreadHook;
  readonly #discard: (places: readonly string[]) => void;
  readonly #messages: MessageCommands;
  readonly #threads: ThreadCommands;
  readonly #groups: GroupCommands;
  readonly #own: OwnCommands;
  readonly #replies: ReplyCommands;

  /** @param discard called, once committed, with the places of files that no message holds any longer */
  constructor(parts: Omit<CommandParts, 'once'>, discard: (places: readonly string[]) => void) {
    this.#store = parts.store;
    this.#unread = parts.unread;
    this.#discard = discard;
    const all = { ...parts, once: this.once };
    this.#messages = new MessageCommands(all);
    this.#threads = new ThreadCommands(all, this.#messages);
    this.#groups = new GroupCommands(all);
    this.#own = new OwnCommands(all);
    this.#replies = new ReplyCommands(all);
  }

  /** Throws ChatError: `unsupported` for a type that is not known here, `conflict` where the id has carried something else before. */
  submit(who: Who, command: ServerCommand): unknown {
    let places: readonly string[] = [];
    this.#unread.forget();
    const answer = this.#store.transaction(() => this.once(who, command, () => {
      const outcome = this.#carryOut(who, command);
      places = outcome.places ?? [];
      return outcome;
    }));
    this.#discard(places);
    this.#unread.tell(who.ws);
    return answer;
  }

  /** Does the work unless it was done under this id before; then its answer is given again. */
  readonly once = (who: Who, content: { id: string }, work: () => Outcome): unknown => {
    const digest = createHash('sha256').update(canonical(content)).digest('base64url');
    const known = this.#store.command(who.ws, who.id, content.id);
    if (known) {
      if (known.digest !== digest) throw new ChatError('conflict', 'this id has carried something else');
      if (known.answer === undefined) throw new ChatError('not-found', 'what it made was erased');
      return known.answer;
    }
    const { answer, thread } = work();
    this.#store.addCommand(who.ws, who.id, content.id, { digest, answer, ...(thread !== undefined && { thread }) });
    return answer;
  };

  #carryOut(who: Who, command: ServerCommand): Outcome {
    switch (command.type) {
      case 'message.send': return { answer: this.#messages.send(who, command), thread: command.threadId };
      case 'message.act': return { answer: this.#messages.act(who, command), thread: command.threadId };
      case 'thread.create': return this.#threads.create(who, command);
      case 'thread.rename': return { answer: this.#threads.rename(who, command), thread: command.threadId };
      case 'status.set': return { answer: this.#threads.setStatus(who, command), thread: command.threadId };
      case 'thread.leave': return this.#groups.leave(who, command);
      case 'thread.invite': return { answer: this.#groups.invite(who, command), thread: command.threadId };
      case 'thread.remove-participant': return { answer: this.#groups.remove(who, command), thread: command.threadId };
      case 'thread.link': return { answer: this.#groups.link(who, command), thread: command.threadId };
      case 'thread.join': return this.#groups.join(who, command);
      case 'thread.flag': return { answer: this.#own.flag(who, command), thread: command.threadId };
      case 'reply.save': return { answer: this.#replies.save(who, command) };
      case 'reply.delete': return { answer: this.#replies.delete(who, command) };
      case 'read': return { answer: this.#own.read(who, command), thread: command.threadId };
      default: throw new ChatError('unsupported', 'this server does not know the command');
    }
  }
}

/** One text for one content, however its keys are ordered. Throws `invalid` on what is nested too deeply. */
export function canonical(value: unknown, depth = 0): string {
  if (depth > 40) throw new ChatError('invalid', 'nested too deeply');
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item, depth + 1)}`).join(',')}}`;
}
