import type { Message, Page } from '../../src/model/index.js';
import type { MessageQuery } from '../../src/transport/transport.js';

/** A page of a thread's messages; undefined where it is to be around one that is not there. */
export function pageOf(all: readonly Message[], query: MessageQuery, most: number): Page<Message> | undefined {
  const limit = Math.min(query.limit ?? 50, most);
  let from: number;
  let to: number;
  if (query.around !== undefined) {
    const at = all.findIndex(({ id }) => id === query.around);
    if (at < 0) return undefined;
    from = Math.max(0, at - (limit >> 1));
    to = Math.min(all.length, from + limit);
  } else if (query.after !== undefined) {
    from = all.findIndex(({ position }) => position! > query.after!);
    if (from < 0) from = all.length;
    to = Math.min(all.length, from + limit);
  } else {
    to = query.before === undefined ? all.length : all.findIndex(({ position }) => position! >= query.before!);
    if (to < 0) to = all.length;
    from = Math.max(0, to - limit);
  }
  const items = all.slice(from, to);
  return {
    items, ...(from > 0 ? { older: items[0]?.position ?? query.before ?? query.after ?? '' } : {}),
    ...(to < all.length ? { newer: items.at(-1)?.position ?? query.after ?? query.before ?? '' } : {}),
  };
}
