import { ChatError } from '../../base/errors.js';
import { can, checkText, isCoordinator, isInlineImage, isRecipientFor, isRelation, needsToSend, subjectOf, textLength } from '../../model/index.js';
import type { FirstMessage, Id, Message, ServerCommand, Thread } from '../../model/index.js';
import { change } from './changes.js';
import { mayTake } from './documents.js';
import { demand, invalid, type Of } from './demands.js';
import { invite, join, leave, link, removeParticipant } from './group-commands.js';
import { holdFor } from './holds.js';
import { acted, addresseeFor, cardOf, created } from './kinds.js';
import { announceMessage, announceThread, follow, notice, welcome } from './membership.js';
import { deleteReply, saveReply } from './replies.js';
import { keepRequest } from './requests.js';
import { newMember, type FileRow, type PersonRow, type ThreadRow } from './rows.js';
import type { State } from './state.js';
import { notFound, threadFor, threadOrFail } from './views.js';

const titleLength = 200;

/** Carries a command out once: the same author and id answer the same, for ever. With another content it is a mistake of the client's. */
export function carryOut(state: State, viewer: PersonRow, command: ServerCommand): unknown {
  if (!command.id) throw invalid({ id: 'missing' });
  const key = `${viewer.id}\u0000${command.id}`;
  const content = JSON.stringify(command);
  const known = state.answers.get(key);
  if (known && known.content !== content) throw new ChatError('conflict', 'this id was another command');
  const answer = known?.answer ?? structuredClone(run(state, viewer, command));
  state.answers.set(key, { content, answer });
  return structuredClone(answer);
}

function run(state: State, viewer: PersonRow, command: ServerCommand): unknown {
  switch (command.type) {
    case 'message.send': return send(state, viewer, command);
    case 'message.act': return act(state, viewer, command);
    case 'thread.create': return create(state, viewer, command);
    case 'thread.rename': return rename(state, viewer, command);
    case 'thread.invite': return invite(state, viewer, command);
    case 'thread.remove-participant': return removeParticipant(state, viewer, command);
    case 'thread.link': return link(state, viewer, command);
    case 'thread.join': return join(state, viewer, command);
    case 'thread.leave': return leave(state, viewer, command);
    case 'status.set': return setStatus(state, viewer, command);
    case 'thread.flag': return flag(state, viewer, command);
    case 'reply.save': return saveReply(state, viewer, command);
    case 'reply.delete': return deleteReply(state, viewer, command);
    case 'read': return read(state, viewer, command);
    default: return refuseUnknown(state, viewer, command);
  }
}

/** A command that is named like a capability needs it; beyond that, the commands of later kinds are not the core's. */
function refuseUnknown(state: State, viewer: PersonRow, { type, threadId }: { type: string; threadId?: Id }): never {
  if (type in state.policy) demand(state, viewer, type, threadId === undefined ? undefined : threadOrFail(state, viewer, threadId));
  throw new ChatError('unsupported', 'this workspace does not know the command');
}

function send(state: State, viewer: PersonRow, command: Of<'message.send'>): Message {
  const thread = threadOrFail(state, viewer, command.threadId);
  return write(state, viewer, thread, command, command.for);
}

function write(state: State, viewer: PersonRow, thread: ThreadRow, content: FirstMessage, named?: Id): Message {
  const rows = admit(state, viewer, thread, content, named);
  const addressee = addresseeFor(state, viewer, thread, content.kind, named);
  const payload = created(state, viewer, thread, content, rows.map(({ ref }) => ref), addressee);
  for (const row of rows) row.threadId ||= thread.id;
  const message = state.addMessage(thread, viewer.id, {
    kind: content.kind, payload, files: rows.map((row) => row.ref), clientId: content.id, ...(addressee !== undefined && { for: addressee }),
  });
  announceMessage(state, thread, message);
  keepRequest(state, message);
  return message;
}

/** Everything that can be wrong with a message, asked before anything changes. Returns its files. */
function admit(state: State, viewer: PersonRow, thread: ThreadRow | undefined, content: FirstMessage, named?: Id): FileRow[] {
  const card = cardOf(state, content.kind);
  demand(state, viewer, 'message.send', thread);
  if (state.options.kinds && !card) throw invalid({ kind: 'unknown' });
  for (const capability of needsToSend(card, content)) demand(state, viewer, capability, thread);
  checkContent(state, content);
  const rows = filesOf(state, viewer, thread, content.files, named);
  if (content.kind === 'image' && !rows.every((row) => isInlineImage(row.ref))) throw invalid({ files: 'not-an-image' });
  return rows;
}

