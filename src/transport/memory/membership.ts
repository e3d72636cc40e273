import { isDoctor, isPatient, isStaff, subjectOf, type Id, type Message, type NoticePayload } from '../../model/index.js';
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

const named = (state: State, ids: readonly Id[]): string[] => ids.flatMap((id) => state.person(id)?.name ?? []);
const active = (state: State, thread: ThreadRow): PersonRow[] => state.activeMembers(thread).flatMap((id) => state.person(id) ?? []);

/** Everybody who is in it sees the thread as it is now; a group is about its one patient, if it has one. */
function changed(state: State, thread: ThreadRow): void {
  if (thread.kind === 'group') {
    const subject = subjectOf(active(state, thread));
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

function exit(state: State, thread: ThreadRow, id: Id, gone: 'left' | 'removed' | 'detached'): void {
  Object.assign(thread.members.get(id)!, { active: false, gone });
  state.append([id], () => ({ type: 'thread.gone', threadId: thread.id, reason: gone === 'left' ? 'left' : 'removed' }));
}

/** Who belongs to a thread without being asked. Who has left or was removed is not added again. */
export function follow(state: State, thread: ThreadRow): Id[] {
  return state.followersOf(state.activeMembers(thread)).filter((id) => {
    const { gone } = thread.members.get(id) ?? {};
    return gone !== 'left' && gone !== 'removed' && enter(state, thread, state.person(id)!);
  });
}

/** says to both sides that coordinators have come, one message for all of them. */
export function welcome(state: State, thread: ThreadRow, came: readonly Id[]): void {
  const coordinators = came.filter((id) => state.coordinatorsOf(state.activeMembers(thread)).includes(id));
  if (coordinators.length === 0) return;
  const theirs = active(state, thread).filter(({ id }) => state.coordinatorsOf([id]).some((one) => coordinators.includes(one)));
  notice(state, thread, { event: 'coordinators-added', people: named(state, coordinators), ...(theirs.length === 1 && { practitioner: theirs[0]!.name }) });
}

/** Lets people in who are not there, and those who belong to them. */
export function add(state: State, thread: ThreadRow, people: readonly PersonRow[], payload: Notice): void {
  const came = people.filter((person) => enter(state, thread, person)).map(({ id }) => id);
  if (came.length === 0) return;
  const followers = follow(state, thread);
  const coordinators = state.coordinatorsOf(state.activeMembers(thread));
  changed(state, thread);
  notice(state, thread, { ...payload, people: named(state, [...came, ...followers.filter((id) => !coordinators.includes(id))]) });
  welcome(state, thread, followers);
}

/** Takes people out: they are told, and so are those who stay. A patient's relations go with them, coordinators with the last of their practitioners. */
export function remove(state: State, thread: ThreadRow, id: Id, gone: 'left' | 'removed', payload: Notice): void {
  const going = gone === 'left' ? [id] : [id, ...active(state, thread).filter(({ onBehalfOf }) => onBehalfOf === id).map((who) => who.id)];
  for (const one of going) exit(state, thread, one, gone);
  changed(state, thread);
  notice(state, thread, { ...payload, people: named(state, going) });
  release(state, thread, id);
}

/** coordinators who are nobody's in this thread any longer leave it as they came. */
export function release(state: State, thread: ThreadRow, practitioner: Id, among = state.coordinatorsOf([practitioner])): void {
  const there = state.activeMembers(thread);
  const staying = state.coordinatorsOf(there);
  const going = there.filter((id) => among.includes(id) && !staying.includes(id));
  if (going.length === 0) return;
  for (const id of going) exit(state, thread, id, 'detached');
  changed(state, thread);
  notice(state, thread, { event: 'coordinators-removed', people: named(state, going), practitioner: state.person(practitioner)!.name });
}

/** the workspace attaches coordinators to a practitioner, or detaches them, also in threads that are under way. */
export function attach(state: State, coordinators: readonly Id[], practitioner: Id, does: boolean): void {
  for (const id of coordinators) state.coordinate(id, practitioner, does);
  for (const thread of state.threads.values()) {
    const there = active(state, thread);
    if (!there.some(({ id }) => id === practitioner) || !there.some(isPatient)) continue;
    if (!does) release(state, thread, practitioner, [...coordinators]);
    else {
      const came = follow(state, thread);
      if (came.length === 0) continue;
      changed(state, thread);
      welcome(state, thread, came);
    }
  }
}

/** a group whose admin the clinic has deactivated goes to the practitioner who has been in it longest. */
export function deactivate(state: State, id: Id): void {
  state.person(id)!.active = false;
  for (const thread of state.threads.values()) {
    if (!thread.members.has(id)) continue;
    const next = thread.groupAdmin === id ? active(state, thread).find((who) => who.active && isDoctor(who)) : undefined;
    if (next) thread.groupAdmin = next.id;
    announceThread(state, thread);
    if (next) notice(state, thread, { event: 'group-admin', people: [next.name] });
  }
}
