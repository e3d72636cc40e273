/** Peer: Stream's React components with their virtualised list. Its client is never connected; the list gets its messages by its property. */
import 'stream-chat-react/dist/css/index.css';
import { createElement as h } from 'react';
import { StreamChat } from 'stream-chat';
import { Channel, Chat, MessageComposer, VirtualizedMessageList, Window } from 'stream-chat-react';
import { firstNumber } from '../page/messages.js';
import { reactThread } from '../page/react.js';

const people = { ana: { id: 'ana', name: 'Ana Silva' }, maya: { id: 'maya', name: 'Dr. Maya Lee' } };
const client = new StreamChat('bench', { enableInsights: false });
Object.assign(client, { userID: 'ana', user: people.ana, _user: people.ana, wsPromise: Promise.resolve() });
client.dispatchEvent = () => undefined;
const channel = client.channel('messaging', 't1', { members: ['ana', 'maya'] });
channel.initialized = true;
channel.data = { ...channel.data, own_capabilities: ['send-message', 'read-events'] };
Object.assign(channel, { watch: async () => ({ members: [] }), query: async () => ({ messages: [] }), markRead: async () => undefined, keystroke: async () => undefined, stopTyping: async () => undefined, countUnread: () => 0 });

const asMessage = ({ id, author, at, text, image }) => ({
  id, cid: channel.cid, type: 'regular', user: people[author], text, html: `<p>${text}</p>`, status: 'received', created_at: new Date(at), updated_at: new Date(at), deleted_at: null,
  pinned_at: null, attachments: image ? [{ type: 'image', image_url: image, fallback: 'photo' }] : [], latest_reactions: [], own_reactions: [], reaction_groups: null, mentioned_users: [], reply_count: 0,
});
const thread = reactThread((messages, { composer }) =>
  h(Chat, { client }, h(Channel, { channel, markReadOnMount: false }, h(Window, null,
    h(VirtualizedMessageList, { messages, disableDateSeparator: true, hasMore: true, loadMore: async () => undefined, loadMoreNewer: async () => undefined, stickToBottomScrollBehavior: 'auto' }), composer ? h(MessageComposer) : null))));

let host;
const scroller = () => host?.querySelector('[data-virtuoso-scroller]') ?? undefined;
/** Its rows are numbered from ten million on, backwards for what is prepended: without date separators these are our numbers. */
const idOf = (row) => `m${firstNumber + Number(row.dataset.itemIndex) - 10_000_000}`;
const rows = () => [...host.querySelectorAll('[data-item-index]')];

export const subject = {
  name: 'stream',
  can: ['prepend', 'image', 'edit'],
  rowSelector: '[data-item-index]',
  prepare() {},
  mount(into, messages, options) {
    host = into;
    thread.mount(host, messages.map(asMessage), options);
  },
  unmount: () => thread.unmount(),
  append: (messages) => thread.append(messages.map(asMessage)),
  prepend: (messages) => thread.prepend(messages.map(asMessage)),
  edit: (id, text) => thread.edit(id, (one) => ({ ...one, text, html: `<p>${text}</p>`, updated_at: new Date() })),
  scroller,
  rows,
  row: (id) => rows().find((row) => idOf(row) === id),
  idOf,
  last: () => rows().map(idOf).at(-1),
  field: () => host.querySelector('textarea'),
};
