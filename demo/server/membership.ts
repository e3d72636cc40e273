import { isPatientSide, isStaff } from '../../src/model/index.js';
import type { Person, Store } from './store.js';

/** The key of a 1:1: its two principals. Coordinators and relations who are in it besides do not change it. */
export const pairOf = (a: { id: string }, b: { id: string }): string => [a.id, b.id].sort().join('|');

/** The two between whom a 1:1 is: a patient (else a relation) and a practitioner (else the office), or two of the staff. */
export function principalsOf(people: readonly Person[]): [Person, Person] | undefined {
  const patient = people.find((p) => p.role === 'patient') ?? people.find(isPatientSide);
  const staff = people.filter((p) => p.role === 'practitioner').concat(people.filter((p) => p.role === 'admin'));
  const [first, second] = patient ? [patient, staff[0] ?? people.find(isStaff)] : staff;
  return first && second ? [first, second] : undefined;
}

/** The patient whom a thread is about: where there is exactly one. */
export function subjectOf(people: readonly Person[]): string | undefined {
  const patients = people.filter((p) => p.role === 'patient');
  return patients.length === 1 ? patients[0]!.id : undefined;
}

/**
 * Adds who belongs to the thread without being asked: the coordinators of its practitioners where there is a patient, and the relations
 * whom the clinic lists with a patient. Who has left is not added again. Returns who came.
 */
export function addFollowers(store: Store, ws: string, thread: string, fromSeq: number): string[] {
  const people = store.members(ws, thread).filter((m) => m.active).map((m) => m.person);
  const patients = people.filter((p) => p.role === 'patient').map((p) => p.id);
  if (patients.length === 0) return [];
  const coordinators = store.coordinatorsOf(ws, people.filter((p) => p.role === 'practitioner').map((p) => p.id))
    .filter((id) => store.person(ws, id)?.active);
  const relations = store.people(ws).filter((p) => p.followsPatient && p.active && p.onBehalfOf !== undefined && patients.includes(p.onBehalfOf)).map((p) => p.id);
  return [...coordinators, ...relations].filter((id) => store.addMember(ws, thread, id, { groupAdmin: false, fromSeq }));
}
