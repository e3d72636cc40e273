import {
  activePeople, farewellTo, followersOf, goingWith, heirOf, isPatient, isStaff, releasedFrom, subjectOf, welcomeTo, type Gone, type Id, type ThreadMember, type Message,
  type NoticePayload,
} from '../../model/index.js';
import { newMember, pad, type PersonRow, type ThreadRow } from './rows.js';
import type { State } from './state.js';
import { threadFor } from './views.js';

type Notice = Omit<NoticePayload, 'people'>;

/** Says to all participants (or to some) how the thread looks for each of them now. */
export function announceThread(state: State, thread: ThreadRow, to: Iterable<Id> = state.activeMembers(thread)): void {
  state.append(to, (viewer) => (thread.members.get(viewer.id)?.active ? { type: 'thread', thread: threadFor(state, viewer, thread) } : undefined));
}

export function announceMessage(state: State, thread: ThreadRow, message: Message): void {
  const hidden = state.isQuiet(message) ? [] : [...thread.members].filter(([, member]) => member.active && member.hidden);
  for (const [, member] of hidden) member.hidden = false;
  // a 1:1 that was left comes back with the next message.
  if (hidden.length > 0) announceThread(state, thread, hidden.map(([id]) => id));
  const snapshot = structuredClone(message);
  state.append(state.activeMembers(thread), (viewer) => (state.sees(viewer, snapshot) ? { type: 'message', message: snapshot } : undefined));
}

/** says to everybody in the thread what has changed about it. */
export function notice(state: State, thread: ThreadRow, payload: NoticePayload): void {
  announceMessage(state, thread, state.addMessage(thread, '', { kind: 'notice', payload, files: [] }));
}

const membersOf = (state: State, thread: ThreadRow): ThreadMember<PersonRow>[] => [...thread.members].map(([id, { active, gone }]) => ({ person: state.person(id)!, active, ...(gone && { gone }) }));
const peopleIn = (state: State, thread: ThreadRow): PersonRow[] => activePeople(membersOf(state, thread));
const namesOf = (people: readonly PersonRow[]): string[] => people.map(({ name }) => name);

/** Everybody who is in it sees the thread as it is now; a group is about its one patient, if it has one. */
function changed(state: State, thread: ThreadRow): void {
  if (thread.kind === 'group') {
    const subject = subjectOf(peopleIn(state, thread));
    if (subject === undefined) delete thread.subject;
    else thread.subject = subject;
  }
  announceThread(state, thread);
}

/** Who comes later sees messages from then on; a workspace may open the history to staff. Returns whether they were not there. */
function enter(state: State, thread: ThreadRow, person: PersonRow): boolean {
  if (thread.members.get(person.id)?.active) return false;
  const isOpen = isStaff(person) && state.workspace.switches['openHistory'] === true;
  thread.members.set(person.id, newMember(isOpen ? '' : pad(state.head)));
  return true;
}

function exit(state: State, thread: ThreadRow, { id }: PersonRow, gone: Gone): void {
  Object.assign(thread.members.get(id)!, { active: false, gone });
  state.append([id], () => ({ type: 'thread.gone', threadId: thread.id, reason: gone === 'left' ? 'left' : 'removed' }));
}

/** Lets in who belongs to a thread without being asked. */
export function follow(state: State, thread: ThreadRow): { coordinators: PersonRow[]; relations: PersonRow[] } {
  const came = followersOf(membersOf(state, thread), state.belonging);
  for (const person of [...came.coordinators, ...came.relations]) enter(state, thread, person);
  return came;
}

/** says to both sides that coordinators have come. */
export function welcome(state: State, thread: ThreadRow, coordinators: readonly PersonRow[]): void {
  if (coordinators.length > 0) notice(state, thread, welcomeTo(peopleIn(state, thread), coordinators, state.belonging.coordinatorsOf));
}

/** Lets people in who are not there, and those who belong to them. */
export function add(state: State, thread: ThreadRow, people: readonly PersonRow[], payload: Notice): void {
  const came = people.filter((person) => enter(state, thread, person));
  if (came.length === 0) return;
  const { coordinators, relations } = follow(state, thread);
  changed(state, thread);
  notice(state, thread, { ...payload, people: namesOf([...came, ...relations]) });
  welcome(state, thread, coordinators);
}

/** Takes somebody out, and those who go along: they are told, and so are those who stay. Coordinators go with the last of their practitioners. */
export function remove(state: State, thread: ThreadRow, person: PersonRow, gone: 'left' | 'removed', payload: Notice): void {
  const going = goingWith(peopleIn(state, thread), person, gone);
  for (const one of going) exit(state, thread, one, gone);
  changed(state, thread);
  notice(state, thread, { ...payload, people: namesOf(going) });
  release(state, thread, person);
}

/** coordinators who are nobody's in this thread any longer leave it as they came. */
function release(state: State, thread: ThreadRow, practitioner: PersonRow, among = state.belonging.coordinatorsOf([practitioner.id])): void {
  const going = releasedFrom(peopleIn(state, thread), among, state.belonging.coordinatorsOf);
  if (going.length === 0) return;
  for (const one of going) exit(state, thread, one, 'detached');
  changed(state, thread);
  notice(state, thread, farewellTo(going, practitioner));
}

/** the workspace attaches coordinators to a practitioner, or detaches them, also in threads that are under way. */
export function attach(state: State, coordinators: readonly Id[], practitioner: PersonRow, does: boolean): void {
  for (const id of coordinators) state.coordinate(id, practitioner.id, does);
  for (const thread of state.threads.values()) {
    const there = peopleIn(state, thread);
    if (!there.includes(practitioner) || !there.some(isPatient)) continue;
    if (!does) release(state, thread, practitioner, coordinators);
    else {
      const came = follow(state, thread);
      if (came.coordinators.length + came.relations.length === 0) continue;
      changed(state, thread);
      welcome(state, thread, came.coordinators);
    }
  }
}

/** the clinic deactivates somebody; a group whose admin they were goes to another. */
export function deactivate(state: State, person: PersonRow): void {
  person.active = false;
  for (const thread of state.threads.values()) {
    if (!thread.members.has(person.id)) continue;
    const next = thread.groupAdmin === person.id ? heirOf(peopleIn(state, thread), person.id) : undefined;
    if (next) thread.groupAdmin = next.id;
    announceThread(state, thread);
    if (next) notice(state, thread, { event: 'group-admin', people: [next.name] });
  }
}
