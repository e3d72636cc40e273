import type { Id } from './primitives.js';

/** An open list: a role that is not known is treated as one without rights of its own. */
export type Role = 'patient' | 'relation' | 'practitioner' | 'coordinator' | 'admin' | (string & {});

export interface Participant {
  id: Id;
  name: string;
  role: Role;
  /** What to show in place of the role's name, for example «Therapist». */
  title?: string;
  /** For a relation: the patient for whom they write. */
  onBehalfOf?: Id;
  /** For a patient, told to staff alone: the second identifier, as YYYY-MM-DD. */
  birthDate?: string;
  /** False once they have left or were deactivated; their messages keep their name. */
  active: boolean;
}

/** The person who looks. */
export type Viewer = Participant;

/** The sides of a thread: patients and relations on one, the care team on the other. */
export const isStaff = (who: Pick<Participant, 'role'>): boolean => who.role === 'practitioner' || who.role === 'coordinator' || who.role === 'admin';
export const isPatientSide = (who: Pick<Participant, 'role'>): boolean => who.role === 'patient' || who.role === 'relation';
export const isRelation = (who: Pick<Participant, 'role'>): boolean => who.role === 'relation';

export const isPatient = (who: Pick<Participant, 'role'>): boolean => who.role === 'patient';
export const isCoordinator = (who: Pick<Participant, 'role'>): boolean => who.role === 'coordinator';
/** the filter «Doctors» means every practitioner. */
export const isDoctor = (who: Pick<Participant, 'role'>): boolean => who.role === 'practitioner';
