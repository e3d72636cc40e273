import { ChatError } from '../../base/errors.js';
import { defaultLimits } from '../../model/index.js';
import type { FileRef, Id, Message, Page, Participant, Session, Thread } from '../../model/index.js';
import type { MessageQuery, ServerEvent, ThreadQuery } from '../transport.js';
import type { components, paths } from './wire-types.js';

/*
 * The wire's names, which nothing but this file and its neighbours `wire-*.ts` know; `wire-types.ts` is generated from the server's OpenAPI description.
 * What comes in is never trusted to be whole: what the interface cannot do without is filled in, and what has no identity is left out.
 */
export type Schemas = components['schemas'];
export type Loose<T> = { [K in keyof T]?: unknown };

export const segment = encodeURIComponent;

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export const sessionPath = 'session' satisfies Path;
export const commandsPath = 'commands' satisfies Path;
export const eventsPath = 'events' satisfies Path;
export type Path = keyof paths extends `/${infer P}` ? P : never;

export const threadPath = (id: Id): string => `threads/${segment(id)}`;
export const messagesPath = (id: Id): string => `threads/${segment(id)}/messages`;
export const threadsPath = 'threads' satisfies Path;

export const threadsQuery = ({ text: words, filter, sort, before, limit }: ThreadQuery): Query => ({
  text: words?.trim() || undefined, archived: filter?.archived, unread: filter?.unread, kind: filter?.kind, status: filter?.status, waiting: filter?.waiting,
  sort, before, limit,
});
export const messagesQuery = ({ before, after, around, limit, include }: MessageQuery): Query => ({
  before, after, around, limit, include: include?.join(',') || undefined,
});
export const eventsQuery = (since: string | undefined, wait?: number): Query => ({ since, wait });
export const isText = (value: unknown): value is string => typeof value === 'string';
export const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
/** An object's fields. `null` is how many servers say that there is none, and is as good as no field. */
export function object(value: unknown): Record<string, unknown> {
  if (!isObject(value)) return {};
  return Object.values(value).includes(null) ? Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null)) : value;
}
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
/** A text, or what stands in its place. */
export const text = (value: unknown, otherwise = ''): string => (isText(value) ? value : otherwise);
const texts = (value: unknown): string[] => list(value).filter(isText);
export const number = (value: unknown, otherwise: number): number => (typeof value === 'number' && Number.isFinite(value) ? value : otherwise);

export const unreadable = (what: string): ChatError => new ChatError('unavailable', `the server's ${what} cannot be read`);

export function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw unreadable(what);
  return value;
}

export function participant(value: unknown): Participant | undefined {
  if (!isObject(value)) return undefined;
  const { birthDate, ...raw } = value as Loose<Schemas['Participant']>;
  if (!isText(raw.id)) return undefined;
  return { ...raw, ...(isText(birthDate) && { birthDate }), id: raw.id, name: text(raw.name), role: text(raw.role), active: raw.active !== false } as Participant;
}

export function file(value: unknown): FileRef | undefined {
  if (!isObject(value)) return undefined;
  const raw = value as Loose<Schemas['FileRef']>;
  if (!isText(raw.id)) return undefined;
  const scan = raw.scan === 'pending' || raw.scan === 'blocked' ? raw.scan : 'clean';
  const type = text(raw.type, 'application/octet-stream');
  return { ...raw, id: raw.id, name: text(raw.name), type, size: number(raw.size, 0), scan } as FileRef;
}

const deliveries: ReadonlySet<unknown> = new Set(['queued', 'sending', 'sent', 'delivered', 'read', 'failed']);

export function message(value: unknown): Message | undefined {
  const raw = object(value) as Loose<Schemas['Message']>;
  if (!isText(raw.id) || !isText(raw.threadId)) return undefined;
  return {
    ...raw, id: raw.id, threadId: raw.threadId, author: text(raw.author), sentAt: number(raw.sentAt, 0), revision: number(raw.revision, 1),
    kind: text(raw.kind), payload: raw.payload, files: list(raw.files).flatMap((one) => file(one) ?? []), delivery: deliveries.has(raw.delivery) ? raw.delivery : 'sent',
  } as Message;
}

