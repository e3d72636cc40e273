/** Peer: deep-chat. It has no way to put older messages before what is shown but its own request, and edits none by name. */
import 'deep-chat';

let host;
let element;
let ids;
const asMessage = ({ author, text, image }) => ({ role: author === 'ana' ? 'user' : 'ai', ...(image ? { files: [{ type: 'image', src: image }] } : {}), text });

export const subject = {
  name: 'deep-chat',
  can: [],
  rowSelector: '.outer-message-container',
  prepare() {},
  mount(into, messages) {
    host = into;
    element = document.createElement('deep-chat');
    Object.assign(element.style, { width: '100%', height: '640px', border: '0', boxSizing: 'border-box' });
    element.connect = { handler: () => undefined };
    element.history = messages.map(asMessage);
    ids = messages.map(({ id }) => id);
    host.append(element);
  },
  unmount: () => host.replaceChildren(),
  append(messages) {
    for (const message of messages) {
      ids.push(message.id);
      element.addMessage(asMessage(message));
    }
  },
  scroller: () => element.shadowRoot?.querySelector('#messages') ?? undefined,
  rows: () => element.shadowRoot.querySelectorAll('.outer-message-container'),
  row: (id) => subject.rows()[ids.indexOf(id)],
  idOf: (row) => ids[[...subject.rows()].indexOf(row)],
  last() {
    const scroller = subject.scroller();
    return scroller && subject.rows().length >= ids.length ? ids.at(-1) : undefined;
  },
  field: () => element.shadowRoot.querySelector('#text-input'),
};
