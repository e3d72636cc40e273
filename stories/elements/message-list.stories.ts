import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { ClinicMessageList } from '../../src/elements/message-list.js';
import '../../src/elements/message-list.js';
import { fixture, longHistory, scene, write, type Scene } from '../support/chat.js';
import { found } from '../support/find.js';

const meta: Meta = { title: 'Elements/Message list', component: 'clinic-message-list' };
export default meta;
type Story = StoryObj;

const list = (id: string, about: Scene = {}): Story => ({ render: () => scene(html`<clinic-message-list thread=${id}></clinic-message-list>`, { height: '480px', ...about }) });
const news = fixture([{ id: 'news', participants: ['ana', 'maya', 'tom'], title: 'News', messages: longHistory(40, ['maya', 'tom']), unread: { ana: 12 } }]);

export const Groups = list('knee');
export const OneMessage = list('maya-ana');
export const UnreadDivider = list('news', { seed: news });
/** Once the first page is there, to a height of the list. */
const scrolledTo = async (root: HTMLElement, part: number): Promise<void> => {
  const log = await found(root, '[role=log]:has([data-key]:nth-of-type(50))');
  log.scrollTop = log.scrollHeight * part;
};
export const JumpToLatest: Story = {
  ...list('long', {
    then: ({ workspace }) => setTimeout(() => { for (const text of ['One more thing.', 'And another.']) workspace.say('long', 'maya', text); }, 2_000),
  }),
  play: async ({ canvasElement }) => {
    await scrolledTo(canvasElement, 0.5);
    await found(canvasElement, '[data-count]');
  },
};
export const OlderPageFailed: Story = {
  ...list('long', { then: ({ workspace }) => workspace.controls('ana').failNext('messages', 'invalid', { times: 9 }) }),
  play: async ({ canvasElement }) => {
    await scrolledTo(canvasElement, 0);
    await found(canvasElement, '.edge > button');
  },
};
/** A link to a message that is no longer there. */
export const MessageGone: Story = {
  ...list('long'),
  play: async ({ canvasElement }) => {
    await found(canvasElement, '[data-key]:nth-of-type(50)');
    (await found<ClinicMessageList>(canvasElement, 'clinic-message-list')).goToMessage('gone');
    await found(canvasElement, 'clinic-list-notice');
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
