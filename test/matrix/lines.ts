import type { TestServer } from '../../demo/server/testing.js';
import { ChatError, type ErrorCode } from '../../src/base/errors.js';
import { kinds } from '../../src/kinds/index.js';
import { memoryWorkspace, type MemoryWorkspace } from '../../src/transport/memory/index.js';
import { restTransport } from '../../src/transport/rest/index.js';
import type { Ephemeral, GetToken, Transport } from '../../src/transport/transport.js';
import { Client, type Answer } from '../server/support.js';
import type { Line, Scene } from './attempts.js';
import { memorySeed, type World } from './world.js';

/** A scene, and how it ends. */
export interface Stage extends Scene { end(): void }

/** One line a person: whoever is refused at the door asks all the same. */
function stageOf(open: (person: string, signal: AbortSignal) => Promise<Line>): Stage {
  const lines = new Map<string, Promise<Line>>();
  const end = new AbortController();
  return {
    line(person) {
      const known = lines.get(person) ?? open(person, end.signal);
      lines.set(person, known);
      return known;
    },
    end: () => end.abort(),
  };
}

async function opened(transport: Transport, getToken: GetToken, signal: AbortSignal): Promise<Line> {
  const ephemerals: Ephemeral[] = [];
  await transport.open({ events: () => undefined, ephemeral: (event) => ephemerals.push(event), connection: () => undefined }, { getToken, signal, locale: 'en' })
    .catch((error: unknown) => {
      if (ChatError.from(error).code !== 'forbidden') throw error;
    });
  return Object.assign(transport, { ephemerals });
}

/** Lines to an embedded workspace that is there. */
export const stageOver = (workspace: MemoryWorkspace): Stage => stageOf((person, signal) => opened(workspace.transport(person), () => Promise.resolve('token'), signal));

/** The embedded workspace. */
export const memoryStage = (world: World): Stage => stageOver(memoryWorkspace(memorySeed(world), { kinds }));

let workspaces = 0;

/** The world in a workspace of its own of a server that runs. Returns the workspace's id. */
export function plant({ admin }: Pick<TestServer, 'admin'>, { workspace, people, threads, coordinates }: World): string {
  const ws = `matrix-${++workspaces}`;
  admin.batch(() => {
    admin.putWorkspace({ ...workspace, id: ws, name: 'Test Clinic' });
    for (const person of people) admin.putPerson(ws, person);
    for (const [coordinator, whom] of Object.entries(coordinates)) for (const one of whom) admin.attach(ws, coordinator, one);
    threads.forEach(({ messages, ...thread }, i) => {
      admin.putThread(ws, thread);
      for (const message of messages) admin.putMessage(ws, { ...message, threadId: thread.id, sentAt: 1_700_000_000_000 + i });
    });
  });
  return ws;
}

/** The rest adapter in front of the reference server. */
export function restStage(server: TestServer, world: World): Stage {
  const ws = plant(server, world);
  return stageOf((person, signal) => opened(restTransport({ server: server.url }), () => server.token(person, 300, ws), signal));
}

/** Requests made by hand, past every client of ours: all that a thief of a token, or somebody at the console, can do. */
export function forgedStage(server: TestServer, world: World): Stage {
  const ws = plant(server, world);
  return stageOf(async (person, signal) => {
    const client = new Client(server, person, ws);
    const stream = await client.stream();
    signal.addEventListener('abort', () => stream.close());
    return {
      ephemerals: stream.ephemerals,
      submit: async (command) => body(await client.post('/commands', command)),
      upload: async (file, { id, threadId, name }) => body(await client.upload(id, file, { threadId, name })),
      threads: async ({ id, limit }) => (id === undefined ? body(await client.get(`/threads?limit=${limit ?? 30}`)) : { items: [body(await client.get(`/threads/${id}`))] }),
      messages: async (id) => body(await client.get(`/threads/${id}/messages`)),
      catalog: async (name, { threadId }) => body(await client.get(`/catalogs/${name}${threadId === undefined ? '' : `?threadId=${threadId}`}`)),
      hint: (threadId, hint) => void client.post('/hints', { threadId, hint }),
    };
  });
}

/** What a server has answered; its refusal as the error that it names. */
function body<T>({ status, body: content }: Answer<unknown>): T {
  if (status >= 400) throw new ChatError((content as { code: ErrorCode }).code, `answered ${status}`);
  return content as T;
}
