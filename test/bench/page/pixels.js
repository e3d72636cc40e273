/** How far the reader's line moves, in every painted frame, when something changes above it. */
import { firstNumber, makeMessages } from './messages.js';
import { following, fromEnd, mount, painted, prepare, rest, settled, state, unmount } from './harness.js';

const count = 1000;
/** What stands for a reader's line that is no longer there, in pixels. */
const lost = 99_999;

const offsetOf = (id) => {
  const row = state.subject.row(id);
  return row ? row.getBoundingClientRect().top - state.subject.scroller().getBoundingClientRect().top : undefined;
};

/** The first message that begins within view: the reader's line. */
function readersLine() {
  const { subject } = state;
  const top = subject.scroller().getBoundingClientRect().top;
  const row = [...subject.rows()].find((one) => one.getBoundingClientRect().top >= top - 0.5);
  return subject.idOf?.(row) ?? row.dataset.key;
}

/** Watches the line for some frames, from a change on. `grown`: what has to be taller afterwards, for else the scene has shown nothing. */
async function watch(change, { frames = 25, grown } = {}) {
  const tall = grown?.();
  const id = readersLine();
  const base = offsetOf(id);
  let worst = 0;
  let end = 0;
  const look = () => {
    const now = offsetOf(id);
    end = now === undefined ? lost : Math.abs(now - base);
    worst = Math.max(worst, end);
  };
  let over = false;
  const done = Promise.resolve(change()).then(() => (over = true));
  for (let left = frames; left > 0; left -= over ? 1 : 0) {
    await painted();
    look();
  }
  await done;
  if (grown && grown() < tall + 20) throw new Error(`nothing grew (${tall}, ${grown()}), so that nothing was shown`);
  return { end, worst };
}

async function scrollTo(top) {
  state.subject.scroller().scrollTop = top;
  await settled();
}

/** Puts the top of the first message in view just at the edge of the list, so that all agree on which line is read. */
async function alignRow() {
  const offset = offsetOf(readersLine());
  state.subject.scroller().scrollTop += offset - 1;
  await settled();
}

const older = (from) => makeMessages(from - 50, 50, state.outside);

/** Stands up in the midst of the list, away from all ends. */
async function stand({ change } = {}) {
  await prepare(count, { older: true, change });
  await mount();
  await rest();
  const { subject } = state;
  await scrollTo(subject.scroller().scrollTop - 900);
  await alignRow();
}

/** A message above the line that is rendered, or near to being so. */
function above(steps = 3) {
  const line = readersLine();
  return `m${Number(line.slice(1)) - steps}`;
}

/** A message's height now; none where it is not drawn. */
const heightOf = (id) => state.subject.row(id)?.getBoundingClientRect().height ?? 0;

const longText = 'A few words more than before. '.repeat(12);

const scenes = {
  /** Fifty older messages come while the reader is at the very top, a little below it, and while new ones come too. */
  async prepend() {
    const out = [];
    for (const { top, busy } of [{ top: 0 }, { top: 150 }, { top: 150, busy: true }]) {
      await prepare(count, { older: true });
      await mount();
      await rest();
      await scrollTo(1500);
      await scrollTo(top);
      await state.subject.readyToPrepend?.();
      await settled();
      out.push(await watch(async () => {
        if (busy) await state.subject.append(following(1));
        await state.subject.prepend(older(firstNumber));
      }, { grown: () => state.subject.scroller().scrollHeight }));
      await unmount();
    }
    return out;
  },

  /** An image above the line has no known size, and comes late; once more with a message at the end right before. */
  async image() {
    const out = [];
    for (const busy of [false, true]) {
      // First without: where the reader stands decides which message has the image.
      await stand();
      const id = above(2);
      await unmount();
      const name = `late-${Math.floor(performance.now() * 1000)}.svg`;
      const image = new URL(`/late/${name}`, location.href).href;
      await stand({ change: (all) => Object.assign(all.find((message) => message.id === id), { image }) });
      out.push(await watch(async () => {
        if (busy) await state.subject.append(following(1));
        await fetch(`/release/${name}`, { method: 'POST' });
        for (let i = 0; i < 12; i++) await painted();
        // Ours keeps a box for an image of unknown size, and Stream may not have drawn the row: nothing has to grow.
      }));
      await unmount();
    }
    return out;
  },

  /** A message above the line grows by an edit. */
  async edit() {
    const out = [];
    for (const busy of [false, true]) {
      await stand();
      const id = above();
      out.push(await watch(async () => {
        if (busy) await state.subject.append(following(1));
        await state.subject.edit(id, longText);
      }, { grown: () => heightOf(id) }));
      await unmount();
    }
    return out;
  },

  /** The list becomes narrower, and wide again. */
  async resize() {
    await stand();
    const out = [];
    for (const width of ['340px', '']) {
      out.push(await watch(() => void (state.host.style.width = width)));
      await settled();
      await alignRow();
    }
    await unmount();
    return out;
  },

  /** A reader at the bottom stays there, whatever grows. */
  async pinned() {
    await prepare(count);
    await mount();
    await rest();
    let worst = 0;
    const look = async (frames) => {
      for (let i = 0; i < frames; i++) {
        await painted();
        worst = Math.max(worst, fromEnd());
      }
    };
    if (state.subject.can.includes('edit')) await state.subject.edit(above(-1), longText);
    await look(10);
    state.host.style.width = '340px';
    await look(10);
    state.host.style.width = '';
    await look(10);
    const end = fromEnd();
    await unmount();
    return [{ end, worst }];
  },
};

/** @returns {Promise<{ end: number, worst: number } | undefined>} pixels after the last frame and in the worst one; nothing where the subject has no such thing */
export async function pixels(what) {
  if (!['pinned', 'resize', ...state.subject.can].includes(what)) return undefined;
  const seen = await scenes[what]();
  return { end: Math.max(...seen.map(({ end }) => end)), worst: Math.max(...seen.map(({ worst }) => worst)) };
}
