/**
 * Pushes many dialogues through the rest adapter into the demo portal's server, kills the server in their midst, starts it again, and reads
 * everything back: each turn must be there, once, in order.
 *   node --import tsx test/bench/replay.ts DIALOGUES.json [how many]
 * The file: `[{ id, turns: [[speaker, text], ...] }]`; Doctor writes as Dr. Lee, other clinicians as Tom, patient and family as Ana.
 */
import { readFile } from 'node:fs/promises';
import { ChatError } from '../../src/base/errors.js';
import type { Id, Message, ServerCommand } from '../../src/model/index.js';
import { restTransport } from '../../src/transport/rest/index.js';
import type { Transport } from '../../src/transport/transport.js';
import { PortalServer } from '../flows/support/server.js';

interface Dialogue { id: string; turns: [speaker: string, text: string][] }

const [path, many] = process.argv.slice(2);
if (!path) {
  console.error('Which file of dialogues? node --import tsx test/bench/replay.ts DIALOGUES.json [how many]');
  process.exit(2);
}
const dialogues = (JSON.parse(await readFile(path, 'utf8')) as Dialogue[]).slice(0, many ? Number(many) : undefined);
const total = dialogues.reduce((sum, { turns }) => sum + turns.length, 0);
/** Dialogues under way at the same time. */
const lanes = 8;

const writerOf = (speaker: string): Id => (speaker === 'Doctor' ? 'maya' : speaker.startsWith('Guest_clin') ? 'tom' : 'ana');
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const server = await PortalServer.start();
const ending = new AbortController();
const writers = new Map<Id, Transport>();
for (const who of ['maya', 'ana', 'tom']) {
  const transport = restTransport({ server: `${server.url}/api/chat` });
  const getToken = async (): Promise<{ token: string; expiresAt: number }> => {
    const answer = await fetch(`${server.url}/portal/token?as=${who}`, { method: 'POST', headers: { origin: server.url } }).catch((cause: unknown) => {
      throw new ChatError('offline', 'no token', { cause });
    });
    return (await answer.json()) as { token: string; expiresAt: number };
  };
  await transport.open({ events: () => undefined, ephemeral: () => undefined, connection: () => undefined }, { getToken, signal: ending.signal, locale: 'en' });
  writers.set(who, transport);
}
const as = (who: Id): Transport => writers.get(who) as Transport;

let repeats = 0;
/** Carries out one command, again with the same id for as long as the answer may be missing. */
async function insist<C extends ServerCommand>(who: Id, command: C): Promise<unknown> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await as(who).submit(command);
    } catch (error) {
      const problem = ChatError.from(error);
      if (!problem.retryable || attempt > 200) throw error;
      repeats += 1;
      await wait(problem.retryAfterMs ?? Math.min(2_000, 100 * 2 ** Math.min(attempt, 5)));
    }
  }
}

let pushed = 0;
let killed = false;
async function push({ id, turns }: Dialogue): Promise<Id> {
  const participants = [...new Set(['maya', 'ana', ...turns.map(([speaker]) => writerOf(speaker))])].filter((who) => who !== 'maya');
  const made = (await insist('maya', { type: 'thread.create', id: `create-${id}`, kind: 'group', participants, title: `Replay ${id}` })) as { thread: { id: Id } };
  for (const [index, [speaker, text]] of turns.entries()) {
    await insist(writerOf(speaker), { type: 'message.send', id: `${id}-${index}`, threadId: made.thread.id, kind: 'text', payload: { text, format: 'plain' }, files: [] });
    pushed += 1;
    if (!killed && pushed >= total / 2) {
      killed = true;
      console.log(`${pushed} of ${total} pushed; kill -9`);
      await server.kill();
      await wait(500);
      await server.up();
      console.log('the server is back');
    }
  }
  return made.thread.id;
}

async function readBack(threadId: Id): Promise<Message[]> {
  const all: Message[] = [];
  let before: string | undefined;
  do {
    const page = await as('ana').messages(threadId, { limit: 50, ...(before === undefined ? {} : { before }) });
    all.unshift(...page.items);
    before = page.older;
  } while (before !== undefined);
  return all;
}

const began = performance.now();
const threads = new Map<string, Id>();
const queue = [...dialogues];
await Promise.all(Array.from({ length: lanes }, async () => {
  for (let next = queue.shift(); next; next = queue.shift()) threads.set(next.id, await push(next));
}));
const seconds = (performance.now() - began) / 1000;

let wrong = 0;
for (const { id, turns } of dialogues) {
  const there = (await readBack(threads.get(id) as Id)).filter(({ kind }) => kind === 'text');
  const same = there.length === turns.length && there.every((message, index) => {
    const [speaker, text] = turns[index] ?? ['', ''];
    return message.author === writerOf(speaker) && message.clientId === `${id}-${index}` && (message.payload as { text: string }).text === text;
  });
  if (!same) {
    wrong += 1;
    console.error(`${id}: ${there.length} messages of ${turns.length}, or not in order`);
  }
}
ending.abort();
await server.stop();
console.log(`${dialogues.length} dialogues, ${total} turns, ${repeats} repeats, ${seconds.toFixed(0)} s: ${wrong === 0 ? 'each turn is there, once, in order' : `${wrong} dialogues are wrong`}`);
process.exit(wrong === 0 ? 0 : 1);
