import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { iconAttach, iconBack, iconClose, iconDown, iconSend } from '../../src/theme/icons.js';
import { icon } from '../../src/ui/icon.js';
import { panel } from './panel.js';

const meta: Meta = { title: 'Controls/Buttons' };
export default meta;
type Story = StoryObj;

export const Buttons: Story = {
  render: () => panel(html`<div class="column">
    <div class="row">
      <button class="button primary" type="button">Send</button><button class="button" type="button">Cancel</button>
      <button class="button quiet" type="button">Show more</button><button class="button danger" type="button">Discard</button>
      <button class="button primary" type="button" disabled>Send</button><button class="text-button" type="button">Try again</button>
    </div>
    <div class="row">
      <button class="icon-button primary" type="button" aria-label="Send">${icon(iconSend)}</button>
      <button class="icon-button primary" type="button" aria-label="Send" disabled>${icon(iconSend)}</button>
      <button class="icon-button" type="button" aria-label="Attach files">${icon(iconAttach)}<span class="label" aria-hidden="true">Attach files</span></button>
      <button class="icon-button" type="button" aria-label="Back">${icon(iconBack)}</button>
      <button class="icon-button" type="button" aria-label="Close">${icon(iconClose)}</button>
      <button class="icon-button" type="button" aria-label="Jump to latest" disabled>${icon(iconDown)}</button>
    </div>
  </div>`),
};
