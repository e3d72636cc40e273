import {
  activePeople, farewellTo, followersOf, goingWith, heirOf, isPatientSide, isStaff, releasedFrom, subjectOf, welcomeTo, type Gone, type Id, type NoticePayload,
} from '../../src/model/index.js';
import type { MemberState, Person, Store } from './store.js';
import type { Writer } from './writer.js';

/** The key of a 1:1: its two principals. Coordinators and relations who are in it besides do not change it. */
export const pairOf = (a: { id: string }, b: { id: string }): string => [a.id, b.id].sort().join('|');

/** The two between whom a 1:1 is: a patient (else a relation) and a practitioner (else the office), or two of the staff. */
export function principalsOf(people: readonly Person[]): [Person, Person] | undefined {
  const patient = people.find((p) => p.role === 'patient') ?? people.find(isPatientSide);
  const staff = people.filter((p) => p.role === 'practitioner').concat(people.filter((p) => p.role === 'admin'));
  const [first, second] = patient ? [patient, staff[0] ?? people.find(isStaff)] : staff;
  return first && second ? [first, second] : undefined;
}

type Notice = Omit<NoticePayload, 'people'>;

/** Who is in a thread: they come from now on, others follow by themselves, everybody is told. To be called within a transaction. */
export class Membership {
  readonly #store: Store;
  readonly #writer: Writer;

  constructor(store: Store, writer: Writer) {
    this.#store = store;
    this.#writer = writer;
  }

  /** Lets people in who are not there, and those who belong to them. Returns whether anybody came. */
  add(ws: Id, thread: Id, people: readonly Person[], notice: Notice): boolean {
    const came = people.filter((person) => this.#enter(ws, thread, person));
    if (came.length === 0) return false;
    const { coordinators, relations } = this.follow(ws, thread);
    this.#changed(ws, thread);
    this.#writer.notice(ws, thread, { ...notice, people: names([...came, ...relations]) });
    this.welcome(ws, thread, coordinators);
    return true;
  }

  /** Lets in who belongs to the thread without being asked. */
  follow(ws: Id, thread: Id): { coordinators: Person[]; relations: Person[] } {
    const came = followersOf(this.#store.members(ws, thread), {
      coordinatorsOf: (ids) => this.#store.coordinatorsOf(ws, ids),
      listedRelations: (patient) => this.#store.relationsOf(ws, [patient]).filter((p) => p.followsPatient),
      person: (id) => this.#store.person(ws, id),
    });
    for (const person of [...came.coordinators, ...came.relations]) this.#enter(ws, thread, person);
    return came;
  }

  /** says to both sides that coordinators have come. */
  welcome(ws: Id, thread: Id, coordinators: readonly Person[], sentAt?: number): void {
    if (coordinators.length === 0) return;
    this.#writer.notice(ws, thread, welcomeTo(this.#active(ws, thread), coordinators, (ids) => this.#store.coordinatorsOf(ws, ids)), sentAt);
  }

  /** Takes somebody out, and those who go along: they are told, and so are those who stay. Coordinators go with the last of their practitioners. */
  remove(ws: Id, thread: Id, person: Person, gone: 'left' | 'removed', notice: Notice): void {
    const going = goingWith(this.#active(ws, thread), person, gone);
    for (const one of going) this.#exit(ws, thread, one, gone);
    this.#changed(ws, thread);
    this.#writer.notice(ws, thread, { ...notice, people: names(going) });
    this.release(ws, thread, person);
  }

  /** coordinators who are nobody's in this thread any longer leave it, as they came: by themselves, and said to both sides. */
  release(ws: Id, thread: Id, practitioner: Person, among = this.#store.coordinatorsOf(ws, [practitioner.id])): void {
    const going = releasedFrom(this.#active(ws, thread), among, (ids) => this.#store.coordinatorsOf(ws, ids));
    if (going.length === 0) return;
    for (const person of going) this.#exit(ws, thread, person, 'detached');
    this.#changed(ws, thread);
    this.#writer.notice(ws, thread, farewellTo(going, practitioner));
  }

  /** a group whose admin the clinic has deactivated goes to another. */
  handOver(ws: Id, admin: Id): void {
    for (const thread of this.#store.groupsOf(ws, admin)) {
      const next = heirOf(this.#active(ws, thread), admin);
      if (!next) continue;
      this.#store.setMember(ws, thread, admin, { groupAdmin: false });
      this.#store.setMember(ws, thread, next.id, { groupAdmin: true });
      this.#changed(ws, thread);
      this.#writer.notice(ws, thread, { event: 'group-admin', people: [next.name] });
    }
  }

  /** Who comes later sees messages from then on; a workspace may open the history to staff. */
  #enter(ws: Id, thread: Id, person: Person): boolean {
    const openHistory = isStaff(person) && this.#store.workspace(ws)?.switches['openHistory'] === true;
    const fromSeq = openHistory ? 0 : this.#store.log().head;
    if (this.#store.addMember(ws, thread, person.id, { groupAdmin: false, fromSeq })) return true;
    if (this.#active(ws, thread).some((p) => p.id === person.id)) return false;
    const anew: Partial<MemberState> = { active: true, gone: null, fromSeq, groupAdmin: false, hidden: false, archived: false, marked: false };
    this.#store.setMember(ws, thread, person.id, anew);
    return true;
  }

  #exit(ws: Id, thread: Id, person: Person, gone: Gone): void {
    this.#store.setMember(ws, thread, person.id, { active: false, gone });
    this.#store.append(ws, { type: 'thread.gone', thread, person: person.id, reason: gone === 'left' ? 'left' : 'removed' });
  }

  /** Everybody who is in it sees the thread as it is now; a group is about its one patient, if it has one. */
  #changed(ws: Id, thread: Id): void {
    if (this.#store.kindOf(ws, thread) === 'group') this.#store.setThread(ws, thread, { subject: subjectOf(this.#active(ws, thread)) ?? null });
    this.#store.append(ws, { type: 'thread', thread });
  }

  #active(ws: Id, thread: Id): Person[] {
    return activePeople(this.#store.members(ws, thread));
  }
}

const names = (people: readonly Person[]): string[] => people.map((p) => p.name);
