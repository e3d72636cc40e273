import { isPatient, isRelation, isStaff, type Participant } from './participant.js';
import { isRecipientFor } from './recipient.js';
import type { Id } from './primitives.js';
import type { Thread } from './thread.js';

/**
 * whom staff may invite into a thread: the relations of the patients who are in it, and into a group those to whom they may write. A 1:1 stays
 * one with a relation in it, and with nobody else.
 */
export function isInvitableBy(viewer: Pick<Participant, 'id' | 'role'>, who: Participant, { kind }: Pick<Thread, 'kind'>, isIn: (id: Id) => boolean): boolean {
  if (!isStaff(viewer) || isIn(who.id)) return false;
  return isRelation(who) ? who.active && who.onBehalfOf !== undefined && isIn(who.onBehalfOf) : kind === 'group' && isRecipientFor(viewer, who);
}

/** The patient whom a thread is about: where there is exactly one. */
export function subjectOf(people: readonly Pick<Participant, 'id' | 'role'>[]): Id | undefined {
  const patients = people.filter(isPatient);
  return patients.length === 1 ? patients[0]?.id : undefined;
}

/**
 * what a new group of the viewer and these others is: staff alone, staff with one patient, or several patients, who read each other. Undefined
 * while it is none: with nobody, and with one patient alone there is a 1:1.
 */
export function groupOf(others: readonly Pick<Participant, 'role'>[]): 'team' | 'patient' | 'patients' | undefined {
  const patients = others.filter(isPatient).length;
  if (patients > 1) return 'patients';
  if (others.length === patients) return undefined;
  return patients === 1 ? 'patient' : 'team';
}
