import type { Id, ServerCommand, ThreadLink } from '../../model/index.js';
import { isText, message, must, number, object, readThread, unreadable, type Loose, type Path, type Schemas } from './wire.js';

/* The wire's names for commands and hints. */

export const hintsPath = 'hints' satisfies Path;
export const hintBody = (threadId: Id, hint: 'typing' | 'idle'): { threadId: Id; hint: 'typing' | 'idle' } => ({ threadId, hint });

/** What a command was answered, by the command's type; an unknown type's answer stays as it came. */
export function readResult({ type }: { type: ServerCommand['type'] }, value: unknown): unknown {
  switch (type) {
    case 'message.send': case 'message.act': return must(message(value), 'message');
    case 'thread.rename': case 'thread.flag': case 'thread.invite': case 'thread.remove-participant': case 'thread.join': case 'status.set': return readThread(value);
    case 'thread.link': return readLink(value);
    case 'thread.leave': case 'read': case 'reply.save': case 'reply.delete': return {};
    case 'thread.create': {
      const created = object(value) as Loose<Schemas['ThreadCreated']>;
      const first = message(created.message);
      return { thread: readThread(created.thread), ...(first && { message: first }) };
    }
    default: return value;
  }
}

function readLink(value: unknown): ThreadLink {
  const { code, expiresAt } = object(value) as Loose<Schemas['ThreadLink']>;
  if (!isText(code)) throw unreadable('link');
  return { code, expiresAt: number(expiresAt, 0) };
}
