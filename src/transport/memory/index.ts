import { can } from '../../model/index.js';
import type { Hold, Id, Message, Submission } from '../../model/index.js';
import type { Sink, Transport } from '../transport.js';
import { announceMessage, announceThread, attach, deactivate, remove } from './membership.js';
import { MemoryControls } from './faults.js';
import { MemoryTransport } from './memory-transport.js';
import { byPortal } from './portal.js';
import type { MemoryOptions, MemorySeed, SeedMessage } from './seed.js';
import type { PersonRow, ThreadRow } from './rows.js';
import { contentOf, State } from './state.js';
import { sessionFor } from './views.js';

export { MemoryControls, type FaultOptions, type FaultTarget } from './faults.js';
export type { MemoryOptions, MemorySeed, SeedFile, SeedMessage, SeedPerson, SeedThread, SeedWorkspace, Signals } from './seed.js';

/** What a person writes from code: short as in a seed, or whole. */
export type Said = string | Omit<SeedMessage, 'author'>;

/** An embedded workspace: no server at all, several viewers in one page. */
export interface MemoryWorkspace {
  /** One viewer's transport. Each call makes a line of its own to the same workspace; all lines of a viewer share its controls. */
  transport(viewerId: Id): Transport;
  /** The fault switches of one viewer's lines. */
  controls(viewerId: Id): MemoryControls;
  /** Somebody writes: nothing is asked, so that unknown kinds and messages without an author (`''`) can be made. */
  say(threadId: Id, author: Id, said: Said): Message;
  /** The same as `say`. */
  receive(threadId: Id, author: Id, said: Said): Message;
  /** Somebody is seen typing. */
  typing(threadId: Id, author: Id): void;
  /** binds or frees the patient's side of a thread. */
  hold(threadId: Id, hold: Hold | undefined): void;
  /** Removes somebody from a thread, as a group admin does. */
  remove(threadId: Id, personId: Id): void;
  /** attaches coordinators to a practitioner, also in threads that are under way. */
  attach(coordinators: Id | readonly Id[], practitioner: Id): void;
  detach(coordinators: Id | readonly Id[], practitioner: Id): void;
  /** The clinic deactivates somebody. */
  deactivate(personId: Id): void;
  /** A verb of a kind that is the portal's own, for example that a request has been paid. Rejects with `ChatError`. */
  act(threadId: Id, messageId: Id, verb: string, data?: unknown): Promise<void>;
  /** what a patient's side has handed in, the newest first, also from threads that are not there any more. */
  submissions(patient: Id): readonly Submission[];
  /** switches of the workspace, for example `{ messaging: false }`; everybody's session changes. */
  switch(switches: Record<string, boolean>): void;
  /** Takes capabilities away from a person, or gives them; their session changes. */
  grant(personId: Id, change: { add?: string[]; remove?: string[] }): void;
  /** Makes every cursor so far expire: who resumes from one is told to resync. */
  expireCursors(): void;
  /** Keeps a copy of everything. The function returned goes back to it, as a server does that is restarted from an older copy: positions are used again. */
  copy(): () => void;
  /** What is true on the server, whoever asks: for assertions. */
  messagesOf(threadId: Id): readonly Message[];
  /** Gives back the addresses of files. */
  close(): void;
}

