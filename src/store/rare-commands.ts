import { ChatError } from '../base/errors.js';
import type { Command, ResultOf, ServerCommand } from '../model/index.js';
import { chooseAgain } from './choose-again.js';
import type { Parts } from './parts.js';

/**
 * Carries out what is neither a message nor a read position, for the most part on the server: once, under one id; the answer comes back as state.
 * Rejects with `ChatError`. A thread that was being created and is refused is gone again.
 */
export async function submit(parts: Parts, command: Command): Promise<void> {
  const { core } = parts;
  if (command.type === 'attachment.choose-again') return chooseAgain(parts, command);
  const ask = <C extends ServerCommand>(ready: C): Promise<ResultOf<C>> => core.ask((signal) => core.transport.submit(ready, { signal }), { tries: 5 });
  const id = ('id' in command && command.id) || core.platform.newId();
  if (command.type === 'thread.create') {
    try {
      const { thread } = await ask({ ...command, id });
      return parts.created(id, thread);
    } catch (thrown) {
      if (!core.over) parts.dropCreation(id);
      throw ChatError.from(thrown);
    }
  }
  const threadId = 'threadId' in command ? { threadId: parts.requireServerId(command.threadId) } : {};
  const ready = { ...command, ...threadId, id } as ServerCommand;
  const result: unknown = await ask(ready);
  if (core.over) return;
  switch (ready.type) {
    case 'thread.leave': return parts.gone(ready.threadId, false);
    case 'thread.rename': case 'thread.flag': return parts.thread(result as ResultOf<typeof ready>);
    case 'message.act': {
      const message = core.sane(result as ResultOf<typeof ready>);
      if (message) parts.messages(message.threadId, [message]);
    }
  }
}
