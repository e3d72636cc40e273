import { expect } from '@open-wc/testing';
import type { Storage } from '../../src/base/platform.js';
import { kinds } from '../../src/kinds/index.js';
import type { Message, Thread } from '../../src/model/index.js';
import { createChat } from '../../src/store/index.js';
import type { Chat } from '../../src/store/types.js';
import { memoryWorkspace, type MemorySeed, type MemoryWorkspace } from '../../src/transport/memory/index.js';
import { watched, type Asked } from '../support/chat-bench.js';
import { fakePlatform, seeded, type FakePlatform } from '../support/fake-platform.js';

const clinic = (id: string, doctor: string): MemorySeed => ({
  workspace: { id, name: id },
  people: [{ id: 'ana', name: 'Ana Silva', role: 'patient' }, { id: doctor, name: `Dr. ${doctor}`, role: 'practitioner' }, { id: 'office', name: 'Office', role: 'admin' }],
  threads: [{ id: `${doctor}-1`, participants: ['ana', doctor], messages: [{ author: doctor, text: 'Good morning.' }] }],
});

/** One clinic of Ana's, with the chat that she has open on it. Both share the device: storages and channels. */
interface Side { name: string; doctor: string; workspace: MemoryWorkspace; chat: Chat; platform: FakePlatform; asked: Asked[]; errors: string[]; threads: string[] }

/** Every text in a value, however deep. */
const legible = (value: unknown): string => JSON.stringify(value, (_key, part: unknown) => (part instanceof Map ? [...part] : part instanceof Set ? [...part] : part instanceof Error ? `${part.name} ${part.message}` : part)) ?? '';

