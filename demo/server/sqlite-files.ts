import type { FileRef, PatientDocument } from '../../src/model/index.js';
import type { Row } from './schema.js';
import { json, visible } from './sqlite-rows.js';
import type { FilePlace, FileRow } from './store.js';

/** A file `f` that no message and no folder holds. */
export const isLoose = `NOT EXISTS (SELECT 1 FROM message_file m WHERE m.ws = f.ws AND m.file = f.id)
  AND NOT EXISTS (SELECT 1 FROM document d WHERE d.ws = f.ws AND d.file = f.id)`;

/** a file gets its preview once, and none after it was sent. */
export const keepPreview = `UPDATE file AS f SET preview = ? WHERE ws = ? AND id = ? AND preview IS NULL
  AND NOT EXISTS (SELECT 1 FROM message_file m WHERE m.ws = f.ws AND m.file = f.id) RETURNING id`;

const previewIn = ({ preview }: Row): { preview?: FilePlace } => (preview ? { preview: json<FilePlace>(preview) } : {});
export const fileRow = (r: Row): FileRow => ({ ref: json<FileRef>(r.data), owner: r.owner as string, place: r.place as string, ...previewIn(r) });
/** Where a file lies, and its preview. */
export const placesOf = (r: Row): string[] => [r.place as string, ...Object.values(previewIn(r)).map(({ place }) => place)];

/** Whether a file stands before the person's eyes by itself: they uploaded it, or see a message that holds it. */
const isSeen = (file: string): string => `(EXISTS (SELECT 1 FROM file WHERE ws = :ws AND id = ${file} AND owner = :id) OR EXISTS (
  SELECT 1 FROM message_file f JOIN message m ON m.seq = f.message_seq JOIN member b ON ${visible}
  WHERE f.ws = :ws AND f.file = ${file} AND b.ws = :ws AND b.person = :id AND b.active = 1))`;

/** besides, the patient sees what lies in their folder; and of what the care team has put there, those of it who are in a thread with them and open profiles. */
export const mayReadFile = `SELECT 1 AS yes WHERE ${isSeen(':file')} OR EXISTS (SELECT 1 FROM document d WHERE d.ws = :ws AND d.file = :file AND (
  d.patient = :own OR (:profiles = 1 AND d.by_staff = 1 AND EXISTS (SELECT 1 FROM member b JOIN member p ON p.ws = b.ws AND p.thread = b.thread
    WHERE b.ws = :ws AND b.person = :id AND b.active = 1 AND p.active = 1 AND (p.person = d.patient OR p.person IN (
      SELECT x.id FROM person x WHERE x.ws = :ws AND json_extract(x.data, '$.onBehalfOf') = d.patient))))))`;

/** A page of a folder, the newest first. */
export const documentPage = `SELECT d.author, d.saved_at, f.data FROM document d JOIN file f ON f.ws = d.ws AND f.id = d.file
  WHERE d.ws = :ws AND d.patient = :patient AND (d.patient = :own OR (:profiles = 1 AND d.by_staff = 1) OR ${isSeen('d.file')})
    AND (:file IS NULL OR d.file = :file) AND (:type IS NULL OR d.type = :type) AND (:words IS NULL OR instr(d.fold, :words) > 0)
    AND (:at IS NULL OR d.saved_at < :at OR (d.saved_at = :at AND d.file > :last))
  ORDER BY d.saved_at DESC, d.file LIMIT :limit`;

export const documentRow = (r: Row): PatientDocument => ({ file: json<FileRef>(r.data), author: r.author as string, savedAt: r.saved_at as number });
