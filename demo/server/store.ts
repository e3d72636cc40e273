import type { FileRef, Gone, Id, OpenRequest, Participant, PatientDocument, Position, SavedReply, Submission, ThreadFilter, ThreadSort, ThreadStatus, Workspace } from '../../src/model/index.js';

/**
 * What the server keeps, as rows, and the few questions that it asks of them. Everything is asked within one workspace and, where a
 * person reads, through their `Scope`: rows that they may not see never leave the store. Calls are synchronous, for an embedded database;
 * whatever is written within `transaction` is on the disk when it returns, all of it or nothing.
 */
export interface Store {
  transaction<T>(work: () => T): T;
  /** Writes everything back into the one file and closes it. */
  close(): void;

  workspace(ws: Id): WorkspaceRow | undefined;
  putWorkspace(workspace: WorkspaceRow): void;
  person(ws: Id, id: Id): Person | undefined;
  people(ws: Id): Person[];
  /** The relations of these patients. */
  relationsOf(ws: Id, patients: readonly Id[]): Person[];
  putPerson(ws: Id, person: Person): void;
  /** from now on the coordinator belongs to the practitioner's threads with patients. */
  attach(ws: Id, coordinator: Id, practitioner: Id): void;
  detach(ws: Id, coordinator: Id, practitioner: Id): void;
  coordinatorsOf(ws: Id, practitioners: readonly Id[]): Id[];

  addThread(ws: Id, thread: NewThread): void;
  /** The threads in which all of these people are, whoever else is. */
  threadsWith(ws: Id, people: readonly Id[]): Id[];
  /** The groups whose admin they are. */
  groupsOf(ws: Id, admin: Id): Id[];
  kindOf(ws: Id, thread: Id): 'direct' | 'group' | undefined;
  directOf(ws: Id, pair: string): Id | undefined;
  /** `null` takes away. */
  setThread(ws: Id, thread: Id, change: { title?: string; status?: Id | null; subject?: Id | null; waitingSince?: number | null }): void;
  /** since when the patient's side waits; does nothing where it waits already. */
  startWaiting(ws: Id, thread: Id, at: number): void;
  /** Removes the thread and all that is in it. Returns the places of the files that nobody holds any longer. */
  erase(ws: Id, thread: Id): string[];
  members(ws: Id, thread: Id): Member[];
  /** Does nothing where they are or were a member. Returns whether it added. */
  addMember(ws: Id, thread: Id, person: Id, facts: { groupAdmin: boolean; fromSeq: number }): boolean;
  setMember(ws: Id, thread: Id, person: Id, change: Partial<MemberState>): void;
  /** Brings a thread that was left back into sight. Returns for whom. */
  unhide(ws: Id, thread: Id): Id[];

  /** Only where the person is an active member; hidden threads too. */
  thread(scope: Scope, id: Id): ThreadRow | undefined;
  /** Without hidden ones, in the order of `place`. */
  threads(scope: Scope, query: ThreadRows): ThreadRow[];
  /** unread messages in the threads that are neither muted nor hidden; one that is only marked unread counts as one. */
  unread(scope: Scope): number;

  /** The group's link, if it has one. */
  linkOf(ws: Id, thread: Id): LinkRow | undefined;
  link(ws: Id, code: string): LinkRow | undefined;
  /** In place of the one before. */
  putLink(ws: Id, link: LinkRow): void;