/** Makes an embedded workspace from plain data. It lives as long as it is held; nothing is stored. */
export function memoryWorkspace(seed: MemorySeed, options: MemoryOptions = {}): MemoryWorkspace {
  const state = new State(seed, options);
  const lines = new Map<Id, MemoryControls>();
  const sinks = new Map<Sink, Id>();

  const person = (id: Id): PersonRow => {
    const row = state.person(id);
    if (!row) throw new Error(`memoryWorkspace: nobody has the id «${id}»; the seed's people are ${[...state.people.keys()].join(', ')}`);
    return row;
  };
  const thread = (id: Id): ThreadRow => {
    const row = state.threads.get(id);
    if (!row) throw new Error(`memoryWorkspace: no thread has the id «${id}»; there are ${[...state.threads.keys()].join(', ')}`);
    return row;
  };
  const controls = (viewerId: Id): MemoryControls => {
    person(viewerId);
    const known = lines.get(viewerId) ?? new MemoryControls(options.latency ?? 0);
    lines.set(viewerId, known);
    return known;
  };
  const typing = (threadId: Id, by: Id): void => {
    for (const [sink, id] of sinks) {
      const who = person(id);
      if (id === by || !can(who, 'typing') || !state.threadOf(id, threadId) || controls(id).offline) continue;
      sink.ephemeral({ type: 'typing', threadId, by });
    }
  };
  /** Among those who have it, and are there: whoever comes is told of the others, and they of them. */
  const present = (sink: Sink, viewerId: Id, isThere: boolean): void => {
    if (!state.features.presence || !can(person(viewerId), 'presence')) return;
    const others = [...sinks].filter(([, id]) => id !== viewerId && can(person(id), 'presence') && !controls(id).offline);
    const isElsewhere = [...sinks].some(([other, id]) => id === viewerId && other !== sink);
    for (const [other, id] of others) {
      if (!isElsewhere) other.ephemeral({ type: 'presence', who: viewerId, state: isThere ? 'online' : 'offline' });
      if (isThere) sink.ephemeral({ type: 'presence', who: id, state: 'online' });
    }
  };
  const announceSession = (to: Iterable<Id>): void => {
    state.append(to, (viewer) => ({ type: 'session', session: sessionFor(state, viewer) }));
  };
  const say = (threadId: Id, author: Id, said: Said): Message => {
    const row = thread(threadId);
    const content: Omit<SeedMessage, 'author'> = typeof said === 'string' ? { text: said } : said;
    const files = (content.files ?? []).map((file) => state.plantFile(row, author, file));
    const message = state.addMessage(row, author, { ...content, ...contentOf(content, files), files });
    announceMessage(state, row, message);
    return structuredClone(message);
  };

  return {
    transport(viewerId) {
      return new MemoryTransport(state, controls(viewerId), person(viewerId), (by, threadId) => typing(threadId, by), (sink, signal) => {
        sinks.set(sink, viewerId);
        present(sink, viewerId, true);
        signal.addEventListener('abort', () => {
          sinks.delete(sink);
          present(sink, viewerId, false);
        }, { once: true });
      });
    },
    controls,
    say,
    receive: say,
    typing,
    submissions: (patient) => structuredClone(state.submissions.get(patient) ?? []),
    hold(threadId, hold) {
      const row = thread(threadId);
      if (hold) row.hold = hold;
      else delete row.hold;
      announceThread(state, row);
    },
    remove(threadId, personId) {
      const row = thread(threadId);
      if (row.members.get(personId)?.active) remove(state, row, person(personId), 'removed', { event: 'participant-removed' });
    },
    attach: (coordinators, practitioner) => attach(state, [coordinators].flat(), person(practitioner), true),
    detach: (coordinators, practitioner) => attach(state, [coordinators].flat(), person(practitioner), false),
    deactivate(personId) {
      deactivate(state, person(personId));
    },
    act: (threadId, messageId, verb, data = {}) => byPortal(state, thread(threadId), messageId, verb, data),
    switch(switches) {
      Object.assign(state.workspace.switches, switches);
      announceSession(state.people.keys());
    },
    grant(personId, { add = [], remove = [] }) {
      const row = person(personId);
      row.capabilities = [...new Set([...row.capabilities, ...add])].filter((capability) => !remove.includes(capability));
      announceSession([personId]);
    },
    expireCursors: () => state.forget(),
    copy: () => state.copy(),
    messagesOf: (threadId) => structuredClone(thread(threadId).messages),
    close() {
      for (const { url, previewUrl } of state.files.values()) for (const address of [url, previewUrl]) if (address) URL.revokeObjectURL(address);
    },
  };
}
