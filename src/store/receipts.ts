import type { Id, Message, Position, Thread } from '../model/index.js';
import type { ExtrasHost } from './extra-values.js';

/** How far others have read, and what that says of own messages. */
export class Receipts {
  readonly #host: Pick<ExtrasHost, 'core' | 'rooms' | 'threads'>;
  /** As it was when it was last looked at. */
  readonly #known = new Map<Id, Thread['reads']>();

  constructor(host: Pick<ExtrasHost, 'core' | 'rooms' | 'threads'>) {
    this.#host = host;
  }

  /** Somebody else has read. */
  read(threadId: Id, by: Id, upTo: Position): void {
    this.#host.threads.change(threadId, (entry) => {
      const { server } = entry;
      if (server && upTo > (server.reads?.[by] ?? '')) entry.server = { ...server, reads: { ...server.reads, [by]: upTo } };
    });
  }

  changed(threadId: Id): void {
    const { rooms, threads } = this.#host;
    const reads = threads.get(threadId)?.reads;
    if (reads === this.#known.get(threadId)) return;
    this.#known.set(threadId, reads);
    const timeline = rooms.find(threadId)?.timeline;
    timeline?.merge(this.shown(threadId, timeline.confirmed));
  }

  /** Own messages that somebody has read say so. */
  shown(threadId: Id, messages: readonly Message[]): Message[] {
    const { core, threads } = this.#host;
    const upTo = Object.values(threads.get(threadId)?.reads ?? {}).reduce((a, b) => (b > a ? b : a), '');
    const isRead = ({ author, position }: Message): boolean => author === core.viewerId && position !== undefined && position <= upTo;
    return messages.map((message) => (isRead(message) && message.delivery !== 'read' ? { ...message, delivery: 'read' } : message));
  }
}
