/** What runs in the page, the same for every subject and every engine: it mounts, changes, and looks at what is painted. */
import { firstNumber, makeMessages } from './messages.js';

export const state = { subject: undefined, host: undefined, outside: undefined, next: firstNumber };

/**
 * Resolves just after a frame was painted: whatever was corrected in ResizeObservers is in it. The callback comes before the layout; the
 * message that it posts is handled after the paint.
 */
export const painted = () =>
  new Promise((resolve) => {
    requestAnimationFrame((time) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve(time);
      };
      port2.postMessage(0);
    });
  });

/** Distance from the end, in CSS pixels. */
export const fromEnd = () => {
  const scroller = state.subject.scroller();
  return scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
};

/** Waits until nothing has moved for some frames. */
export async function settled({ quiet = 5, limit = 600, key } = {}) {
  const { subject } = state;
  let last;
  let same = 0;
  for (let i = 0; i < limit && same < quiet; i++) {
    await painted();
    const scroller = subject.scroller();
    const now = scroller && scroller.clientHeight > 0 && (key === undefined || subject.last() === key) ? `${scroller.scrollTop} ${scroller.scrollHeight} ${subject.last()}` : undefined;
    same = now !== undefined && now === last ? same + 1 : 0;
    last = now;
  }
  if (same < quiet) throw new Error(`${subject.name} does not come to rest (${last}; wanted ${key})`);
}

/** Messages as every subject gets them; the next ones continue where these end. */
export function messages(count, from = firstNumber) {
  const made = makeMessages(from, count, state.outside);
  state.next = from + count;
  return made;
}

export function following(count) {
  const made = makeMessages(state.next, count, state.outside);
  state.next += count;
  // Who is mounted anew has them too.
  state.messages.push(...made);
  return made;
}

/** Makes the messages ready, outside of what is measured. */
export async function prepare(count, options = {}) {
  state.messages = messages(count);
  options.change?.(state.messages);
  await state.subject.prepare(state.messages, options);
}

/** @returns {Promise<{ wall: number }>} milliseconds until the newest message is painted at the bottom */
export async function mount({ composer = false, quiet = 5 } = {}) {
  const { subject, host } = state;
  const key = state.messages.at(-1).id;
  const began = performance.now();
  await subject.mount(host, state.messages, { composer });
  let wall = 0;
  for (let i = 0; i < 600 && !wall; i++) {
    await painted();
    if (subject.scroller()?.clientHeight > 0 && subject.last() === key && fromEnd() < 3) wall = performance.now() - began;
  }
  await settled({ quiet, key });
  return { wall };
}

/** Waits until a subject that draws some of its rows later has drawn them: none has come for a while. */
export async function rest() {
  const { subject } = state;
  if (!subject.drawsLater) return;
  for (let same = 0, last = -1; same < 10; ) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { length } = subject.rows();
    same = length === last ? same + 1 : 0;
    last = length;
  }
}

export async function unmount() {
  await state.subject.unmount();
  state.host.replaceChildren();
}

/** All elements below the host, those in open shadow roots too. */
export function countElements(node = state.host) {
  let count = 0;
  const visit = (parent) => {
    for (const child of parent.children) {
      count++;
      if (child.shadowRoot) visit(child.shadowRoot);
      visit(child);
    }
  };
  visit(node);
  return count;
}

/** Elements of a rendered message, and in all. */
export function elements() {
  const rows = [...state.subject.rows()];
  const inRows = rows.reduce((sum, row) => sum + 1 + countElements(row) + (row.shadowRoot ? countElements(row.shadowRoot) : 0), 0);
  return { all: countElements(), rows: rows.length, perMessage: inRows / Math.max(1, rows.length) };
}

/** Appends one after the other; how many frames passed until each was painted. */
export async function append(times) {
  const { subject } = state;
  const frames = [];
  for (let i = 0; i < times; i++) {
    const [message] = following(1);
    await subject.append([message]);
    let count = 0;
    do {
      await painted();
      count++;
    } while ((subject.last() !== message.id || fromEnd() > 1.5) && count < 60);
    frames.push(count);
  }
  return { frames, pinned: fromEnd() <= 1.5 };
}

/** A steady stream: how many frames came late, and how far the list was from its end in the worst of them. */
export async function sustain({ rate, ms }) {
  const { subject } = state;
  const wanted = (rate * ms) / 1000;
  const began = performance.now();
  let sent = 0;
  let dropped = 0;
  let worst = 0;
  let last = await painted();
  // Who cannot keep up is given up after a while: the rate says so.
  while (sent < wanted && performance.now() - began < 4 * ms) {
    const due = Math.min(wanted, Math.ceil(((performance.now() - began) / 1000) * rate));
    for (const message of following(due - sent)) subject.append([message]);
    sent = due;
    const time = await painted();
    dropped += Math.max(0, Math.round((time - last) / (1000 / 60)) - 1);
    last = time;
    worst = Math.max(worst, fromEnd());
  }
  const seconds = (performance.now() - began) / 1000;
  await settled({ quiet: 3 });
  return { rate: sent / seconds, dropped, pinned: worst <= 1.5 && fromEnd() <= 1.5, arrived: subject.last() === `m${state.next - 1}` };
}

/**
 * Whether a row is painted near this height of the view: a message, or the line of a day, which with its margins is 67 px high in ours. The gaps
 * between rows are none.
 */
function isFilled(box, y) {
  const root = state.subject.scroller().getRootNode();
  const rows = state.subject.rowSelector ?? '[data-key]';
  return [0, 14, 28].some((more) => root.elementsFromPoint(box.left + box.width / 2, y + more).some((element) => element.closest(rows)));
}

/** Scrolls up by so many pixels a second; blank are frames in which a part of the view has no row. */
export async function fling({ speed, ms, look = false }) {
  const scroller = state.subject.scroller();
  const box = scroller.getBoundingClientRect();
  const points = [0.08, 0.3, 0.5, 0.7, 0.88].map((part) => box.top + part * box.height);
  let blank = 0;
  let frames = 0;
  const from = scroller.scrollTop;
  let last = performance.now();
  const end = last + ms;
  while (last < end) {
    const time = await painted();
    frames++;
    if (look && !points.every((y) => isFilled(box, y))) blank++;
    // One frame's way, however late the frame: a slow machine must not jump further than a fast one.
    scroller.scrollTop -= speed / 60;
    last = Math.max(time, performance.now());
  }
  return { frames, blank, distance: from - scroller.scrollTop };
}

export function start(subject) {
  state.subject = subject;
  state.host = document.querySelector('#host');
}

/** Puts the focus into the composer's field. */
export function focusField() {
  const field = state.subject.field?.();
  field?.focus();
  return !!field;
}

/** Mounted and removed, again and again, without waiting for a frame each time. */
export async function comeAndGo(times) {
  const { subject, host } = state;
  for (let i = 0; i < times; i++) {
    await subject.mount(host, state.messages, { composer: true });
    await new Promise((resolve) => setTimeout(resolve));
    if (i % 50 === 0) await painted();
    await unmount();
  }
  for (let i = 0; i < 5; i++) await painted();
  await new Promise((resolve) => setTimeout(resolve, 200));
}
