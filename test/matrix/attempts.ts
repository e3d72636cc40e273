import { readFileSync } from 'node:fs';
import { ChatError, type ErrorCode } from '../../src/base/errors.js';
import { kinds } from '../../src/kinds/index.js';
import type { Command, Id, Message, Page, SavedReply, ServerCommand, Thread, ThreadLink } from '../../src/model/index.js';
import type { Ephemeral, Transport } from '../../src/transport/transport.js';
import { spoken, tone } from '../kinds/voice-samples.js';
import { examples } from './examples.js';
import type { Row } from './table.js';
import { actorId, statuses } from './world.js';

/** One person's way to a server: through an adapter, or past it. */
export interface Line extends Pick<Transport, 'submit' | 'upload' | 'threads' | 'messages' | 'catalog' | 'hint'> {
  readonly ephemerals: readonly Ephemeral[];
}

/** A server in which one person tries, and others see what comes of it. */
export interface Scene {
  /** The same line for the same person. */
  line(person: string): Promise<Line>;
}

/** A command without its id; also one that the model does not have. */
export type Forged = { type: string; threadId?: Id } & Record<string, unknown>;

export interface Attempt {
  /** What is dispatched, and what is sent to the server past the client. */
  command?(thread: Id): Forged;
  /** In place of sending the command. */
  ask?(line: Line, thread: Id): Promise<unknown>;
  /** Whether it has come about, as seen by others than the one who tried. Absent: nobody can see it yet. */
  isDone?(scene: Scene, thread: Id, answer: unknown): Promise<boolean>;
  /** With what it is refused; default `forbidden`. */
  refusedWith?: ErrorCode[];
  /** With what it is answered where it is allowed, but its interface comes with a later kind. */
  later?: ErrorCode;
  /** Nobody is told of a refusal: it shows in what does not come about. */
  silent?: true;
  /** It is of the workspace: where in it one stands makes no difference. */
  everywhere?: true;
}

let ids = 0;
export const newId = (): Id => `matrix-${++ids}`;

/** Sends a command past every check of the types. */
export const send = (line: Line, command: Forged): Promise<unknown> => line.submit({ id: newId(), ...command } as unknown as ServerCommand);

const text = (words: string, format = 'plain'): { kind: string; payload: unknown; files: Id[] } => ({ kind: 'text', payload: { text: words, format }, files: [] });
const seenBy = async (scene: Scene, person: string, thread: Id): Promise<Thread> => (await (await scene.line(person)).threads({ id: thread })).items[0]!;
const lastSeen = async (scene: Scene, thread: Id): Promise<Message | undefined> => (await (await scene.line('rosa')).messages(thread, {})).items.at(-1);
const isIn = async (scene: Scene, thread: Id, who: Id): Promise<boolean> => (await seenBy(scene, 'rosa', thread)).participants.some(({ id, active }) => id === who && active);
const isListed = async (scene: Scene, person: string, is: (thread: Thread) => boolean): Promise<boolean> =>
  (await (await scene.line(person)).threads({ limit: 200 })).items.some(is);
const heard = async (scene: Scene, is: (event: Ephemeral) => boolean): Promise<boolean> => (await scene.line('rosa')).ephemerals.some(is);

/** A capability whose own commands and elements come later: the command of its name is refused now to whoever has not got it. */
const named = (type: string): Attempt => ({ command: (threadId) => ({ type, threadId }), later: 'unsupported' });

