import { checkReply, isCoordinator, repliesPerPerson, replyOwners, sortReplies, type Id, type Placeholder, type SavedReply } from '../../model/index.js';
import { demand, invalid, type Of } from './demands.js';
import { replyKey, type PersonRow, type ThreadRow } from './rows.js';
import type { State } from './state.js';

/** whoever has them, and those who assist them, read the list again. */
function announce(state: State, owner: Id): void {
  state.append([owner, ...state.belonging.coordinatorsOf([owner])], () => ({ type: 'catalog', name: 'saved-replies' }));
}

const ofPerson = (state: State, owner: Id): SavedReply[] => [...state.replies.values()].filter((reply) => reply.owner === owner);

export function saveReply(state: State, viewer: PersonRow, { reply }: Of<'reply.save'>): Record<string, never> {
  demand(state, viewer, 'reply.save');
  const { id, title, text } = reply;
  if (!id) throw invalid({ reply: 'missing' });
  const problems = checkReply({ ...(title !== undefined && { title }), text }, state.workspace.limits);
  if (Object.keys(problems).length > 0) throw invalid(problems);
  const key = replyKey(viewer.id, id);
  if (!state.replies.has(key) && ofPerson(state, viewer.id).length >= repliesPerPerson) throw invalid({ reply: 'too-many' });
  state.replies.set(key, { id, owner: viewer.id, text, ...(title?.trim() && { title: title.trim() }) });
  announce(state, viewer.id);
  return {};
}

/** One that is not there any more is no mistake: another window may have been first. */
export function deleteReply(state: State, viewer: PersonRow, { reply }: Of<'reply.delete'>): Record<string, never> {
  demand(state, viewer, 'reply.save');
  if (state.replies.delete(replyKey(viewer.id, reply))) announce(state, viewer.id);
  return {};
}

export function repliesFor(state: State, viewer: PersonRow, thread: ThreadRow | undefined): SavedReply[] {
  demand(state, viewer, 'reply.use', thread);
  if (!thread && isCoordinator(viewer)) throw invalid({ threadId: 'missing' });
  const people = thread ? state.activeMembers(thread).flatMap((id) => state.person(id) ?? []).filter((who) => who.active) : [];
  return sortReplies(replyOwners(viewer, people, (id) => state.assists(viewer.id, id)).flatMap((owner) => ofPerson(state, owner)));
}

export function placeholdersFor(state: State, viewer: PersonRow): readonly Placeholder[] {
  demand(state, viewer, 'reply.use');
  return (state.catalogs['placeholders'] ?? []) as readonly Placeholder[];
}
