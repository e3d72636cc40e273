import { Hono, type Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { workspaces } from '../seed/index.js';
import type { ChatServer } from '../server/index.js';
import { adminRoutes } from './admin.js';
import { sendFile } from './files.js';
import { formRoutes } from './forms.js';
import { contentSecurityPolicy, plainHeaders } from './headers.js';
import { isLoopbackRequest, isSameOrigin } from './loopback.js';
import { ownKindRoutes } from './own-kind.js';
import { lookOf, pageOf } from './pages.js';
import { payRoutes } from './pay.js';
import { ownLibraries } from './vendor.js';
import { defaultWho, directory, findWho, type Who } from './who.js';

const assets = new URL('./public/', import.meta.url);
const dist = new URL('../../dist/', import.meta.url);
/** Pages that the portal's script walks through without a reload; each may also be the first one. */
const routes = ['/', '/appointments', '/results', '/plan', '/messages', '/messages/:thread', '/join/:code', '/people/:id'];

/** The portal's own part: who is who, pages, and tokens for them. It knows no passwords, so it answers on this machine alone. */
export function portalApp(chat: Pick<ChatServer, 'app' | 'admin'>): Hono {
  const app = new Hono();

  app.use(async (c, next) => {
    if (!isLoopbackRequest(c.req.header('host'))) return c.text('This demo answers on this machine alone.', 421);
    await next();
    if (c.req.path.startsWith('/api/chat')) return undefined;
    for (const [name, value] of Object.entries(plainHeaders)) c.res.headers.set(name, value);
    return undefined;
  });

  app.get('/healthz', (c) => c.json({ ok: true }, 200, { 'Cache-Control': 'no-store' }));
  app.route('/api/chat', chat.app);

  app.post('/portal/token', async (c) => {
    c.header('Cache-Control', 'no-store');
    if (!isSameOrigin(c.req.header('origin'), c.req.header('host'))) return c.json({ error: 'Only for pages of the portal.' }, 403);
    const who = findWho(c.req.query('as'), c.req.query('workspace'));
    if (!who) return c.json({ error: 'Nobody of that name.' }, 401);
    return c.json(await chat.admin.token(who.workspace.id, who.person.id));
  });
  app.post('/portal/sign-out', (c) => {
    if (!isSameOrigin(c.req.header('origin'), c.req.header('host'))) return c.json({ error: 'Only for pages of the portal.' }, 403);
    deleteCookie(c, 'portal', { path: '/' });
    return c.body(null, 204);
  });
  app.get('/portal/people', (c) => c.json(directory()));

  app.get('/assets/*', (c) => sendFile(c, assets, c.req.path.slice('/assets/'.length)));
  app.get('/dist/*', (c) => sendFile(c, dist, c.req.path.slice('/dist/'.length)));
  // The same files under a second address: for the browser they are another copy.
  app.get('/copies/own.js', async (c) => c.body(await ownLibraries(), 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));
  app.get('/copies/*', (c) => sendFile(c, dist, c.req.path.slice('/copies/'.length)));

  payRoutes(app, chat.admin, (c) => whoAsks(c, new URL(c.req.url).searchParams));
  formRoutes(app, chat.admin, (c) => whoAsks(c, new URL(c.req.url).searchParams));
  adminRoutes(app, chat.admin, workspaces.map(({ id }) => id));
  ownKindRoutes(app, (c) => whoAsks(c, new URL(c.req.url).searchParams));
  for (const route of routes) app.get(route, (c) => page(c, 'index'));
  app.get('/two-sides', (c) => page(c, 'two-sides'));
  app.get('/hostile', (c) => page(c, 'hostile'));
  app.notFound((c) => c.text('Not found', 404));
  return app;
}

/** One of the pages, for the person of `?as=`, else of the session's cookie, else Ana. */
async function page(c: Context, name: 'index' | 'two-sides' | 'hostile'): Promise<Response> {
  const query = new URL(c.req.url).searchParams;
  const who = whoAsks(c, query);
  const look = lookOf(query);
  setCookie(c, 'portal', `${who.person.id}@${who.workspace.id}`, { httpOnly: true, sameSite: 'Strict', path: '/' });
  c.header('Content-Security-Policy', contentSecurityPolicy(look.copies));
  c.header('Cache-Control', 'no-store');
  return c.html(await pageOf(name, who, look));
}

function whoAsks(c: Context, query: URLSearchParams): Who {
  const [id, workspace] = (getCookie(c, 'portal') ?? '').split('@');
  const asked = query.get('as');
  return (asked ? findWho(asked, query.get('workspace') ?? undefined) : findWho(id, query.get('workspace') ?? workspace)) ?? defaultWho();
}
