import { isPatient, isRecipientFor, isRelation, isStaff, type Participant } from './participant.js';
import type { Id } from './primitives.js';

/** whom staff may invite into a group: those to whom they may write, and the relations of the patients who are in it. */
export const isInvitableBy = (viewer: Pick<Participant, 'id' | 'role'>, who: Participant, isIn: (id: Id) => boolean): boolean =>
  isStaff(viewer) && !isIn(who.id) && (isRecipientFor(viewer, who) || (who.active && isRelation(who) && who.onBehalfOf !== undefined && isIn(who.onBehalfOf)));

/** The patient whom a thread is about: where there is exactly one. */
export function subjectOf(people: readonly Pick<Participant, 'id' | 'role'>[]): Id | undefined {
  const patients = people.filter(isPatient);
  return patients.length === 1 ? patients[0]?.id : undefined;
}
