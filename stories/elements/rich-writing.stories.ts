import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/composer.js';
import { scene, type Scene } from '../support/chat.js';
import { found } from '../support/find.js';

const meta: Meta = { title: 'Elements/Formatted writing', component: 'clinic-rich-writing' };
export default meta;
type Story = StoryObj;

const button = (name: string): string => `button[aria-label="${name}"]`;
const writing = (text: string, ...pressed: string[]): Story => ({
  render: () => scene(html`<clinic-composer thread="knee"></clinic-composer>`, { viewer: 'maya', height: 'auto', then: (_, chat) => chat.dispatch({ type: 'draft.set', threadId: 'knee', text }) } satisfies Scene),
  play: async ({ canvasElement }) => {
    for (const name of ['Formatting', ...pressed]) (await found(canvasElement, button(name))).click();
  },
});

export const Empty = writing('');
export const AllThatThereIs = writing('# In the meantime\n\nPlease **cool** the knee, and *no* squats. [The plan](https://clinic.example/plan)\n\n- in the morning\n- in the evening\n  1. lie down\n  2. raise the leg\n\n> Write to me if it gets warm.\n\n| Drug | Dose |\n| --- | --- |\n| Ibuprofen | 400 mg |');
export const RightToLeft = writing('# خطة\n\n**برد** الركبة\n\n- صباحا\n- مساء');
export const Link = writing('The plan', 'Link');
export const Image = writing('Press here: ', 'Image');
export const TooLong = writing(`**${'word '.repeat(1_001)}**`);
