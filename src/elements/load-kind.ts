import type { MessageKind } from '../model/index.js';
import type { makeBubble as MakeBubbleOf } from './message-bubble.js';

type MakeBubble = typeof MakeBubbleOf;

const cards = new WeakMap<MessageKind, Promise<boolean>>();
const loads = new WeakMap<MessageKind, Promise<boolean>>();
const read = new WeakSet<MessageKind>();

/** Whether the card can be asked now. */
export const isCardReady = (kind: MessageKind): boolean => !kind.load || read.has(kind);

let make: MakeBubble | undefined;

/** What makes the kind's bubble, where that can be made now. */
export const makerOf = ({ bubble }: MessageKind): MakeBubble | undefined => (bubble && customElements.get(bubble.tag) && make);

/** A load that failed is tried again by the next who asks. */
function once(known: WeakMap<MessageKind, Promise<boolean>>, kind: MessageKind, work: () => Promise<boolean>): Promise<boolean> {
  let load = known.get(kind);
  if (!load) {
    load = Promise.resolve().then(work).catch(() => false).then((ready) => {
      if (!ready) known.delete(kind);
      return ready;
    });
    known.set(kind, load);
  }
  return load;
}

/** Brings what the card needs to be asked, once for the page; answers whether it is there. */
export const loadCard = (kind: MessageKind): Promise<boolean> => once(cards, kind, async () => {
  await kind.load?.();
  read.add(kind);
  return true;
});

/** Loads what the kind's messages need, once for the page; answers whether it is there. */
export const loadKind = (kind: MessageKind): Promise<boolean> => once(loads, kind, async () => {
  const [isRead, { makeBubble }] = await Promise.all([loadCard(kind), import('./message-bubble.js'), kind.bubble?.load()]);
  make = makeBubble;
  return isRead && (!kind.bubble || makerOf(kind) !== undefined);
});
