import type { FileRef, Workspace } from '../../src/model/index.js';
import { openSql, type Row } from './schema.js';
import type { LogEntry, Member, MessageRow, Person, Scope, Store, ThreadRow, UploadRow } from './store.js';

/** A message `m` after a place that the member `b` may see: not before they came, and not what addresses another patient. */
const visibleAfter = (seq: string) => `m.ws = b.ws AND m.thread = b.thread AND m.seq > ${seq} AND (m.for_id IS NULL OR :staff = 1 OR m.for_id = :side)`;
const visible = visibleAfter('b.from_seq');

/** The threads of one person, with what only the messages tell: unread and the newest. R-11: one's own messages are never unread. */
const threadRows = `SELECT t.id, t.kind, t.title, t.subject, t.status, b.group_admin, b.active, b.hidden, b.muted, b.pinned, b.archived, b.read_seq,
    (SELECT count(*) FROM message m WHERE ${visibleAfter('max(b.from_seq, b.read_seq)')} AND m.author <> b.person) AS unread,
    (SELECT m.seq FROM message m WHERE ${visible} ORDER BY m.seq DESC LIMIT 1) AS last_seq, t.created_at
  FROM member b JOIN thread t ON t.ws = b.ws AND t.id = b.thread
  WHERE b.ws = :ws AND b.person = :id AND b.active = 1`;

const scoped = (scope: Scope): Row => ({ ws: scope.ws, id: scope.id, staff: scope.staff ? 1 : 0, side: scope.side });
const json = <T>(value: unknown): T => JSON.parse(value as string) as T;
const text = (value: unknown): string | undefined => (value === null || value === undefined ? undefined : (value as string));
/** Leaves out what is undefined: the model's optional fields are absent, not undefined. */
const tidy = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;

const threadRow = (r: Row): ThreadRow => tidy({
  id: r.id as string, kind: r.kind as 'direct' | 'group', title: text(r.title), subject: text(r.subject), status: text(r.status),
  groupAdmin: r.group_admin === 1, active: r.active === 1, hidden: r.hidden === 1, muted: r.muted === 1, pinned: r.pinned === 1, archived: r.archived === 1,
  readSeq: r.read_seq as number, unread: r.unread as number, lastSeq: (r.last_seq as number | null) ?? undefined, activeAt: r.active_at as number,
}) as ThreadRow;

const messageRow = (r: Row): MessageRow => tidy({
  seq: r.seq as number, id: r.id as string, clientId: text(r.client_id), threadId: r.thread as string, author: r.author as string, for: text(r.for_id),
  sentAt: r.sent_at as number, revision: r.revision as number, kind: r.kind as string, ...json<object>(r.data), files: json<FileRef[]>(r.files),
}) as MessageRow;

const whereabouts = (r: Row): { ws: string; id: string; place: string } => ({ ws: r.ws as string, id: r.id as string, place: r.place as string });