export function thread(value: unknown): Thread | undefined {
  const { last: rawLast, staff: rawStaff, reads: rawReads, groupAdmin, markedUnread, workspace, ...raw } = object(value) as Loose<Schemas['Thread']>;
  if (!isText(raw.id)) return undefined;
  const last = message(rawLast);
  const reads = isObject(rawReads) && Object.fromEntries(Object.entries(rawReads).filter(([, position]) => isText(position)));
  return {
    ...raw, id: raw.id, kind: raw.kind === 'group' ? 'group' : 'direct', title: text(raw.title),
    participants: list(raw.participants).flatMap((one) => participant(one) ?? []), unread: number(raw.unread, 0), denied: texts(raw.denied),
    muted: raw.muted === true, pinned: raw.pinned === true, archived: raw.archived === true, ...(last && { last }),
    ...(markedUnread === true && { markedUnread }), ...(isText(groupAdmin) && { groupAdmin }), ...(isText(workspace) && { workspace }), ...(reads && { reads }),
    ...(isObject(rawStaff) && { staff: staffPart(rawStaff) }),
  } as Thread;
}

/** absent for the patient's side, and then it stays so. */
const staffPart = ({ status, waitingSince }: Loose<NonNullable<Schemas['Thread']['staff']>>): Thread['staff'] => ({
  ...(isText(status) && { status }), ...(typeof waitingSince === 'number' && { waitingSince }),
});

export function page<T>(value: unknown, item: (value: unknown) => T | undefined): Page<T> {
  if (!isObject(value) || !Array.isArray(value['items'])) throw unreadable('page');
  const { items, older, newer } = value as { items: unknown[]; older?: unknown; newer?: unknown };
  return { items: items.flatMap((one) => item(one) ?? []), ...(isText(older) && { older }), ...(isText(newer) && { newer }) };
}

export const readThreads = (value: unknown): Page<Thread> => page(value, thread);
export const readThread = (value: unknown): Thread => must(thread(value), 'thread');
export const readMessages = (value: unknown): Page<Message> => page(value, message);
export function readSession(value: unknown): Session {
  const raw = object(value) as Loose<Schemas['Session']>;
  const workspace = object(raw.workspace) as Loose<Schemas['Workspace']>;
  const viewer = must(participant(raw.viewer), 'session');
  if (!isText(workspace.id)) throw unreadable('session');
  return {
    viewer, capabilities: texts(raw.capabilities),
    workspace: {
      ...workspace, id: workspace.id, name: text(workspace.name),
      limits: { ...defaultLimits, ...object(workspace.limits) },
      switches: { messaging: true, plan: false, ...object(workspace.switches) as Record<string, boolean> },
      notices: { emergencyNumber: '', ...object(workspace.notices) },
    } as Session['workspace'],
    features: {
      idempotency: 'server', resume: 'cursor', live: 'push', history: 'both', read: true, typing: false, presence: false, edit: false, search: false,
      files: { resumable: false }, ...object(raw.features),
    },
  };
}

export function readHello(value: unknown): string | undefined {
  return isObject(value) && isText(value['cursor']) ? value['cursor'] : undefined;
}

/** The events of a batch; `undefined` where it is no batch at all. Events that are not known, or have no identity, are left out. */
export function readBatch(value: unknown): ServerEvent[] | undefined {
  return Array.isArray(value) ? value.flatMap((one) => event(one) ?? []) : undefined;
}

function event(value: unknown): ServerEvent | undefined {
  if (!isObject(value)) return undefined;
  const { type, threadId, by, upTo, reason, name } = value;
  switch (type) {
    case 'message': return wrap(message(value['message']), (read) => ({ type, message: read }));
    case 'thread': return wrap(thread(value['thread']), (read) => ({ type, thread: read }));
    case 'thread.gone': return isText(threadId) ? { type, threadId, reason: reason === 'left' || reason === 'erased' ? reason : 'removed' } : undefined;
    case 'read': return isText(threadId) && isText(by) && isText(upTo) ? { type, threadId, by, upTo } : undefined;
    case 'session': return wrap(attempt(() => readSession(value['session'])), (session) => ({ type, session }));
    case 'catalog': return isText(name) ? { type, name } : undefined;
    case 'resync': return { type, ...(isText(threadId) && { threadId }) };
    default: return undefined;
  }
}

const wrap = <T, R>(value: T | undefined, make: (value: T) => R): R | undefined => (value === undefined ? undefined : make(value));

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
