import type { Ephemeral } from '../transport.js';
import { isObject, isText } from './wire.js';

/** What is told once and kept nowhere: who types, who is there, a call's signals. Its code comes with the first of them. */
export function readEphemeral(value: unknown): Ephemeral | undefined {
  if (!isObject(value)) return undefined;
  const { type, threadId, by, who, state, callId, from, data } = value;
  if (type === 'typing' && isText(threadId) && isText(by)) return { type, threadId, by };
  if (type === 'presence' && isText(who) && isText(state)) return { type, who, state };
  return type === 'signal' && isText(callId) && isText(from) ? { type, callId, from, data } : undefined;
}
