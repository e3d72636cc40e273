import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/gone-thread.js';
import '../../src/elements/join.js';
import '../../src/elements/notices.js';
import '../../src/elements/plan-switch.js';
import '../../src/elements/thread.js';
import '../../src/elements/thread-header.js';
import '../../src/elements/thread-list.js';
import '../../src/elements/unsent.js';
import { fixture, scene, type Scene } from '../support/chat.js';
import { found } from '../support/find.js';

const meta: Meta = { title: 'Elements/Care team' };
export default meta;
type Story = StoryObj;

const group = { id: 'g', kind: 'group' as const, groupAdmin: 'maya', title: 'Knees on Thursday', participants: ['maya', 'tom', 'rosa', 'ana', 'ben'], messages: [{ author: 'maya', text: 'All here.' }] };
const seed = fixture([group]);
const clinic = {
  ...seed, people: seed.people.map((who) => (who.id === 'ana' ? { ...who, birthDate: '1988-04-17' } : who)),
  statuses: [{ id: 'intake', name: 'Intake form received' }, { id: 'done', name: 'Patient discharged' }],
};
const until = (story: Story, selector: string): Story => ({
  ...story,
  play: async ({ canvasElement }) => {
    await found(canvasElement, selector);
  },
});
/** On the manual's page in a page of its own: it would cover all the others. */
const alone = (story: Story): Story => ({ ...story, parameters: { docs: { story: { inline: false, height: '320px' } } } });
const header = (viewer: string, calls = '', about: Scene = {}): Story => ({ render: () => scene(html`<clinic-thread-header thread="maya-ana" calls=${calls}></clinic-thread-header>`, { viewer, seed: clinic, height: 'auto', width: '100%', ...about }) });
const thread = (viewer: string, about: Scene = {}): Story => ({ render: () => scene(html`<clinic-thread thread="g"></clinic-thread>`, { viewer, seed: clinic, height: '480px', ...about }) });

export const StaffHeader = until(header('maya'), 'select');
export const StaffHeaderWithCalls = until(header('maya', 'audio video'), 'select');
export const StaffHeaderNarrow = until(header('maya', 'audio video', { width: '320px' }), 'select');
export const CoordinatorsHeader = until(header('rosa', 'audio', { seed: { ...clinic, threads: [{ id: 'maya-ana', participants: ['ana', 'maya', 'rosa'], status: 'intake', messages: [] }] } }), '.status');
export const PatientsHeader = header('ana');

export const SomebodyReplies = until(thread('maya', { then: ({ workspace }) => setInterval(() => workspace.typing('g', 'rosa'), 2_000) }), '[role=status] > p[title]');
export const LastMessageRead = until(thread('maya', {
  then: ({ workspace, chat }) => {
    const position = workspace.messagesOf('g').at(-1)?.position;
    for (const id of ['tom', 'rosa']) {
      const other = chat(id);
      const stop = other.session.subscribe(({ phase }) => {
        if (phase !== 'ready' || position === undefined) return;
        other.dispatch({ type: 'thread.open', threadId: 'g' });
        setTimeout(() => other.dispatch({ type: 'read', threadId: 'g', upTo: position }), 300);
        queueMicrotask(() => stop());
      });
    }
  },
}), 'p.read');
export const WhoWillRead = until(thread('ana'), '.note');
/** While it was being written somebody has joined. */
export const SomebodyJoined = until(thread('ana', {
  seed: { ...clinic, threads: [...(clinic.threads ?? []), { ...group, id: 'two', participants: ['maya', 'rosa', 'ana'] }] },
  then: ({ workspace, chat }) => {
    chat('ana').dispatch({ type: 'draft.set', threadId: 'g', text: 'Half a question' });
    setTimeout(() => workspace.attach('office', 'maya'), 500);
  },
}), '.note');
export const PlanComments: Story = {
  ...thread('ana', {
    seed: { ...clinic, workspace: { ...clinic.workspace, switches: { plan: true } } },
    before: ({ workspace }) => void workspace.say('g', 'tom', { kind: 'plan-comment', payload: { text: 'Two sets today, that is plenty.', about: 'action', name: 'Heel slides, ten each side' } }),
  }),
  play: async ({ canvasElement }) => {
    (await found(canvasElement, 'label > input[type=checkbox]')).click();
    await found(canvasElement, 'clinic-kind-plan-comment');
  },
};

const erased: Scene = {
  seed: clinic,
  then: ({ chat }, own) => {
    own.dispatch({ type: 'draft.set', threadId: 'g', text: 'One more question about the sling: is it for the night as well?' });
    chat('maya').dispatch({ type: 'thread.leave', threadId: 'g' });
  },
};
export const GroupIsGone = until(thread('ana', erased), '.unsent + ul > li');
export const UnsentAboveTheList = until({ render: () => scene(html`<clinic-thread-list></clinic-thread-list>`, { width: 'min(100%, 360px)', ...erased }) }, '.unsent + ul > li');
export const LinkRefusedToStaff = alone(until({ render: () => scene(html`<clinic-join code="nobody-made-this"></clinic-join>`, { viewer: 'tom' }) }, 'dialog[open]'));
export const LinkRefusedToPatient = alone(until({ render: () => scene(html`<clinic-join code="nobody-made-this"></clinic-join>`, { viewer: 'ana' }) }, 'dialog[open]'));
/** A clinic that names no number: that of its region, and none where nobody knows it. */
export const EmergencyNumberOfRegion = until({ render: () => scene(html`<clinic-notices expanded></clinic-notices>`, { height: 'auto', seed: { ...clinic, workspace: { ...clinic.workspace, region: 'GB', notices: { emergencyNumber: '' } } } }) }, 'a[href="tel:999"]');
export const EmergencyNumberNotKnown: Story = { render: () => scene(html`<clinic-notices expanded></clinic-notices>`, { height: 'auto', seed: { ...clinic, workspace: { ...clinic.workspace, notices: { emergencyNumber: '' } } } }) };
