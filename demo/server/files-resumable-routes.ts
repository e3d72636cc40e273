import type { Context } from 'hono';
import { ChatError } from '../../src/base/errors.js';
import { checkFile, type FileRef, type Id } from '../../src/model/index.js';
import type { Who } from './access.js';
import { reachOf } from './documents.js';
import { idOf, ownFile, type FileParts } from './file-routes.js';
import { cleanName, tooLarge } from './files.js';
import type { Pieces } from './files-resumable.js';
import type { App, Env } from './routes.js';
import type { UploadRow } from './store.js';

const version = '1.0.0';
type C = Context<Env>;

/**
 * Files that come in pieces: tus 1.0 with its extension «creation» (https://tus.io/protocols/resumable-upload). The address follows from the
 * client's own id, and making one that is there already answers where it stands, so a client needs to remember nothing else.
 */
export function resumableRoutes(app: App, parts: FileParts & { pieces: Pieces; now(): number }): void {
  const { store, access, pieces, now } = parts;
  const path = '/files/:fileId/upload';

  app.post(path, async (c) => {
    const { who } = c.var;
    const id = begin(c);
    const said = metadata(c.req.header('upload-metadata'));
    const thread = said.get('thread');
    access.require(who, 'file.send', thread === undefined ? undefined : access.row(who, thread));
    const size = lengthOf(c, 'upload-length');
    const wrong = checkFile({ size }, who.workspace.limits);
    if (wrong === 'too-large') throw tooLarge();
    if (wrong === 'empty') throw new ChatError('invalid', 'the file is empty', { fields: { file: 'empty' } });
    const mark = said.get('mark')?.slice(0, 128);
    const known = ownFile(store, who, id);
    if (known) {
      if (known.size !== size) throw another();
      return c.body(null, 200, whereabouts(known.size, known.size));
    }
    const place = await pieces.begin();
    const row: UploadRow = { id, owner: who.id, name: cleanName(said.get('filename') ?? ''), size, place, createdAt: now(), ...(thread && { thread }), ...(mark && { mark }) };
    const first = store.transaction(() => {
      const there = store.upload(who.ws, id);
      if (!there) store.addUpload(who.ws, row);
      return there;
    });
    if (!first) return c.body(null, 201, whereabouts(0, size));
    await pieces.discard(place);
    if (first.owner !== who.id) throw new ChatError('conflict', 'the id is taken');
    // Two files must never become one.
    if (first.size !== size || (first.mark ?? mark) !== (mark ?? first.mark)) throw another();
    return c.body(null, 200, whereabouts(await stand(parts, who, first), size));
  });

  // HEAD: hono asks the GET routes.
  app.get(path, async (c) => {
    const { who } = c.var;
    const id = begin(c);
    if (c.req.method !== 'HEAD') throw new ChatError('unsupported', 'an upload is asked after by HEAD');
    const known = ownFile(store, who, id);
    if (known) return c.body(null, 200, whereabouts(known.size, known.size));
    const row = ownUpload(parts, who, id);
    return c.body(null, 200, whereabouts(await stand(parts, who, row), row.size));
  });

  app.patch(path, async (c) => {
    const { who } = c.var;
    const id = begin(c);
    if (c.req.header('content-type') !== 'application/offset+octet-stream') throw new ChatError('unsupported-type', 'a piece is application/offset+octet-stream');
    const offset = lengthOf(c, 'upload-offset');
    const row = ownUpload(parts, who, id);
    if (offset + Number(c.req.header('content-length') ?? 0) > row.size) throw tooLarge();
    const at = await pieces.append(row, offset, c.req.raw.body);
    if (at === row.size) await complete(parts, who, row);
    return c.body(null, 204, whereabouts(at, row.size));
  });

  app.get('/files/:fileId', (c) => {
    const file = store.file(c.var.who.ws, c.req.param('fileId'));
    if (!file || !store.canRead(c.var.who, file.ref.id, reachOf(c.var.who))) throw new ChatError('not-found', 'no such file');
    return c.json(file.ref);
  });
}

/** What every request says: the version, and an id. */
function begin(c: C): Id {
  if (c.req.header('tus-resumable') !== version) throw new ChatError('invalid', `Tus-Resumable must be ${version}`, { fields: { 'tus-resumable': 'unknown version' } });
  return idOf(c.req.param('fileId')!);
}

const whereabouts = (offset: number, size: number): Record<string, string> => ({
  'tus-resumable': version, 'upload-offset': String(offset), 'upload-length': String(size), location: 'upload', 'cache-control': 'no-store',
});

const another = (): ChatError => new ChatError('conflict', 'the id is that of another file', { fields: { file: 'another' } });

/** The viewer's own upload, into a thread to which they may still write. */
function ownUpload({ store, access }: FileParts, who: Who, id: Id): UploadRow {
  const row = store.upload(who.ws, id);
  if (row?.owner !== who.id) throw new ChatError('not-found', 'no such upload');
  access.require(who, 'file.send', row.thread === undefined ? undefined : access.row(who, row.thread));
  return row;
}

/** How far it has come. One that is whole, but was not finished because a crash came between, is finished now. */
async function stand(parts: FileParts & { pieces: Pieces }, who: Who, row: UploadRow): Promise<number> {
  const { store, folder, pieces } = parts;
  const offset = (await pieces.offset(row.place)) ?? (await folder.size(row.place).catch(() => undefined));
  if (offset === undefined) {
    store.dropUpload(who.ws, row.id);
    throw new ChatError('not-found', 'no such upload');
  }
  if (offset === row.size) await complete(parts, who, row);
  return offset;
}

async function complete({ store, folder, pieces }: FileParts & { pieces: Pieces }, who: Who, row: UploadRow): Promise<FileRef> {
  const { place, facts } = await pieces.finish(row, folder).catch((error: unknown) => {
    if (error instanceof ChatError && error.code === 'conflict') store.dropUpload(who.ws, row.id);
    throw error;
  });
  const ref: FileRef = { id: row.id, name: row.name, ...facts, scan: 'clean' };
  const first = store.transaction(() => {
    const there = store.file(who.ws, row.id);
    if (!there) store.addFile(who.ws, { ref, owner: who.id, place });
    store.dropUpload(who.ws, row.id);
    return there;
  });
  // The same file may have come whole in the meantime, under the same id.
  if (first && first.place !== place) await folder.discard([place]);
  return first?.ref ?? ref;
}

/** `key base64, key base64` (tus 1.0, Upload-Metadata). Throws `invalid` for anything else. */
function metadata(header = ''): Map<string, string> {
  const pairs = header.split(',').filter((pair) => pair.trim() !== '').map((pair): [string, string] => {
    const [, key, value = ''] = /^\s*([^\s,]{1,64})(?: ([A-Za-z0-9+/]*={0,2}))?\s*$/.exec(pair) ?? [];
    if (key === undefined) throw new ChatError('invalid', 'Upload-Metadata cannot be read', { fields: { 'upload-metadata': 'unreadable' } });
    return [key, Buffer.from(value, 'base64').toString('utf8')];
  });
  return new Map(pairs);
}

function lengthOf(c: C, name: 'upload-length' | 'upload-offset'): number {
  const value = c.req.header(name) ?? '';
  if (!/^\d{1,15}$/.test(value)) throw new ChatError('invalid', `${name} must be a number`, { fields: { [name]: 'not a number' } });
  return Number(value);
}
