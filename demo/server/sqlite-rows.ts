import type { FileRef, OpenRequest } from '../../src/model/index.js';
import type { Row } from './schema.js';
import type { Member, MessageRow, Person, Scope, ThreadRow } from './store.js';

/** A message `m` after a place that the member `b` may see: not before they came, not what addresses another patient, not what the workspace leaves out. */
export const visibleAfter = (seq: string): string => `m.ws = b.ws AND m.thread = b.thread AND m.seq > ${seq}
  AND (m.for_id IS NULL OR :staff = 1 OR m.for_id = :side) AND (m.shown_with IS NULL OR :plan = 1)`;
export const visible = visibleAfter('b.from_seq');
/** one's own messages and the clinic's bookkeeping are never unread. */
const unreadOnes = `FROM message m WHERE ${visibleAfter('max(b.from_seq, b.read_seq)')} AND m.quiet = 0 AND m.author <> b.person`;
const newest = (column: string): string => `(SELECT m.${column} FROM message m WHERE ${visible} AND m.quiet = 0 ORDER BY m.seq DESC LIMIT 1)`;

const columns = `t.id, t.kind, t.title, t.subject, t.status, t.waiting_since, b.group_admin, b.active, b.hidden, b.muted, b.pinned, b.archived, b.marked, b.read_seq,
  (SELECT count(*) ${unreadOnes}) AS unread, ${newest('seq')} AS last_seq`;

/** The threads of one person, with what only the messages tell: unread and the newest. */
export const threadRows = `SELECT ${columns}, 0 AS place FROM member b JOIN thread t ON t.ws = b.ws AND t.id = b.thread
  WHERE b.ws = :ws AND b.person = :id AND b.active = 1`;

/** Above every time: who waits stands before who does not. */
const far = 4_000_000_000_000_000;

/** A page of the list. What costs most, the count of the unread, is asked for the rows of the page alone. */
export const threadPage = `WITH page AS MATERIALIZED (
    SELECT id, place FROM (
      SELECT t.id, CASE WHEN :sort = 'waiting' AND t.waiting_since IS NOT NULL THEN t.waiting_since ELSE ${far} - coalesce(${newest('sent_at')}, t.created_at) END AS place
      FROM member b JOIN thread t ON t.ws = b.ws AND t.id = b.thread
      WHERE b.ws = :ws AND b.person = :id AND b.active = 1 AND b.hidden = 0 AND b.archived = :archived
        AND (:kind IS NULL OR t.kind = :kind) AND (:status IS NULL OR t.status = :status) AND (:waiting IS NULL OR :waiting = (t.waiting_since IS NOT NULL))
        AND (:unread IS NULL OR :unread = (b.marked = 1 OR EXISTS (SELECT 1 ${unreadOnes})))
        AND (:words IS NULL OR instr(t.fold, :words) > 0 OR t.id IN (
          SELECT x.thread FROM member x WHERE x.ws = :ws AND x.person IN (SELECT p.id FROM person p WHERE p.ws = :ws AND instr(p.fold, :words) > 0))))
    WHERE :place IS NULL OR place > :place OR (place = :place AND id < :last) ORDER BY place, id DESC LIMIT :limit)
  SELECT ${columns}, page.place FROM page CROSS JOIN member b ON b.ws = :ws AND b.thread = page.id AND b.person = :id
    CROSS JOIN thread t ON t.ws = :ws AND t.id = page.id ORDER BY page.place, page.id DESC`;

export const scoped = (scope: Scope): Row => ({ ws: scope.ws, id: scope.id, staff: scope.staff ? 1 : 0, side: scope.side, plan: scope.plan ? 1 : 0 });
export const json = <T>(value: unknown): T => JSON.parse(value as string) as T;
export const text = (value: unknown): string | undefined => (value === null || value === undefined ? undefined : (value as string));
const whole = (value: unknown): number | undefined => (value === null || value === undefined ? undefined : (value as number));
/** Leaves out what is undefined: the model's optional fields are absent, not undefined. */
export const tidy = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
/** Small letters, for the search. */
export const fold = (...words: (string | undefined)[]): string => words.filter((word) => word !== undefined).join(' ').toLocaleLowerCase();

export const threadRow = (r: Row): ThreadRow => tidy({
  id: r.id as string, kind: r.kind as 'direct' | 'group', title: text(r.title), subject: text(r.subject), status: text(r.status), waitingSince: whole(r.waiting_since),
  groupAdmin: r.group_admin === 1, active: r.active === 1, hidden: r.hidden === 1, muted: r.muted === 1, pinned: r.pinned === 1, archived: r.archived === 1,
  marked: r.marked === 1, readSeq: r.read_seq as number, unread: r.unread as number, lastSeq: whole(r.last_seq), place: r.place as number,
}) as ThreadRow;

export const memberRow = (r: Row): Member => ({
  person: json<Person>(r.data), groupAdmin: r.group_admin === 1, active: r.active === 1, muted: r.muted === 1, gone: (r.gone as Member['gone']) ?? null, readSeq: r.read_seq as number,
});

export const messageRow = (r: Row): MessageRow => tidy({
  seq: r.seq as number, id: r.id as string, clientId: text(r.client_id), threadId: r.thread as string, author: r.author as string, for: text(r.for_id),
  sentAt: r.sent_at as number, revision: r.revision as number, kind: r.kind as string, ...json<object>(r.data), files: json<FileRef[]>(r.files),
}) as MessageRow;

export const requestRow = (r: Row): OpenRequest =>
  ({ message: r.message as string, thread: r.thread as string, patient: r.patient as string, practitioner: r.practitioner as string });

export const whereabouts = (r: Row): { ws: string; id: string; place: string } => ({ ws: r.ws as string, id: r.id as string, place: r.place as string });
