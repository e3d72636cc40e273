import type { MessageKind } from '../model/index.js';

const loads = new WeakMap<MessageKind, Promise<boolean>>();
const read = new WeakSet<MessageKind>();

/** Whether the card can be asked now. */
export const isCardReady = (kind: MessageKind): boolean => !kind.load || read.has(kind);

/** Whether the kind's bubble can be made now. */
export const isBubbleReady = (kind: MessageKind): boolean => !kind.bubble || customElements.get(kind.bubble.tag) !== undefined;

/** Loads what the kind's messages need, once for the page; answers whether it is there. A load that failed is tried again by the next message. */
export function loadKind(kind: MessageKind): Promise<boolean> {
  let load = loads.get(kind);
  if (!load) {
    load = Promise.resolve()
      .then(() => Promise.all([kind.load?.(), kind.bubble?.load()]))
      .then(() => isBubbleReady(kind) && !!read.add(kind), () => false)
      .then((ready) => {
        if (!ready) loads.delete(kind);
        return ready;
      });
    loads.set(kind, load);
  }
  return load;
}
