import { ChatError } from '../../src/base/errors.js';
import { documentTypes, mayForward, patientsReceiving, type FileRef, type Id, type Page, type Participant, type PatientDocument } from '../../src/model/index.js';
import { participantOf, type Access, type Who } from './access.js';
import { invalid } from './content.js';
import { notACursor, pageSize } from './paging.js';
import type { Folder, FolderReach, Store, ThreadRow } from './store.js';

export interface DocumentQuery { text?: string; filter?: string; threadId?: string; patient?: string; before?: string; limit?: number }
interface Parts { store: Store; access: Access }

/** a page of a patient's *Images & documents*, newest first, for whoever may attach files in a thread in which that patient's side is. */
export function documentsPage({ store, access }: Parts, who: Who, { text, filter, threadId, patient, before, limit = pageSize }: DocumentQuery): Page<PatientDocument> {
  if (threadId === undefined) throw invalid('threadId', 'missing');
  const row = access.row(who, threadId);
  access.require(who, 'file.send', row);
  if (who.staff) access.require(who, 'profile.open', row);
  if (filter !== undefined && !documentTypes.some((type) => type === filter)) throw invalid('filter', 'unknown');
  const place = before === undefined ? undefined : /^(\d{1,15})\.(.{1,128})$/.exec(before);
  if (place === null) throw notACursor();
  const found = store.documents(folderOf(who, whose(store, who, row, patient)), {
    words: text?.trim().toLocaleLowerCase(), type: filter, limit: limit + 1, ...(place && { after: { savedAt: Number(place[1]), file: place[2]! } }),
  });
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, ...(last ? { older: `${last.savedAt}.${last.file.id}` } : {}) };
}

/** The patient whose folder it is: one's own; for the care team the thread's only patient, or the one who was named. */
function whose(store: Store, who: Who, row: ThreadRow, named: Id | undefined): Id {
  const patients = who.side === null ? patientsReceiving(peopleIn(store, who, row)) : [who.side];
  const patient = named ?? (patients.length === 1 ? patients[0] : undefined);
  if (patient === undefined && patients.length > 1) throw invalid('patient', 'missing');
  if (patient === undefined || !patients.includes(patient)) throw new ChatError('not-found', 'no such folder');
  return patient;
}

/** Into which folders somebody may look: the patient into all of their own, the care team into what it has put into those of the patients with whom they are. */
export const reachOf = ({ id, side, staff, capabilities }: Who): FolderReach => ({ own: side === id ? id : null, profiles: staff && capabilities.includes('profile.open') });
const folderOf = (who: Who, patient: Id): Folder => ({ patient, scope: who, reach: reachOf(who) });

const peopleIn = (store: Store, who: Who, row: Pick<ThreadRow, 'id'>): Participant[] =>
  store.members(who.ws, row.id).map((m) => ({ ...participantOf(m.person, who), active: m.active }));

/**
 * the files of a message are the writer's own uploads that no message holds yet, or lie in a folder from which they may be forwarded there. A file that is not there and one that is
 * somebody else's are refused with the same words.
 */
export function requireFiles(store: Store, who: Who, row: ThreadRow, files: readonly Id[], addressee: Id | undefined): FileRef[] {
  return files.map((id) => {
    const file = store.file(who.ws, id);
    if (!file || !((file.owner === who.id && !store.isHeld(who.ws, id)) || mayTake(store, who, row, id, addressee))) {
      throw invalid('files', 'unknown');
    }
    if (file.ref.scan === 'blocked') throw invalid('files', 'blocked');
    return file.ref;
  });
}

function mayTake(store: Store, who: Who, row: ThreadRow, file: Id, addressee: Id | undefined): boolean {
  if (who.staff && !reachOf(who).profiles) return false;
  const folders = store.foldersWith(who.ws, file).filter((patient) => store.documents(folderOf(who, patient), { file, limit: 1 }).length > 0);
  return mayForward(who.viewer, folders, peopleIn(store, who, row), addressee);
}