const own: Readonly<Record<string, Attempt>> = {
  'message.send': {
    command: (threadId) => ({ type: 'message.send', threadId, ...text('Hello.') }),
    isDone: async (scene, thread) => (await lastSeen(scene, thread))?.author === actorId,
  },
  'message.rich': {
    command: (threadId) => ({ type: 'message.send', threadId, ...text('**Rest**', 'markdown') }),
    isDone: async (scene, thread) => ((await lastSeen(scene, thread))?.payload as { format?: string } | undefined)?.format === 'markdown',
  },
  'file.send': {
    async ask(line, threadId) {
      const file = await line.upload(new Blob(['bytes']), { id: newId(), threadId, name: 'notes.bin', onProgress: () => undefined });
      return send(line, { type: 'message.send', threadId, kind: 'file', payload: {}, files: [file.id] });
    },
    isDone: async (scene, thread) => (await lastSeen(scene, thread))?.files[0]?.name === 'notes.bin',
  },
  'voice.send': {
    async ask(line, threadId) {
      // Whoever may not send files is refused with the first step.
      const file = await line.upload(tone(1), { id: newId(), threadId, name: 'Voice message.wav', onProgress: () => undefined });
      return send(line, { type: 'message.send', threadId, kind: 'voice', payload: spoken(1), files: [file.id] });
    },
    isDone: async (scene, thread) => (await lastSeen(scene, thread))?.kind === 'voice',
  },
  'thread.create': {
    everywhere: true,
    command: () => ({ type: 'thread.create', kind: 'direct', participants: ['gus'], first: { id: newId(), ...text('Good morning.') } }),
    isDone: (scene) => isListed(scene, 'gus', ({ kind, participants }) => kind === 'direct' && participants.some(({ id }) => id === actorId)),
  },
  'group.create': {
    everywhere: true,
    command: () => ({ type: 'thread.create', kind: 'group', participants: ['gus', 'doctor'], title: 'Made anew' }),
    isDone: (scene) => isListed(scene, 'gus', ({ kind, title, groupAdmin }) => kind === 'group' && title === 'Made anew' && groupAdmin === actorId),
  },
  'thread.rename': {
    command: (threadId) => ({ type: 'thread.rename', threadId, title: 'Renamed' }),
    isDone: async (scene, thread) => (await seenBy(scene, 'rosa', thread)).title === 'Renamed',
  },
  // Lena is the patient's relation: the one who can come into a 1:1, too.
  'thread.invite': {
    command: (threadId) => ({ type: 'thread.invite', threadId, participants: ['lena'] }),
    isDone: (scene, thread) => isIn(scene, thread, 'lena'),
  },
  'thread.remove-participant': {
    command: (threadId) => ({ type: 'thread.remove-participant', threadId, participant: 'ben' }),
    isDone: async (scene, thread) => !(await isIn(scene, thread, 'ben')),
  },
  'thread.link': {
    command: (threadId) => ({ type: 'thread.link', threadId }),
    async isDone(scene, thread, link) {
      await send(await scene.line('gus'), { type: 'thread.join', code: (link as ThreadLink).code });
      return isIn(scene, thread, 'gus');
    },
  },
  'thread.mute': {
    command: (threadId) => ({ type: 'thread.flag', threadId, muted: true }),
    isDone: async (scene, thread) => (await seenBy(scene, actorId, thread)).muted,
  },
  'thread.leave': {
    command: (threadId) => ({ type: 'thread.leave', threadId }),
    async isDone(scene, thread) {
      if (await isListed(scene, actorId, ({ id }) => id === thread)) return false;
      const left = await seenBy(scene, 'rosa', thread).catch((error: unknown) => ChatError.from(error).code);
      // Of one's own group nothing is left for anybody.
      return typeof left === 'string' ? left === 'not-found' : left.groupAdmin !== actorId;
    },
  },
  'status.read': {
    async ask(line, thread) {
      const { staff } = (await line.threads({ id: thread })).items[0]!;
      const list = await line.catalog('statuses', {}).catch((error: unknown) => {
        // whoever is refused the list has not been told of a status either.
        if (staff) throw new Error('the status was told to whom its list is refused');
        throw error;
      });
      return { staff, list };
    },
    isDone: (_scene, _thread, answer) => {
      const { staff, list } = answer as { staff?: object; list: Page<unknown> };
      return Promise.resolve(staff !== undefined && list.items.length === statuses.length);
    },
  },
  'status.set': {
    command: (threadId) => ({ type: 'status.set', threadId, status: 'done' }),
    isDone: async (scene, thread) => (await seenBy(scene, 'rosa', thread)).staff?.status === 'done',
  },
  'typing': {
    silent: true,
    ask: (line, thread) => Promise.resolve(line.hint(thread, 'typing')),
    isDone: (scene, thread) => heard(scene, (event) => event.type === 'typing' && event.threadId === thread && event.by === actorId),
  },
  'presence': {
    silent: true, everywhere: true,
    // To be there is to have a line.
    ask: () => Promise.resolve(),
    isDone: (scene) => heard(scene, (event) => event.type === 'presence' && event.who === actorId && event.state === 'online'),
  },
  'receipts': {
    silent: true,
    async ask(line, threadId) {
      const { items } = await line.messages(threadId, {});
      return send(line, { type: 'read', threadId, upTo: items.at(-1)!.position });
    },
    isDone: async (scene, thread) => (await seenBy(scene, 'rosa', thread)).reads?.[actorId] !== undefined,
  },
  'reply.use': {
    ask: (line, threadId) => line.catalog('saved-replies', { threadId }),
    // a coordinator gets those of the practitioner whom they assist, a practitioner their own.
    isDone: (_scene, _thread, answer) => Promise.resolve((answer as Page<SavedReply>).items.every(({ owner }) => owner === actorId || owner === 'doctor')),
  },
  'reply.save': {
    everywhere: true,
    command: () => ({ type: 'reply.save', reply: { id: newId(), text: 'Rest.' } }),
    isDone: async (scene) => (await (await scene.line(actorId)).catalog('saved-replies', {})).items.some(({ text: words }) => words === 'Rest.'),
  },
  'speech.dictate': named('speech.dictate'), 'profile.open': named('profile.open'),
  'call.start': named('call.start'), 'call.join': named('call.join'), 'call.invite': named('call.invite'),
};

