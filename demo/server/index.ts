import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { routePath } from 'hono/route';
import { ChatError } from '../../src/base/errors.js';
import type { MessageKind } from '../../src/model/index.js';
import { Access } from './access.js';
import { Admin } from './admin.js';
import { Commands } from './commands.js';
import { contentRoute, fileRoutes } from './file-routes.js';
import { FileFolder } from './files.js';
import { Pieces } from './files-resumable.js';
import { resumableRoutes } from './files-resumable-routes.js';
import { sweepFiles } from './files-sweep.js';
import { ReadLog, UnreadHook, type ReadEntry, type UnreadNotice } from './hooks.js';
import { KindWork } from './kind-work.js';
import { kinds as ourKinds } from './kinds.js';
import { Live } from './live.js';
import { Membership } from './membership.js';
import { problemResponse, traceOf } from './problem.js';
import { RateLimit, type Rate } from './rate-limit.js';
import { chatRoutes, type App, type Env } from './routes.js';
import { openStore } from './sqlite.js';
import { Tokens } from './tokens.js';
import { Validator } from './validate.js';
import { Writer } from './writer.js';

export type { Admin } from './admin.js';
export type { FileSeed, MessageSeed, PersonSeed, ThreadSeed, WorkspaceSeed } from './seeds.js';
export type { ReadEntry, UnreadNotice } from './hooks.js';
export type { Rate } from './rate-limit.js';
export type { Person as PersonRow, WorkspaceRow } from './store.js';

export interface ChatServerOptions {
  /** A folder of its own: the database and the files. Made where it is missing. */
  dataDir: string;
  /** At least one, of 32 characters or more. The first signs, all verify: see `Tokens`. */
  signingKeys: readonly string[];
  /** Origins, exactly as browsers write them, from which pages may call. Default none: same-origin only. */
  allowOrigins?: readonly string[];
  /** The kinds that may be sent. Default: ours. */
  kinds?: readonly MessageKind[];
  /** For each person. Default 50 a second, 200 at once. */
  rate?: Rate;
  /** Bytes of a JSON body. Default 128 KiB. */
  jsonBytes?: number;
  /** Milliseconds between two signs of life on a quiet stream. Default 10,000. */
  heartbeatMs?: number;
  /** Streams open at once for one person; the oldest gives way. Default 24. */
  streamsPerPerson?: number;
  /** Milliseconds without a stream after which somebody is no longer there for others. Default 30,000. */
  awayAfterMs?: number;
  /** Events that a cursor may be behind, looked after at the start. Default 500,000; with 0 every cursor of before expires. */
  keepEvents?: number;
  /** Somebody has a new message in a thread that they have not muted: for «you have a message» by mail or SMS. Once for each message and person. */
  onUnread?(notice: UnreadNotice): unknown;
  /** Who reads what, before they get it: for the access log. If it throws, nothing is handed out. */
  onRead?(entry: ReadEntry): void;
  /** Where unforeseen errors go: their name and place, never what a person wrote. Default `console.error`. */
  log?(entry: { name: string; at: string[]; route: string }): void;
  /** Milliseconds since the epoch. */
  now?(): number;
}

export interface ChatServer {
  /** To be mounted wherever the portal likes: `portal.route('/api/chat', server.app)`. */
  app: App;
  /** What the portal does besides the wire. */
  admin: Admin;
  /** Removes uploads that were not finished, and files that no message holds, a day after they came: it runs every hour by itself. */
  sweep(): Promise<number>;
  /** Ends the streams, writes everything back and closes the database. Requests that come later answer `unavailable`. */
  close(): void;
}

/** Bytes of a refused piece that are read all the same. */
const largestPiece = 16 * 1024 * 1024;

async function drain({ body, bodyUsed }: Request): Promise<void> {
  if (!bodyUsed) await body?.pipeTo(new WritableStream()).catch(() => undefined);
}

