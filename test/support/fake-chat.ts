import { messageKey, type Command, type Message, type Session, type Thread } from '../../src/model/index.js';
import { kinds } from '../../src/kinds/index.js';
import { cell } from '../../src/store/cell.js';
import { Timeline } from '../../src/store/timeline.js';
import type { Chat, ThreadsState } from '../../src/store/types.js';
import type { ChatError } from '../../src/base/errors.js';

const words = 'Thank you that helps I took the tablets as we said one in the morning and one in the evening How did you sleep Better than last week though I woke up twice'.split(' ');

/** A text of `length` words, the same for the same number. */
export const textOf = (number: number, length: number): string =>
  `${number}. ${Array.from({ length }, (_, i) => words[(number * 7 + i * 3) % words.length]).join(' ')}`;

const start = new Date(2026, 1, 1, 8).getTime();

/** Confirmed messages from `from` up to and without `to`: of different lengths, in groups, over many days. Negative numbers come before. */
export const messagesOf = (from: number, to: number, of: (number: number) => Partial<Message> & { text?: string } = () => ({})): Message[] =>
  Array.from({ length: to - from }, (_, i) => {
    const number = from + i;
    const { text, ...more } = of(number);
    return {
      id: `m${number}`, threadId: 't', author: Math.floor(number / 3) % 2 ? 'ana' : 'maya', sentAt: start + number * 40 * 60_000,
      position: String(5_000_000 + number), revision: 1, kind: 'text', payload: { text: text ?? textOf(number, 1 + ((number * 13) & 31)), format: 'plain' },
      files: [], delivery: 'read', ...more,
    } satisfies Message;
  });

export interface FakeChat extends Chat {
  /** The door into the one thread, `t`. */
  readonly door: Timeline;
  readonly commands: Command[];
  /** Answers commands, like the store. */
  answer: (command: Command) => void;
}

const noop = (): void => undefined;

/** A chat of one thread, `t`, without a store behind it: whatever a test puts through its door is there at once. */
export function fakeChat(messages: Message[] = [], { older = 'end', newer = 'end', unread }: { older?: 'more' | 'end'; newer?: 'more' | 'end'; unread?: string } = {}): FakeChat {
  const still = <T>(value: T) => cell(value, noop);
  const door = new Timeline('t', (error) => { throw error; });
  door.merge(messages);
  door.patch({ phase: 'ready', older: { state: older }, newer: { state: newer }, ...(unread ? { firstUnread: unread } : {}) });
  const people = [{ id: 'ana', name: 'Ana Silva', role: 'patient' }, { id: 'maya', name: 'Dr. Maya Lee', role: 'practitioner' }];
  const thread = { id: 't', kind: 'direct', title: 'Knee', participants: people, unread: 0, denied: [], muted: false, pinned: false, archived: false } as unknown as Thread;
  const session = still({ phase: 'ready' as const, session: { viewer: { id: 'ana' } } as unknown as Session });
  const threads = still<ThreadsState>({ phase: 'ready', items: [thread], more: false, view: {} });
  const ofThread = still<Thread | undefined>(thread);
  const chat: FakeChat = {
    door, commands: [], answer: noop,
    kinds: new Map(kinds.map((kind) => [kind.kind, kind])), locale: 'en', session, threads,
    connection: still({ state: 'online' as const }), unread: still(0), errors: still<ChatError | undefined>(undefined), kept: still(true), locked: still(false),
    thread: () => ofThread, timeline: () => door.state, draft: () => still({ text: '', attachments: [] }), catalog: () => still({ phase: 'idle' as const, items: [] }),
    typing: () => still([]), presence: still(new Map()), link: () => still(undefined), joined: still(undefined), planShown: still(false), stranded: still([]), acting: still(new Map()),
    notes: () => Promise.reject(new Error('no notes here')), arrivals: () => noop, resolve: (id) => id, can: () => true, fileUrl: () => Promise.reject(new Error('no files here')),
    dispatch(command) {
      chat.commands.push(command);
      chat.answer(command);
    },
    open: noop, retain: noop, release: noop, lock: noop, unlock: noop, lockAfter: noop, cacheFor: noop, end: () => Promise.resolve(), destroy: noop,
  };
  return chat;
}

export const keyOf = messageKey;
