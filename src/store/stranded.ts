import type { Id } from '../model/index.js';
import { textOf } from './outbox-item.js';
import type { Lanes } from './outbox-lanes.js';
import type { Stranded } from './types.js';

/** What was written for threads that are not there any more. */
export const stranded = (lanes: Lanes, isThere: (threadId: Id) => boolean): Stranded[] => [...lanes.all].flatMap(([threadId, { items }]) => items
  .filter((item) => item.stranded !== undefined && !isThere(threadId))
  .map(({ clientId, payload, uploads, stranded: title }) =>
    ({ threadId, clientId, text: textOf(payload), files: uploads.map(({ name }) => name), ...(title ? { title } : {}) })));