/** A kind's own capability: a message of that kind is sent, or one of its verbs carried out. A kind that is not in the list yet is nobody's. */
function ofKind({ capability, kind = '' }: Row): Attempt {
  const card = kinds.find((one) => one.kind === kind);
  const verb = card?.needs.send.includes(capability) ? undefined : Object.entries(card?.needs.act ?? {}).find(([, needs]) => needs.includes(capability))?.[0];
  const example = examples[kind];
  if (card?.grants?.[capability] && !example) throw new Error(`test/matrix/examples.ts needs an example of the kind «${kind}»: it grants ${capability}.`);
  if (verb !== undefined || capability.endsWith('.answer')) {
    const acted = (threadId: Id) => ({ threadId, messageId: `first-of-${threadId}`, verb: verb ?? 'answer', data: example?.acts?.[verb ?? ''] ?? {} });
    const name = verb === 'answer' ? example?.file : undefined;
    const file = name === undefined ? undefined : () => new File([readFileSync(new URL(`../support/videos/${name}`, import.meta.url))], name, { type: 'video/mp4' });
    return {
      command: (threadId) => (file ? { type: 'kind.act', ...acted(threadId), files: [file()] } : { type: 'message.act', ...acted(threadId) }),
      ...(file && {
        async ask(line: Line, threadId: Id) {
          const { id } = await line.upload(file(), { id: newId(), threadId, name: 'answer', onProgress: () => undefined });
          return send(line, { type: 'message.act', ...acted(threadId), data: { files: [id] } });
        },
      }),
      // What addresses a patient is not even there for whoever is on nobody's side.
      refusedWith: card ? (card.addressed ? ['forbidden', 'not-found'] : ['forbidden']) : ['forbidden', 'unsupported'],
      isDone: async (scene, thread) => ((await lastSeen(scene, thread))?.revision ?? 0) > 1,
    };
  }
  return {
    command: (threadId) => ({ type: 'message.send', threadId, kind, payload: example?.sent ?? example?.payload ?? {}, files: [], ...(card?.addressed && { for: 'ana' }) }),
    // A kind that nobody knows is refused before anybody asks who may.
    refusedWith: card ? ['forbidden'] : ['forbidden', 'invalid', 'unsupported'],
    isDone: async (scene, thread) => (await lastSeen(scene, thread))?.kind === kind,
  };
}

export const attemptOf = (row: Row): Attempt => own[row.capability] ?? ofKind(row);

/** As an element asks. */
export const dispatched = (command: Forged): Command => command as unknown as Command;
