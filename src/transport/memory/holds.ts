import { can, holdAmong, isPatientSide, type Hold, type Id, type OpenRequest } from '../../model/index.js';
import type { PersonRow, ThreadRow } from './rows.js';
import type { State } from './state.js';

/** A thread, or the 1:1 with these people that is about to begin. */
type Place = Pick<ThreadRow, 'id' | 'kind' | 'hold'> & { members: ReadonlyMap<Id, { active: boolean }> };

/** The patient on whose side somebody of the patient's side is. */
export const sideOf = (person: PersonRow): Id => person.onBehalfOf ?? person.id;

/** what keeps this person from sending here: the patient's side alone is ever bound. */
export function holdFor(state: State, viewer: PersonRow, thread: Place): Hold | undefined {
  if (!isPatientSide(viewer)) return undefined;
  if (thread.hold) return thread.hold;
  const own = [...state.requests.values()].filter(({ patient }) => patient === sideOf(viewer));
  if (own.length === 0) return undefined;
  const members = [...thread.members].filter(([, { active }]) => active).map(([id]) => id);
  return holdAmong(own, { id: thread.id, kind: thread.kind, members }, (request) => answerersOf(state, request));
}

/** Who can lift it. */
const answerersOf = (state: State, { patient }: OpenRequest): Id[] =>
  [...state.people.values()].filter((who) => isPatientSide(who) && sideOf(who) === patient && can(who, 'payment.answer')).map(({ id }) => id);
