import { createHash, randomUUID } from 'node:crypto';
import { ChatError } from '../../src/base/errors.js';
import { isRecipientFor, type FirstMessage, type Message, type ResultOf, type ServerCommand } from '../../src/model/index.js';
import type { Access, Who } from './access.js';
import { checkMessage } from './content.js';
import { addFollowers, pairOf, subjectOf } from './membership.js';
import { seqOf, type Person, type Store, type ThreadRow } from './store.js';

type Of<T extends ServerCommand['type']> = Extract<ServerCommand, { type: T }>;

export interface CommandsOptions {
  now(): number;
  /** Called, once committed, with the places of files that no message holds any longer. */
  discard(places: readonly string[]): void;
}

/**
 * Everything that changes something. A command is carried out in one transaction together with its answer, under its author and id; the same
 * again answers the same. What is refused is not kept: it may be asked again once the reason is gone.
 */
export class Commands {
  readonly #store: Store;
  readonly #access: Access;
  readonly #options: CommandsOptions;

  constructor(store: Store, access: Access, options: CommandsOptions) {
    this.#store = store;
    this.#access = access;
    this.#options = options;
  }

  /** Throws ChatError: `unsupported` for a type that is not known here, `conflict` where the id has carried something else before. */
  submit(who: Who, command: ServerCommand): unknown {
    const digest = createHash('sha256').update(canonical(command)).digest('base64url');
    let places: readonly string[] = [];
    const answer = this.#store.transaction(() => {
      const known = this.#store.command(who.ws, who.id, command.id);
      if (known) return answerAgain(known, digest);
      const { answer, thread, erased } = this.#carryOut(who, command);
      places = erased ?? [];
      this.#store.addCommand(who.ws, who.id, command.id, { digest, answer, thread });
      return answer;
    });
    this.#options.discard(places);
    return answer;
  }

  #carryOut(who: Who, command: ServerCommand): { answer: unknown; thread: string; erased?: string[] } {
    switch (command.type) {
      case 'message.send': return { answer: this.#send(who, command), thread: command.threadId };
      case 'thread.create': {
        const answer = this.#create(who, command);
        return { answer, thread: answer.thread.id };
      }
      case 'thread.rename': return { answer: this.#rename(who, command), thread: command.threadId };
      case 'thread.leave': return { ...this.#leave(who, command), thread: command.threadId };
      case 'thread.flag': return { answer: this.#flag(who, command), thread: command.threadId };
      case 'read': return { answer: this.#read(who, command), thread: command.threadId };
      case 'message.act': {
        this.#access.row(who, command.threadId);
        if (!this.#store.message(who, command.messageId)) throw new ChatError('not-found', 'no such message');
        throw new ChatError('unsupported', 'no kind of this server knows the verb');
      }
      default: throw new ChatError('unsupported', 'this server does not know the command');
    }
  }

  #send(who: Who, command: Of<'message.send'>): Message {
    const row = this.#access.row(who, command.threadId);
    if (command.for !== undefined) this.#checkAddressee(who, row, command.for);
    return this.#append(who, row, command, command.for);
  }

  /** R-16: in a thread with several patients staff may address one; nobody else's side receives it. */
  #checkAddressee(who: Who, row: ThreadRow, addressee: string): void {
    if (!who.staff) throw new ChatError('forbidden', 'only staff address one patient');
    const patient = this.#store.members(who.ws, row.id).some((m) => m.active && m.person.id === addressee && m.person.role === 'patient');
    if (!patient) throw new ChatError('invalid', 'not a patient of this thread', { fields: { for: 'not a patient of this thread' } });
  }

  #append(who: Who, row: ThreadRow, content: FirstMessage, addressee?: string): Message {
    checkMessage(this.#access, this.#store, who, row, content);
    // R-01: whoever has left the 1:1 sees it again.
    for (const person of this.#store.unhide(who.ws, row.id)) this.#store.append(who.ws, { type: 'thread', thread: row.id, person });
    const id = randomUUID();
    this.#store.addMessage(who.ws, {
      id, clientId: content.id, threadId: row.id, author: who.id, sentAt: this.#options.now(), kind: content.kind, payload: content.payload, files: content.files,
      ...(who.person.onBehalfOf === undefined ? {} : { onBehalfOf: who.person.onBehalfOf }),
      ...(addressee === undefined ? {} : { for: addressee }),
    });
    return this.#access.message(this.#store.message(who, id)!);
  }

  #create(who: Who, command: Of<'thread.create'>): ResultOf<Of<'thread.create'>> {
    this.#access.require(who, command.kind === 'group' ? 'group.create' : 'thread.create');
    const others = command.participants.map((id) => {
      const person = this.#store.person(who.ws, id);
      // R-10, R-14: a person who may not be written to, one of another workspace and one who does not exist look the same.
      if (!person || !isRecipientFor(who.viewer, person)) throw new ChatError('forbidden', 'not a recipient', { fields: { participants: 'not a recipient' } });
      return person;
    });
    if (command.kind === 'direct' && others.length !== 1) {
      throw new ChatError('invalid', 'a 1:1 has one recipient', { fields: { participants: 'a 1:1 has one recipient' } });
    }
    const title = command.title === undefined ? undefined : cleanTitle(command.title);
    const existing = command.kind === 'direct' ? this.#direct(who, others[0]!) : undefined;
    const id = existing ?? this.#newThread(who, command.kind, others, title);
    if (existing) this.#show(who, existing);
    const message = command.first && this.#first(who, this.#access.row(who, id), command.first);
    return { thread: this.#access.thread(who, id), ...(message ? { message } : {}) };
  }

  /** R-01: the 1:1 that there is already. A relation's is one in which their patient and they both are. */
  #direct(who: Who, other: Person): string | undefined {
    const exact = this.#store.directOf(who.ws, pairOf(who.person, other));
    if (exact !== undefined && this.#store.thread(who, exact)) return exact;
    if (who.person.onBehalfOf === undefined) return undefined;
    return this.#store.threadsWith(who.ws, [who.id, who.person.onBehalfOf, other.id]).find((id) => this.#store.thread(who, id)?.kind === 'direct');
  }

  #newThread(who: Who, kind: 'direct' | 'group', others: readonly Person[], title?: string): string {
    const id = randomUUID();
    const patient = who.person.onBehalfOf === undefined ? undefined : this.#store.person(who.ws, who.person.onBehalfOf);
    const people = [who.person, ...(patient ? [patient] : []), ...others];
    const subject = subjectOf(people);
    this.#store.addThread(who.ws, {
      id, kind, createdAt: this.#options.now(),
      ...(title === undefined ? {} : { title }),
      ...(subject === undefined ? {} : { subject }),
      ...(kind === 'direct' ? { pair: pairOf(who.person, others[0]!) } : {}),
    });
    for (const person of people) {
      this.#store.addMember(who.ws, id, person.id, { groupAdmin: kind === 'group' && person.id === who.id, fromSeq: 0 });
    }
    addFollowers(this.#store, who.ws, id, 0);
    this.#store.append(who.ws, { type: 'thread', thread: id });
    return id;
  }

  /** The first message has an id of its own, under which it is sent once, too. */
  #first(who: Who, row: ThreadRow, first: FirstMessage): Message {
    const digest = createHash('sha256').update(canonical(first)).digest('base64url');
    const known = this.#store.command(who.ws, who.id, first.id);
    if (known) return answerAgain(known, digest) as Message;
    const message = this.#append(who, row, first);
    this.#store.addCommand(who.ws, who.id, first.id, { digest, answer: message, thread: row.id });
    return message;
  }

  #show(who: Who, thread: string): void {
    if (!this.#access.row(who, thread).hidden) return;
    this.#store.setMember(who.ws, thread, who.id, { hidden: false });
    this.#store.append(who.ws, { type: 'thread', thread, person: who.id });
  }

  #rename(who: Who, command: Of<'thread.rename'>) {
    this.#access.require(who, 'thread.rename', this.#access.row(who, command.threadId));
    this.#store.setThread(who.ws, command.threadId, { title: cleanTitle(command.title) });
    this.#store.append(who.ws, { type: 'thread', thread: command.threadId });
    return this.#access.thread(who, command.threadId);
  }

  /** R-01: a 1:1 is hidden for oneself. R-27: a group is left; when its group admin leaves, it is erased for everyone. */
  #leave(who: Who, { threadId }: Of<'thread.leave'>): { answer: object; erased?: string[] } {
    const row = this.#access.row(who, threadId);
    this.#access.require(who, 'thread.leave', row);
    const gone = (person: string, reason: 'left' | 'erased') => this.#store.append(who.ws, { type: 'thread.gone', thread: threadId, person, reason });
    if (row.kind === 'direct') {
      this.#store.setMember(who.ws, threadId, who.id, { hidden: true });
      gone(who.id, 'left');
      return { answer: {} };
    }
    if (row.groupAdmin) {
      for (const member of this.#store.members(who.ws, threadId)) if (member.active) gone(member.person.id, 'erased');
      return { answer: {}, erased: this.#store.erase(who.ws, threadId) };
    }
    this.#store.setMember(who.ws, threadId, who.id, { active: false });
    gone(who.id, 'left');
    this.#store.append(who.ws, { type: 'thread', thread: threadId });
    return { answer: {} };
  }

  #flag(who: Who, { threadId, muted, pinned, archived }: Of<'thread.flag'>) {
    const row = this.#access.row(who, threadId);
    this.#access.require(who, 'thread.mute', row);
    const change = { ...(muted === undefined ? {} : { muted }), ...(pinned === undefined ? {} : { pinned }), ...(archived === undefined ? {} : { archived }) };
    this.#store.setMember(who.ws, threadId, who.id, change);
    this.#store.append(who.ws, { type: 'thread', thread: threadId, person: who.id });
    return this.#access.thread(who, threadId);
  }

  /** Read positions only go forward, and never past the newest message. */
  #read(who: Who, { threadId, upTo }: Of<'read'>): object {
    const row = this.#access.row(who, threadId);
    const asked = seqOf(upTo);
    if (asked === undefined) throw new ChatError('invalid', 'not a position', { fields: { upTo: 'not a position' } });
    const readSeq = Math.min(asked, row.lastSeq ?? 0);
    if (readSeq > row.readSeq) {
      this.#store.setMember(who.ws, threadId, who.id, { readSeq });
      this.#store.append(who.ws, { type: 'read', thread: threadId, person: who.id, readSeq });
    }
    return {};
  }
}

/** The answer that was given before. */
function answerAgain(known: { digest: string; answer?: unknown }, digest: string): unknown {
  if (known.digest !== digest) throw new ChatError('conflict', 'this id has carried something else');
  if (known.answer === undefined) throw new ChatError('not-found', 'what it made was erased');
  return known.answer;
}

/** One text for one content, however its keys are ordered. Throws `invalid` on what is nested too deeply. */
export function canonical(value: unknown, depth = 0): string {
  if (depth > 40) throw new ChatError('invalid', 'nested too deeply');
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item, depth + 1)}`).join(',')}}`;
}

/** Titles stay as typed, but for control characters and halves of surrogate pairs, which no database and no screen takes well. */
function cleanTitle(title: string): string {
  const clean = title.replace(/\p{Cc}|\p{Cs}/gu, ' ').trim();
  if (clean === '') throw new ChatError('invalid', 'the title is empty', { fields: { title: 'empty' } });
  return clean;
}
