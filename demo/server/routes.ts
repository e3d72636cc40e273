import type { Hono } from 'hono';
import { ChatError } from '../../src/base/errors.js';
import { isDoctor, isRecipientFor, isStaff, type Page, type Participant, type Thread } from '../../src/model/index.js';
import { participantOf, type Access, type Who } from './access.js';
import type { Commands } from './commands.js';
import type { Live } from './live.js';
import { positionOf, seqOf, type MessageRow, type Store } from './store.js';
import type { Validator } from './validate.js';

/** What the door has found out before a route runs. */
export interface Env { Variables: { who: Who; expiresAt: number } }
export type App = Hono<Env>;

export interface Parts { store: Store; access: Access; commands: Commands; live: Live; validator: Validator }

const pageSize = 30;

/** Everything but files: the routes read, ask and answer; who may is decided in `access.ts`, what happens in `commands.ts`. */
export function chatRoutes(app: App, { store, access, commands, live, validator }: Parts): void {
  app.get('/unread', (c) => c.json({ unread: store.unread(c.var.who) }));

  app.get('/threads', (c) => {
    const query = validator.query<{ text?: string; archived?: boolean; unread?: boolean; before?: string; limit?: number }>('listThreads', c.req.query());
    return c.json(threadsPage(store, access, c.var.who, query));
  });

  app.get('/threads/:threadId', (c) => c.json(access.thread(c.var.who, c.req.param('threadId'))));

  app.get('/threads/:threadId/messages', (c) => {
    const query = validator.query<MessagesQuery>('listMessages', c.req.query());
    const row = access.row(c.var.who, c.req.param('threadId'));
    const { rows, older, newer } = messagesPage(store, c.var.who, row.id, query);
    return c.json({ items: rows.map((r) => access.message(r)), ...(older && { older }), ...(newer && { newer }) });
  });

  app.post('/commands', async (c) => {
    const command = validator.command(await jsonOf(c.req.raw));
    const answer = commands.submit(c.var.who, command);
    live.wake(c.var.who.ws);
    return c.json(answer as object);
  });

  app.get('/catalogs/:name', (c) => {
    if (c.req.param('name') !== 'people') throw new ChatError('unsupported', 'this server has no such list');
    const query = validator.query<{ text?: string; filter?: string; before?: string; limit?: number }>('listCatalog', c.req.query());
    return c.json(peoplePage(store, c.var.who, query));
  });

  app.get('/events', (c) => {
    const { since } = validator.query<{ since?: string }>('streamEvents', c.req.query());
    if (c.req.method === 'HEAD') return c.body(null);
    return c.body(live.open(c.var.who, since, c.var.expiresAt), 200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
  });

  app.post('/hints', async (c) => {
    const { threadId, hint } = validator.body<{ threadId: string; hint: 'typing' | 'idle' }>('postHint', await jsonOf(c.req.raw));
    const { who } = c.var;
    access.row(who, threadId);
    if (hint === 'typing' && who.staff) {
      const colleagues = store.members(who.ws, threadId).filter((m) => m.active && m.person.id !== who.id && isStaff(m.person));
      for (const { person } of colleagues) live.tell(who.ws, person.id, { type: 'typing', threadId, by: who.id });
    }
    return c.body(null, 204);
  });
}

/** The body as JSON; `invalid` for anything else. */
export async function jsonOf(request: Request): Promise<unknown> {
  const text = await request.text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ChatError('invalid', 'the body is not JSON');
  }
}

function threadsPage(store: Store, access: Access, who: Who, { text, archived = false, unread = false, before, limit = pageSize }:
  { text?: string; archived?: boolean; unread?: boolean; before?: string; limit?: number }): Page<Thread> {
  const words = text?.trim().toLocaleLowerCase();
  const rows = store.threads(who, { archived, unread, ...(before === undefined ? {} : { before: threadCursor(before) }) });
  const items: Thread[] = [];
  let older: string | undefined;
  for (const [i, row] of rows.entries()) {
    const thread = access.view(who, row);
    if (!words || [thread.title, ...thread.participants.map((p) => p.name)].some((name) => name.toLocaleLowerCase().includes(words))) items.push(thread);
    if (items.length < limit || i === rows.length - 1) continue;
    older = `${row.activeAt}_${row.id}`;
    break;
  }
  return { items, ...(older === undefined ? {} : { older }) };
}

function threadCursor(cursor: string): { at: number; id: string } {
  const match = /^(\d{1,16})_(.+)$/s.exec(cursor);
  if (!match) throw new ChatError('invalid', 'not a cursor', { fields: { before: 'not a cursor' } });
  return { at: Number(match[1]), id: match[2]! };
}

interface MessagesQuery { before?: string; after?: string; around?: string; limit?: number }

/** Pages that follow each other neither overlap nor leave a hole (T5). */
function messagesPage(store: Store, who: Who, thread: string, query: MessagesQuery): { rows: MessageRow[]; older?: string; newer?: string } {
  const { around, limit = pageSize } = query;
  if ([query.before, query.after, around].filter((place) => place !== undefined).length > 1) throw new ChatError('invalid', 'at most one of before, after and around');
  const [before, after] = [messageCursor(query.before, 'before'), messageCursor(query.after, 'after')];
  let rows: MessageRow[];
  if (around === undefined) {
    rows = store.messages(who, thread, { limit, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) });
  } else {
    const middle = store.message(who, around);
    if (middle?.threadId !== thread) throw new ChatError('not-found', 'no such message');
    const earlier = store.messages(who, thread, { before: middle.seq, limit: Math.floor(limit / 2) });
    rows = [...earlier, ...store.messages(who, thread, { after: middle.seq - 1, limit: limit - earlier.length })];
  }
  const [first, last] = [rows[0]?.seq ?? after ?? before ?? 0, rows.at(-1)?.seq ?? before ?? after ?? Number.MAX_SAFE_INTEGER];
  const older = store.messages(who, thread, { before: rows[0] ? first : first + 1, limit: 1 }).length > 0;
  const newer = store.messages(who, thread, { after: rows[0] ? last : last - 1, limit: 1 }).length > 0;
  return { rows, ...(older && { older: positionOf(rows[0] ? first : first + 1) }), ...(newer && { newer: positionOf(rows[0] ? last : last - 1) }) };
}

function messageCursor(cursor: string | undefined, field: string): number | undefined {
  if (cursor === undefined) return undefined;
  const seq = seqOf(cursor);
  if (seq === undefined) throw new ChatError('invalid', 'not a cursor', { fields: { [field]: 'not a cursor' } });
  return seq;
}

/** those whom the viewer may choose. Never a patient to a patient, never a coordinator. */
function peoplePage(store: Store, who: Who, { text, filter, before = '0', limit = pageSize }:
  { text?: string; filter?: string; before?: string; limit?: number }): Page<Participant> {
  const words = text?.trim().toLocaleLowerCase();
  const start = /^\d{1,9}$/.test(before) ? Number(before) : undefined;
  if (start === undefined) throw new ChatError('invalid', 'not a cursor', { fields: { before: 'not a cursor' } });
  const found = store.people(who.ws)
    .map(participantOf)
    .filter((p) => isRecipientFor(who.viewer, p))
    .filter((p) => filter === undefined || filter === 'all' || (filter === 'doctors' ? isDoctor(p) : p.role === filter))
    .filter((p) => !words || `${p.name} ${p.title ?? ''}`.toLocaleLowerCase().includes(words))
    .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
  const end = start + limit;
  return { items: found.slice(start, end), ...(end < found.length ? { older: String(end) } : {}) };
}