/** The store on one file of SQLite's format, by libsql. */
export function openStore(path: string): Store {
  const sql = openSql(path);
  const person = (value: unknown): Person => json<Person>(value);
  const columns = { active: 'active', hidden: 'hidden', muted: 'muted', pinned: 'pinned', archived: 'archived', readSeq: 'read_seq' } as const;
  const name = sql.get('SELECT name FROM epoch ORDER BY nr DESC LIMIT 1')!.name as string;

  const store: Store = {
    transaction: (work) => sql.transaction(work),
    close: () => sql.close(),

    workspace: (ws) => {
      const row = sql.get('SELECT data FROM workspace WHERE id = ?', [ws]);
      return row && json<Workspace>(row.data);
    },
    putWorkspace: (w) => sql.run('INSERT INTO workspace VALUES (?, ?) ON CONFLICT DO UPDATE SET data = excluded.data', [w.id, JSON.stringify(w)]),
    person: (ws, id) => {
      const row = sql.get('SELECT data FROM person WHERE ws = ? AND id = ?', [ws, id]);
      return row && person(row.data);
    },
    people: (ws) => sql.all('SELECT data FROM person WHERE ws = ?', [ws]).map((r) => person(r.data)),
    putPerson: (ws, p) => sql.run('INSERT INTO person VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET data = excluded.data', [ws, p.id, JSON.stringify(p)]),
    attach: (ws, who, practitioner) => sql.run('INSERT OR IGNORE INTO coordinator VALUES (?, ?, ?)', [ws, practitioner, who]),
    coordinatorsOf: (ws, practitioners) => sql.all(
      'SELECT DISTINCT person FROM coordinator WHERE ws = ? AND practitioner IN (SELECT value FROM json_each(?)) ORDER BY person',
      [ws, JSON.stringify(practitioners)]).map((r) => r.person as string),

    addThread: (ws, t) => sql.run('INSERT INTO thread VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      [ws, t.id, t.kind, t.title ?? null, t.subject ?? null, t.pair ?? null, t.status ?? null, t.createdAt]),
    threadsWith: (ws, people) => sql.all(
      `SELECT thread FROM member WHERE ws = ? AND active = 1 AND person IN (SELECT value FROM json_each(?))
       GROUP BY thread HAVING count(*) = ? ORDER BY thread`, [ws, JSON.stringify(people), people.length]).map((r) => r.thread as string),
    directOf: (ws, pair) => text(sql.get('SELECT id FROM thread WHERE ws = ? AND pair = ?', [ws, pair])?.id),
    setThread: (ws, thread, change) => sql.run('UPDATE thread SET title = coalesce(?, title), status = coalesce(?, status) WHERE ws = ? AND id = ?',
      [change.title ?? null, change.status ?? null, ws, thread]),
    erase: (ws, thread) => sql.transaction(() => {
      sql.run('DELETE FROM message_file WHERE message_seq IN (SELECT seq FROM message WHERE ws = ? AND thread = ?)', [ws, thread]);
      const held = sql.all('SELECT files FROM message WHERE ws = ? AND thread = ?', [ws, thread]).flatMap((r) => json<FileRef[]>(r.files));
      const places = held.flatMap(({ id }) => {
        if (sql.get('SELECT 1 AS held FROM message_file WHERE ws = ? AND file = ?', [ws, id])) return [];
        const gone = sql.get('DELETE FROM file WHERE ws = ? AND id = ? RETURNING place', [ws, id]);
        return gone ? [gone.place as string] : [];
      });
      for (const table of ['message', 'member']) sql.run(`DELETE FROM ${table} WHERE ws = ? AND thread = ?`, [ws, thread]);
      sql.run('DELETE FROM thread WHERE ws = ? AND id = ?', [ws, thread]);
      sql.run('UPDATE command SET answer = NULL WHERE ws = ? AND thread = ?', [ws, thread]);
      return places;
    }),
    members: (ws, thread) => sql.all(
      `SELECT p.data, b.group_admin, b.active FROM member b JOIN person p ON p.ws = b.ws AND p.id = b.person
       WHERE b.ws = ? AND b.thread = ? ORDER BY b.ord`, [ws, thread],
    ).map((r): Member => ({ person: person(r.data), groupAdmin: r.group_admin === 1, active: r.active === 1 })),
    addMember: (ws, thread, id, facts) => sql.all(
      `INSERT INTO member (ws, thread, person, ord, group_admin, from_seq)
       VALUES (:ws, :thread, :id, (SELECT count(*) FROM member WHERE ws = :ws AND thread = :thread), :admin, :seq)
       ON CONFLICT DO NOTHING RETURNING person`,
      { ws, thread, id, admin: facts.groupAdmin ? 1 : 0, seq: facts.fromSeq }).length > 0,
    setMember: (ws, thread, id, change) => {
      for (const [key, value] of Object.entries(change)) {
        sql.run(`UPDATE member SET ${columns[key as keyof typeof columns]} = ? WHERE ws = ? AND thread = ? AND person = ?`, [Number(value), ws, thread, id]);
      }
    },
    unhide: (ws, thread) => sql.all('UPDATE member SET hidden = 0 WHERE ws = ? AND thread = ? AND hidden = 1 AND active = 1 RETURNING person', [ws, thread])
      .map((r) => r.person as string),

    thread: (scope, id) => {
      const row = sql.get(`${threadRows} AND b.thread = :thread`, { ...scoped(scope), thread: id });
      return row && threadRow({ ...row, active_at: row.created_at });
    },
    threads: (scope, { archived, unread, before }) => sql.all(
      `SELECT * FROM (SELECT x.*, coalesce((SELECT sent_at FROM message WHERE seq = x.last_seq), x.created_at) AS active_at FROM (${threadRows}) x)
       WHERE hidden = 0 AND archived = :archived AND (:unread = 0 OR unread > 0)
         AND (:at IS NULL OR active_at < :at OR (active_at = :at AND id < :last))
       ORDER BY active_at DESC, id DESC`,
      { ...scoped(scope), archived: Number(archived), unread: Number(unread), at: before?.at ?? null, last: before?.id ?? null }).map(threadRow),
    unread: (scope) => sql.get(`SELECT coalesce(sum(unread), 0) AS n FROM (${threadRows} AND b.muted = 0 AND b.hidden = 0)`, scoped(scope))!.n as number,

    addMessage: (ws, m) => {
      const seq = store.append(ws, { type: 'message', thread: m.threadId, message: m.id });
      const files = m.files.map((id) => store.file(ws, id)!.ref);
      const data = tidy({ payload: m.payload, preview: m.preview, onBehalfOf: m.onBehalfOf });
      sql.run('INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)', [seq, ws, m.id, m.threadId, m.author, m.clientId ?? null, m.for ?? null,
        m.sentAt, m.kind, JSON.stringify(data), JSON.stringify(files)]);
      for (const file of m.files) sql.run('INSERT INTO message_file VALUES (?, ?, ?)', [ws, file, seq]);
      return seq;
    },
    hasMessage: (ws, id) => sql.get('SELECT 1 AS yes FROM message WHERE ws = ? AND id = ?', [ws, id]) !== undefined,
    message: (scope, id) => {
      const row = sql.get(`SELECT m.* FROM message m JOIN member b ON ${visible} WHERE b.ws = :ws AND b.person = :id AND b.active = 1 AND m.id = :message`,
        { ...scoped(scope), message: id });
      return row && messageRow(row);
    },
    messages: (scope, thread, { before, after, limit }) => {
      const rows = sql.all(
        `SELECT m.* FROM message m JOIN member b ON ${visible} WHERE b.ws = :ws AND b.thread = :thread AND b.person = :id AND b.active = 1
         AND m.seq < :before AND m.seq > :after ORDER BY m.seq ${after === undefined ? 'DESC' : 'ASC'} LIMIT :limit`,
        { ...scoped(scope), thread, before: before ?? Number.MAX_SAFE_INTEGER, after: after ?? 0, limit }).map(messageRow);
      return after === undefined ? rows.reverse() : rows;
    },

    file: (ws, id) => {
      const row = sql.get('SELECT owner, place, data FROM file WHERE ws = ? AND id = ?', [ws, id]);
      return row && { ref: json<FileRef>(row.data), owner: row.owner as string, place: row.place as string };
    },
    addFile: (ws, f) => sql.run('INSERT INTO file VALUES (?, ?, ?, ?, ?)', [ws, f.ref.id, f.owner, f.place, JSON.stringify(f.ref)]),
    canRead: (scope, file) => sql.get(
      `SELECT 1 AS yes WHERE EXISTS (SELECT 1 FROM file WHERE ws = :ws AND id = :file AND owner = :id) OR EXISTS (
         SELECT 1 FROM message_file f JOIN message m ON m.seq = f.message_seq JOIN member b ON ${visible}
         WHERE f.ws = :ws AND f.file = :file AND b.ws = :ws AND b.person = :id AND b.active = 1)`,
      { ...scoped(scope), file }) !== undefined,
    looseFiles: () => sql.all(
      'SELECT ws, id, place FROM file f WHERE NOT EXISTS (SELECT 1 FROM message_file m WHERE m.ws = f.ws AND m.file = f.id)').map(whereabouts),
    dropFile: (ws, id) => sql.get(
      'DELETE FROM file WHERE ws = :ws AND id = :id AND NOT EXISTS (SELECT 1 FROM message_file WHERE ws = :ws AND file = :id) RETURNING 1 AS yes',
      { ws, id }) !== undefined,

    upload: (ws, id) => {
      const r = sql.get('SELECT * FROM upload WHERE ws = ? AND id = ?', [ws, id]);
      return r && tidy({ id, owner: r.owner as string, thread: text(r.thread), name: r.name as string, size: r.size as number, mark: text(r.mark),
        place: r.place as string, createdAt: r.created_at as number }) as UploadRow;
    },
    addUpload: (ws, u) => sql.run('INSERT INTO upload VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      [ws, u.id, u.owner, u.thread ?? null, u.name, u.size, u.mark ?? null, u.place, u.createdAt]),
    dropUpload: (ws, id) => sql.run('DELETE FROM upload WHERE ws = ? AND id = ?', [ws, id]),
    uploadsBefore: (at) => sql.all('SELECT ws, id, place FROM upload WHERE created_at < ?', [at]).map(whereabouts),

    command: (ws, author, id) => {
      const row = sql.get('SELECT digest, answer FROM command WHERE ws = ? AND author = ? AND id = ?', [ws, author, id]);
      return row && { digest: row.digest as string, ...(row.answer === null ? {} : { answer: json(row.answer) }) };
    },
    addCommand: (ws, author, id, c) => sql.run('INSERT INTO command VALUES (?, ?, ?, ?, ?, ?)', [ws, author, id, c.digest, c.thread ?? null, JSON.stringify(c.answer)]),

    append: (ws, e) => sql.get('INSERT INTO log (ws, type, thread, person, message, reason, read_seq) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING seq',
      [ws, e.type, e.thread ?? null, e.person ?? null, e.message ?? null, e.reason ?? null, e.readSeq ?? null])!.seq as number,
    events: (scope, seq, limit) => {
      const { head } = store.log();
      const entries = sql.all(
        `SELECT * FROM log l WHERE l.ws = :ws AND l.seq > :seq AND l.seq <= :head AND (l.person = :id OR (l.person IS NULL AND (l.thread IS NULL
           OR EXISTS (SELECT 1 FROM member b WHERE b.ws = l.ws AND b.thread = l.thread AND b.person = :id AND b.active = 1))))
         ORDER BY l.seq LIMIT :limit`, { ws: scope.ws, id: scope.id, seq, head, limit },
      ).map((r) => tidy({ seq: r.seq, type: r.type, thread: text(r.thread), person: text(r.person), message: text(r.message), reason: text(r.reason),
        readSeq: r.read_seq ?? undefined }) as LogEntry & { seq: number });
      return { entries, upTo: entries.length === limit ? entries.at(-1)!.seq : head };
    },
    log: () => ({
      name,
      tail: (sql.get('SELECT min(seq) AS n FROM log')!.n as number | null) ?? 1,
      head: (sql.get('SELECT max(seq) AS n FROM log')!.n as number | null) ?? 0,
    }),
    endOf: (epoch) => {
      const row = sql.get(`SELECT (SELECT later.seq FROM epoch later WHERE later.nr > e.nr ORDER BY later.nr LIMIT 1) AS seq FROM epoch e WHERE e.name = ?`, [epoch]);
      const { head } = store.log();
      return row && Math.min((row.seq as number | null) ?? head, head);
    },
    prune: (keep) => sql.run('DELETE FROM log WHERE seq <= (SELECT max(seq) FROM log) - ?', [keep]),
  };
  return store;
}
