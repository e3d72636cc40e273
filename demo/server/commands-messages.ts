import { randomUUID } from 'node:crypto';
import { ChatError } from '../../src/base/errors.js';
import type { FirstMessage, Message } from '../../src/model/index.js';
import type { Who } from './access.js';
import type { CommandParts, Of } from './commands.js';
import { checkMessage } from './content.js';
import { requireFiles } from './documents.js';
import type { ThreadRow } from './store.js';

/** What is said in a thread. */
export class MessageCommands {
  constructor(readonly parts: CommandParts) {}

  send(who: Who, command: Of<'message.send'>): Message {
    const row = this.parts.access.row(who, command.threadId);
    return this.#append(who, row, command, command.for);
  }

  /** A thread's first message has an id of its own, under which it is sent once, too. */
  first(who: Who, row: ThreadRow, first: FirstMessage): Message {
    return this.parts.once(who, first, () => ({ answer: this.#append(who, row, first), thread: row.id })) as Message;
  }

  /** What a verb makes of a message: the kind's own card knows. */
  act(who: Who, command: Of<'message.act'>): Message {
    const { access, store, writer, kindWork } = this.parts;
    const row = access.row(who, command.threadId);
    const message = store.message(who, command.messageId);
    if (message?.threadId !== row.id) throw new ChatError('not-found', 'no such message');
    writer.change(who.ws, message, kindWork.acted(who, row, message, command.verb, command.data));
    return access.message(store.message(who, message.id)!);
  }

  #append(who: Who, row: ThreadRow, content: FirstMessage, addressee?: string): Message {
    const { access, store, writer, kindWork, unread } = this.parts;
    checkMessage(access, store, who, row, content);
    const patient = kindWork.addressee(who, row, content.kind, addressee);
    requireFiles(store, who, row, content.files, patient);
    const payload = kindWork.created(who, row, content, patient);
    const id = randomUUID();
    writer.write(who.ws, {
      id, clientId: content.id, threadId: row.id, author: who.id, sentAt: this.parts.now(), kind: content.kind, payload, files: content.files,
      ...(who.person.onBehalfOf === undefined ? {} : { onBehalfOf: who.person.onBehalfOf }),
      ...(patient === undefined ? {} : { for: patient }),
    });
    unread.note({ threadId: row.id, author: who.id, ...(patient === undefined ? {} : { for: patient }) });
    return access.message(store.message(who, id)!);
  }
}
