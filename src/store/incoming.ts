import { ChatError } from '../base/errors.js';
import type { Id, Message, Session } from '../model/index.js';
import type { ServerEvent } from '../transport/transport.js';
import type { Parts } from './parts.js';

/** Applies a batch of the server's events as one change. What cannot be understood is dropped and reported; the rest is applied. */
export function applyEvents(parts: Parts, batch: readonly ServerEvent[], onSession: (session: Session) => void): void {
  const { core } = parts;
  let waiting = new Map<Id, Message[]>();
  const flush = (): void => {
    const messages = waiting;
    waiting = new Map();
    for (const [threadId, list] of messages) {
      parts.extras.told(threadId, list);
      parts.messages(threadId, list);
    }
  };
  const apply = (event: ServerEvent): void => {
    if (event.type === 'message') {
      const message = core.sane(event.message);
      if (!message) return core.report(new ChatError('invalid', 'A message of another workspace was dropped.'));
      const list = waiting.get(message.threadId) ?? [];
      list.push(message);
      waiting.set(message.threadId, list);
      return;
    }
    // The order among different things counts: a thread before its messages, a read position after them.
    flush();
    switch (event.type) {
      case 'thread': {
        const thread = core.saneThread(event.thread);
        return thread && parts.thread(thread);
      }
      case 'thread.gone': return parts.gone(event.threadId, event.reason === 'erased');
      case 'read':
        if (event.by !== core.viewerId) return parts.extras.use((care) => care.receipts.read(event.threadId, event.by, event.upTo));
        parts.threads.read(event.threadId, event.upTo);
        parts.threads.confirmRead(event.threadId);
        return parts.extras.care?.reads.known(event.threadId, event.upTo);
      case 'session': return onSession(event.session);
      case 'catalog': return parts.extras.care?.catalogs.changed(event.name);
      case 'resync': return parts.resync(event.threadId);
    }
  };
  parts.together(() => {
    for (const event of batch) {
      if (core.over) return;
      try {
        apply(event);
      } catch (cause) {
        core.report(new ChatError('invalid', 'An event could not be applied.', { cause }));
      }
    }
    flush();
  });
}
