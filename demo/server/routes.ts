import type { Hono } from 'hono';
import { ChatError } from '../../src/base/errors.js';
import type { Access, Who } from './access.js';
import { catalogPage, type CatalogQuery } from './catalogs.js';
import type { Commands } from './commands.js';
import type { ReadLog } from './hooks.js';
import type { KindWork } from './kind-work.js';
import type { Live } from './live.js';
import { notACursor, pageSize } from './paging.js';
import { positionOf, seqOf, type MessageRow, type Store } from './store.js';
import { threadsPage, type ThreadsQuery } from './thread-list.js';
import type { Validator } from './validate.js';

/** What the door has found out before a route runs. */
export interface Env { Variables: { who: Who; expiresAt: number } }
export type App = Hono<Env>;

export interface Parts { store: Store; access: Access; commands: Commands; kindWork: KindWork; live: Live; validator: Validator; reads: ReadLog }

/** Everything but files: the routes read, ask and answer; who may is decided in `access.ts`, what happens in `commands.ts`. */
export function chatRoutes(app: App, { store, access, commands, kindWork, live, validator, reads }: Parts): void {
  app.get('/unread', (c) => c.json({ unread: store.unread(c.var.who) }));

  app.get('/threads', (c) => {
    const query = validator.query<ThreadsQuery>('listThreads', c.req.query());
    const page = threadsPage(store, access, c.var.who, query);
    reads.note(c.var.who, 'threads', { threads: page.items.map(({ id }) => id) });
    return c.json(page);
  });

  app.get('/threads/:threadId', (c) => {
    const thread = access.thread(c.var.who, c.req.param('threadId'));
    reads.note(c.var.who, 'thread', { threads: [thread.id] });
    return c.json(thread);
  });

  app.get('/threads/:threadId/messages', (c) => {
    const query = validator.query<MessagesQuery>('listMessages', c.req.query());
    const row = access.row(c.var.who, c.req.param('threadId'));
    reads.note(c.var.who, 'messages', { threads: [row.id] });
    const { rows, older, newer } = messagesPage(store, c.var.who, row.id, query);
    return c.json({ items: rows.map((r) => access.message(r)), ...(older && { older }), ...(newer && { newer }) });
  });

  app.post('/commands', async (c) => {
    const body = await jsonOf(c.req.raw);
    if (!validator.knows(body)) access.requireNamed(c.var.who, (body ?? {}) as { type?: unknown });
    const command = validator.command(body);
    await kindWork.bring();
    const answer = commands.submit(c.var.who, command);
    live.wake(c.var.who.ws);
    return c.json(answer as object);
  });

  app.get('/catalogs/:name', (c) => {
    const query = validator.query<CatalogQuery>('listCatalog', c.req.query());
    const name = c.req.param('name');
    const page = catalogPage({ store, access }, c.var.who, name, query);
    reads.note(c.var.who, 'list', { id: name, ...(query.threadId === undefined ? {} : { threads: [query.threadId] }) });
    return c.json(page);
  });

  app.get('/events', (c) => {
    const { since, wait } = validator.query<{ since?: string; wait?: number }>('streamEvents', c.req.query());
    if (c.req.method === 'HEAD') return c.body(null);
    return c.body(live.open(c.var.who, since, c.var.expiresAt, wait === undefined ? undefined : wait * 1_000), 200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
  });

  app.post('/hints', async (c) => {
    const { threadId, hint } = validator.body<{ threadId: string; hint: 'typing' | 'idle' }>('postHint', await jsonOf(c.req.raw));
    const { who } = c.var;
    access.row(who, threadId);
    if (hint === 'typing' && who.capabilities.includes('typing')) {
      const others = store.members(who.ws, threadId).filter((m) => m.active && m.person.id !== who.id && access.has(who.workspace, m.person, 'typing'));
      for (const { person } of others) live.tell(who.ws, person.id, { type: 'typing', threadId, by: who.id });
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

interface MessagesQuery { before?: string; after?: string; around?: string; limit?: number; include?: string }

/** Pages that follow each other neither overlap nor leave a hole (T5). */
function messagesPage(store: Store, who: Who, thread: string, query: MessagesQuery): { rows: MessageRow[]; older?: string; newer?: string } {
  const { around, limit = pageSize } = query;
  const include = query.include?.split(',') ?? [];
  if ([query.before, query.after, around].filter((place) => place !== undefined).length > 1) throw new ChatError('invalid', 'at most one of before, after and around');
  const [before, after] = [messageCursor(query.before, 'before'), messageCursor(query.after, 'after')];
  let rows: MessageRow[];
  if (around === undefined) {
    rows = store.messages(who, thread, { limit, include, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) });
  } else {
    const middle = store.message(who, around);
    if (middle?.threadId !== thread) throw new ChatError('not-found', 'no such message');
    const earlier = store.messages(who, thread, { before: middle.seq, limit: Math.floor(limit / 2), include });
    rows = [...earlier, ...store.messages(who, thread, { after: middle.seq - 1, limit: limit - earlier.length, include })];
  }
  const [first, last] = [rows[0]?.seq ?? after ?? before ?? 0, rows.at(-1)?.seq ?? before ?? after ?? Number.MAX_SAFE_INTEGER];
  const older = store.messages(who, thread, { before: rows[0] ? first : first + 1, limit: 1, include }).length > 0;
  const newer = store.messages(who, thread, { after: rows[0] ? last : last - 1, limit: 1, include }).length > 0;
  return { rows, ...(older && { older: positionOf(rows[0] ? first : first + 1) }), ...(newer && { newer: positionOf(rows[0] ? last : last - 1) }) };
}

function messageCursor(cursor: string | undefined, field: string): number | undefined {
  if (cursor === undefined) return undefined;
  const seq = seqOf(cursor);
  if (seq === undefined) throw notACursor(field);
  return seq;
}
