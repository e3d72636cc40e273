import { ChatError } from '../../src/base/errors.js';
import type { Thread } from '../../src/model/index.js';
import type { Who } from './access.js';
import type { CommandParts, Of } from './commands.js';
import { seqOf } from './store.js';

/** What a person notes for themselves. */
export class OwnCommands {
  constructor(readonly parts: CommandParts) {}

  flag(who: Who, { threadId, muted, pinned, archived, unread }: Of<'thread.flag'>): Thread {
    const { access, store } = this.parts;
    const row = access.row(who, threadId);
    if (muted !== undefined) access.require(who, 'thread.mute', row);
    const change = {
      ...(muted === undefined ? {} : { muted }), ...(pinned === undefined ? {} : { pinned }), ...(archived === undefined ? {} : { archived }),
      ...(unread === undefined ? {} : { marked: unread }),
    };
    store.setMember(who.ws, threadId, who.id, change);
    store.append(who.ws, { type: 'thread', thread: threadId, person: who.id });
    return access.thread(who, threadId);
  }

  /** Read positions only go forward, and never past the newest message. What was marked as unread is read now, also where nothing is new. */
  read(who: Who, { threadId, upTo }: Of<'read'>): object {
    const { access, store } = this.parts;
    const row = access.row(who, threadId);
    const asked = seqOf(upTo);
    if (asked === undefined) throw new ChatError('invalid', 'not a position', { fields: { upTo: 'not a position' } });
    const readSeq = Math.min(asked, store.messages(who, threadId, { limit: 1 })[0]?.seq ?? 0);
    if (row.marked) {
      store.setMember(who.ws, threadId, who.id, { marked: false });
      store.append(who.ws, { type: 'thread', thread: threadId, person: who.id });
    }
    if (readSeq > row.readSeq) {
      store.setMember(who.ws, threadId, who.id, { readSeq });
      this.#tell(who, threadId, readSeq);
    }
    return {};
  }

  /** The person's own windows; with `receipts` also others who have them. */
  #tell(who: Who, thread: string, readSeq: number): void {
    const shared = who.capabilities.includes('receipts');
    const audience = shared ? { staff: who.workspace.signals.receipts === 'staff' } : { person: who.id };
    this.parts.store.append(who.ws, { type: 'read', thread, by: who.id, readSeq, ...audience });
  }
}