describe('store: two workspaces on one device', () => {
  for (const seed of [1, 2]) {
    it(`R-14 of 120 random events, answers, uploads and errors in one, nothing is in the other’s values, storage, channels or requests (seed ${seed})`, async () => {
      const chance = seeded(seed);
      const pick = <T>(items: readonly T[]): T => items[Math.floor(chance() * items.length)] as T;
      const storages = new Map<string, Storage>();
      const kept: { partition: string; text: string }[] = [];
      const posted: { channel: string; text: string }[] = [];
      const open = (name: string, doctor: string): Side => {
        const platform = fakePlatform({ seed, storages });
        const plain = platform.storage.bind(platform);
        Object.assign(platform, {
          storage: (partition: string): Storage => {
            const storage = plain(partition);
            return { ...storage, set: (key, value) => {
              kept.push({ partition, text: `${key} ${legible(value)}` });
              return storage.set(key, value);
            } };
          },
          broadcast: (channel: string) => ({ post: (message: unknown) => void posted.push({ channel, text: legible(message) }), listen: () => () => undefined, close: () => undefined }),
        });
        const workspace = memoryWorkspace(clinic(name, doctor), { platform, kinds });
        const asked: Asked[] = [];
        const chat = createChat({ transport: watched(workspace.transport('ana'), asked, () => platform.clock.now()), kinds, platform, locale: 'en' });
        const side: Side = { name, doctor, workspace, chat, platform, asked, errors: [], threads: [`${doctor}-1`] };
        chat.errors.subscribe((error) => {
          if (error) side.errors.push(legible(error));
        });
        chat.retain();
        chat.open();
        return side;
      };
      const sides = [open('river', 'maya'), open('north', 'noor')] as const;
      for (const { platform } of sides) await platform.advance(50);
      let n = 100;
      const word = ({ name }: Side): string => `canary-${name}-${n++}`;

      const steps: readonly ((side: Side) => Promise<void> | void)[] = [
        (side) => void side.workspace.say(pick(side.threads), side.doctor, word(side)),
        (side) => void side.workspace.say(pick(side.threads), side.doctor, { text: word(side), files: [{ name: `${word(side)}.pdf`, type: 'application/pdf' }] }),
        (side) => side.chat.dispatch({ type: 'draft.set', threadId: pick(side.threads), text: word(side) }),
        (side) => side.chat.dispatch({ type: 'draft.send', threadId: pick(side.threads) }),
        (side) => side.chat.dispatch({ type: 'attachment.add', threadId: pick(side.threads), files: [new File([word(side)], `${word(side)}.txt`, { type: 'text/plain' })] }),
        (side) => side.chat.dispatch({ type: 'thread.open', threadId: pick(side.threads) }),
        (side) => side.chat.dispatch({ type: 'thread.create', kind: 'direct', participants: ['office'], first: { id: side.platform.newId(), kind: 'text', payload: { text: word(side), format: 'plain' }, files: [] } }),
        (side) => side.chat.dispatch({ type: 'catalog.load', name: 'people', text: word(side) }),
        (side) => side.chat.dispatch({ type: 'threads.view', text: chance() < 0.5 ? word(side) : '' }),
        (side) => side.chat.dispatch({ type: 'thread.join', code: word(side) }),
        (side) => side.workspace.controls('ana').failNext('submit', chance() < 0.5 ? 'unavailable' : 'invalid'),
        (side) => { side.workspace.controls('ana').offline = !side.workspace.controls('ana').offline; },
        // A leaky server tells one clinic of what belongs to the other.
        async (side) => {
          const other = sides.find((one) => one !== side) as Side;
          const [thread] = (await other.workspace.transport(other.doctor).threads({ id: `${other.doctor}-1` })).items as [Thread];
          const message = other.workspace.messagesOf(`${other.doctor}-1`).at(-1) as Message;
          const foreign = { workspace: other.name };
          side.workspace.controls('ana').inject(
            { type: 'thread', thread: { ...thread, title: word(other), ...foreign } },
            { type: 'message', message: { ...message, ...foreign } as Message },
            { type: 'message', message: { ...message, threadId: `${side.doctor}-1`, ...foreign } as Message },
          );
        },
      ];
      for (let step = 0; step < 120; step += 1) {
        await pick(steps)(pick(sides));
        for (const { platform } of sides) await platform.advance(Math.floor(chance() * 400));
      }
      for (const { workspace, platform } of sides) {
        workspace.controls('ana').heal();
        await platform.advance(120_000);
      }

      for (const side of sides) {
        const { chat, asked, errors, name } = side;
        const other = sides.find((one) => one !== side) as Side;
        const all = [...side.threads, ...other.threads, ...chat.threads.get().items.map(({ id }) => id)];
        const values = legible([
          chat.session.get(), chat.threads.get(), chat.unread.get(), chat.stranded.get(), chat.joined.get(), chat.presence.get(), chat.acting.get(), chat.catalog('people').get(),
          all.map((id) => [chat.thread(id).get(), chat.timeline(id).get(), chat.draft(id).get(), chat.typing(id).get()]),
        ]);
        const own = new RegExp(`canary-${name}-\\d+`, 'g');
        const foreign = new RegExp(`canary-${other.name}-\\d+`, 'g');
        // Finding nothing says something only where there is something to be found.
        expect(new Set(values.match(own)).size, `${name}: own words`).to.be.greaterThan(3);
        expect(values.match(foreign), `${name}: values`).to.equal(null);
        expect(legible(asked.map(({ method, args }) => [method, args])).match(foreign), `${name}: requests`).to.equal(null);
        expect(errors.join('\n').match(foreign), `${name}: errors`).to.equal(null);
        expect(kept.filter(({ partition }) => partition.startsWith(`${name}/`)).map(({ text }) => text).join('\n').match(foreign), `${name}: storage`).to.equal(null);
        expect(posted.filter(({ channel }) => channel.includes(`${name}/`)).map(({ text }) => text).join('\n').match(foreign), `${name}: channels`).to.equal(null);
      }
      expect(new Set(kept.map(({ partition }) => partition))).to.deep.equal(new Set(['river/ana', 'north/ana']));
      for (const { chat, workspace } of sides) {
        chat.destroy();
        workspace.close();
      }
    });
  }
});
