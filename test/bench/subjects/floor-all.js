/** A floor: every row by innerHTML, the reader's place kept by the difference of heights. */
import { floorFrame, rowElements, rowHtml } from '../page/rows.js';

let list;
let host;

/** Does something that changes heights above the reader. */
function keeping(change) {
  const before = list.scrollHeight - list.scrollTop;
  change();
  list.scrollTop = list.scrollHeight - before;
}

export const subject = {
  name: 'floor-all',
  can: ['prepend', 'edit'],
  prepare() {},
  mount(into, messages, options) {
    host = into;
    list = floorFrame(host, options);
    list.innerHTML = messages.map(rowHtml).join('');
    list.scrollTop = list.scrollHeight;
  },
  unmount: () => host.replaceChildren(),
  append(messages) {
    const pinned = list.scrollHeight - list.clientHeight - list.scrollTop < 2;
    list.append(...rowElements(messages));
    if (pinned) list.scrollTop = list.scrollHeight;
  },
  prepend: (messages) => keeping(() => list.prepend(...rowElements(messages))),
  edit: (id, text) => keeping(() => (list.querySelector(`[data-key="${id}"] .bubble`).textContent = text)),
  scroller: () => list,
  rows: () => list.children,
  row: (id) => list.querySelector(`[data-key="${id}"]`),
  last: () => list.lastElementChild?.dataset.key,
  field: () => host.querySelector('textarea'),
};
