import type { ComposeProperties, Id, Participant } from '../model/index.js';
import type { Chat } from '../store/types.js';
import { composeHost } from './compose-host.js';

/** The element that writes a message of a kind. */
export type Writer = HTMLElement & ComposeProperties;

const unfinished = new WeakMap<Chat, Map<string, Writer>>();

/** What was being written when it was closed, by thread and kind: it stands there again when it is opened. It goes with the session. */
export function writersOf(chat: Chat): Map<string, Writer> {
  let writers = unfinished.get(chat);
  if (!writers) {
    const made = (writers = new Map<string, Writer>());
    unfinished.set(chat, made);
    chat.session.subscribe(({ phase }) => {
      if (phase !== 'ended' && phase !== 'off') return;
      for (const writer of made.values()) writer.release?.();
      made.clear();
    });
  }
  return writers;
}

export const writerKey = (thread: Id, kind: string): string => `${thread}/${kind}`;

/** The one that was begun for a thread, or a new one. */
export function writerFor(chat: Chat, thread: Id, kind: string, tag: string): Writer {
  const key = writerKey(thread, kind);
  const writer = writersOf(chat).get(key) ?? (document.createElement(tag) as Writer);
  writersOf(chat).set(key, writer);
  return writer;
}

/** Gives a writer its surroundings; undefined before the viewer is known. */
export function feedWriter(writer: Writer, chat: Chat, threadId: Id, patient: Participant | undefined): Writer | undefined {
  const viewer = chat.session.get().session?.viewer;
  if (!viewer) return undefined;
  const properties: Omit<ComposeProperties, 'release'> = { threadId, viewer, people: chat.thread(threadId).get()?.participants ?? [], patient, host: composeHost(chat, threadId) };
  return Object.assign(writer, properties);
}
