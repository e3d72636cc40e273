import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../../src/define.js';
import type { Chat } from '../../src/store/types.js';
import { fixture, stage, type Stage } from '../../test/support/workspace.js';
import { found } from '../support/find.js';

const meta: Meta = { title: 'Elements/Inbox' };
export default meta;
type Story = StoryObj;

/** One workspace a story, made when it is first drawn. */
const scene = (make: () => Stage = () => stage()): (() => Stage) => {
  let one: Stage | undefined;
  return () => (one ??= make());
};
const empty = { ...fixture(), threads: [] };
const box = (content: TemplateResult): TemplateResult => html`<div class="story-room">${content}</div>`;
const page = (chat: Chat, thread?: string): TemplateResult => box(html`<clinic-inbox .chat=${chat} .thread=${thread}></clinic-inbox>`);

const inbox = scene();
export const Inbox: Story = { render: () => page(inbox().chat('ana')) };

const open = scene();
export const InboxWithThread: Story = { render: () => page(open().chat('ana'), 'knee') };

const none = scene(() => stage(empty));
export const InboxEmpty: Story = { render: () => page(none().chat('ana')) };

const slow = scene(() => stage(fixture(), { latency: 600_000 }));
export const InboxLoading: Story = { render: () => page(slow().chat('ana')) };

/** Says in the console what is missing, once. */
export const InboxNotSetUp: Story = {
  tags: ['logs-errors'],
  render: () => box(html`<clinic-inbox></clinic-inbox>`),
  play: async ({ canvasElement }) => {
    await found(canvasElement, '[role=alert]');
    // The developer's sentence comes by import: it belongs to this story, not to the next.
    await import('../../src/elements/setup-sentence.js');
    await new Promise((resolve) => setTimeout(resolve));
  },
};

const notices = scene();
export const Notices: Story = { render: () => html`<clinic-chat .chat=${notices().chat('ana')}><clinic-notices></clinic-notices></clinic-chat>` };

const opened = scene();
export const NoticesOpened: Story = { render: () => html`<clinic-chat .chat=${opened().chat('ana')}><clinic-notices expanded></clinic-notices></clinic-chat>` };
