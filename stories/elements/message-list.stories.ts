import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/elements/message-list.js';
import { fixture, longHistory, scene, write, type Scene } from '../support/chat.js';

const meta: Meta = { title: 'Elements/Message list', component: 'clinic-message-list' };
export default meta;
type Story = StoryObj;

const list = (id: string, about: Scene = {}): Story => ({ render: () => scene(html`<clinic-message-list thread=${id}></clinic-message-list>`, { height: '480px', ...about }) });
const news = fixture([{ id: 'news', participants: ['ana', 'maya', 'tom'], title: 'News', messages: longHistory(40, ['maya', 'tom']), unread: { ana: 12 } }]);

export const Groups = list('knee');
export const OneMessage = list('maya-ana');
export const UnreadDivider = list('news', { seed: news });
export const JumpToLatest: Story = {
  ...list('long', {
    then: ({ workspace }) => setTimeout(() => { for (const text of ['One more thing.', 'And another.']) workspace.say('long', 'maya', text); }, 600),
  }),
  play: async ({ canvasElement }) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    const log = canvasElement.querySelector('clinic-message-list')?.shadowRoot?.querySelector('[role=log]');
    if (log) log.scrollTop = log.scrollHeight / 2;
    await new Promise((resolve) => setTimeout(resolve, 600));
  },
};
export const OlderPageFailed: Story = {
  ...list('long', { then: ({ workspace }) => workspace.controls('ana').failNext('messages', 'invalid', { times: 9 }) }),
  play: async ({ canvasElement }) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    const log = canvasElement.querySelector('clinic-message-list')?.shadowRoot?.querySelector('[role=log]');
    if (log) log.scrollTop = 0;
    await new Promise((resolve) => setTimeout(resolve, 300));
  },
};

/** Queued, sending and failed; the others are in «Groups». */
export const Queued = list('knee', {
  then: ({ workspace }, chat) => {
    workspace.controls('ana').offline = true;
    write(chat, 'knee', 'This one waits for the connection.');
  },
});
export const Sending = list('knee', {
  then: ({ workspace }, chat) => {
    workspace.controls('ana').latency = 600_000;
    write(chat, 'knee', 'This one is on its way.');
  },
});
export const NotSent = list('knee', {
  then: ({ workspace }, chat) => {
    workspace.controls('ana').failNext('message.send', 'invalid', { times: 9 });
    write(chat, 'knee', 'This one was refused.');
  },
});
export const UnknownThings = list('knee', {
  then: ({ workspace }) => {
    workspace.say('knee', '', 'A message without an author.');
    workspace.say('knee', 'maya', { kind: 'hologram', payload: {}, preview: 'A kind that nobody here knows.' });
    workspace.say('knee', 'maya', { kind: 'text', payload: { broken: true } });
    workspace.say('knee', 'tom', '>'.repeat(5_000));
  },
});
