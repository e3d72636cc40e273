import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { iconCopy, iconDiscard, iconEdit, iconReply } from '../../src/theme/icons.js';
import '../../src/ui/dialog.js';
import type { ClinicUiDialog } from '../../src/ui/dialog.js';
import '../../src/ui/menu.js';
import { panel } from './panel.js';

const meta: Meta = { title: 'Controls/Overlays' };
export default meta;
type Story = StoryObj;

const inPanel = <E extends Element>(canvas: HTMLElement, selector: string): E => {
  const found = canvas.querySelector('story-panel')?.shadowRoot?.querySelector<E>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
};

export const Menu: Story = {
  parameters: { docs: { story: { inline: false, height: '260px' } } },
  render: () => panel(html`<clinic-ui-menu label="Message actions" .items=${[
    { id: 'reply', label: 'Reply', icon: iconReply }, { id: 'copy', label: 'Copy text', icon: iconCopy },
    { id: 'edit', label: 'Edit', icon: iconEdit, disabled: true }, { id: 'discard', label: 'Discard', icon: iconDiscard, danger: true },
  ]}></clinic-ui-menu>`),
  play: async ({ canvasElement }) => {
    const menu = inPanel<HTMLElement & { updateComplete: Promise<unknown> }>(canvasElement, 'clinic-ui-menu');
    await menu.updateComplete;
    menu.shadowRoot?.querySelector('button')?.click();
  },
};

export const Dialog: Story = {
  parameters: { docs: { story: { inline: false, height: '300px' } } },
  render: () => panel(html`<clinic-ui-dialog heading="Discard this message?" close-label="Close">
    <p>It has not been sent. What you wrote cannot be brought back.</p>
    <button class="button" slot="actions" type="button">Keep it</button><button class="button danger" slot="actions" type="button">Discard</button>
  </clinic-ui-dialog>`),
  play: ({ canvasElement }) => inPanel<ClinicUiDialog>(canvasElement, 'clinic-ui-dialog').show(),
};
