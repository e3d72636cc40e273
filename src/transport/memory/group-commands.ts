import { ChatError } from '../../base/errors.js';
import { isInvitableBy, isStaff, type Thread, type ThreadLink } from '../../model/index.js';
import { demand, invalid, type Of } from './demands.js';
import { add, remove } from './membership.js';
import { dropRequests } from './requests.js';
import type { PersonRow, ThreadRow } from './rows.js';
import type { State } from './state.js';
import { notFound, threadFor, threadOrFail } from './views.js';

const day = 86_400_000;

function allowedThread(state: State, viewer: PersonRow, { type, threadId }: Of<'thread.invite' | 'thread.remove-participant' | 'thread.link'>): ThreadRow {
  const thread = threadOrFail(state, viewer, threadId);
  demand(state, viewer, type, thread);
  return thread;
}

export function invite(state: State, viewer: PersonRow, command: Of<'thread.invite'>): Thread {
  const thread = allowedThread(state, viewer, command);
  const members = state.activeMembers(thread);
  const people = [...new Set(command.participants)].filter((id) => !members.includes(id)).map((id) => {
    const person = state.person(id);
    // Who does not exist looks the same.
    if (!person || !isInvitableBy(viewer, person, thread, (who) => members.includes(who))) throw new ChatError('forbidden', 'not somebody to invite');
    return person;
  });
  add(state, thread, people, { event: 'participants-added', by: viewer.name });
  return threadFor(state, viewer, thread);
}

export function removeParticipant(state: State, viewer: PersonRow, command: Of<'thread.remove-participant'>): Thread {
  const thread = allowedThread(state, viewer, command);
  if (command.participant === viewer.id) throw invalid({ participant: 'oneself' });
  const member = thread.members.get(command.participant);
  if (!member) throw invalid({ participant: 'not-here' });
  if (member.active) remove(state, thread, state.person(command.participant)!, 'removed', { event: 'participant-removed', by: viewer.name });
  return threadFor(state, viewer, thread);
}

export function link(state: State, viewer: PersonRow, command: Of<'thread.link'>): ThreadLink {
  const thread = allowedThread(state, viewer, command);
  const now = state.clock.now();
  if (!thread.link || thread.link.expiresAt <= now || command.replace) {
    thread.link = { code: `${crypto.randomUUID()}${crypto.randomUUID()}`.replaceAll('-', ''), expiresAt: now + state.linkDays * day };
  }
  return thread.link;
}

/** Whoever may not join, and a code that leads nowhere, get the same refusal. Who was removed comes back by an invitation alone. */
export function join(state: State, viewer: PersonRow, { code }: Of<'thread.join'>): Thread {
  const thread = [...state.threads.values()].find(({ link: known }) => known?.code === code && known.expiresAt > state.clock.now());
  const member = thread?.members.get(viewer.id);
  if (!thread || (!member?.active && (!isStaff(viewer) || member?.gone === 'removed'))) throw notFound('link');
  add(state, thread, [viewer], { event: 'joined-by-link' });
  return threadFor(state, viewer, thread);
}

export function leave(state: State, viewer: PersonRow, command: Of<'thread.leave'>): Record<string, never> {
  const thread = threadOrFail(state, viewer, command.threadId);
  demand(state, viewer, 'thread.leave', thread);
  const gone = (reason: 'left' | 'erased') => () => ({ type: 'thread.gone' as const, threadId: thread.id, reason });
  if (thread.kind === 'direct') {
    thread.members.get(viewer.id)!.hidden = true;
    state.append([viewer.id], gone('left'));
  } else if (thread.groupAdmin === viewer.id) {
    // the group goes with its admin, for everyone.
    state.append(state.activeMembers(thread), gone('erased'));
    state.threads.delete(thread.id);
    dropRequests(state, thread.id);
  } else {
    remove(state, thread, viewer, 'left', { event: 'participant-left' });
  }
  return {};
}
