import { randomUUID } from 'node:crypto';
import { ChatError } from '../../src/base/errors.js';
import { isPatient, type FirstMessage, type Message } from '../../src/model/index.js';
import type { Who } from './access.js';
import type { CommandParts, Of } from './commands.js';
import { checkMessage } from './content.js';
import type { ThreadRow } from './store.js';

/** What is said in a thread. */
export class MessageCommands {
  constructor(readonly parts: CommandParts) {}

  send(who: Who, command: Of<'message.send'>): Message {
    const row = this.parts.access.row(who, command.threadId);
    if (command.for !== undefined) this.#checkAddressee(who, row, command.for);
    return this.#append(who, row, command, command.for);
  }

  /** A thread's first message has an id of its own, under which it is sent once, too. */
  first(who: Who, row: ThreadRow, first: FirstMessage): Message {
    return this.parts.once(who, first, () => ({ answer: this.#append(who, row, first), thread: row.id })) as Message;
  }

  act(who: Who, command: Of<'message.act'>): never {
    this.parts.access.row(who, command.threadId);
    if (!this.parts.store.message(who, command.messageId)) throw new ChatError('not-found', 'no such message');
    throw new ChatError('unsupported', 'no kind of this server knows the verb');
  }

  /** in a thread with several patients staff may address one; nobody else's side receives it. */
  #checkAddressee(who: Who, row: ThreadRow, addressee: string): void {
    if (!who.staff) throw new ChatError('forbidden', 'only staff address one patient');
    const patient = this.parts.store.members(who.ws, row.id).some((m) => m.active && m.person.id === addressee && isPatient(m.person));
    if (!patient) throw new ChatError('invalid', 'not a patient of this thread', { fields: { for: 'not a patient of this thread' } });
  }

  #append(who: Who, row: ThreadRow, content: FirstMessage, addressee?: string): Message {
    const { access, store, writer } = this.parts;
    checkMessage(access, store, who, row, content);
    const id = randomUUID();
    writer.write(who.ws, {
      id, clientId: content.id, threadId: row.id, author: who.id, sentAt: this.parts.now(), kind: content.kind, payload: content.payload, files: content.files,
      ...(who.person.onBehalfOf === undefined ? {} : { onBehalfOf: who.person.onBehalfOf }),
      ...(addressee === undefined ? {} : { for: addressee }),
    });
    return access.message(store.message(who, id)!);
  }
}
