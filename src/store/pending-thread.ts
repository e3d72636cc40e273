import { directTitle, type Id, type Participant, type Thread } from '../model/index.js';
import type { Creation } from './stored.js';

/** A thread that is being created, as it stands in the list until the server has it. */
export function pendingThread(id: Id, creation: Creation, viewer: Participant | undefined, person: (id: Id) => Participant | undefined): Thread {
  const others = creation.participants.filter((other) => other !== viewer?.id)
    .map((other): Participant => person(other) ?? { id: other, name: '', role: '', active: true });
  const title = creation.title ?? (creation.kind === 'direct' && viewer ? directTitle(others, viewer) : others.map(({ name }) => name).filter(Boolean).join(', '));
  return {
    id, kind: creation.kind, title, participants: viewer ? [viewer, ...others] : others, unread: 0, denied: [], muted: false, pinned: false, archived: false,
    pending: true,
  };
}