function checkContent({ workspace: { limits } }: State, { kind, payload, files }: FirstMessage): void {
  if (typeof kind !== 'string' || kind === '') throw invalid({ kind: 'missing' });
  if (!Array.isArray(files) || files.length > limits.filesPerMessage) throw invalid({ files: 'too-many' });
  const { text, format } = (payload ?? {}) as { text?: unknown; format?: unknown };
  if (kind === 'text') {
    if (typeof text !== 'string') throw invalid({ text: 'missing' });
    if (format !== 'plain' && format !== 'markdown') throw invalid({ format: 'unknown' });
    const problem = checkText(text, limits);
    if (problem === 'too-long' || (problem === 'empty' && files.length === 0)) throw invalid({ text: problem });
  } else {
    if (typeof text === 'string' && textLength(text) > limits.textLength) throw invalid({ text: 'too-long' });
    if ((kind === 'image' || kind === 'file') && files.length === 0) throw invalid({ files: 'empty' });
  }
}

/** The files of a message: the writer's own uploads for this thread (or for none yet), or what may be forwarded into it. */
function filesOf(state: State, viewer: PersonRow, thread: ThreadRow | undefined, ids: readonly Id[], addressee?: Id): FileRow[] {
  return ids.map((id) => {
    const row = state.files.get(id);
    const isFresh = row?.owner === viewer.id && row.held.size === 0 && (!row.threadId || row.threadId === thread?.id);
    if (!row || !(isFresh || (thread && mayTake(state, viewer, thread, id, addressee)))) throw invalid({ files: 'unknown' });
    if (row.ref.scan === 'blocked') throw invalid({ files: 'blocked' });
    return row;
  });
}

/** Verbs belong to the kinds: the card says what each needs, its authority what becomes of the message. */
function act(state: State, viewer: PersonRow, command: Of<'message.act'>): Message {
  const thread = threadOrFail(state, viewer, command.threadId);
  const message = thread.messages.find((one) => one.id === command.messageId && state.sees(viewer, one));
  if (!message) throw notFound('message');
  const needs = cardOf(state, message.kind)?.needs.act?.[command.verb];
  if (!needs) throw new ChatError('unsupported', 'this kind does not know the verb');
  for (const capability of needs) demand(state, viewer, capability, thread);
  const done = acted(state, viewer, thread, message, command.verb, command.data);
  // an answer that brings files is sent like any other file.
  if (done.files?.length) demand(state, viewer, 'file.send', thread);
  filesOf(state, viewer, thread, done.files ?? []);
  change(state, thread, message, done);
  return message;
}

function create(state: State, viewer: PersonRow, command: Of<'thread.create'>): { thread: Thread; message?: Message } {
  const others = [...new Set(command.participants)].filter((id) => id !== viewer.id);
  demand(state, viewer, command.kind === 'group' ? 'group.create' : 'thread.create');
  const people = others.map((id) => state.person(id));
  // never a patient to another patient, whatever the client offers; who does not exist looks the same.
  if (!people.every((who) => who && isRecipientFor(viewer, who))) throw new ChatError('forbidden', 'not a recipient for this person');
  if (others.length === 0 || (command.kind === 'direct' && others.length > 1)) throw invalid({ participants: 'one' });
  const existing = command.kind === 'direct' ? directBetween(state, viewer, others[0]!) : undefined;
  if (command.first) {
    admit(state, viewer, existing, command.first);
    // a new 1:1 with the practitioner who waits for an answer is no way round.
    const begun = { id: '', kind: command.kind, members: new Map(others.map((id) => [id, newMember()])) };
    if (!existing && holdFor(state, viewer, begun)) throw new ChatError('held', 'the practitioner waits for an answer to a request');
  }
  const thread = existing ?? found(state, viewer, command, others);
  thread.members.get(viewer.id)!.hidden = false;
  if (existing) announceThread(state, thread, [viewer.id]);
  else {
    const { coordinators } = follow(state, thread);
    announceThread(state, thread);
    welcome(state, thread, coordinators);
  }
  const message = command.first && write(state, viewer, thread, command.first);
  return { thread: threadFor(state, viewer, thread), ...(message && { message }) };
}

