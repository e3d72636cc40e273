import type { Context } from 'hono';
import { ChatError } from '../../src/base/errors.js';
import { isPreviewOf, previewBytes } from '../../src/base/image-preview.js';
import { checkFile, type FileRef, type Id } from '../../src/model/index.js';
import type { Access, Who } from './access.js';
import { reachOf } from './documents.js';
import { cleanName, fileHeaders, rangeOf, tooLarge, type FileFolder } from './files.js';
import { problemResponse } from './problem.js';
import type { ReadLog } from './hooks.js';
import type { RateLimit } from './rate-limit.js';
import { jsonOf, type App } from './routes.js';
import type { FileRow, Store } from './store.js';
import type { Tokens } from './tokens.js';
import type { Validator } from './validate.js';

export interface FileParts { store: Store; access: Access; folder: FileFolder; tokens: Tokens; validator: Validator; reads: ReadLog }

/** Bytes going up. The door has found out who it is. */
export function fileRoutes(app: App, { store, access, folder, tokens, validator }: FileParts): void {
  app.put('/files/:fileId', async (c) => {
    const { threadId, name } = validator.query<{ threadId?: string; name: string }>('putFile', c.req.query());
    const id = idOf(c.req.param('fileId'));
    const { who } = c.var;
    const mayStill = (one: Who): void => access.require(one, 'file.send', threadId === undefined ? undefined : access.row(one, threadId));
    mayStill(who);
    const known = ownFile(store, who, id);
    if (known) return c.json(known);
    const announced = Number(c.req.header('content-length') ?? Number.NaN);
    if (checkFile({ size: announced }, who.workspace.limits) === 'too-large') throw tooLarge();
    const { place, facts } = await folder.receive(c.req.raw.body, who.workspace.limits);
    try {
      // The thread may have been erased in the meantime, or the person removed from it.
      mayStill(access.who(who.ws, who.id));
    } catch (error) {
      await folder.discard([place]);
      throw error;
    }
    // Nobody has looked into it: a clinic with a scanner says `pending` here, and `clean` or `blocked` later.
    const ref: FileRef = { id, name: cleanName(name), ...facts, scan: 'clean' };
    const winner = store.transaction(() => {
      // The same upload may have come twice at once: the first one is the file.
      const first = store.file(who.ws, id);
      if (!first) store.addFile(who.ws, { ref, owner: who.id, place });
      return first;
    });
    if (!winner) return c.json(ref);
    await folder.discard([place]);
    return c.json(ownFile(store, who, id)!);
  });

  app.put('/files/:fileId/preview', async (c) => {
    const { who } = c.var;
    const id = idOf(c.req.param('fileId'));
    const file = store.file(who.ws, id);
    if (file?.owner !== who.id) throw new ChatError('not-found', 'no such file');
    access.require(who, 'file.send');
    if (file.preview) return c.body(null, 204);
    if (store.isHeld(who.ws, id)) throw new ChatError('conflict', 'what has been sent stays as it is');
    const { place, facts } = await folder.receive(c.req.raw.body, { fileBytes: previewBytes });
    const isOne = isPreviewOf(facts, file.ref);
    if (!isOne || !store.addPreview(who.ws, id, { place, type: facts.type })) await folder.discard([place]);
    if (!isOne) throw new ChatError('invalid', 'no small picture of this image', { fields: { preview: 'not a picture of it' } });
    return c.body(null, 204);
  });

  app.post('/files/:fileId/tickets', async (c) => {
    const { as } = validator.body<{ as: 'file' | 'preview' }>('createFileTicket', await jsonOf(c.req.raw));
    const id = c.req.param('fileId');
    readable(store, c.var.who, id);
    const { ticket, expiresAt } = await tokens.ticket(c.var.who.ws, c.var.who.id, id);
    return c.json({ url: `files/${encodeURIComponent(id)}/content?ticket=${ticket}${as === 'preview' ? '&as=preview' : ''}`, expiresAt });
  });
}

/** Bytes coming down: the one route that is opened by a ticket, because `<video src>` and a download send no headers. */
export function contentRoute(app: App, { store, access, folder, tokens, reads }: FileParts, limit: RateLimit): void {
  app.get('/files/:fileId/content', async (c: Context) => {
    const claims = await tokens.readTicket(c.req.query('ticket'));
    const id = c.req.param('fileId')!;
    if (claims.file !== id) throw new ChatError('unauthenticated', 'the ticket is for another file');
    const bearer = c.req.header('authorization');
    if (bearer !== undefined) {
      const session = await tokens.readSession(/^Bearer (.+)$/i.exec(bearer)?.[1]);
      if (session.ws !== claims.ws || session.sub !== claims.sub) throw new ChatError('unauthenticated', 'the ticket is for another person');
    }
    limit.take(`${claims.ws}\n${claims.sub}`);
    // Asked anew: who has been removed in the meantime reads no more.
    const who = access.who(claims.ws, claims.sub);
    if (!who.workspace.switches.messaging) throw new ChatError('forbidden', 'messaging is switched off');
    const { ref, preview, ...whole } = readable(store, who, id);
    const { place, type } = (c.req.query('as') === 'preview' && preview) || { ...whole, type: ref.type };
    reads.note(who, 'file', { id });
    const size = await folder.size(place);
    const range = rangeOf(c.req.header('range'), size);
    if (!range) {
      const response = problemResponse(new ChatError('invalid', 'the range lies outside the file'), 416);
      response.headers.set('content-range', `bytes */${size}`);
      return response;
    }
    const { start, end, partial } = range;
    const headers = { ...fileHeaders({ ...ref, type }), 'content-length': String(end - start + 1), ...(partial ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}) };
    if (c.req.method === 'HEAD') return c.body(null, 200, headers);
    return c.body(folder.read(place, start, end), partial ? 206 : 200, headers);
  });
}

/** An id of the client's making. Throws `invalid` where it is none. */
export function idOf(id: string): Id {
  if (!/^[A-Za-z0-9._:~@-]{1,128}$/.test(id)) throw new ChatError('invalid', 'not an id', { fields: { fileId: 'not an id' } });
  return id;
}

/** The file that they have uploaded under this id. Throws `conflict` where it is somebody else's. */
export function ownFile(store: Store, who: Who, id: Id): FileRef | undefined {
  const known = store.file(who.ws, id);
  if (known && known.owner !== who.id) throw new ChatError('conflict', 'the id is taken');
  return known?.ref;
}

/** R-01 for files: only their uploader, those who can see a message that holds them, and those who may look into the folder in which they lie. Throws the same `not-found` for all others. */
function readable(store: Store, who: Who, id: Id): FileRow {
  const file = store.file(who.ws, id);
  if (!file || file.ref.scan === 'blocked' || !store.canRead(who, id, reachOf(who))) throw new ChatError('not-found', 'no such file');
  return file;
}
