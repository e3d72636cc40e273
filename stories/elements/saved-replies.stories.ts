import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../../src/define.js';
import type { SavedReply } from '../../src/model/index.js';
import type { MemorySeed } from '../../src/transport/memory/index.js';
import { placeholders, replies } from '../../demo/seed/replies.js';
import { fixture, scene, type Scene } from '../support/chat.js';
import { found } from '../support/find.js';

const meta: Meta = { title: 'Elements/Saved replies' };
export default meta;
type Story = StoryObj;

const world = (list: readonly SavedReply[] = replies): MemorySeed =>
  ({ ...fixture([{ id: 'two', participants: ['ana', 'ben', 'maya'], title: 'Both patients' }]), replies: [...list], catalogs: { placeholders } });

const thread = (id: string, about: Scene = {}): TemplateResult =>
  scene(html`<clinic-thread .thread=${id}></clinic-thread>`, { viewer: 'maya', seed: world(), width: 'min(100%, 760px)', ...about });

/** «Use a saved reply» in the four-dots menu. */
async function open(canvas: HTMLElement): Promise<void> {
  (await found(canvas, 'button[aria-label="More actions"]')).click();
  const { shadowRoot } = await found(canvas, 'clinic-composer-actions');
  if (shadowRoot) (await found(shadowRoot, '[role=menuitem]')).click();
}

const picker = (id: string, about: Scene = {}): Story => ({ render: () => thread(id, about), play: ({ canvasElement }) => open(canvasElement) });

export const Picker: Story = picker('maya-ana');
export const SeveralPatients: Story = picker('two');
export const None: Story = picker('maya-ana', { seed: world([]) });
export const Failed: Story = picker('maya-ana', { then: (stage) => stage.workspace.controls('maya').failNext('catalog', 'unavailable', { times: 99, retryable: false }) });
export const Loading: Story = picker('maya-ana', { then: (stage) => { stage.workspace.controls('maya').latency = 1_000_000; } });

export const NewReply: Story = {
  render: () => thread('maya-ana', { seed: world([]) }),
  play: async ({ canvasElement }) => {
    await open(canvasElement);
    (await found(canvasElement, '.foot .button')).click();
  },
};

export const TooLong: Story = {
  ...NewReply,
  play: async (context) => {
    await NewReply.play?.(context);
    const field = await found<HTMLTextAreaElement>(context.canvasElement, '#text');
    field.value = 'Rest. '.repeat(1_000);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  },
};

const written = (id: string, text: string): Story => ({
  render: () => thread(id, { before: (_stage, chat) => chat.dispatch({ type: 'draft.set', threadId: id, text }) }),
});

export const Suggestions: Story = {
  render: () => thread('maya-ana'),
  play: async ({ canvasElement }) => {
    await found(canvasElement, 'button[aria-label="More actions"]');
    const field = await found<HTMLTextAreaElement>(canvasElement, 'textarea[aria-label="Message"]');
    field.focus();
    document.execCommand('insertText', false, '/');
    await found(canvasElement, '.reply-suggestions');
  },
};

export const NotFilledIn: Story = {
  ...written('two', 'Dear [PATIENT NAME], see you on [DATE].'),
  play: async ({ canvasElement }) => {
    await found(canvasElement, 'button[aria-label="More actions"]');
    (await found(canvasElement, 'button[aria-label="Send"][aria-disabled=false]')).click();
    await found(canvasElement, 'clinic-confirm');
  },
};

export const BesideAMessage: Story = {
  render: () => thread('knee'),
  play: async ({ canvasElement }) => { (await found(canvasElement, 'button[aria-label="Options for this message"]')).click(); },
};