/** the 1:1 that goes on. It stays one with coordinators or relations in it. */
function directBetween(state: State, viewer: PersonRow, other: Id): ThreadRow | undefined {
  return [...state.threads.values()].find((thread) => {
    if (thread.kind !== 'direct') return false;
    const members = state.activeMembers(thread);
    return members.includes(viewer.id) && members.includes(other) && members.every((id) => {
      const who = state.person(id);
      return id === viewer.id || id === other || id === viewer.onBehalfOf || (who && (isCoordinator(who) || isRelation(who)));
    });
  });
}

function found(state: State, viewer: PersonRow, { kind, title }: Of<'thread.create'>, others: Id[]): ThreadRow {
  const n = state.number();
  // A relation writes for their patient, who is in the thread, too.
  const asked = [viewer.id, ...(viewer.onBehalfOf !== undefined ? [viewer.onBehalfOf] : []), ...others];
  const ids = [...new Set(asked)];
  const subject = subjectOf(ids.flatMap((id) => state.person(id) ?? []));
  const thread: ThreadRow = {
    id: `thread-${n}`, kind, members: new Map(), messages: [], activity: n,
    ...(title?.trim() && { title: checkedTitle(title) }),
    ...(subject !== undefined && { subject }),
    ...(kind === 'group' && { groupAdmin: viewer.id }),
  };
  for (const id of ids) thread.members.set(id, newMember());
  state.threads.set(thread.id, thread);
  return thread;
}

function checkedTitle(title: string): string {
  const text = title.trim();
  if (text === '' || text.length > titleLength) throw invalid({ title: text ? 'too-long' : 'empty' });
  return text;
}

function rename(state: State, viewer: PersonRow, command: Of<'thread.rename'>): Thread {
  const thread = threadOrFail(state, viewer, command.threadId);
  demand(state, viewer, 'thread.rename', thread);
  const title = checkedTitle(command.title);
  if (title !== thread.title) {
    thread.title = title;
    announceThread(state, thread);
    notice(state, thread, { event: 'renamed', people: [], by: viewer.name, title });
  }
  return threadFor(state, viewer, thread);
}

/** one of the workspace's list, or none. The patient's side is not even told that something has changed. */
function setStatus(state: State, viewer: PersonRow, { threadId, status }: Of<'status.set'>): Thread {
  const thread = threadOrFail(state, viewer, threadId);
  demand(state, viewer, 'status.set', thread);
  if (status === null) delete thread.status;
  else if (state.statuses.some(({ id }) => id === status)) thread.status = status;
  else throw invalid({ status: 'not-in-the-list' });
  announceThread(state, thread, state.activeMembers(thread).filter((id) => can(state.person(id), 'status.read')));
  return threadFor(state, viewer, thread);
}

function flag(state: State, viewer: PersonRow, command: Of<'thread.flag'>): Thread {
  const thread = threadOrFail(state, viewer, command.threadId);
  if (command.muted !== undefined) demand(state, viewer, 'thread.mute', thread);
  const member = thread.members.get(viewer.id)!;
  member.muted = command.muted ?? member.muted;
  member.pinned = command.pinned ?? member.pinned;
  member.archived = command.archived ?? member.archived;
  member.marked = command.unread ?? member.marked;
  announceThread(state, thread, [viewer.id]);
  return threadFor(state, viewer, thread);
}

function read(state: State, viewer: PersonRow, command: Of<'read'>): Record<string, never> {
  const thread = threadOrFail(state, viewer, command.threadId);
  if (!thread.messages.some((message) => message.position === command.upTo)) throw invalid({ upTo: 'unknown' });
  const member = thread.members.get(viewer.id)!;
  if (member.marked) {
    member.marked = false;
    announceThread(state, thread, [viewer.id]);
  }
  if (command.upTo > (member.readUpTo ?? '')) {
    member.readUpTo = command.upTo;
    // The person's own other windows are told; with `receipts` also others who have them.
    const others = can(viewer, 'receipts') ? state.activeMembers(thread).filter((id) => can(state.person(id), 'receipts')) : [];
    state.append([viewer.id, ...others], () => ({ type: 'read', threadId: thread.id, by: viewer.id, upTo: command.upTo }));
  }
  return {};
}
