import { ChatError } from '../base/errors.js';
import { isHeld, isPatientSide, type Acting, type Command, type Id, type Message } from '../model/index.js';
import type { Parts } from './parts.js';
import type { Upload } from './types.js';
import type { Writing } from './writing.js';

/** Those whose files are on their way, by message. */
const carried = new WeakMap<Writing, Map<Id, AbortController>>();
/** Under which id a file went up: sent once more it is not carried up again. */
const uploadIds = new WeakMap<Blob, Id>();

type Show = (upload: Acting['upload']) => void;

/**
 * Shows the verb as on its way until the server has answered. What is refused stays with its reason until it is asked again: what it is about is its place. While
 * it is on its way nothing else is asked of that.
 */
export async function asking<T>(parts: Parts, id: Id, { verb, data }: Pick<Acting, 'verb' | 'data'>, work: (show: Show) => Promise<T>, done: (answer: T) => void): Promise<void> {
  const { core, extras: { acting: cell } } = parts;
  if (cell.get().has(id) && cell.get().get(id)?.error === undefined) return;
  const show = (acts?: Omit<Acting, 'verb' | 'data'>): void => {
    if (core.over) return;
    const next = new Map(cell.get());
    if (acts) next.set(id, { verb, data, ...acts });
    else next.delete(id);
    cell.set(next);
  };
  show({});
  try {
    const answer = await work((upload) => show(upload && { upload }));
    if (core.over) return;
    parts.together(() => {
      show();
      done(answer);
    });
  } catch (thrown) {
    const { code, fields } = ChatError.from(thrown);
    // Who gives it up knows why.
    if (code === 'aborted') show();
    else show({ error: code, ...(fields && { fields }) });
  }
}

/** A verb of a message's kind. */
export const act = (parts: Parts, { messageId, ...verb }: { messageId: Id; verb: string; data: unknown }, work: (show: Show) => Promise<Message>): Promise<void> =>
  asking(parts, messageId, verb, work, (answer) => {
    const message = parts.core.sane(answer);
    if (message) parts.messages(message.threadId, [message]);
  });

/** A verb with files of the device: they go up, then it is asked. */
export function actWithFiles(writing: Writing, { threadId, messageId, verb, data, files }: Extract<Command, { type: 'kind.act' }>, ask: (data: unknown) => Promise<Message>): Promise<void> {
  const { core, parts, uploads } = writing;
  return act(parts, { messageId, verb, data }, async (show) => {
    const room = parts.rooms.resolve(threadId);
    const viewer = core.current?.viewer;
    // it would be refused once all of it is there.
    if (viewer && isPatientSide(viewer) && isHeld('file.send', parts.threads.get(room))) throw new ChatError('held');
    const stop = new AbortController();
    const acts = carried.get(writing) ?? new Map<Id, AbortController>();
    carried.set(writing, acts.set(messageId, stop));
    let ids: Id[] = [];
    try {
      ids = await carryUp(writing, room, files, stop.signal, show);
    } finally {
      acts.delete(messageId);
    }
    show(undefined);
    let isKept = false;
    try {
      return await ask({ ...data, files: ids });
    } catch (thrown) {
      const { code, retryable } = ChatError.from(thrown);
      // What may yet be sent is there already.
      isKept = retryable || code === 'held' || code === 'unauthenticated';
      throw thrown;
    } finally {
      if (!isKept) for (const id of ids) uploads.remove(id);
    }
  });
}

export const cancelAct = (writing: Writing, messageId: Id): void => carried.get(writing)?.get(messageId)?.abort();

/** Answers the files' ids once the server has all of them. What only waits waits; what is refused or given up leaves nothing on its way. */
function carryUp(writing: Writing, threadId: Id, files: readonly File[], signal: AbortSignal, show: (upload: Acting['upload']) => void): Promise<Id[]> {
  const { core: { line }, uploads, watched } = writing;
  const known = (file: File): Upload | undefined => uploads.get(uploadIds.get(file) ?? '');
  const ids = files.map((file) => {
    const { id } = known(file) ?? uploads.add(threadId, file, { isOwn: true });
    uploadIds.set(file, id);
    uploads.retry(id);
    return id;
  });
  const size = files.reduce((sum, file) => sum + file.size, 0);
  return new Promise<Id[]>((resolve, reject) => {
    const end = (error?: ChatError): void => {
      stopLine();
      signal.removeEventListener('abort', look);
      for (const id of ids) {
        watched.delete(id);
        if (error) uploads.remove(id);
      }
      if (error) reject(error);
      else resolve(ids);
    };
    const look = (): void => {
      const all = ids.flatMap((id) => uploads.get(id) ?? []);
      const wrong = all.find(({ state }) => state === 'failed' || state === 'refused');
      if (signal.aborted) return end(new ChatError('aborted'));
      if (wrong || all.length < ids.length) return end(wrong?.error ?? new ChatError('aborted'));
      if (all.every(({ state }) => state === 'done')) return end();
      const waits = all.find(({ error }) => error)?.error?.code ?? line.blocked()?.code;
      show({ size, sent: all.reduce((sum, { sent }) => sum + sent, 0), ...(waits && { waits }) });
    };
    const stopLine = line.watch(look);
    signal.addEventListener('abort', look);
    for (const id of ids) watched.set(id, look);
    look();
  });
}
