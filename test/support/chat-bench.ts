import type { ChatError } from '../../src/base/errors.js';
import { kinds } from '../../src/kinds/index.js';
import type { Id, Message } from '../../src/model/index.js';
// Loaded on need by the store: here at once, so that a turn of the fake clock finds them there.
import '../../src/store/care.js';
import '../../src/store/files.js';
import '../../src/store/gaps.js';
import { createChat } from '../../src/store/index.js';
import '../../src/store/rare-commands.js';
import '../../src/store/outbox-send.js';
import '../../src/store/tabs.js';
import '../../src/store/transfer.js';
import '../../src/store/writing-commands.js';
import type { Chat, ChatOptions } from '../../src/store/types.js';
import { memoryWorkspace, type MemoryControls, type MemoryOptions, type MemorySeed, type MemoryWorkspace } from '../../src/transport/memory/index.js';
import type { Transport } from '../../src/transport/transport.js';
import { fakePlatform, type FakePlatform } from './fake-platform.js';

/** A request as the transport saw it. */
export interface Asked { method: string; at: number; args: unknown[] }

export interface Seat {
  chat: Chat;
  controls: MemoryControls;
  asked: Asked[];
  errors: ChatError[];
  /** Requests of one method, or commands of one type. */
  count(what: string): number;
  texts(threadId: Id): string[];
  messages(threadId: Id): readonly Message[];
}

export interface Bench {
  platform: FakePlatform;
  workspace: MemoryWorkspace;
  sit(viewer: Id, options?: Partial<ChatOptions> & { wrap?: (transport: Transport) => Transport; quiet?: boolean }): Promise<Seat>;
  end(): void;
}

export const text = (message: Message): string => (message.payload as { text?: string } | undefined)?.text ?? '';

const methods = ['open', 'threads', 'messages', 'submit', 'upload', 'fileUrl', 'catalog'] as const;

/** A transport with some of its methods replaced. */
export function replaced(transport: Transport, changes: Partial<Transport>): Transport {
  const out: Record<string, unknown> = { name: transport.name, hint: transport.hint.bind(transport) };
  for (const method of methods) out[method] = (transport[method] as (...args: unknown[]) => unknown).bind(transport);
  if (transport.reconnect) out['reconnect'] = transport.reconnect.bind(transport);
  if (transport.listen) out['listen'] = transport.listen.bind(transport);
  return Object.assign(out, changes) as unknown as Transport;
}

/** Writes down every request. */
export function watched(transport: Transport, asked: Asked[], now: () => number): Transport {
  const out: Record<string, unknown> = {};
  for (const method of methods) {
    out[method] = (...args: unknown[]) => {
      asked.push({ method, at: now(), args });
      return (transport[method] as (...args: unknown[]) => unknown)(...args);
    };
  }
  return replaced(transport, out as Partial<Transport>);
}

export const clinic = (threads: MemorySeed['threads'] = []): MemorySeed => ({
  workspace: { id: 'riverside', name: 'Riverside Clinic' },
  people: [
    { id: 'ana', name: 'Ana Silva', role: 'patient' },
    { id: 'ben', name: 'Ben Hart', role: 'patient' },
    { id: 'luis', name: 'Luis Silva', role: 'relation', onBehalfOf: 'ana' },
    { id: 'maya', name: 'Dr. Maya Lee', role: 'practitioner' },
    { id: 'tom', name: 'Tom Okafor', role: 'practitioner', title: 'Therapist' },
    { id: 'rosa', name: 'Rosa Diaz', role: 'coordinator' },
    { id: 'office', name: 'Clinic Office', role: 'admin' },
  ],
  threads,
});

/** Ana and Dr. Lee, and what they have written. */
export const direct = (count: number, unread: Record<Id, number> = {}): NonNullable<MemorySeed['threads']>[number] => ({
  id: 't1', kind: 'direct', participants: ['ana', 'maya'], unread,
  messages: Array.from({ length: count }, (_, i) => ({ author: i % 2 ? 'ana' : 'maya', text: `m${i}` })),
});

/** A workspace in a fake world; every seat is one person's chat. */
export function bench(seed: MemorySeed = clinic([direct(3)]), options: MemoryOptions = {}): Bench {
  const platform = fakePlatform();
  const workspace = memoryWorkspace(seed, { platform, ...options });
  const chats: Chat[] = [];
  return {
    platform, workspace,
    async sit(viewer, { wrap = (transport: Transport) => transport, quiet = false, ...rest } = {}) {
      const asked: Asked[] = [];
      const errors: ChatError[] = [];
      const transport = watched(wrap(workspace.transport(viewer)), asked, () => platform.clock.now());
      const chat = createChat({ transport, kinds, platform, locale: 'en', ...rest });
      chats.push(chat);
      chat.errors.subscribe((error) => {
        if (error) errors.push(error);
      });
      const seat: Seat = {
        chat, asked, errors, controls: workspace.controls(viewer),
        count: (what) => asked.filter(({ method, args }) => method === what || (method === 'submit' && (args[0] as { type: string }).type === what)).length,
        messages: (threadId) => chat.timeline(threadId).get().messages,
        texts: (threadId) => chat.timeline(threadId).get().messages.map(text),
      };
      chat.retain();
      if (quiet) return seat;
      chat.open();
      await platform.advance(10);
      return seat;
    },
    end() {
      for (const chat of chats) chat.destroy();
      workspace.close();
    },
  };
}

/** Writes and sends as a person does. */
export function say({ chat }: Pick<Seat, 'chat'>, threadId: Id, words: string): void {
  chat.dispatch({ type: 'draft.set', threadId, text: words });
  chat.dispatch({ type: 'draft.send', threadId });
}
