import { ChatError } from '../../base/errors.js';
import { can, checkText, deniedIn, isCoordinator, isHeld, isInlineImage, isRecipientFor, isRelation, textLength } from '../../model/index.js';
import type { Capability, FirstMessage, Id, Message, ServerCommand, Thread } from '../../model/index.js';
import { holdFor, type FileRow, type PersonRow, type State, type ThreadRow } from './state.js';
import { notFound, threadFor } from './views.js';

type Of<T extends ServerCommand['type']> = Extract<ServerCommand, { type: T }>;
const titleLength = 200;

const invalid = (fields: Record<string, string>): ChatError => new ChatError('invalid', 'the command is not valid', { fields });

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
    case 'thread.leave': return leave(state, viewer, command);
    case 'thread.flag': return flag(state, viewer, command);
    case 'read': return read(state, viewer, command);
    default: throw new ChatError('unsupported', 'this workspace does not know the command');
  }
}

function threadOrFail(state: State, viewer: PersonRow, threadId: Id): ThreadRow {
  const thread = state.threadOf(viewer.id, threadId);
  if (!thread) throw notFound('thread');
  return thread;
}

/** Refuses with `forbidden` or `held`. Without a thread: what the role may do at all. */
function demand(state: State, viewer: PersonRow, capability: Capability, thread?: ThreadRow): void {
  const denied = thread && deniedIn(state.policy, { role: viewer.role, groupAdmin: thread.groupAdmin === viewer.id }, thread);
  if (!can(viewer, capability, denied && { denied })) throw new ChatError('forbidden', `not allowed: ${capability}`);
  if (thread && isHeld(capability, { hold: holdFor(viewer, thread) })) throw new ChatError('held', 'the thread waits for an answer to a request');
}

/** Says to all participants (or to some) how the thread looks for each of them now. */
export function announceThread(state: State, thread: ThreadRow, to: Iterable<Id> = state.activeMembers(thread)): void {
  state.append(to, (viewer) => (thread.members.get(viewer.id)?.active ? { type: 'thread', thread: threadFor(state, viewer, thread) } : undefined));
}

export function announceMessage(state: State, thread: ThreadRow, message: Message): void {
  const hidden = [...thread.members].filter(([, member]) => member.active && member.hidden);
  for (const [, member] of hidden) member.hidden = false;
  // a 1:1 that was left comes back with the next message.
  if (hidden.length > 0) announceThread(state, thread, hidden.map(([id]) => id));
  const snapshot = structuredClone(message);
  state.append(state.activeMembers(thread), (viewer) => (state.sees(viewer, snapshot) ? { type: 'message', message: snapshot } : undefined));
}

function send(state: State, viewer: PersonRow, command: Of<'message.send'>): Message {
  const thread = threadOrFail(state, viewer, command.threadId);
  if (command.for !== undefined && !thread.members.has(command.for)) throw invalid({ for: 'not in this thread' });
  return write(state, viewer, thread, command, command.for);
}

function write(state: State, viewer: PersonRow, thread: ThreadRow, content: FirstMessage, addressee?: Id): Message {
  const rows = admit(state, viewer, thread, content);
  for (const row of rows) row.threadId = thread.id;
  const { kind, payload } = content;
  const message = state.addMessage(thread, viewer.id, {
    kind, payload: structuredClone(payload), files: rows.map((row) => row.ref), clientId: content.id, ...(addressee !== undefined && { for: addressee }),
  });
  announceMessage(state, thread, message);
  return message;
}

/** Everything that can be wrong with a message, asked before anything changes. Returns its files. */
function admit(state: State, viewer: PersonRow, thread: ThreadRow | undefined, content: FirstMessage): FileRow[] {
  for (const capability of needsToSend(state, content)) demand(state, viewer, capability, thread);
  checkContent(state, content);
  const rows = filesOf(state, viewer, thread, content.files);
  if (content.kind === 'image' && !rows.every((row) => isInlineImage(row.ref))) throw invalid({ files: 'not-an-image' });
  return rows;
}

