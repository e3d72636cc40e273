import { ChatError } from '../base/errors.js';
import type { Command, Id, ResultOf, ServerCommand, Thread } from '../model/index.js';
import { act, actWithFiles, asking, cancelAct } from './acts.js';
import { chooseAgain } from './choose-again.js';
import { planKey, type Parts } from './parts.js';
import type { Writing } from './writing.js';

/** What a command changes, to be shown until the server has answered. */
function guessOf(command: ServerCommand, thread: Thread | undefined): Partial<Thread> | undefined {
  if (command.type === 'status.set') {
    const { status: _status, ...staff } = thread?.staff ?? {};
    return { staff: command.status === null ? staff : { ...staff, status: command.status } };
  }
  if (command.type !== 'thread.flag') return undefined;
  const { muted, pinned, archived, unread } = command;
  return {
    ...(muted === undefined ? {} : { muted }), ...(pinned === undefined ? {} : { pinned }), ...(archived === undefined ? {} : { archived }),
    ...(unread === undefined ? {} : { markedUnread: unread }),
  };
}

/** Shows the guess while `work` goes on; what is refused is as it was. */
async function guessing(parts: Parts, threadId: Id, guess: Partial<Thread> | undefined, work: () => Promise<unknown>): Promise<void> {
  const { threads } = parts;
  let asked: Thread | undefined;
  threads.change(threadId, (entry) => {
    asked = entry.server;
    if (guess) entry.guesses.push(guess);
  });
  const undo = (): void => threads.change(threadId, (entry) => { entry.guesses = entry.guesses.filter((one) => one !== guess); });
  try {
    const result = await work();
    let isNews = true;
    threads.change(threadId, (entry) => { isNews = entry.server === asked; });
    // What came by event meanwhile may be newer than the answer, or older: the server says how it is now.
    if (!isNews && !parts.core.over) await threads.fetch(threadId);
    parts.together(() => {
      undo();
      if (isNews && !parts.core.over) parts.thread(result as Thread);
    });
  } catch (thrown) {
    undo();
    throw thrown;
  }
}

/** The wish is this person's: it is stored, and the other tabs follow. */
function showPlan(parts: Parts, shown: boolean): void {
  const { core } = parts;
  if (core.current?.workspace.switches.plan !== true) throw new ChatError('unsupported', 'This workspace has no plans.');
  if (shown) void core.vault.set(planKey, { shown });
  else void core.vault.delete(planKey);
  parts.extras.use((care) => care.plan.wished(shown));
  core.tell({ t: 'plan', shown });
}

/** Of this page alone: the portal knows what has happened, and says so again where it is still true. */
function offer({ extras, rooms }: Parts, { threadId, kind, isOver = false }: Extract<Command, { type: 'kind.offer' }>): void {
  const offers = extras.catalog('offers', rooms.resolve(threadId));
  const others = offers.get().items.filter((one) => one !== kind);
  offers.set({ phase: 'ready', items: isOver ? others : [...others, kind] });
}

/**
 * Carries out what is neither a message nor a read position, for the most part on the server: once, under one id; the answer comes back as state.
 * Rejects with `ChatError`. A thread that was being created and is refused is gone again.
 */
export async function submit(writing: Writing, command: Command): Promise<void> {
  const { parts } = writing;
  const { core, extras } = parts;
  if (command.type === 'attachment.choose-again') return chooseAgain(writing, command);
  if (command.type === 'plan.show') return showPlan(parts, command.shown);
  if (command.type === 'kind.offer') return offer(parts, command);
  if (command.type === 'kind.act-cancel') return cancelAct(writing, command.messageId);
  const ask = <C extends ServerCommand>(ready: C): Promise<ResultOf<C>> => core.ask((signal) => core.transport.submit(ready, { signal }), { tries: 5 });
  const id = ('id' in command && command.id) || core.platform.newId();
  if (command.type === 'thread.create') {
    try {
      const { thread } = await ask({ ...command, id });
      return writing.created(id, thread);
    } catch (thrown) {
      if (!core.over) writing.dropCreation(id);
      throw ChatError.from(thrown);
    }
  }
  if (command.type === 'thread.join') return join(parts, command.code, () => ask({ ...command, id }));
  if (command.type === 'kind.act') {
    const { messageId, verb } = command;
    return actWithFiles(writing, command, (data) => ask({ type: 'message.act', id, threadId: parts.requireServerId(command.threadId), messageId, verb, data }));
  }
  const threadId = 'threadId' in command ? { threadId: parts.requireServerId(command.threadId) } : {};
  const ready = { ...command, ...threadId, id } as ServerCommand;
  switch (ready.type) {
    case 'message.act': return act(parts, ready, () => ask(ready));
    case 'reply.save': return asking(parts, ready.reply.id, { verb: 'save', data: ready.reply }, () => ask(ready), () => repliesChanged(parts));
    case 'reply.delete': return asking(parts, ready.reply, { verb: 'delete', data: {} }, () => ask(ready), () => repliesChanged(parts));
    case 'thread.rename': case 'thread.flag': case 'thread.invite': case 'thread.remove-participant': case 'status.set':
      return guessing(parts, ready.threadId, guessOf(ready, parts.threads.get(ready.threadId)), () => ask(ready));
  }
  const result: unknown = await ask(ready);
  if (core.over) return;
  switch (ready.type) {
    case 'thread.leave': return parts.gone(ready.threadId, false);
    case 'thread.link': return extras.links.get(ready.threadId).set(result as ResultOf<typeof ready>);
  }
}

const repliesChanged = ({ extras }: Parts): void => extras.care?.catalogs.changed('saved-replies');

/** by a group's link. */
async function join(parts: Parts, code: string, ask: () => Promise<Thread>): Promise<void> {
  const { core, extras } = parts;
  extras.joined.set({ code, state: 'joining' });
  try {
    const thread = await ask();
    if (core.over) return;
    parts.thread(thread);
    extras.joined.set({ code, state: 'joined', threadId: thread.id });
  } catch (thrown) {
    const error = ChatError.from(thrown);
    if (!core.over) extras.joined.set({ code, state: 'refused', error });
    throw error;
  }
}
