import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import { startTestServer } from '../../demo/server/testing.js';
import { kinds } from '../../src/kinds/index.js';
import type { FileRef, Id, Message, ResultOf, SavedReply, ServerCommand, Submission, Thread } from '../../src/model/index.js';
import { memoryWorkspace } from '../../src/transport/memory/index.js';
import { restTransport } from '../../src/transport/rest/index.js';
import type { ServerEvent, Transport } from '../../src/transport/transport.js';

/** Ana with her relations Luis (may answer) and Eva (may not), Ben, two practitioners with a coordinator of one of them, and the office. */
const people = [
  { id: 'ana', name: 'Ana Silva', role: 'patient', birthDate: '1988-04-17' },
  { id: 'luis', name: 'Luis Silva', role: 'relation', onBehalfOf: 'ana', mayAct: true },
  { id: 'eva', name: 'Eva Silva', role: 'relation', onBehalfOf: 'ana' },
  { id: 'ben', name: 'Ben Hart', role: 'patient' },
  { id: 'maya', name: 'Dr. Maya Lee', role: 'practitioner' },
  { id: 'tom', name: 'Tom Okafor', role: 'practitioner' },
  { id: 'rosa', name: 'Rosa Diaz', role: 'coordinator' },
  { id: 'office', name: 'Clinic Office', role: 'admin' },
];
const threads = [
  { id: 'ana-maya', kind: 'direct' as const, participants: ['ana', 'maya', 'luis', 'eva', 'rosa'] },
  { id: 'luis-maya', kind: 'direct' as const, participants: ['luis', 'ana', 'maya'] },
  { id: 'ana-tom', kind: 'direct' as const, participants: ['ana', 'tom'] },
  { id: 'ana-office', kind: 'direct' as const, participants: ['ana', 'office'] },
  { id: 'ben-maya', kind: 'direct' as const, participants: ['ben', 'maya', 'rosa'] },
  { id: 'team', kind: 'group' as const, title: 'Both', participants: ['maya', 'ana', 'ben', 'luis', 'rosa'], groupAdmin: 'maya' },
  { id: 'maya-tom', kind: 'direct' as const, participants: ['maya', 'tom'] },
];

export type Lists = Readonly<Record<string, readonly { id: Id; [name: string]: unknown }[]>>;

/** One person's line, and what it has been told. */
export class Person {
  readonly events: ServerEvent[] = [];

  constructor(readonly transport: Transport) {}

  submit<C extends Record<string, unknown> & { type: ServerCommand['type'] }>(command: C): Promise<ResultOf<C>> {
    return this.transport.submit({ id: randomUUID(), ...command } as unknown as ServerCommand) as Promise<ResultOf<C>>;
  }

  send(threadId: Id, kind: string, payload: unknown, more: Record<string, unknown> = {}): Promise<Message> {
    return this.submit({ type: 'message.send', threadId, kind, payload, files: [], ...more }) as Promise<Message>;
  }

  say(threadId: Id, text = 'Hello'): Promise<Message> {
    return this.send(threadId, 'text', { text, format: 'plain' });
  }

  act({ threadId, id }: Message, verb: string, data: unknown = {}): Promise<Message> {
    return this.submit({ type: 'message.act', threadId, messageId: id, verb, data }) as Promise<Message>;
  }

  upload(threadId: Id, file: Blob, name = 'file', id: Id = randomUUID()): Promise<FileRef> {
    return this.transport.upload(file, { id, threadId, name, onProgress: () => undefined });
  }

  async thread(id: Id): Promise<Thread> {
    return (await this.transport.threads({ id })).items[0] as Thread;
  }

  async messages(id: Id): Promise<Message[]> {
    return (await this.transport.messages(id, { limit: 100 })).items;
  }
}

export interface World {
  name: string;
  as(id: Id): Promise<Person>;
  /** A verb of the portal's own. */
  portal(message: Message, verb: string, data?: unknown): Promise<void>;
  /** What has come into a patient's profile. */
  submissions(patient: Id): readonly Submission[];
}

/** The same workspace behind the embedded transport and behind the reference server. */
export const worlds: readonly { name: string; make(lists: Lists, replies?: readonly SavedReply[]): Promise<World> }[] = [
  {
    name: 'memory',
    make(lists, replies = []) {
      const home = memoryWorkspace({ people, threads, replies: [...replies], coordinates: { rosa: ['maya'] }, catalogs: lists as Record<string, unknown[]> }, { kinds });
      return Promise.resolve({
        name: 'memory',
        as: async (id) => open(home.transport(id), () => Promise.resolve('token')),
        portal: ({ threadId, id }, verb, data) => home.act(threadId, id, verb, data),
        submissions: (patient) => home.submissions(patient),
      });
    },
  },
  {
    name: 'rest',
    async make(lists, replies = []) {
      const server = await startTestServer({ people, rate: { perSecond: 10_000, burst: 10_000 } });
      after(() => server.close());
      const { admin, workspace } = server;
      admin.putWorkspace({ id: workspace, name: 'Clinic', lists });
      admin.attach(workspace, 'rosa', 'maya');
      for (const thread of threads) admin.putThread(workspace, thread);
      for (const reply of replies) admin.putReply(workspace, reply);
      return {
        name: 'rest',
        as: (id) => open(restTransport({ server: server.url }), () => server.token(id)),
        portal: ({ id }, verb, data) => admin.act(workspace, id, verb, data),
        submissions: (patient) => admin.submissions(workspace, patient),
      };
    },
  },
];

export async function open(transport: Transport, getToken: () => Promise<string>): Promise<Person> {
  const person = new Person(transport);
  const end = new AbortController();
  after(() => end.abort());
  await transport.open({ events: (batch) => person.events.push(...batch), ephemeral: () => undefined, connection: () => undefined }, { getToken, signal: end.signal, locale: 'en' });
  return person;
}
