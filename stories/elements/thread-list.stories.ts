import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/thread-list.js';
import { at, fixture, longHistory, people, scene, type Scene } from '../support/chat.js';
import { found } from '../support/find.js';

const meta: Meta = { title: 'Elements/Thread list', component: 'clinic-thread-list' };
export default meta;
type Story = StoryObj;

const list = (about: Scene = {}, selected?: string): Story => ({
  render: () => scene(html`<clinic-thread-list .selected=${selected}></clinic-thread-list>`, { width: 'min(100%, 360px)', height: '560px', ...about }),
});

const name = 'Dr. Wilhelmina Featherstonehaugh-Cholmondeley van der Berghe';
const many = {
  ...fixture(),
  people: [...people, { id: 'will', name, role: 'practitioner', title: 'Consultant' }],
  threads: [
    { id: 'knee', participants: ['ana', 'luis', 'maya', 'tom'], title: 'Knee, after the operation', messages: longHistory(9, ['maya', 'tom']), unread: { ana: 7 }, pinned: ['ana'] },
    { id: 'will', participants: ['ana', 'will'], messages: [{ author: 'will', text: 'Please come on an empty stomach; a glass of water is fine, and so is your usual medicine.', sentAt: at(1, 16, 20) }], unread: { ana: 1 } },
    { id: 'draft', participants: ['ana', 'maya'], messages: [{ author: 'maya', text: 'How are you?', sentAt: at(2, 12) }] },
    { id: 'news', participants: ['ana', 'office', 'rosa'], title: 'News of the practice', messages: longHistory(140, ['office']).map((one) => ({ ...one, sentAt: (one.sentAt ?? 0) - 4 * 24 * 3_600_000 })), unread: { ana: 140 }, muted: ['ana'] },
    { id: 'own', participants: ['ana', 'tom'], messages: [{ author: 'ana', text: 'Thank you!', sentAt: at(40, 9) }] },
    { id: 'empty', participants: ['ana', 'office'], messages: [] },
  ],
};

/** Unread, pinned, muted, a draft, a name of sixty characters, one's own last word, nothing yet. */
export const Rows = list({ seed: many, before: (_, chat) => chat.dispatch({ type: 'draft.set', threadId: 'draft', text: 'Much better, only the stairs' }) });
export const Selected = list({}, 'knee');
export const Staff = list({ viewer: 'maya' });
export const Empty = list({ seed: { ...fixture(), threads: [] } });
export const MayNotBegin = list({ seed: { ...fixture(), threads: [] }, before: ({ workspace }) => workspace.grant('ana', { remove: ['thread.create'] }) });
export const Loading = list({ options: { latency: 600_000 } });
export const Failed: Story = {
  ...list({ before: ({ workspace }) => workspace.controls('ana').failNext('threads', 'unavailable', { times: 99 }) }),
  play: async ({ canvasElement }) => {
    await found(canvasElement, '.failed[role=alert]');
  },
};
export const Narrow = list({ seed: many, width: '280px' });
