import type { Page, Thread, ThreadFilter, ThreadSort } from '../../src/model/index.js';
import type { Access, Who } from './access.js';
import { notACursor, pageSize } from './paging.js';
import type { Store } from './store.js';

export interface ThreadsQuery extends ThreadFilter { text?: string; sort?: ThreadSort; before?: string; limit?: number }

/** A page of the list. What only staff may know decides nothing for the patient's side: who asks for it gets the list as ever. */
export function threadsPage(store: Store, access: Access, who: Who, { text, sort = 'recent', before, limit = pageSize, status, waiting, ...filter }: ThreadsQuery): Page<Thread> {
  const words = text?.trim().toLocaleLowerCase();
  const forStaff = who.capabilities.includes('status.read');
  const rows = store.threads(who, {
    ...filter,
    ...(forStaff && status !== undefined ? { status } : {}),
    ...(forStaff && waiting !== undefined ? { waiting } : {}),
    ...(words ? { words } : {}),
    sort: forStaff ? sort : 'recent',
    ...(before === undefined ? {} : { after: placeOf(before) }),
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { items: page.map((row) => access.view(who, row)), ...(last ? { older: `${last.place}_${last.id}` } : {}) };
}

function placeOf(cursor: string): { place: number; id: string } {
  const match = /^(\d{1,16})_(.+)$/s.exec(cursor);
  if (!match) throw notACursor();
  return { place: Number(match[1]), id: match[2]! };
}