  addMessage(ws: Id, message: NewMessage): number;
  hasMessage(ws: Id, id: Id): boolean;
  /** Whoever may see it: for the portal. */
  anyMessage(ws: Id, id: Id): MessageRow | undefined;
  message(scope: Scope, id: Id): MessageRow | undefined;
  /**
   * Ascending; the newest without a place, those next to it with one. `include`: kinds that are shown only where they are wished.
   * Default: all that the person may see.
   */
  messages(scope: Scope, thread: Id, query: { before?: number; after?: number; limit: number; include?: readonly string[] }): MessageRow[];
  /** Another payload and further files; the revision grows. */
  changeMessage(ws: Id, id: Id, change: { payload: unknown; files: readonly Id[] }): void;
  /** the requests that hold a patient's side. */
  requestsOf(ws: Id, patient: Id): OpenRequest[];
  requestsIn(ws: Id, thread: Id): OpenRequest[];
  /** Returns whether it is new. */
  addRequest(ws: Id, request: OpenRequest): boolean;
  /** Returns the one that was there. */
  dropRequest(ws: Id, message: Id): OpenRequest | undefined;
  assists(ws: Id, coordinator: Id, practitioner: Id): boolean;
  /** what has come into a patient's profile. No thread's end takes it away. */
  addSubmission(ws: Id, patient: Id, submission: Submission): void;
  /** The newest first. */
  submissions(ws: Id, patient: Id): Submission[];
  /** those of these practitioners. */
  replies(ws: Id, owners: readonly Id[]): SavedReply[];
  /** In place of the one with its owner and id. */
  putReply(ws: Id, reply: SavedReply): void;
  /** Returns whether it was there. */
  dropReply(ws: Id, owner: Id, id: Id): boolean;
  /** what is kept in a patient's folder; a file that lies there stays where it is. No thread's end takes it away. */
  addDocument(ws: Id, patient: Id, document: { file: Id; author: Id; savedAt: number; byStaff: boolean }): void;
  /** Takes it out of the folder. Returns the places of the files that nobody holds any longer. */
  dropDocument(ws: Id, patient: Id, file: Id): string[];
  /** The newest first, after a place; only `file` where it is named. */
  documents(folder: Folder, query: DocumentRows): PatientDocument[];
  /** The patients in whose folders a file lies. */
  foldersWith(ws: Id, file: Id): Id[];
  /** The files that lie in a thread, newest message first, after a place. */
  filesIn(scope: Scope, thread: Id, after?: { seq: number; nr: number }): FileInThread[];

  file(ws: Id, id: Id): FileRow | undefined;
  addFile(ws: Id, file: FileRow): void;
  /** Does nothing where it has one, or where a message holds it: what has been sent stays as it is. Returns whether it added. */
  addPreview(ws: Id, file: Id, preview: FilePlace): boolean;
  /** Whether they uploaded it, can see a message that holds it, or may see the folder in which it lies. */
  canRead(scope: Scope, file: Id, reach: FolderReach): boolean;
  /** Whether a message holds it. */
  isHeld(ws: Id, file: Id): boolean;
  /** The files that no message and no folder holds. */
  looseFiles(): { ws: Id; id: Id; place: string }[];
  /** Forgets a file unless a message or a folder holds it. Returns the places of what it was. */
  dropFile(ws: Id, id: Id): string[];

  /** One that has begun and is not whole yet. */
  upload(ws: Id, id: Id): UploadRow | undefined;
  addUpload(ws: Id, upload: UploadRow): void;
  dropUpload(ws: Id, id: Id): void;
  /** Those that began before `at`. */
  uploadsBefore(at: number): { ws: Id; id: Id; place: string }[];

  command(ws: Id, author: Id, id: Id): CommandRow | undefined;
  addCommand(ws: Id, author: Id, id: Id, command: CommandRow & { thread?: Id }): void;

  /** Appends to the log of events. Returns the place, which grows for ever. */
  append(ws: Id, entry: LogEntry): number;
  /** What the person may see of the log after `seq`, and how far it was looked through. */
  events(scope: Scope, seq: number, limit: number): { entries: (LogEntry & { seq: number })[]; upTo: number };
  /** How far what was logged in an epoch (from one start of the server to the next) stands in this file; undefined for an epoch that it does not know. */
  endOf(epoch: string): number | undefined;
  /** The name of this epoch and the log's two ends: a cursor before `tail`, or beyond the end of its epoch, is worth nothing. */
  log(): { name: string; tail: number; head: number };
  /** Forgets all but the newest entries of the log (not the messages). */
  prune(keep: number): void;
}

/** Whose eyes read: what limits every answer. */
export interface Scope {
  ws: Id;
  id: Id;
  staff: boolean;
  /** The patient on whose side they are, if any: messages `for` another patient are not theirs to see. */
  side: Id | null;
  /** whether the workspace has plan comments at all. */
  plan: boolean;
}

/** Among whom a signal holds: nobody, the care team, everybody. */
export type SignalLevel = 'off' | 'staff' | 'all';
export interface Signals { typing: SignalLevel; presence: SignalLevel; receipts: SignalLevel }

/** The workspace as its people may know it, and what stays with the server. */
export interface WorkspaceRow extends Workspace {
  signals: Signals;
  /** */
  statuses: ThreadStatus[];
  /** how many days a group's link leads somewhere. */
  linkDays: number;
  /** The lists that kinds bring (`MessageKind.lists`), for example `services`; each entry has an `id`. */
  lists: Readonly<Record<string, readonly ListEntry[]>>;
}

