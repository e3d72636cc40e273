import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/thread-details.js';
import { fixture, scene, type Scene } from '../support/chat.js';
import { find, found } from '../support/find.js';

const meta: Meta = { title: 'Elements/Thread details', component: 'clinic-thread-details' };
export default meta;
type Story = StoryObj;

const group = { id: 'g', kind: 'group' as const, groupAdmin: 'maya', title: 'Knees on Thursday', participants: ['maya', 'tom', 'rosa', 'ana', 'luis', 'ben'], messages: [{ author: 'maya', text: 'All here.' }] };
const details = (viewer: string, about: Scene = {}, thread = 'g'): Story => ({
  render: () => scene(html`<clinic-thread-details thread=${thread}></clinic-thread-details>`, {
    viewer, seed: fixture([group]), width: 'min(100%, 340px)', height: '760px', ...about, then: (stage, chat) => {
      chat.dispatch({ type: 'thread.open', threadId: thread });
      about.then?.(stage, chat);
    },
  }),
});
/** After a control of this selector was pressed, and what it leads to has come. */
const after = (viewer: string, press: string, until: string, about: Scene = {}): Story => ({
  ...details(viewer, about),
  play: async ({ canvasElement }) => {
    (await found(canvasElement, press)).click();
    await found(canvasElement, until);
  },
});

export const GroupAdmin = details('maya');
export const Practitioner = details('tom');
export const Coordinator = details('rosa');
export const Patient = details('ana');
export const OneToOne = details('ana', {}, 'office-ana');
export const SomebodyDeactivated = details('maya', { then: ({ workspace }) => workspace.deactivate('tom') });
export const Renaming = after('maya', '#rename', 'form.rename');
export const Inviting = after('maya', '#invite', 'clinic-people-field');
export const Removing = after('maya', '.people button', 'dialog[open]');
export const WithLink = after('maya', 'h4 + p + .button', 'input[readonly]');
export const Leaving = after('ana', '.last .button', 'dialog[open]');
export const Erasing = after('maya', '.last .button', 'dialog[open]');
/** What the server refuses is said where it was asked. */
export const Refused: Story = {
  ...details('maya', { before: ({ workspace }) => workspace.controls('maya').failNext('thread.rename', 'conflict', { times: 9 }) }),
  play: async ({ canvasElement }) => {
    (await found(canvasElement, '#rename')).click();
    const name = await found<HTMLInputElement>(canvasElement, '#name');
    name.value = 'Another name';
    find(canvasElement, 'form.rename .primary')?.click();
    await found(canvasElement, '.failure');
  },
};
