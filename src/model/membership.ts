import type { NoticePayload } from './notice.js';
import { isDoctor, isPatient, isRelation, type Participant } from './participant.js';
import type { Id } from './primitives.js';

/** How somebody went. Who has left or was removed comes back by an invitation alone; who was detached with the next practitioner of theirs. */
export type Gone = 'left' | 'removed' | 'detached';

/** Somebody who is or was in a thread. */
export interface ThreadMember<P extends Participant = Participant> { person: P; active: boolean; gone?: Gone | null }

/** who assists at least one of these practitioners. */
export type CoordinatorsOf = (practitioners: readonly Id[]) => readonly Id[];

/** What a clinic knows of its people besides. */
export interface Belonging<P extends Participant> {
  coordinatorsOf: CoordinatorsOf;
  /** the relations whom the clinic lists in every thread of this patient. */
  listedRelations(patient: Id): readonly P[];
  person(id: Id): P | undefined;
}

export const activePeople = <P extends Participant>(members: readonly ThreadMember<P>[]): P[] => members.filter(({ active }) => active).map(({ person }) => person);
const idsOf = (people: readonly Participant[]): Id[] => people.map(({ id }) => id);

/**
 * Who belongs to a thread without being asked and is not in it: where there is a patient, the coordinators of its practitioners and the
 * relations whom the clinic lists with a patient. Who has left or was removed is not added again.
 */
export function followersOf<P extends Participant>(members: readonly ThreadMember<P>[], { coordinatorsOf, listedRelations, person }: Belonging<P>): { coordinators: P[]; relations: P[] } {
  const people = activePeople(members);
  const patients = people.filter(isPatient);
  if (patients.length === 0) return { coordinators: [], relations: [] };
  const comes = (who: P): boolean => {
    const known = members.find((member) => member.person.id === who.id);
    return who.active && (!known || (!known.active && known.gone === 'detached'));
  };
  const coordinators = coordinatorsOf(idsOf(people)).flatMap((id) => person(id) ?? []).filter(comes);
  return { coordinators, relations: patients.flatMap(({ id }) => listedRelations(id)).filter(comes) };
}

/** Who goes when somebody does: a patient who is removed takes their relations along, who were there for nobody else. */
export const goingWith = <P extends Participant>(people: readonly P[], who: P, gone: Gone): P[] =>
  [who, ...(gone === 'removed' ? people.filter((other) => isRelation(other) && other.onBehalfOf === who.id) : [])];

/** the coordinators among these who are nobody's in the thread any longer. */
export function releasedFrom<P extends Participant>(people: readonly P[], among: readonly Id[], coordinatorsOf: CoordinatorsOf): P[] {
  const staying = coordinatorsOf(idsOf(people));
  return people.filter(({ id }) => among.includes(id) && !staying.includes(id));
}

/** who becomes group admin in place of somebody whom the clinic has deactivated: the practitioner who has been in the group longest. */
export const heirOf = <P extends Participant>(people: readonly P[], admin: Id): P | undefined => people.find((who) => who.id !== admin && who.active && isDoctor(who));

const namesOf = (people: readonly Participant[]): string[] => people.map(({ name }) => name);

/** one message for all coordinators who have come, which both sides read. */
export function welcomeTo(people: readonly Participant[], coordinators: readonly Participant[], coordinatorsOf: CoordinatorsOf): NoticePayload {
  const theirs = people.filter(({ id }) => coordinatorsOf([id]).some((one) => coordinators.some((who) => who.id === one)));
  return { event: 'coordinators-added', people: namesOf(coordinators), ...(theirs.length === 1 && { practitioner: theirs[0]!.name }) };
}

export const farewellTo = (coordinators: readonly Participant[], practitioner: Participant): NoticePayload =>
  ({ event: 'coordinators-removed', people: namesOf(coordinators), practitioner: practitioner.name });
