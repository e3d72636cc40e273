import { ChatError } from '../../base/errors.js';
import type { Id } from '../../model/index.js';
import { change } from './changes.js';
import { acted, bringAuthority, cardOf } from './kinds.js';
import type { ThreadRow } from './rows.js';
import type { State } from './state.js';
import { notFound } from './views.js';

/** A verb that is the portal's own: no person's line can ask for it. */
export async function byPortal(state: State, thread: ThreadRow, messageId: Id, verb: string, data: unknown): Promise<void> {
  await bringAuthority(state, { type: 'message.act', id: '', threadId: thread.id, messageId, verb, data });
  const message = thread.messages.find(({ id }) => id === messageId);
  if (!message) throw notFound('message');
  if (cardOf(state, message.kind)?.needs.act?.[verb]) throw new ChatError('forbidden', 'this verb is a person’s');
  const portal = { id: '', name: state.workspace.name, role: 'portal', active: true };
  change(state, thread, message, acted(state, portal, thread, message, verb, data));
}
