import { randomUUID } from 'node:crypto';
import Database from 'libsql';

/**
 * One file. `log` is append-only and holds no text; its `seq` orders everything, messages included. Every key begins with the workspace, so
 * that one clinic's rows cannot be reached with another's token.
 */
const tables = `
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS workspace (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS person (ws TEXT NOT NULL, id TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (ws, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS coordinator (ws TEXT NOT NULL, practitioner TEXT NOT NULL, person TEXT NOT NULL,
  PRIMARY KEY (ws, practitioner, person)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS thread (ws TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, title TEXT, subject TEXT, pair TEXT, status TEXT,
  created_at INTEGER NOT NULL, PRIMARY KEY (ws, id)) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS thread_pair ON thread (ws, pair) WHERE pair IS NOT NULL;
CREATE TABLE IF NOT EXISTS member (ws TEXT NOT NULL, thread TEXT NOT NULL, person TEXT NOT NULL, ord INTEGER NOT NULL,
  group_admin INTEGER NOT NULL, from_seq INTEGER NOT NULL, read_seq INTEGER NOT NULL DEFAULT 0, active INTEGER NOT NULL DEFAULT 1,
  hidden INTEGER NOT NULL DEFAULT 0, muted INTEGER NOT NULL DEFAULT 0, pinned INTEGER NOT NULL DEFAULT 0, archived INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (ws, thread, person)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS member_person ON member (ws, person, active);

CREATE TABLE IF NOT EXISTS message (seq INTEGER PRIMARY KEY, ws TEXT NOT NULL, id TEXT NOT NULL, thread TEXT NOT NULL, author TEXT NOT NULL,
  client_id TEXT, for_id TEXT, sent_at INTEGER NOT NULL, revision INTEGER NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL, files TEXT NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS message_id ON message (ws, id);
CREATE UNIQUE INDEX IF NOT EXISTS message_client ON message (ws, author, client_id) WHERE client_id IS NOT NULL;
CREATE TABLE IF NOT EXISTS message_file (ws TEXT NOT NULL, file TEXT NOT NULL, message_seq INTEGER NOT NULL,
  PRIMARY KEY (ws, file, message_seq)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (ws TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, place TEXT NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (ws, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS upload (ws TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, thread TEXT, name TEXT NOT NULL, size INTEGER NOT NULL,
  mark TEXT, place TEXT NOT NULL, created_at INTEGER NOT NULL, PRIMARY KEY (ws, id)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS command (ws TEXT NOT NULL, author TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, thread TEXT, answer TEXT,
  PRIMARY KEY (ws, author, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS command_thread ON command (ws, thread);
CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY AUTOINCREMENT, ws TEXT NOT NULL, type TEXT NOT NULL, thread TEXT, person TEXT,
  message TEXT, reason TEXT, read_seq INTEGER);
CREATE INDEX IF NOT EXISTS log_ws ON log (ws, seq);
CREATE TABLE IF NOT EXISTS epoch (nr INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, seq INTEGER NOT NULL);

CREATE TABLE IF NOT EXISTS link (ws TEXT NOT NULL, thread TEXT NOT NULL, code TEXT NOT NULL, expires_at INTEGER NOT NULL, PRIMARY KEY (ws, thread)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS request (ws TEXT NOT NULL, message TEXT NOT NULL, thread TEXT NOT NULL, patient TEXT NOT NULL, practitioner TEXT NOT NULL,
  PRIMARY KEY (ws, message)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS submission (ws TEXT NOT NULL, patient TEXT NOT NULL, at INTEGER NOT NULL, message TEXT NOT NULL, thread TEXT NOT NULL, kind TEXT NOT NULL,
  record TEXT NOT NULL, PRIMARY KEY (ws, patient, at, message)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reply (ws TEXT NOT NULL, owner TEXT NOT NULL, id TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (ws, owner, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS document (ws TEXT NOT NULL, patient TEXT NOT NULL, file TEXT NOT NULL, author TEXT NOT NULL, saved_at INTEGER NOT NULL, type TEXT NOT NULL,
  fold TEXT NOT NULL, by_staff INTEGER NOT NULL, PRIMARY KEY (ws, patient, file)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS document_place ON document (ws, patient, saved_at, file);
CREATE INDEX IF NOT EXISTS document_file ON document (ws, file);
CREATE INDEX IF NOT EXISTS request_patient ON request (ws, patient);
CREATE UNIQUE INDEX IF NOT EXISTS link_code ON link (ws, code);
`;

