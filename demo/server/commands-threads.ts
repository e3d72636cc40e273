import { randomUUID } from 'node:crypto';
import { ChatError } from '../../src/base/errors.js';
import { isRecipientFor, subjectOf, type Thread } from '../../src/model/index.js';
import type { Who } from './access.js';
import type { CommandParts, Of, Outcome } from './commands.js';
import type { MessageCommands } from './commands-messages.js';
import { held } from './content.js';
import { pairOf } from './membership.js';
import type { Person } from './store.js';

/** who may be written to by this person. Throws the same refusal for all others, those of another workspace and those who do not exist. */
export function recipients({ store }: Pick<CommandParts, 'store'>, who: Who, ids: readonly string[], may = (person: Person): boolean => isRecipientFor(who.viewer, person)): Person[] {
  return [...new Set(ids)].map((id) => {
    const person = store.person(who.ws, id);
    if (!person || !may(person)) {
      throw new ChatError('forbidden', 'not a recipient', { fields: { participants: 'not a recipient' } });
    }
    return person;
  });
}

/** How a thread begins, what it is called, and where it stands. */
export class ThreadCommands {
  constructor(readonly parts: CommandParts, readonly messages: MessageCommands) {}

  create(who: Who, command: Of<'thread.create'>): Outcome {
    const { access, store } = this.parts;
    access.require(who, command.kind === 'group' ? 'group.create' : 'thread.create');
    // Whoever makes a group is in it, named or not.
    const ids = command.kind === 'group' ? command.participants.filter((id) => id !== who.id) : command.participants;
    const others = recipients(this.parts, who, ids);
    if (command.kind === 'direct' && others.length !== 1) {
      throw new ChatError('invalid', 'a 1:1 has one recipient', { fields: { participants: 'a 1:1 has one recipient' } });
    }
    const title = command.title === undefined ? undefined : cleanTitle(command.title);
    const existing = command.kind === 'direct' ? this.#direct(who, others[0]!) : undefined;
    // a new 1:1 with the practitioner who waits for an answer is no way round.
    if (!existing && command.first && access.holdIn(who, { id: undefined, kind: command.kind, members: others.map((one) => one.id) })) throw held();
    const id = existing ?? this.#newThread(who, command.kind, others, title);
    if (existing && access.row(who, existing).hidden) {
      store.setMember(who.ws, existing, who.id, { hidden: false });
      store.append(who.ws, { type: 'thread', thread: existing, person: who.id });
    }
    const message = command.first && this.messages.first(who, access.row(who, id), command.first);
    return { answer: { thread: access.thread(who, id), ...(message ? { message } : {}) }, thread: id };
  }

  /** Of two who rename at once the last one wins; everybody is told of each. */
  rename(who: Who, command: Of<'thread.rename'>): Thread {
    const { access, store, writer } = this.parts;
    const row = access.row(who, command.threadId);
    access.require(who, 'thread.rename', row);
    const title = cleanTitle(command.title);
    if (title !== row.title) {
      store.setThread(who.ws, row.id, { title });
      store.append(who.ws, { type: 'thread', thread: row.id });
      writer.notice(who.ws, row.id, { event: 'renamed', people: [], by: who.person.name, title });
    }
    return access.thread(who, row.id);
  }

  /** one of the workspace's list, or none. The patient's side is not even told that something has changed. */
  setStatus(who: Who, { threadId, status }: Of<'status.set'>): Thread {
    const { access, store } = this.parts;
    access.require(who, 'status.set', access.row(who, threadId));
    if (status !== null && !who.workspace.statuses.some((one) => one.id === status)) {
      throw new ChatError('invalid', 'not in the list', { fields: { status: 'not in the list' } });
    }
    store.setThread(who.ws, threadId, { status });
    store.append(who.ws, { type: 'thread', thread: threadId, staff: true });
    return access.thread(who, threadId);
  }

  /** the 1:1 that there is already. A relation's is one in which their patient and they both are. */
  #direct(who: Who, other: Person): string | undefined {
    const { store } = this.parts;
    const exact = store.directOf(who.ws, pairOf(who.person, other));
    if (exact !== undefined && store.thread(who, exact)) return exact;
    if (who.person.onBehalfOf === undefined) return undefined;
    return store.threadsWith(who.ws, [who.id, who.person.onBehalfOf, other.id]).find((id) => store.thread(who, id)?.kind === 'direct');
  }

  #newThread(who: Who, kind: 'direct' | 'group', others: readonly Person[], title?: string): string {
    const { store, membership, now } = this.parts;
    const id = randomUUID();
    const patient = who.person.onBehalfOf === undefined ? undefined : store.person(who.ws, who.person.onBehalfOf);
    const people = [who.person, ...(patient ? [patient] : []), ...others];
    const subject = subjectOf(people);
    store.addThread(who.ws, {
      id, kind, createdAt: now(),
      ...(title === undefined ? {} : { title }),
      ...(subject === undefined ? {} : { subject }),
      ...(kind === 'direct' ? { pair: pairOf(who.person, others[0]!) } : {}),
    });
    for (const person of people) {
      store.addMember(who.ws, id, person.id, { groupAdmin: kind === 'group' && person.id === who.id, fromSeq: 0 });
    }
    const { coordinators } = membership.follow(who.ws, id);
    store.append(who.ws, { type: 'thread', thread: id });
    membership.welcome(who.ws, id, coordinators);
    return id;
  }
}

/** Titles stay as typed, but for control characters and halves of surrogate pairs, which no database and no screen takes well. */
function cleanTitle(title: string): string {
  const clean = title.replace(/\p{Cc}|\p{Cs}/gu, ' ').trim();
  if (clean === '') throw new ChatError('invalid', 'the title is empty', { fields: { title: 'empty' } });
  return clean;
}
