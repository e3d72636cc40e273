import type { FileRef } from './file.js';
import { isPatient, isRelation, type Participant } from './participant.js';
import type { Id } from './primitives.js';

/** what lies in a patient's folder *Images & documents*. */
export interface PatientDocument {
  file: FileRef;
  /** Who uploaded it. */
  author: Id;
  /** Milliseconds since the epoch. */
  savedAt: number;
}

/** What the folder can be narrowed to (`CatalogQuery.filter`). */
export const documentTypes = ['image', 'video', 'audio', 'document'] as const;
export type DocumentType = (typeof documentTypes)[number];

/** To which of them a file belongs: whatever is neither seen nor heard is a document. */
export function documentTypeOf({ type }: Pick<FileRef, 'type'>): DocumentType {
  const first = type.split('/', 1)[0];
  return documentTypes.find((one) => one === first) ?? 'document';
}

/** The patient on whose side somebody is. */
export const patientOf = (who: Pick<Participant, 'id' | 'role' | 'onBehalfOf'>): Id | undefined =>
  isPatient(who) ? who.id : isRelation(who) ? who.onBehalfOf : undefined;

/** the patients whose side receives a message: the one whom it addresses, else all whose side is there. */
export function patientsReceiving(people: readonly Participant[], addressee?: Id): Id[] {
  if (addressee !== undefined) return [addressee];
  return [...new Set(people.filter(({ active }) => active).flatMap((who) => patientOf(who) ?? []))];
}

/** in whose folders the files of a message are kept: its author's, where that is the patient's side; else those of all whose side receives it. */
export function foldersOf(author: Participant | undefined, people: readonly Participant[], addressee?: Id): Id[] {
  const own = author && patientOf(author);
  return own === undefined ? patientsReceiving(people, addressee) : [own];
}

/**
 * Whether what lies in the folders of `folders` may go into a message without being uploaded again. The patient's side takes from its own folder.
 * The care team takes only what lies in the folder of every patient who receives the message: nothing of one patient's comes to another's eyes by mistake.
 */
export function mayForward(viewer: Participant, folders: readonly Id[], people: readonly Participant[], addressee?: Id): boolean {
  const own = patientOf(viewer);
  const needed = own === undefined ? patientsReceiving(people, addressee) : [own];
  return needed.length > 0 && needed.every((patient) => folders.includes(patient));
}
