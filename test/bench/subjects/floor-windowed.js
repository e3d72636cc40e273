/** The floor of the windowed lists: page/windowed-list.js and nothing around it. */
import { floorFrame } from '../page/rows.js';
import { WindowedList } from '../page/windowed-list.js';

let windowed;
let host;

export const subject = {
  name: 'floor-windowed',
  can: ['prepend', 'image', 'edit'],
  prepare() {},
  mount(into, messages, options) {
    host = into;
    windowed = new WindowedList(floorFrame(host, options), messages.slice());
  },
  unmount() {
    windowed.stop();
    host.replaceChildren();
  },
  append: (messages) => windowed.append(messages),
  prepend: (messages) => windowed.prepend(messages),
  edit(id, text) {
    windowed.messages.find((message) => message.id === id).text = text;
    windowed.redraw(id);
  },
  scroller: () => windowed.scroller,
  rows: () => windowed.rows.children,
  row: (id) => windowed.rows.querySelector(`[data-key="${id}"]`),
  last: () => windowed.rows.lastElementChild?.dataset.key,
  field: () => host.querySelector('textarea'),
};