function needsToSend(state: State, { kind, payload, files }: FirstMessage): Capability[] {
  const card = state.options.kinds?.find((one) => one.kind === kind);
  const rich = (payload as { format?: unknown } | null)?.format === 'markdown';
  return ['message.send', ...(card?.needs.send ?? []), ...(rich ? ['message.rich'] : []), ...(files.length > 0 ? ['file.send'] : [])];
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

/** The files of a message: known, complete, the writer's own, meant for this thread (or for none yet), and not yet in another message. */
function filesOf(state: State, viewer: PersonRow, thread: ThreadRow | undefined, ids: readonly Id[]): FileRow[] {
  return ids.map((id) => {
    const row = state.files.get(id);
    if (row?.owner !== viewer.id || (row.threadId && row.threadId !== thread?.id) || row.message !== undefined) throw invalid({ files: 'unknown' });
    if (row.ref.scan === 'blocked') throw invalid({ files: 'blocked' });
    return row;
  });
}

/** Verbs belong to the kinds, whose server side is not the core's: here the card's needs are asked, and the verb is kept in the payload. */
function act(state: State, viewer: PersonRow, command: Of<'message.act'>): Message {
  const thread = threadOrFail(state, viewer, command.threadId);
  const message = thread.messages.find((one) => one.id === command.messageId && state.sees(viewer, one));
  if (!message) throw notFound('message');
  const needs = state.options.kinds?.find((one) => one.kind === message.kind)?.needs.act?.[command.verb];
  if (!needs) throw new ChatError('unsupported', 'this kind does not know the verb');
  for (const capability of needs) demand(state, viewer, capability, thread);
  message.payload = { ...(message.payload as object), [command.verb]: { by: viewer.id, data: structuredClone(command.data) } };
  message.revision += 1;
  announceMessage(state, thread, message);
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
  if (command.first) admit(state, viewer, existing, command.first);
  const thread = existing ?? found(state, viewer, command, others);
  thread.members.get(viewer.id)!.hidden = false;
  if (existing) announceThread(state, thread, [viewer.id]);
  else announceThread(state, thread);
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
  // A relation writes for their patient, who is in the thread, too: coordinators and listed relations come by themselves.
  const asked = [viewer.id, ...(viewer.onBehalfOf !== undefined ? [viewer.onBehalfOf] : []), ...others];
  const ids = [...new Set([...asked, ...state.followersOf(asked)])];
  const patients = ids.filter((id) => state.isPatient(id));
  const thread: ThreadRow = {
    id: `thread-${n}`, kind, members: new Map(), messages: [], activity: n,
    ...(title?.trim() && { title: checkedTitle(title) }),
    ...(patients.length === 1 && { subject: patients[0]! }),
    ...(kind === 'group' && { groupAdmin: viewer.id }),
  };
  for (const id of ids) thread.members.set(id, { active: true, hidden: false, muted: false, pinned: false, archived: false });
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
  thread.title = checkedTitle(command.title);
  announceThread(state, thread);
  return threadFor(state, viewer, thread);
}

function leave(state: State, viewer: PersonRow, command: Of<'thread.leave'>): Record<string, never> {
  const thread = threadOrFail(state, viewer, command.threadId);
  demand(state, viewer, 'thread.leave', thread);
  const gone = (reason: 'left' | 'erased') => () => ({ type: 'thread.gone' as const, threadId: thread.id, reason });
  if (thread.kind === 'group' && thread.groupAdmin === viewer.id) {
    // the group goes with its admin, for everyone.
    state.append(state.activeMembers(thread), gone('erased'));
    state.threads.delete(thread.id);
    return {};
  }
  const member = thread.members.get(viewer.id)!;
  if (thread.kind === 'direct') member.hidden = true;
  else member.active = false;
  state.append([viewer.id], gone('left'));
  if (thread.kind === 'group') announceThread(state, thread);
  return {};
}

function flag(state: State, viewer: PersonRow, command: Of<'thread.flag'>): Thread {
  const thread = threadOrFail(state, viewer, command.threadId);
  if (command.muted !== undefined) demand(state, viewer, 'thread.mute', thread);
  const member = thread.members.get(viewer.id)!;
  member.muted = command.muted ?? member.muted;
  member.pinned = command.pinned ?? member.pinned;
  member.archived = command.archived ?? member.archived;
  announceThread(state, thread, [viewer.id]);
  return threadFor(state, viewer, thread);
}

function read(state: State, viewer: PersonRow, command: Of<'read'>): Record<string, never> {
  const thread = threadOrFail(state, viewer, command.threadId);
  if (!thread.messages.some((message) => message.position === command.upTo)) throw invalid({ upTo: 'unknown' });
  const member = thread.members.get(viewer.id)!;
  if (command.upTo > (member.readUpTo ?? '')) {
    member.readUpTo = command.upTo;
    // Receipts are not for others by default; the person's own other windows are told.
    state.append([viewer.id], () => ({ type: 'read', threadId: thread.id, by: viewer.id, upTo: command.upTo }));
  }
  return {};
}
