/**
 * Ours, as a portal has it: the npm form of dist/, its bundler's work done by esbuild, a real store over the port. In a `<clinic-chat>`, for
 * without one nothing has its theme: `<clinic-message-list>` for what concerns the list, `<clinic-thread>` where there is a composer.
 */
import 'clinic-chat/elements/chat.js';
import 'clinic-chat/elements/thread.js';
import { kinds } from 'clinic-chat/kinds';
import { createChat } from 'clinic-chat/store';
import { asMessage, BenchTransport } from '../page/transport.js';

let transport;
let chat;
let owner;
let element;
/** The list's scroll container and what holds its rows, kept as the floors keep theirs. */
let list;
let holder;

const until = async (ready) => {
  while (!ready()) await new Promise((resolve) => setTimeout(resolve, 1));
};

/** A page that waits for the store is told by it, and needs no clock. */
async function told(readable, isReady) {
  let stop;
  await new Promise((resolve) => (stop = readable.subscribe((value) => isReady(value) && resolve())));
  stop();
}

export const subject = {
  name: 'ours',
  can: ['prepend', 'image', 'edit'],
  // Days have a line of their own; the space stands for rows that are not drawn.
  rowSelector: '.rows > :not(.space)',
  drawsLater: true,
  /** The store has the messages, as a peer's page has them in its array. */
  async prepare(messages, { older = false } = {}) {
    chat?.destroy();
    transport = new BenchTransport();
    transport.hasOlder = older;
    transport.messagesOfThread = messages.map((message) => asMessage(message));
    for (const { id, image } of messages) if (image) transport.images.set(`file-${id}`, image);
    chat = createChat({ transport, kinds, locale: 'en' });
    chat.open();
    chat.dispatch({ type: 'thread.open', threadId: 't1' });
    await told(chat.thread('t1'), (thread) => thread);
    await told(chat.timeline('t1'), ({ phase }) => phase === 'ready');
  },
  mount(host, _messages, { composer }) {
    element = document.createElement(composer ? 'clinic-thread' : 'clinic-message-list');
    element.className = 'fill';
    element.thread = 't1';
    owner = document.createElement('clinic-chat');
    owner.chat = chat;
    owner.append(element);
    host.append(owner);
    list = holder = undefined;
  },
  unmount: () => owner.remove(),
  append: (messages) => transport.push(messages.map((message) => asMessage(message))),
  readyToPrepend: () => until(() => transport.isAsked),
  prepend: (messages) => transport.release(messages.map((message) => asMessage(message))),
  edit(id, text) {
    const known = chat.timeline('t1').get().messages.find((message) => message.id === id);
    transport.push([{ ...known, payload: { text, format: 'plain' }, revision: known.revision + 1 }]);
  },
  scroller: () => (list ??= subject.root()?.querySelector('.list') ?? undefined),
  root: () => (element.localName === 'clinic-thread' ? element.shadowRoot?.querySelector('clinic-message-list') : element)?.shadowRoot,
  rows: () => subject.root().querySelectorAll('clinic-message'),
  row: (id) => subject.root().querySelector(`clinic-message[data-key="${id}"]`),
  last: () => (holder ??= subject.root()?.querySelector('.rows') ?? undefined)?.lastElementChild?.dataset.key,
  field: () => element.shadowRoot.querySelector('clinic-composer').shadowRoot.querySelector('textarea, [contenteditable], [role=textbox]'),
};