export interface ListEntry { id: Id; [name: string]: unknown }

export interface Person extends Participant {
  /** a relation writes only with both. Without access to the portal nothing at all is answered. */
  portalAccess: boolean;
  maySend: boolean;
  /** Whether the clinic lets a relation answer for their patient (forms, requests). */
  mayAct: boolean;
  /** For a relation: the clinic lists them in every thread of their patient. */
  followsPatient: boolean;
}

export interface NewThread { id: Id; kind: 'direct' | 'group'; title?: string; subject?: Id; pair?: string; status?: Id; createdAt: number }
/** `gone`: why they are no longer active. Coordinators who were `detached` come back by being attached, all others by an invitation alone. */
export interface MemberState {
  active: boolean; gone: Gone | null; groupAdmin: boolean; fromSeq: number; readSeq: number;
  hidden: boolean; muted: boolean; pinned: boolean; archived: boolean; marked: boolean;
}
export interface Member { person: Person; groupAdmin: boolean; active: boolean; muted: boolean; gone?: MemberState['gone']; readSeq: number }
export interface ThreadRow extends Omit<MemberState, 'gone' | 'fromSeq'> {
  id: Id; kind: 'direct' | 'group'; title?: string; subject?: Id; status?: Id; waitingSince?: number;
  /** `lastSeq`: the newest message that is no bookkeeping. `place`: where it stands in the list. */
  unread: number; lastSeq?: number; place: number;
}
export interface ThreadRows extends ThreadFilter { words?: string; sort: ThreadSort; after?: { place: number; id: Id }; limit: number }
export interface LinkRow { code: string; thread: Id; expiresAt: number }
export interface NewMessage {
  id: Id; clientId?: Id; threadId: Id; author: Id; onBehalfOf?: Id; sentAt: number; kind: string; payload: unknown; preview?: string; for?: Id; files: readonly Id[];
  /** From the kind's card: never unread; shown only with a switch of the workspace. */
  quiet: boolean; shownWith?: string;
}
export interface MessageRow extends Omit<NewMessage, 'files' | 'quiet' | 'shownWith'> { seq: number; revision: number; files: FileRef[] }
/** A patient's *Images & documents*, and who looks into it. */
export interface Folder { patient: Id; scope: Scope; reach: FolderReach }
/** What of folders somebody may see besides what they have been sent or sent themselves: all of their own; of those of the patients with whom they are in a thread, what the care team has put there. */
export interface FolderReach { own: Id | null; profiles: boolean }
export interface DocumentRows { words?: string | undefined; type?: string | undefined; file?: Id; after?: { savedAt: number; file: Id }; limit: number }
export interface FileInThread { seq: number; nr: number; file: FileRef; messageId: Id; author: Id; sentAt: number }
/** `place`: within the folder of files. */
export interface FilePlace { place: string; type: string }
export interface FileRow { ref: FileRef; owner: Id; /** Within the folder of files. */ place: string; preview?: FilePlace }
/** `mark`: the client's word for the content; see `treeDigest`. `place`: within the folder of pieces. */
export interface UploadRow { id: Id; owner: Id; thread?: Id; name: string; size: number; mark?: string; place: string; createdAt: number }
/** `answer` is absent once what it told was erased. */
export interface CommandRow { digest: string; answer?: unknown }

/** `person`: theirs alone. `staff`: nothing of it for the patient's side. Otherwise the thread's members', or the whole workspace's. Holds no text: what it tells is read when it is told. */
export interface LogEntry {
  type: 'message' | 'thread' | 'thread.gone' | 'read' | 'session' | 'catalog';
  thread?: Id;
  person?: Id;
  staff?: boolean;
  message?: Id;
  /** Who has read. */
  by?: Id;
  reason?: 'left' | 'removed' | 'erased';
  readSeq?: number;
  /** Of the list that has changed. */
  name?: string;
}

/** what addresses one patient is for their side and for staff. */
export const isVisibleTo = ({ staff, side }: Pick<Scope, 'staff' | 'side'>, addressee: Id | undefined): boolean => addressee === undefined || staff || side === addressee;

/** A position is the place of the message in the log, written so that it sorts as text. */
export const positionOf = (seq: number): Position => String(seq).padStart(16, '0');
export const seqOf = (position: Position): number | undefined => (/^\d{16}$/.test(position) ? Number(position) : undefined);