/** Makes a chat server on a folder of the disk. One process at a time owns the folder. */
export function createChatServer(options: ChatServerOptions): ChatServer {
  const { now = Date.now, log = (entry) => console.error('chat server:', JSON.stringify(entry)) } = options;
  mkdirSync(options.dataDir, { recursive: true });
  const tokens = new Tokens(options.signingKeys, now);
  const store = openStore(join(options.dataDir, 'chat.db'));
  store.prune(options.keepEvents ?? 500_000);
  const folder = new FileFolder(options.dataDir);
  const pieces = new Pieces(options.dataDir);
  const access = new Access(store, options.kinds ?? ourKinds, now);
  const reads = new ReadLog(options.onRead, now);
  const live = new Live(store, access, reads, { heartbeatMs: options.heartbeatMs ?? 10_000, streamsPerPerson: options.streamsPerPerson ?? 24, awayAfterMs: options.awayAfterMs ?? 30_000, now });
  const writer = new Writer(store, access, now);
  const membership = new Membership(store, writer);
  const kindWork = new KindWork(store, access);
  const unread = new UnreadHook(store, access, (ws, person) => live.isConnected(ws, person), options.onUnread, (error) => log({ ...traceOf(error), route: 'onUnread' }));
  const commands = new Commands({ store, access, writer, membership, kindWork, unread, now }, (places) => void folder.discard(places));
  const validator = new Validator();
  const limit = new RateLimit(options.rate ?? { perSecond: 50, burst: 200 }, now);
  let closed = false;

  const app = new Hono<Env>();
  app.onError((error, c) => {
    if (error instanceof ChatError) return problemResponse(error);
    log({ ...traceOf(error), route: `${c.req.method} ${routePath(c)}` });
    return problemResponse(new ChatError('unknown'));
  });

  const allowed = new Set(options.allowOrigins ?? []);
  app.use(cors({
    origin: (origin) => (allowed.has(origin) ? origin : null),
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH'],
    allowHeaders: ['authorization', 'content-type', 'range', 'tus-resumable', 'upload-length', 'upload-metadata', 'upload-offset'],
    exposeHeaders: ['retry-after', 'content-range', 'accept-ranges', 'content-disposition', 'tus-resumable', 'upload-length', 'upload-offset'],
    maxAge: 600,
  }));
  app.use(async (c, next) => {
    if (closed) throw new ChatError('unavailable', 'the server is going down', { retryAfterMs: 1_000 });
    await next();
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
    // A piece is small: who reads it hears why it was refused, in place of a broken connection.
    if (c.req.method === 'PATCH' && c.res.status >= 400 && Number(c.req.header('content-length')) <= largestPiece) await drain(c.req.raw);
    // A body that was not read to its end cannot be followed by another request.
    if (c.res.status === 413 || (c.req.method !== 'GET' && c.req.method !== 'HEAD' && !c.req.raw.bodyUsed)) c.header('connection', 'close');
  });

  const fileParts = { store, access, folder, tokens, validator, reads };
  contentRoute(app, fileParts, limit);

  // The door: every route below knows who asks, and has asked whether they may at all.
  app.use(async (c, next) => {
    const claims = await tokens.readSession(/^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]);
    limit.take(`${claims.ws}\n${claims.sub}`);
    const who = access.who(claims.ws, claims.sub);
    c.set('who', who);
    c.set('expiresAt', claims.expiresAt);
    return next();
  });
  app.get('/session', (c) => c.json(access.session(c.var.who)));
  // with messaging off, the session alone says so.
  app.use(async (c, next) => {
    if (!c.var.who.workspace.switches.messaging) throw new ChatError('forbidden', 'messaging is switched off');
    return next();
  });
  const smallBody = bodyLimit({ maxSize: options.jsonBytes ?? 128 * 1024, onError: () => { throw new ChatError('too-large', 'the body is too large'); } });
  app.use(async (c, next) => (c.req.method === 'POST' ? smallBody(c, next) : next()));
  chatRoutes(app, { store, access, commands, kindWork, live, validator, reads });
  fileRoutes(app, fileParts);
  resumableRoutes(app, { ...fileParts, pieces, now });
  app.all('*', () => problemResponse(new ChatError('not-found')));

  // Nobody waits for it, and it keeps no process alive.
  const sweep = (): Promise<number> => (closed ? Promise.resolve(0) : sweepFiles({ store, folder, pieces, now }));
  const sweepNow = (): void => void sweep().catch((error: unknown) => closed || log({ ...traceOf(error), route: 'sweep' }));
  const sweeping = setInterval(sweepNow, 60 * 60 * 1000).unref();
  setTimeout(sweepNow, 1_000).unref();

  return {
    app,
    admin: new Admin({ store, files: folder, tokens, writer, membership, kindWork, now, changed: (ws) => live.wake(ws) }),
    sweep,
    close() {
      if (closed) return;
      closed = true;
      clearInterval(sweeping);
      live.close();
      store.close();
    },
  };
}
