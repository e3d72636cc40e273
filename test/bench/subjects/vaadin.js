/** Peer: Vaadin's message list and input. */
import '@vaadin/message-input';
import '@vaadin/message-list';

const times = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit' });
const asItem = ({ id, name, at, text, image }) => ({ id, userName: name, time: times.format(at), text, ...(image ? { attachments: [{ name: 'photo.svg', url: image, type: 'image/svg+xml' }] } : {}) });

let host;
let list;
let input;

export const subject = {
  name: 'vaadin',
  can: ['prepend', 'image', 'edit'],
  rowSelector: 'vaadin-message',
  prepare() {},
  mount(into, messages, { composer }) {
    host = into;
    list = document.createElement('vaadin-message-list');
    Object.assign(list.style, { flex: '1', minHeight: '0' });
    Object.assign(host.style, { display: 'flex', flexDirection: 'column' });
    list.items = messages.map(asItem);
    input = composer ? document.createElement('vaadin-message-input') : undefined;
    host.append(list, ...(input ? [input] : []));
    // What a portal does: the newest message is to be seen.
    requestAnimationFrame(() => (list.scrollTop = list.scrollHeight));
  },
  unmount: () => host.replaceChildren(),
  append: (messages) => (list.items = [...list.items, ...messages.map(asItem)]),
  prepend: (messages) => (list.items = [...messages.map(asItem), ...list.items]),
  edit: (id, text) => (list.items = list.items.map((item) => (item.id === id ? { ...item, text } : item))),
  scroller: () => list,
  rows: () => list.querySelectorAll('vaadin-message'),
  row: (id) => subject.rows()[list.items.findIndex((item) => item.id === id)],
  idOf: (row) => list.items[[...subject.rows()].indexOf(row)].id,
  last: () => (list.lastElementChild?.localName === 'vaadin-message' && list.children.length >= list.items.length ? list.items.at(-1)?.id : undefined),
  field: () => input?.querySelector('textarea'),
};
