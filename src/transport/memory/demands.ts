import { ChatError } from '../../base/errors.js';
import { can, deniedIn, isHeld, type Capability, type ServerCommand } from '../../model/index.js';
import type { PersonRow, ThreadRow } from './rows.js';
import { holdFor } from './holds.js';
import type { State } from './state.js';

export type Of<T extends ServerCommand['type']> = Extract<ServerCommand, { type: T }>;

export const invalid = (fields: Record<string, string>): ChatError => new ChatError('invalid', 'the command is not valid', { fields });

/** Refuses with `forbidden` or `held`. Without a thread: what the role may do at all. */
export function demand(state: State, viewer: PersonRow, capability: Capability, thread?: ThreadRow): void {
  const denied = thread && deniedIn(state.policy, { role: viewer.role, groupAdmin: thread.groupAdmin === viewer.id }, thread);
  if (!can(viewer, capability, denied && { denied })) throw new ChatError('forbidden', `not allowed: ${capability}`);
  if (thread && isHeld(capability, { hold: holdFor(state, viewer, thread) })) throw new ChatError('held', 'the thread waits for an answer to a request');
}
