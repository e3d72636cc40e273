import { browserPlatform } from '../../src/base/browser-platform.js';
import { memoryStorage } from '../../src/base/memory-storage.js';
import type { Storage } from '../../src/base/platform.js';
import { kinds } from '../../src/kinds/index.js';
import type { MessageKind } from '../../src/model/index.js';
import { createChat } from '../../src/store/index.js';
import type { Chat } from '../../src/store/types.js';
import { memoryWorkspace, type MemoryOptions, type MemorySeed, type MemoryWorkspace, type SeedMessage, type SeedPerson } from '../../src/transport/memory/index.js';

/** The people of the clinic «riverside», as in the demo portal. */
export const people: SeedPerson[] = [
  { id: 'ana', name: 'Ana Silva', role: 'patient' },
  { id: 'luis', name: 'Luis Silva', role: 'relation', onBehalfOf: 'ana' },
  { id: 'maya', name: 'Dr. Maya Lee', role: 'practitioner' },
  { id: 'tom', name: 'Tom Okafor', role: 'practitioner', title: 'Therapist' },
  { id: 'rosa', name: 'Rosa Diaz', role: 'coordinator' },
  { id: 'office', name: 'Clinic Office', role: 'admin' },
  { id: 'ben', name: 'Ben Hart', role: 'patient' },
];

const minute = 60_000;
const day = 24 * 60 * minute;
/** Times of the fixture: `at(0, 9, 30)` is today at 9:30, `at(2, …)` two days before. */
export function at(daysAgo: number, hours: number, minutes = 0): number {
  const date = new Date(Date.now() - daysAgo * day);
  date.setHours(hours, minutes, 0, 0);
  return date.getTime();
}

const clinical: SeedMessage[] = [
  { author: 'ana', text: 'Good morning. Since Sunday my knee swells again after the exercises.', sentAt: at(2, 9, 12) },
  { author: 'ana', text: 'Should I stop for a while?', sentAt: at(2, 9, 13) },
  { author: 'maya', text: 'Thank you for telling me, Ana. Please leave out the squats for three days and keep up the walking.', sentAt: at(2, 11, 40) },
  { author: 'maya', markdown: 'In the meantime:\n\n- **cool** the knee for 10 minutes, three times a day\n- raise the leg in the evening\n- write to me if it gets *warm or red*', sentAt: at(2, 11, 42) },
  { author: 'luis', text: 'I will see that she rests. She walked to the river today without pain.', sentAt: at(1, 18, 5) },
  { author: 'tom', text: 'Good to hear. I have moved Thursday’s session to Friday at 10:00, so that the knee has one day more.', sentAt: at(1, 18, 31) },
  { author: 'ana', text: 'Friday suits me. Thank you both!', sentAt: at(1, 18, 44) },
  { author: 'maya', text: 'How is the knee this morning?', sentAt: at(0, 8, 2) },
];

const sentences = [
  'Thank you, that helps.', 'I took the tablets as we said, one in the morning and one in the evening.', 'How did you sleep?',
  'Better than last week, though I woke up twice.', 'Please measure your blood pressure before breakfast and write it down for a week. We will go through the figures together when you come.',
  'Today it was 128 over 82.', 'That is a good value.', 'The physiotherapist showed me two new exercises; the second one still hurts a little on the left side.', 'Yes.', 'See you on Friday.',
];

/** A long thread over months, the last message an hour ago. */
export const longHistory = (count: number, authors: readonly string[] = ['ana', 'maya']): SeedMessage[] =>
  Array.from({ length: count }, (_, i) => ({
    author: authors[Math.floor(i / 2) % authors.length] ?? 'ana',
    text: `${i + 1}. ${sentences[(i * 7) % sentences.length] ?? ''}`,
    sentAt: at(0, 7) - (count - 1 - i) * 4 * 60 * minute,
  }));

/** Threads that most tests and stories need; `threads` are added to them. */
export function fixture(threads: MemorySeed['threads'] = []): MemorySeed {
  return {
    workspace: { id: 'riverside', name: 'Riverside Clinic', phone: '+1 555 010 0100', notices: { emergencyNumber: '911' } },
    people,
    threads: [
      // The list stands in the order of activity, which is that of planting.
      { id: 'office-ana', participants: ['ana', 'office'], messages: [{ author: 'office', text: 'Please bring your insurance card on Friday.', sentAt: at(5, 10) }] },
      { id: 'empty', participants: ['ana', 'tom'], messages: [] },
      { id: 'maya-ana', participants: ['ana', 'luis', 'maya'], messages: [{ author: 'maya', text: 'Your results are here: everything is as it should be.', sentAt: at(3, 15, 20) }] },
      { id: 'long', participants: ['ana', 'maya'], title: 'Blood pressure', messages: longHistory(500) },
      { id: 'knee', participants: ['ana', 'luis', 'maya', 'tom'], title: 'Knee, after the operation', messages: clinical },
      ...(threads ?? []),
    ],
  };
}

export interface Stage {
  workspace: MemoryWorkspace;
  /** One person's chat on the workspace; opened. The same object for the same person. */
  chat(viewerId: string): Chat;
  /** Ends all chats. */
  end(): void;
}

export interface StageOptions extends Omit<MemoryOptions, 'kinds'> {
  locale?: string;
  /** Default: ours. */
  kinds?: readonly MessageKind[];
  /** Default: one in memory. */
  storage?: () => Storage;
}

/** The storage of a device whose disk is full. */
export const fullStorage = (): Storage => ({ ...memoryStorage(), set: () => Promise.reject(new DOMException('There is no room.', 'QuotaExceededError')) });

/** A workspace with chats for its people; nothing of it outlives `end`. */
export function stage(seed: MemorySeed = fixture(), options: StageOptions = {}): Stage {
  const { locale = 'en', kinds: known = kinds, storage: own = memoryStorage, ...memory } = options;
  const workspace = memoryWorkspace(seed, { kinds: known, ...memory });
  const chats = new Map<string, Chat>();
  return {
    workspace,
    chat(viewerId) {
      let chat = chats.get(viewerId);
      if (!chat) {
        const storage = own();
        // Kept in memory, and a tab by itself: one story's drafts are no other's, and pages that test at the same time are no tabs of each other.
        const { locks: _, broadcast: __, ...alone } = browserPlatform();
        chat = createChat({ transport: workspace.transport(viewerId), kinds: known, locale, platform: { ...alone, storage: () => storage } });
        chats.set(viewerId, chat);
        chat.open();
      }
      return chat;
    },
    end() {
      for (const chat of chats.values()) chat.destroy();
      workspace.close();
    },
  };
}
