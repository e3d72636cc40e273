import type { ErrorCode } from '../base/errors.js';
import { isHeld, isPatientSide, type Id, type Message, type Thread } from '../model/index.js';
import type { Core } from './core.js';
import type { Problem } from './line.js';
import type { Item } from './outbox-item.js';
import type { Creation } from './stored.js';
import type { Uploads } from './uploads.js';

export interface OutboxHooks {
  thread(threadId: Id): Thread | undefined;
  /** The server's id; undefined while the thread is being created. */
  serverId(threadId: Id): Id | undefined;
  creation(threadId: Id): Creation | undefined;
  show(threadId: Id, message: Message, isNew: boolean): void;
  unshow(threadId: Id, clientId: Id, author: Id): void;
  /** The newest message that is not confirmed. */
  newest(threadId: Id, message: Message | undefined, isNew: boolean): void;
  confirmed(threadId: Id, message: Message): void;
  created(tempId: Id, thread: Thread): void;
  /** Reads the newest messages: a lost answer may hide among them. */
  verify(threadId: Id): Promise<void>;
}

/**
 * Why a message may not go now; undefined where it may. `waits`: for its own files, which say themselves how far they are.
 * @param firstCode why the first of its queue does not go: in a thread that is still being created all wait for it
 */
export function whyItWaits(
  item: Item, { line, current, platform, vault }: Core, uploads: Uploads, hooks: Pick<OutboxHooks, 'thread' | 'serverId'>, firstCode: string | undefined,
): Problem | 'waits' | undefined {
  const blocked = line.blocked();
  if (blocked) return blocked;
  // Nothing goes before what an earlier page left behind is back.
  if (!vault.open) return { code: 'offline' };
  if (current && isPatientSide(current.viewer) && isHeld('message.send', hooks.thread(item.threadId))) return { code: 'held' };
  for (const { id } of item.uploads) {
    const upload = uploads.get(id);
    if (upload && upload.state !== 'done') return upload.error ? { code: upload.error.code } : 'waits';
  }
  if (hooks.serverId(item.threadId) === undefined && item.createId === undefined) return { code: (firstCode ?? 'offline') as ErrorCode };
  const now = platform.clock.now();
  item.notBefore = Math.min(item.notBefore, now + item.wait);
  if (item.notBefore > now) return { code: (item.problem?.code ?? 'offline') as ErrorCode, retryAt: item.notBefore };
  return undefined;
}
