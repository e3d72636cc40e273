import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/popup.js';
import { fixture, longHistory, scene, type Scene } from '../support/chat.js';
import { found } from '../support/find.js';

// On the manual's page each in a page of its own: it stands in the corner of the page that it is on.
const meta: Meta = { title: 'Elements/Popup', component: 'clinic-popup', parameters: { docs: { story: { inline: false, height: '480px' } } } };
export default meta;
type Story = StoryObj;

const popup = (about: Scene = {}, thread?: string): Story => ({
  render: () => scene(html`<clinic-popup messages-href="/messages/{thread}" .thread=${thread}></clinic-popup>`, { height: '760px', width: '100%', ...about }),
});
const opened = (what: string, about: Scene = {}, thread?: string): Story => ({
  ...popup(about, thread),
  play: async ({ canvasElement }) => {
    (await found(canvasElement, '.bubble[aria-expanded]')).click();
    await found(canvasElement, what);
  },
});
const unread = (count: number): Scene => ({ seed: fixture([{ id: 'news', participants: ['ana', 'maya', 'tom'], title: 'News', messages: longHistory(200, ['maya', 'tom']), unread: { ana: count } }]) });

export const Bubble = popup();
export const BubbleWithCount: Story = {
  ...popup(unread(3)),
  play: async ({ canvasElement }) => {
    await found(canvasElement, '.bubble[aria-label="Messages, 3 unread"]');
  },
};
export const BubbleWithMany: Story = { ...popup(unread(120)) };
export const WindowWithThreads = opened('.row[data-id=knee]', unread(3));
export const WindowWithThread = opened('clinic-message', {}, 'knee');
export const WindowWithoutThreads = opened('.state-title', { seed: { ...fixture(), threads: [] } });
export const WindowLoading = opened('.bones', { options: { latency: 600_000 } });
export const WindowWithForm: Story = {
  ...opened('clinic-thread-list'),
  play: async ({ canvasElement }) => {
    (await found(canvasElement, '.bubble[aria-expanded]')).click();
    (await found(canvasElement, 'button[aria-label="New message"]')).click();
    await found(canvasElement, '[role=combobox]');
  },
};
