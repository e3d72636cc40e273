import { isPatientSide, type Id, type Message, type OpenRequest } from '../../model/index.js';
import { sideOf } from './holds.js';
import { cardOf } from './kinds.js';
import { announceThread } from './membership.js';
import type { State } from './state.js';

/** Begins or ends what a message holds, and tells the patient's side how its threads stand now. */
export function keepRequest(state: State, message: Message): void {
  const practitioner = message.for === undefined ? undefined : cardOf(state, message.kind)?.holds?.(message.payload);
  const known = state.requests.get(message.id);
  if ((practitioner === undefined) === (known === undefined)) return;
  const request = known ?? { message: message.id, thread: message.threadId, patient: message.for!, practitioner: practitioner! };
  if (practitioner === undefined) state.requests.delete(message.id);
  else state.requests.set(message.id, request);
  tell(state, request);
}

/** What was asked in a thread that is gone binds nobody any longer. */
export function dropRequests(state: State, thread: Id): void {
  for (const request of [...state.requests.values()].filter((one) => one.thread === thread)) {
    state.requests.delete(request.message);
    tell(state, request);
  }
}

function tell(state: State, request: OpenRequest): void {
  for (const thread of state.threads.values()) {
    const there = state.activeMembers(thread);
    if (thread.id !== request.thread && (thread.kind !== 'direct' || !there.includes(request.practitioner))) continue;
    const side = there.filter((id) => {
      const person = state.person(id);
      return !!person && isPatientSide(person) && sideOf(person) === request.patient;
    });
    if (side.length > 0) announceThread(state, thread, side);
  }
}
