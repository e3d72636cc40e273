import { randomBytes } from 'node:crypto';
import { ChatError } from '../../src/base/errors.js';
import { isInvitableBy, type Thread, type ThreadLink } from '../../src/model/index.js';
import type { Who } from './access.js';
import type { CommandParts, Of, Outcome } from './commands.js';
import { recipients } from './commands-threads.js';
import type { ThreadRow } from './store.js';

const day = 86_400_000;

/** who comes into a group, and who goes. */
export class GroupCommands {
  constructor(readonly parts: CommandParts) {}

  invite(who: Who, { threadId, participants }: Of<'thread.invite'>): Thread {
    const { access, store, membership } = this.parts;
    const row = this.#allowed(who, threadId, 'thread.invite');
    const members = new Set(store.members(who.ws, row.id).filter((m) => m.active).map((m) => m.person.id));
    const isIn = (id: string): boolean => members.has(id);
    // Who is in already may be named: nothing changes for them.
    const people = recipients(this.parts, who, participants.filter((id) => !isIn(id)), (person) => isInvitableBy(who.viewer, person, row, isIn));
    membership.add(who.ws, row.id, people, { event: 'participants-added', by: who.person.name });
    return access.thread(who, row.id);
  }

  /** A patient's relations go with them: they were there for nobody else. */
  remove(who: Who, { threadId, participant }: Of<'thread.remove-participant'>): Thread {
    const { access, store, membership } = this.parts;
    const row = this.#allowed(who, threadId, 'thread.remove-participant');
    if (participant === who.id) throw new ChatError('invalid', 'leave the group instead', { fields: { participant: 'oneself' } });
    const member = store.members(who.ws, row.id).find((m) => m.person.id === participant);
    if (!member) throw new ChatError('invalid', 'not in this thread', { fields: { participant: 'not in this thread' } });
    if (member.active) membership.remove(who.ws, row.id, member.person, 'removed', { event: 'participant-removed', by: who.person.name });
    return access.thread(who, row.id);
  }

  /** The link that there is, or a new one: 192 bits that nobody guesses. */
  link(who: Who, { threadId, replace = false }: Of<'thread.link'>): ThreadLink {
    const { store, now } = this.parts;
    const row = this.#allowed(who, threadId, 'thread.link');
    const known = store.linkOf(who.ws, row.id);
    if (known && known.expiresAt > now() && !replace) return { code: known.code, expiresAt: known.expiresAt };
    const made = { code: randomBytes(24).toString('base64url'), expiresAt: now() + who.workspace.linkDays * day };
    store.putLink(who.ws, { ...made, thread: row.id });
    return made;
  }

  /** Whoever may not join, and a code that leads nowhere, get the same refusal. Who was removed comes back by an invitation alone. */
  join(who: Who, { code }: Of<'thread.join'>): Outcome {
    const { access, store, membership, now } = this.parts;
    const link = store.link(who.ws, code);
    if (!link || link.expiresAt <= now()) throw noSuchLink();
    if (!store.thread(who, link.thread)) {
      const before = store.members(who.ws, link.thread).find((m) => m.person.id === who.id);
      if (!who.staff || before?.gone === 'removed') throw noSuchLink();
      membership.add(who.ws, link.thread, [who.person], { event: 'joined-by-link' });
    }
    return { answer: access.thread(who, link.thread), thread: link.thread };
  }

  /** a 1:1 is hidden for oneself. A group is left; when its group admin leaves, it is erased for everyone. */
  leave(who: Who, { threadId }: Of<'thread.leave'>): Outcome {
    const { access, store, membership, writer } = this.parts;
    const row = access.row(who, threadId);
    access.require(who, 'thread.leave', row);
    if (row.kind === 'direct') {
      store.setMember(who.ws, threadId, who.id, { hidden: true });
      store.append(who.ws, { type: 'thread.gone', thread: threadId, person: who.id, reason: 'left' });
    } else if (row.groupAdmin) {
      for (const member of store.members(who.ws, threadId)) {
        if (member.active) store.append(who.ws, { type: 'thread.gone', thread: threadId, person: member.person.id, reason: 'erased' });
      }
      writer.dropRequests(who.ws, threadId);
      return { answer: {}, thread: threadId, places: store.erase(who.ws, threadId) };
    } else {
      membership.remove(who.ws, threadId, who.person, 'left', { event: 'participant-left' });
    }
    return { answer: {}, thread: threadId };
  }

  #allowed(who: Who, threadId: string, capability: 'thread.invite' | 'thread.remove-participant' | 'thread.link'): ThreadRow {
    const row = this.parts.access.row(who, threadId);
    this.parts.access.require(who, capability, row);
    return row;
  }
}

const noSuchLink = (): ChatError => new ChatError('not-found', 'no such link');
