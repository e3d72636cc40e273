/** The lowest floor: plain DOM of the rows that fill the view, and no list at all. */
import { floorFrame, rowElements } from '../page/rows.js';

const rowsInView = 16;
let list;
let host;

export const subject = {
  name: 'floor-visible',
  can: [],
  prepare() {},
  mount(into, messages, options) {
    host = into;
    list = floorFrame(host, options);
    list.append(...rowElements(messages.slice(-rowsInView)));
    list.scrollTop = list.scrollHeight;
  },
  unmount: () => host.replaceChildren(),
  append(messages) {
    list.append(...rowElements(messages));
    while (list.children.length > rowsInView) list.firstElementChild.remove();
    list.scrollTop = list.scrollHeight;
  },
  scroller: () => list,
  rows: () => [...list.children],
  row: (id) => list.querySelector(`[data-key="${id}"]`),
  last: () => list.lastElementChild?.dataset.key,
  field: () => host.querySelector('textarea'),
};
