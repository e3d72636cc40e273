/** Peer: chatscope's chat UI kit. */
import '@chatscope/chat-ui-kit-styles/dist/default/styles.min.css';
import { ChatContainer, MainContainer, Message, MessageInput, MessageList } from '@chatscope/chat-ui-kit-react';
import { createElement as h } from 'react';
import { reactThread } from '../page/react.js';

const times = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit' });
const drawMessage = ({ id, author, name, at, text, image }) => {
  const direction = author === 'ana' ? 'outgoing' : 'incoming';
  return h(Message, { key: id, 'data-key': id, model: { direction, position: 'single', sender: name, sentTime: times.format(at), ...(image ? {} : { message: text }) } },
    h(Message.Header, { sender: name, sentTime: times.format(at) }), ...(image ? [h(Message.CustomContent, null, text, h('img', { src: image, alt: '' }))] : []));
};
const thread = reactThread((messages, { composer }) =>
  h(MainContainer, null, h(ChatContainer, null, h(MessageList, null, messages.map(drawMessage)), composer ? h(MessageInput, { placeholder: 'Message', attachButton: false }) : null)));

let host;
const scroller = () => host?.querySelector('.cs-message-list__scroll-wrapper') ?? undefined;

export const subject = {
  name: 'chatscope',
  can: ['prepend', 'image', 'edit'],
  prepare() {},
  mount(into, messages, options) {
    host = into;
    thread.mount(host, messages, options);
  },
  unmount: () => thread.unmount(),
  append: (messages) => thread.append(messages),
  prepend: (messages) => thread.prepend(messages),
  edit: (id, text) => thread.edit(id, (one) => ({ ...one, text })),
  scroller,
  rows: () => host.querySelectorAll('.cs-message'),
  row: (id) => host.querySelector(`[data-key="${id}"]`),
  last: () => scroller()?.querySelector('.cs-message-list__scroll-to')?.previousElementSibling?.dataset.key,
  field: () => host.querySelector('[contenteditable]'),
};