/** What came to the tables later: a database of before gets it when it is opened. */
const laterColumns = [
  // Names and titles in small letters, for the search.
  ['person', "fold TEXT NOT NULL DEFAULT ''"], ['thread', "fold TEXT NOT NULL DEFAULT ''"], ['thread', 'waiting_since INTEGER'],
  ['member', 'gone TEXT'], ['member', 'marked INTEGER NOT NULL DEFAULT 0'],
  ['message', 'quiet INTEGER NOT NULL DEFAULT 0'], ['message', 'shown_with TEXT'],
  ['log', 'by_id TEXT'], ['log', 'staff INTEGER NOT NULL DEFAULT 0'], ['log', 'name TEXT'], ['file', 'preview TEXT'],
] as const;

const afterwards = `
UPDATE person SET fold = lower(json_extract(data, '$.name')) WHERE fold = '';
UPDATE thread SET fold = lower(title) WHERE fold = '' AND title IS NOT NULL;
DROP INDEX IF EXISTS message_thread;
CREATE INDEX IF NOT EXISTS person_behalf ON person (ws, json_extract(data, '$.onBehalfOf'));
CREATE INDEX IF NOT EXISTS message_place ON message (ws, thread, seq, author, for_id, quiet, shown_with);
`;

function addLaterColumns(db: InstanceType<typeof Database>): void {
  for (const [table, column] of laterColumns) {
    const known = (db.prepare(`SELECT name FROM pragma_table_info('${table}')`).all() as { name: string }[]).map(({ name }) => name);
    if (!known.includes(column.split(' ')[0]!)) db.exec(`ALTER TABLE ${table} ADD COLUMN ${column}`);
  }
  db.exec(afterwards);
}

export type Row = Record<string, unknown>;

/** A prepared statement for each text, made once. */
export interface Sql {
  run(text: string, values?: readonly unknown[] | Row): void;
  get(text: string, values?: readonly unknown[] | Row): Row | undefined;
  all(text: string, values?: readonly unknown[] | Row): Row[];
  transaction<T>(work: () => T): T;
  close(): void;
}

/** Opens or makes the database. Commits reach the disk before they return (synchronous = FULL), through a write-ahead log. */
export function openSql(path: string): Sql {
  const db = new Database(path, { timeout: 5_000 });
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  db.exec(tables);
  addLaterColumns(db);
  const statements = new Map<string, ReturnType<typeof db.prepare>>();
  const prepared = (text: string) => {
    let statement = statements.get(text);
    if (!statement) statements.set(text, (statement = db.prepare(text)));
    return statement;
  };
  const sql: Sql = {
    run: (text, values = []) => void prepared(text).run(values),
    get: (text, values = []) => prepared(text).get(values) as Row | undefined,
    all: (text, values = []) => prepared(text).all(values) as Row[],
    // One connection, synchronous calls: a transaction that begins within another is part of it.
    transaction: (work) => (db.inTransaction ? work() : db.transaction(work).immediate() as ReturnType<typeof work>),
    close: () => {
      db.exec('PRAGMA wal_checkpoint(TRUNCATE);');
      db.close();
    },
  };
  // Each start is an epoch of the log: of the epochs before, only what stands in this file has happened.
  sql.run("INSERT INTO epoch (name, seq) VALUES (?, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'log'), 0))", [randomUUID().slice(0, 8)]);
  return sql;
}
