import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/notifier.js';
import { scene, write, type Stage } from '../support/chat.js';

// On the manual's page each in a page of its own: its notes stand in the corner of the page that it is on.
const meta: Meta = { title: 'Elements/Notifier', component: 'clinic-notifier', parameters: { docs: { story: { inline: false, height: '320px' } } } };
export default meta;
type Story = StoryObj;

const arriving = (threads: readonly string[]) => (stage: Stage): void => {
  for (const thread of threads) write(stage.chat(thread === 'office-ana' ? 'office' : thread === 'empty' ? 'tom' : 'maya'), thread, 'Your results are here.');
};
const notifier = html`<clinic-notifier></clinic-notifier>`;

export const One: Story = { render: () => scene(notifier, { then: arriving(['maya-ana']) }) };
export const OneOfAGroup: Story = { render: () => scene(notifier, { then: arriving(['knee', 'knee']) }) };
export const Three: Story = { render: () => scene(notifier, { then: arriving(['maya-ana', 'knee', 'empty']) }) };
export const Many: Story = { render: () => scene(notifier, { then: arriving(['maya-ana', 'knee', 'empty', 'office-ana', 'long']) }) };
