import type { ErrorCode } from '../base/errors.js';
import type { FileRef, Id, Message, ServerCommand, TextPayload, Viewer } from '../model/index.js';
import type { Creation, ItemState, StoredItem, StoredUpload } from './stored.js';
import type { Upload } from './types.js';

/** Of the storage's keys. */
export const prefix = 'outbox/';

export interface Item extends StoredItem, ItemState {
  /** It stands in the timeline. */
  shown: boolean;
  attempts: number;
  /** Not before this (ms since the epoch), */
  notBefore: number;
  /** and not later than so many milliseconds from now, however the clock is set meanwhile. */
  wait: number;
  /** It is being stored anew, as one that did not fail. */
  isKept?: boolean;
  revision: number;
  author: Id;
  /** The person has asked for another attempt, whatever became of the last one. */
  asked?: boolean;
  message?: Message;
}

export const itemOf = (stored: StoredItem): Item => ({
  ...stored, shown: false, attempts: 0, notBefore: 0, wait: 0, revision: 0, author: '', state: stored.failed ? 'failed' : 'queued',
  ...(stored.failed ? { problem: { code: stored.failed } } : {}),
});

export const toStore = (item: Item): StoredItem => ({
  clientId: item.clientId, threadId: item.threadId, order: item.order, kind: item.kind, payload: item.payload, uploads: item.uploads,
  files: item.files, sentAt: item.sentAt,
  ...(item.for === undefined ? {} : { for: item.for }),
  ...(item.createId === undefined ? {} : { createId: item.createId }),
  ...(item.doubt ? { doubt: true } : {}),
  ...(item.stranded === undefined ? {} : { stranded: item.stranded }),
  ...(item.state === 'failed' ? { failed: (item.problem?.code ?? 'unknown') as ErrorCode } : {}),
});

/** As it is told to other tabs. */
export const stateOf = ({ threadId, clientId, kind, state, problem }: Item): ItemState =>
  ({ threadId, clientId, kind, state, ...(problem ? { problem } : {}) });

/** In the order of sending; two that were sent in two tabs at once stand in the same order in both. */
export const bySending = (a: StoredItem, b: StoredItem): number => a.order - b.order || (a.clientId < b.clientId ? -1 : 1);

/** What the storage holds, in the order of sending; what cannot be read is left out. */
export const storedItems = (found: ReadonlyMap<string, unknown>): StoredItem[] =>
  [...found].filter(([key]) => key.startsWith(prefix)).map(([, value]) => value as StoredItem | undefined)
    .filter((value): value is StoredItem => typeof value?.clientId === 'string' && typeof value.threadId === 'string'
      && typeof value.order === 'number' && Array.isArray(value.uploads) && Array.isArray(value.files))
    .sort(bySending);

/** The text of a message of the kind `text`, for the composer. */
export const textOf = (payload: unknown): string => {
  const { text } = (payload ?? {}) as Partial<TextPayload>;
  return typeof text === 'string' ? text : '';
};

/** A file as the bubble shows it before the server has it. */
const fileOf = (upload: Upload | undefined, stored: StoredUpload): FileRef =>
  upload?.file ?? stored.file ?? { id: stored.id, name: stored.name, type: stored.type, size: stored.size, scan: 'pending' };

/** The optimistic copy. */
export function pendingMessage(item: Item, threadId: Id, viewer: Viewer | undefined, upload: (id: Id) => Upload | undefined): Message {
  return {
    id: item.clientId, clientId: item.clientId, threadId, author: viewer?.id ?? '', sentAt: item.sentAt, revision: item.revision, kind: item.kind,
    payload: item.payload, files: item.uploads.map((stored) => fileOf(upload(stored.id), stored)), delivery: item.state,
    ...(viewer?.onBehalfOf === undefined ? {} : { onBehalfOf: viewer.onBehalfOf }),
    ...(item.for === undefined ? {} : { for: item.for }),
    ...(item.problem ? { problem: item.problem } : {}),
  };
}

export function commandOf(item: Item, threadId: Id, files: Id[], creation: Creation | undefined): ServerCommand {
  const { clientId: id, kind, payload } = item;
  if (creation && item.createId !== undefined) return { type: 'thread.create', id: item.createId, ...creation, first: { id, kind, payload, files } };
  return { type: 'message.send', id, threadId, kind, payload, files, ...(item.for === undefined ? {} : { for: item.for }) };
}
