import { isDoctor, isPatientSide, isStaff, type Participant } from './participant.js';

/** whom `viewer` may choose as the recipient of a new message. Patients are never offered to the patient's side, nor coordinators to anybody. */
export function isRecipientFor(viewer: Pick<Participant, 'id' | 'role'>, who: Participant): boolean {
  if (!who.active || who.id === viewer.id) return false;
  if (isPatientSide(viewer)) return who.role === 'practitioner' || who.role === 'admin';
  if (isStaff(viewer)) return who.role === 'patient' || who.role === 'practitioner' || who.role === 'admin';
  return false;
}

/** the filter of the catalogue of people: `doctors`, or a role's name; without one, or with `all`, everybody. */
export const passesFilter = (who: Pick<Participant, 'role'>, filter?: string): boolean =>
  !filter || filter === 'all' || (filter === 'doctors' ? isDoctor(who) : who.role === filter);
