import { documentTypeOf, type FileRef, type SavedReply } from '../../src/model/index.js';
import { openSql } from './schema.js';
import { documentPage, documentRow, fileRow, isLoose, keepPreview, mayReadFile, placesOf } from './sqlite-files.js';
import { fold, json, memberRow, messageRow, requestRow, scoped, text, threadPage, threadRow, threadRows, tidy, visible, whereabouts } from './sqlite-rows.js';
import type { LinkRow, LogEntry, Person, Store, UploadRow, WorkspaceRow } from './store.js';

/** The server's own part of a workspace, where it was written before there was one. */
const workspaceDefaults = { signals: { typing: 'staff', presence: 'staff', receipts: 'staff' }, statuses: [], linkDays: 7, lists: {} } as const;

/** The store on one file of SQLite's format, by libsql. */
export function openStore(path: string): Store {
  const sql = openSql(path);
  const person = (value: unknown): Person => json<Person>(value);
  const memberColumns = {
    active: 'active', gone: 'gone', groupAdmin: 'group_admin', fromSeq: 'from_seq', readSeq: 'read_seq',
    hidden: 'hidden', muted: 'muted', pinned: 'pinned', archived: 'archived', marked: 'marked',
  } as const;
  const threadColumns = { title: 'title', status: 'status', subject: 'subject', waitingSince: 'waiting_since' } as const;
  const flag = (value: boolean | undefined): number | null => (value === undefined ? null : Number(value));
  const linkRow = (row: Record<string, unknown> | undefined): LinkRow | undefined =>
    row && { code: row.code as string, thread: row.thread as string, expiresAt: row.expires_at as number };
  const dropLoose = (ws: string, id: string): string[] => sql.all(`DELETE FROM file AS f WHERE ws = ? AND id = ? AND ${isLoose} RETURNING place, preview`, [ws, id]).flatMap(placesOf);
  const name = sql.get('SELECT name FROM epoch ORDER BY nr DESC LIMIT 1')!.name as string;

  const store: Store = {
    transaction: (work) => sql.transaction(work),
    close: () => sql.close(),

    workspace: (ws) => {
      const row = sql.get('SELECT data FROM workspace WHERE id = ?', [ws]);
      return row && { ...workspaceDefaults, ...json<WorkspaceRow>(row.data) };
    },
    putWorkspace: (w) => sql.run('INSERT INTO workspace VALUES (?, ?) ON CONFLICT DO UPDATE SET data = excluded.data', [w.id, JSON.stringify(w)]),
    person: (ws, id) => {
      const row = sql.get('SELECT data FROM person WHERE ws = ? AND id = ?', [ws, id]);
      return row && person(row.data);
    },
    people: (ws) => sql.all('SELECT data FROM person WHERE ws = ?', [ws]).map((r) => person(r.data)),
    relationsOf: (ws, patients) => sql.all(
      "SELECT data FROM person WHERE ws = ? AND json_extract(data, '$.onBehalfOf') IN (SELECT value FROM json_each(?)) ORDER BY id",
      [ws, JSON.stringify(patients)]).map((r) => person(r.data)),
    putPerson: (ws, p) => sql.run('INSERT INTO person VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET data = excluded.data, fold = excluded.fold',
      [ws, p.id, JSON.stringify(p), fold(p.name, p.title)]),
    attach: (ws, who, practitioner) => sql.run('INSERT OR IGNORE INTO coordinator VALUES (?, ?, ?)', [ws, practitioner, who]),
    detach: (ws, who, practitioner) => sql.run('DELETE FROM coordinator WHERE ws = ? AND practitioner = ? AND person = ?', [ws, practitioner, who]),
    coordinatorsOf: (ws, practitioners) => sql.all(
      'SELECT DISTINCT person FROM coordinator WHERE ws = ? AND practitioner IN (SELECT value FROM json_each(?)) ORDER BY person',
      [ws, JSON.stringify(practitioners)]).map((r) => r.person as string),

    assists: (ws, who, practitioner) => sql.get('SELECT 1 AS yes FROM coordinator WHERE ws = ? AND practitioner = ? AND person = ?', [ws, practitioner, who]) !== undefined,

    addThread: (ws, t) => sql.run('INSERT INTO thread (ws, id, kind, title, subject, pair, status, created_at, fold) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      [ws, t.id, t.kind, t.title ?? null, t.subject ?? null, t.pair ?? null, t.status ?? null, t.createdAt, fold(t.title)]),
    threadsWith: (ws, people) => sql.all(
      `SELECT thread FROM member WHERE ws = ? AND active = 1 AND person IN (SELECT value FROM json_each(?))
       GROUP BY thread HAVING count(*) = ? ORDER BY thread`, [ws, JSON.stringify(people), people.length]).map((r) => r.thread as string),
    groupsOf: (ws, admin) => sql.all('SELECT thread FROM member WHERE ws = ? AND person = ? AND active = 1 AND group_admin = 1', [ws, admin]).map((r) => r.thread as string),
    kindOf: (ws, thread) => text(sql.get('SELECT kind FROM thread WHERE ws = ? AND id = ?', [ws, thread])?.kind) as 'direct' | 'group' | undefined,
    directOf: (ws, pair) => text(sql.get('SELECT id FROM thread WHERE ws = ? AND pair = ?', [ws, pair])?.id),
    setThread: (ws, thread, change) => {
      for (const [key, value] of Object.entries(change)) {
        sql.run(`UPDATE thread SET ${threadColumns[key as keyof typeof threadColumns]} = ? WHERE ws = ? AND id = ?`, [value, ws, thread]);
      }
      if (change.title !== undefined) sql.run('UPDATE thread SET fold = ? WHERE ws = ? AND id = ?', [fold(change.title), ws, thread]);
    },
    startWaiting: (ws, thread, at) => sql.run('UPDATE thread SET waiting_since = ? WHERE ws = ? AND id = ? AND waiting_since IS NULL', [at, ws, thread]),
    erase: (ws, thread) => sql.transaction(() => {
      sql.run('DELETE FROM message_file WHERE message_seq IN (SELECT seq FROM message WHERE ws = ? AND thread = ?)', [ws, thread]);
      const held = sql.all('SELECT files FROM message WHERE ws = ? AND thread = ?', [ws, thread]).flatMap((r) => json<FileRef[]>(r.files));
      const places = held.flatMap(({ id }) => dropLoose(ws, id));
      for (const table of ['message', 'member', 'link', 'request']) sql.run(`DELETE FROM ${table} WHERE ws = ? AND thread = ?`, [ws, thread]);
      sql.run('DELETE FROM thread WHERE ws = ? AND id = ?', [ws, thread]);
      sql.run('UPDATE command SET answer = NULL WHERE ws = ? AND thread = ?', [ws, thread]);
      return places;
    }),
    members: (ws, thread) => sql.all(
      `SELECT p.data, b.group_admin, b.active, b.muted, b.gone, b.read_seq FROM member b JOIN person p ON p.ws = b.ws AND p.id = b.person
       WHERE b.ws = ? AND b.thread = ? ORDER BY b.ord`, [ws, thread],
    ).map(memberRow),
    addMember: (ws, thread, id, facts) => sql.all(
      `INSERT INTO member (ws, thread, person, ord, group_admin, from_seq)
       VALUES (:ws, :thread, :id, (SELECT count(*) FROM member WHERE ws = :ws AND thread = :thread), :admin, :seq)
       ON CONFLICT DO NOTHING RETURNING person`,
      { ws, thread, id, admin: facts.groupAdmin ? 1 : 0, seq: facts.fromSeq }).length > 0,
    setMember: (ws, thread, id, change) => {
      for (const [key, value] of Object.entries(change)) {
        sql.run(`UPDATE member SET ${memberColumns[key as keyof typeof memberColumns]} = ? WHERE ws = ? AND thread = ? AND person = ?`,
          [typeof value === 'boolean' ? Number(value) : value, ws, thread, id]);
      }
    },
    unhide: (ws, thread) => sql.all('UPDATE member SET hidden = 0 WHERE ws = ? AND thread = ? AND hidden = 1 AND active = 1 RETURNING person', [ws, thread])
      .map((r) => r.person as string),

    thread: (scope, id) => {
      const row = sql.get(`${threadRows} AND b.thread = :thread`, { ...scoped(scope), thread: id });
      return row && threadRow(row);
    },
    threads: (scope, { archived = false, unread, waiting, kind, status, words, sort, after, limit }) => sql.all(threadPage, {
      ...scoped(scope), archived: Number(archived), unread: flag(unread), waiting: flag(waiting), kind: kind ?? null, status: status ?? null,
      words: words ?? null, sort, place: after?.place ?? null, last: after?.id ?? null, limit,
    }).map(threadRow),
    unread: (scope) => sql.get(`SELECT coalesce(sum(max(unread, marked)), 0) AS n FROM (${threadRows} AND b.muted = 0 AND b.hidden = 0)`, scoped(scope))!.n as number,

    linkOf: (ws, thread) => linkRow(sql.get('SELECT * FROM link WHERE ws = ? AND thread = ?', [ws, thread])),
    link: (ws, code) => linkRow(sql.get('SELECT * FROM link WHERE ws = ? AND code = ?', [ws, code])),
    putLink: (ws, l) => sql.run('INSERT OR REPLACE INTO link (ws, thread, code, expires_at) VALUES (?, ?, ?, ?)', [ws, l.thread, l.code, l.expiresAt]),

    addMessage: (ws, m) => {
      const seq = store.append(ws, { type: 'message', thread: m.threadId, message: m.id });
      const files = m.files.map((id) => store.file(ws, id)!.ref);
      const data = tidy({ payload: m.payload, preview: m.preview, onBehalfOf: m.onBehalfOf });
      sql.run('INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)', [seq, ws, m.id, m.threadId, m.author, m.clientId ?? null, m.for ?? null,
        m.sentAt, m.kind, JSON.stringify(data), JSON.stringify(files), Number(m.quiet), m.shownWith ?? null]);
      for (const file of m.files) sql.run('INSERT INTO message_file VALUES (?, ?, ?)', [ws, file, seq]);
      return seq;
    },
    changeMessage: (ws, id, { payload, files }) => {
      const row = sql.get('SELECT seq, data, files FROM message WHERE ws = ? AND id = ?', [ws, id])!;
      const all = [...json<FileRef[]>(row.files), ...files.map((file) => store.file(ws, file)!.ref)];
      sql.run('UPDATE message SET data = ?, files = ?, revision = revision + 1 WHERE ws = ? AND id = ?', [JSON.stringify({ ...json<object>(row.data), payload }), JSON.stringify(all), ws, id]);
      for (const file of files) sql.run('INSERT INTO message_file VALUES (?, ?, ?)', [ws, file, row.seq]);
    },
    requestsOf: (ws, patient) => sql.all('SELECT * FROM request WHERE ws = ? AND patient = ? ORDER BY message', [ws, patient]).map(requestRow),
    requestsIn: (ws, thread) => sql.all('SELECT * FROM request WHERE ws = ? AND thread = ?', [ws, thread]).map(requestRow),
    addRequest: (ws, r) => sql.get('INSERT INTO request VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING message', [ws, r.message, r.thread, r.patient, r.practitioner]) !== undefined,
    dropRequest: (ws, message) => {
      const row = sql.get('DELETE FROM request WHERE ws = ? AND message = ? RETURNING *', [ws, message]);
      return row && requestRow(row);
    },
    addSubmission: (ws, patient, s) => sql.run('INSERT INTO submission VALUES (?, ?, ?, ?, ?, ?, ?)', [ws, patient, s.at, s.message, s.thread, s.kind, JSON.stringify(s.record)]),
    submissions: (ws, patient) => sql.all('SELECT * FROM submission WHERE ws = ? AND patient = ? ORDER BY at DESC, message', [ws, patient]).map((r) => (
      { message: r.message as string, thread: r.thread as string, kind: r.kind as string, record: json(r.record), at: r.at as number })),
    replies: (ws, owners) => sql.all('SELECT data FROM reply WHERE ws = ? AND owner IN (SELECT value FROM json_each(?))', [ws, JSON.stringify(owners)])
      .map((r) => json<SavedReply>(r.data)),
    putReply: (ws, r) => sql.run('INSERT INTO reply VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET data = excluded.data', [ws, r.owner, r.id, JSON.stringify(r)]),
    dropReply: (ws, owner, id) => sql.get('DELETE FROM reply WHERE ws = ? AND owner = ? AND id = ? RETURNING id', [ws, owner, id]) !== undefined,
    anyMessage: (ws, id) => {
      const row = sql.get('SELECT * FROM message WHERE ws = ? AND id = ?', [ws, id]);
      return row && messageRow(row);
    },
    hasMessage: (ws, id) => sql.get('SELECT 1 AS yes FROM message WHERE ws = ? AND id = ?', [ws, id]) !== undefined,
    message: (scope, id) => {
      const row = sql.get(`SELECT m.* FROM message m JOIN member b ON ${visible} WHERE b.ws = :ws AND b.person = :id AND b.active = 1 AND m.id = :message`,
        { ...scoped(scope), message: id });
      return row && messageRow(row);
    },
    messages: (scope, thread, { before, after, limit, include }) => {
      const rows = sql.all(
        `SELECT m.* FROM message m JOIN member b ON ${visible} WHERE b.ws = :ws AND b.thread = :thread AND b.person = :id AND b.active = 1
         AND (m.shown_with IS NULL OR :include IS NULL OR m.kind IN (SELECT value FROM json_each(:include)))
         AND m.seq < :before AND m.seq > :after ORDER BY m.seq ${after === undefined ? 'DESC' : 'ASC'} LIMIT :limit`,
        { ...scoped(scope), thread, before: before ?? Number.MAX_SAFE_INTEGER, after: after ?? 0, limit, include: include ? JSON.stringify(include) : null }).map(messageRow);
      return after === undefined ? rows.reverse() : rows;
    },
    addDocument: (ws, patient, { file, author, savedAt, byStaff }) => {
      const { ref } = store.file(ws, file)!;
      sql.run('INSERT OR IGNORE INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?)', [ws, patient, file, author, savedAt, documentTypeOf(ref), fold(ref.name), Number(byStaff)]);
    },
    dropDocument: (ws, patient, file) => {
      sql.run('DELETE FROM document WHERE ws = ? AND patient = ? AND file = ?', [ws, patient, file]);
      return dropLoose(ws, file);
    },
    documents: ({ patient, scope, reach }, { words, type, file, after, limit }) => sql.all(documentPage, {
      ...scoped(scope), patient, own: reach.own, profiles: Number(reach.profiles), words: words || null, type: type ?? null, file: file ?? null,
      at: after?.savedAt ?? null, last: after?.file ?? null, limit,
    }).map(documentRow),
    foldersWith: (ws, file) => sql.all('SELECT patient FROM document WHERE ws = ? AND file = ?', [ws, file]).map((r) => r.patient as string),
    filesIn: (scope, thread, after) => sql.all(
      `SELECT m.seq, m.id, m.author, m.sent_at, f.key AS nr, f.value AS file FROM member b JOIN message m ON ${visible} CROSS JOIN json_each(m.files) f
       WHERE b.ws = :ws AND b.thread = :thread AND b.person = :id AND b.active = 1 AND (m.seq < :seq OR (m.seq = :seq AND f.key > :nr))
       ORDER BY m.seq DESC, f.key`, { ...scoped(scope), thread, seq: after?.seq ?? Number.MAX_SAFE_INTEGER, nr: after?.nr ?? -1 },
    ).map((r) => ({ seq: r.seq as number, nr: r.nr as number, file: json<FileRef>(r.file), messageId: r.id as string, author: r.author as string, sentAt: r.sent_at as number })),

    file: (ws, id) => {
      const row = sql.get('SELECT owner, place, data, preview FROM file WHERE ws = ? AND id = ?', [ws, id]);
      return row && fileRow(row);
    },
    addFile: (ws, f) => sql.run('INSERT INTO file (ws, id, owner, place, data) VALUES (?, ?, ?, ?, ?)', [ws, f.ref.id, f.owner, f.place, JSON.stringify(f.ref)]),
    addPreview: (ws, id, preview) => sql.get(keepPreview, [JSON.stringify(preview), ws, id]) !== undefined,
    canRead: (scope, file, { own, profiles }) => sql.get(mayReadFile, { ...scoped(scope), file, own, profiles: Number(profiles) }) !== undefined,
    isHeld: (ws, file) => sql.get('SELECT 1 AS yes FROM message_file WHERE ws = ? AND file = ? LIMIT 1', [ws, file]) !== undefined,
    looseFiles: () => sql.all(`SELECT ws, id, place FROM file f WHERE ${isLoose}`).map(whereabouts),
    dropFile: dropLoose,

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

    append: (ws, e) => sql.get('INSERT INTO log (ws, type, thread, person, staff, message, by_id, reason, read_seq, name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq',
      [ws, e.type, e.thread ?? null, e.person ?? null, Number(e.staff ?? false), e.message ?? null, e.by ?? null, e.reason ?? null, e.readSeq ?? null, e.name ?? null])!.seq as number,
    events: (scope, seq, limit) => {
      const { head } = store.log();
      const entries = sql.all(
        `SELECT * FROM log l WHERE l.ws = :ws AND l.seq > :seq AND l.seq <= :head AND (l.staff = 0 OR :staff = 1) AND (l.person = :id OR (l.person IS NULL AND (l.thread IS NULL
           OR EXISTS (SELECT 1 FROM member b WHERE b.ws = l.ws AND b.thread = l.thread AND b.person = :id AND b.active = 1))))
         ORDER BY l.seq LIMIT :limit`, { ws: scope.ws, id: scope.id, staff: scope.staff ? 1 : 0, seq, head, limit },
      ).map((r) => tidy({ seq: r.seq, type: r.type, thread: text(r.thread), person: text(r.person), message: text(r.message), by: text(r.by_id), reason: text(r.reason),
        readSeq: r.read_seq ?? undefined, name: text(r.name) }) as LogEntry & { seq: number });
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
