import { ChatError } from '../../base/errors.js';
import { can, documentTypeOf, documentTypes, isStaff, mayForward, patientOf, patientsReceiving, type Id, type Participant, type PatientDocument } from '../../model/index.js';
import type { CatalogQuery } from '../transport.js';
import { demand, invalid } from './demands.js';
import type { DocumentRow, FileRow, PersonRow, ThreadRow } from './rows.js';
import type { State } from './state.js';

/** a patient's *Images & documents*, newest first, for whoever may attach files in a thread in which that patient's side is. */
export function documents(state: State, viewer: PersonRow, thread: ThreadRow, { patient, filter }: CatalogQuery): PatientDocument[] {
  demand(state, viewer, 'file.send', thread);
  if (isStaff(viewer)) demand(state, viewer, 'profile.open', thread);
  if (filter !== undefined && !documentTypes.some((type) => type === filter)) throw invalid({ filter: 'unknown' });
  const whose = folderIn(state, viewer, thread, patient);
  return [...state.documents.values()].filter((row) => row.patient === whose && sees(state, viewer, row))
    .sort((a, b) => b.savedAt - a.savedAt || b.n - a.n)
    .map(({ file, author, savedAt }) => ({ file: state.files.get(file)!.ref, author, savedAt }))
    .filter(({ file }) => filter === undefined || documentTypeOf(file) === filter);
}

/** The patient whose folder it is: one's own; for the care team the thread's only patient, or the one who was named. */
function folderIn(state: State, viewer: PersonRow, thread: ThreadRow, named: Id | undefined): Id {
  const own = patientOf(viewer);
  const patients = own === undefined ? patientsReceiving(peopleIn(state, thread)) : [own];
  const patient = named ?? (patients.length === 1 ? patients[0] : undefined);
  if (patient === undefined && patients.length > 1) throw invalid({ patient: 'missing' });
  if (patient === undefined || !patients.includes(patient)) throw new ChatError('not-found', 'no such folder');
  return patient;
}

const peopleIn = (state: State, thread: ThreadRow): Participant[] => state.activeMembers(thread).flatMap((id) => state.person(id) ?? []);

/** what they have been sent, or sent themselves; the patient sees all of their folder, and whoever opens profiles what the care team has put there. */
function sees(state: State, viewer: PersonRow, { file, patient, author }: DocumentRow): boolean {
  return viewer.id === patient || (can(viewer, 'profile.open') && isByStaff(state, author)) || seesByItself(state, viewer, state.files.get(file));
}

function isByStaff(state: State, id: Id): boolean {
  const author = state.person(id);
  return !!author && isStaff(author);
}

/** Whether they uploaded it, or see a message that holds it. */
function seesByItself(state: State, viewer: PersonRow, row: FileRow | undefined): boolean {
  if (!row) return false;
  return row.owner === viewer.id || [...row.held].some(([message, threadId]) => {
    const held = state.threadOf(viewer.id, threadId)?.messages.find(({ id }) => id === message);
    return held !== undefined && state.sees(viewer, held);
  });
}

/** Who reads a file besides: whoever may look into a folder in which it lies. */
export function mayReadFile(state: State, viewer: PersonRow, row: FileRow): boolean {
  const isWith = (patient: Id): boolean => [...state.threads.values()].some((thread) => thread.members.get(viewer.id)?.active && patientsReceiving(peopleIn(state, thread)).includes(patient));
  return seesByItself(state, viewer, row) || rowsOf(state, row.ref.id).some((one) => sees(state, viewer, one) && (viewer.id === one.patient || isWith(one.patient)));
}

const rowsOf = (state: State, file: Id): DocumentRow[] => [...state.documents.values()].filter((row) => row.file === file);

/** whether a file that is here already may go into a message of this thread. */
export function mayTake(state: State, viewer: PersonRow, thread: ThreadRow, file: Id, addressee: Id | undefined): boolean {
  if (isStaff(viewer) && !can(viewer, 'profile.open')) return false;
  const rows = rowsOf(state, file).filter((row) => sees(state, viewer, row));
  return mayForward(viewer, rows.map(({ patient }) => patient), peopleIn(state, thread), addressee);
}
