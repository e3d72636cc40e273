import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { ChatError } from '../../src/base/errors.js';
import { defaultLimits, type FileRef, type Id, type Limits, type Participant, type Workspace } from '../../src/model/index.js';
import { cleanName, type FileFolder } from './files.js';
import { addFollowers, pairOf, principalsOf, subjectOf } from './membership.js';
import type { Store } from './store.js';
import type { Tokens } from './tokens.js';

export interface WorkspaceSeed extends Partial<Omit<Workspace, 'limits' | 'switches'>> {
  id: Id;
  name: string;
  limits?: Partial<Limits>;
  switches?: Partial<Workspace['switches']>;
}
export interface PersonSeed extends Omit<Participant, 'active'> {
  /** Default true. False: deactivated by the clinic. */
  active?: boolean;
  /** R-03, both default true. */
  portalAccess?: boolean;
  maySend?: boolean;
  /** A relation whom the clinic lists in every thread of their patient. Default false. */
  followsPatient?: boolean;
}
export interface ThreadSeed {
  id: Id;
  kind: 'direct' | 'group';
  /** In a group the first is the group admin. */
  participants: readonly Id[];
  title?: string;
  /** Default: the patient, where there is one. */
  subject?: Id;
  status?: Id;
  createdAt?: number;
}
export interface MessageSeed {
  id: Id;
  threadId: Id;
  author: Id;
  kind: string;
  payload: unknown;
  sentAt: number;
  onBehalfOf?: Id;
  files?: readonly Id[];
  preview?: string;
  for?: Id;
}
/** `type` and the rest where the portal knows better than the content tells. */
export interface FileSeed { id: Id; owner: Id; name: string; bytes: Uint8Array | AsyncIterable<Uint8Array>; type?: string; width?: number; height?: number; duration?: number; scan?: FileRef['scan'] }

/**
 * What the portal does besides the wire: it says who is who, and lets people in. Nothing here asks for permissions. Everything may be put again:
 * the same id changes what can change (workspace, person) and leaves alone what is there (thread, message, file).
 */
export class Admin {
  readonly #store: Store;
  readonly #files: FileFolder;
  readonly #tokens: Tokens;
  readonly #changed: (ws: Id) => void;

  constructor(store: Store, files: FileFolder, tokens: Tokens, changed: (ws: Id) => void) {
    this.#store = store;
    this.#files = files;
    this.#tokens = tokens;
    this.#changed = changed;
  }

  /** A token for one person in one workspace, for `token-url`. Short-lived: the widget asks again. Default five minutes. */
  token(ws: Id, person: Id, seconds = 300): Promise<{ token: string; expiresAt: number }> {
    return this.#tokens.session(ws, person, seconds);
  }

  hasWorkspace(ws: Id): boolean {
    return this.#store.workspace(ws) !== undefined;
  }

  /** Runs many puts as one: all of them or none, and much faster. `work` must not wait for anything. */
  batch(work: () => void): void {
    this.#store.transaction(work);
  }

  putWorkspace({ limits, switches, notices, ...seed }: WorkspaceSeed): void {
    this.#store.transaction(() => {
      this.#store.putWorkspace({
        ...seed,
        limits: { ...defaultLimits, ...limits },
        switches: { plan: false, ...switches, messaging: switches?.messaging ?? true },
        notices: { emergencyNumber: '112', ...notices },
      });
      this.#store.append(seed.id, { type: 'session' });
    });
    this.#changed(seed.id);
  }

  /** off, everything but the session answers `forbidden`, and the streams end. */
  setMessaging(ws: Id, on: boolean): void {
    const workspace = this.#store.workspace(ws);
    if (!workspace) throw new ChatError('not-found', 'no such workspace');
    this.putWorkspace({ ...workspace, switches: { ...workspace.switches, messaging: on } });
  }

  putPerson(ws: Id, { active = true, portalAccess = true, maySend = true, followsPatient = false, ...seed }: PersonSeed): void {
    this.#store.transaction(() => {
      this.#store.putPerson(ws, { ...seed, active, portalAccess, maySend, followsPatient });
      this.#store.append(ws, { type: 'session', person: seed.id });
      for (const thread of this.#store.threadsWith(ws, [seed.id])) this.#store.append(ws, { type: 'thread', thread });
    });
    this.#changed(ws);
  }

  /** the coordinator joins the threads that hold the practitioner and a patient: those to come, and from now on those that there are. */
  attach(ws: Id, coordinator: Id, practitioner: Id): void {
    this.#store.transaction(() => {
      this.#store.attach(ws, coordinator, practitioner);
      for (const thread of this.#store.threadsWith(ws, [practitioner])) {
        if (addFollowers(this.#store, ws, thread, this.#store.log().head).length > 0) this.#store.append(ws, { type: 'thread', thread });
      }
    });
    this.#changed(ws);
  }

  /** Makes a thread, with those who belong to it besides. A thread that is there stays as it is. Returns whether it was made. */
  putThread(ws: Id, seed: ThreadSeed): boolean {
    const made = this.#store.transaction(() => {
      const people = seed.participants.map((id) => this.#store.person(ws, id) ?? missing(`person ${id}`));
      if (this.#store.members(ws, seed.id).length > 0) return false;
      const pair = seed.kind === 'direct' ? principalsOf(people) : undefined;
      const key = pair && pairOf(...pair);
      const subject = seed.subject ?? subjectOf(people);
      this.#store.addThread(ws, {
        id: seed.id, kind: seed.kind, createdAt: seed.createdAt ?? Date.now(),
        ...(seed.title === undefined ? {} : { title: seed.title }),
        ...(subject === undefined ? {} : { subject }),
        ...(seed.status === undefined ? {} : { status: seed.status }),
        // A second 1:1 of the same two can only be seeded; writing goes on in the first.
        ...(key !== undefined && this.#store.directOf(ws, key) === undefined ? { pair: key } : {}),
      });
      people.forEach((person, i) => this.#store.addMember(ws, seed.id, person.id, { groupAdmin: seed.kind === 'group' && i === 0, fromSeq: 0 }));
      addFollowers(this.#store, ws, seed.id, 0);
      this.#store.append(ws, { type: 'thread', thread: seed.id });
      return true;
    });
    this.#changed(ws);
    return made;
  }

  /** Lets somebody into a thread; they see what is written from now on, or with `history` everything. */
  addParticipant(ws: Id, thread: Id, person: Id, { history = false } = {}): void {
    this.#store.transaction(() => {
      if (!this.#store.addMember(ws, thread, person, { groupAdmin: false, fromSeq: history ? 0 : this.#store.log().head })) {
        this.#store.setMember(ws, thread, person, { active: true });
      }
      this.#store.append(ws, { type: 'thread', thread });
    });
    this.#changed(ws);
  }

  removeParticipant(ws: Id, thread: Id, person: Id): void {
    this.#store.transaction(() => {
      this.#store.setMember(ws, thread, person, { active: false });
      this.#store.append(ws, { type: 'thread.gone', thread, person, reason: 'removed' });
      this.#store.append(ws, { type: 'thread', thread });
    });
    this.#changed(ws);
  }

  setStatus(ws: Id, thread: Id, status: Id): void {
    this.#store.transaction(() => {
      this.#store.setThread(ws, thread, { status });
      this.#store.append(ws, { type: 'thread', thread });
    });
    this.#changed(ws);
  }

  /** A message of any kind, sent at a given time, in the order of the calls. One that is there stays as it is. */
  putMessage(ws: Id, seed: MessageSeed): void {
    this.#store.transaction(() => {
      if (this.#store.hasMessage(ws, seed.id)) return;
      const known = this.#store.members(ws, seed.threadId);
      if (known.length === 0) missing(`thread ${seed.threadId}`);
      const behalf = seed.onBehalfOf ?? this.#store.person(ws, seed.author)?.onBehalfOf;
      for (const person of this.#store.unhide(ws, seed.threadId)) this.#store.append(ws, { type: 'thread', thread: seed.threadId, person });
      this.#store.addMessage(ws, { ...seed, files: seed.files ?? [], ...(behalf === undefined ? {} : { onBehalfOf: behalf }) });
    });
    this.#changed(ws);
  }

  /** Sets how many of the newest messages a person has not read. */
  setUnread(ws: Id, thread: Id, person: Id, count: number): void {
    const scope = { ws, id: person, staff: true, side: null };
    const others = this.#store.messages(scope, thread, { limit: 1_000 }).filter((m) => m.author !== person);
    const newestRead = others.at(-1 - count);
    this.#store.setMember(ws, thread, person, { readSeq: newestRead?.seq ?? 0 });
    this.#changed(ws);
  }

  /** A file with its bytes. One that is there stays as it is. */
  async putFile(ws: Id, { id, owner, name, bytes, type, width, height, duration, scan = 'clean' }: FileSeed): Promise<FileRef> {
    const known = this.#store.file(ws, id);
    if (known) return known.ref;
    const body = bytes instanceof Uint8Array ? Readable.from([bytes]) : bytes;
    const { place, facts } = await this.#files.receive(body, { fileBytes: Number.MAX_SAFE_INTEGER });
    const given = Object.fromEntries(Object.entries({ type, width, height, duration }).filter(([, value]) => value !== undefined));
    const ref: FileRef = { id, name: cleanName(name), ...facts, ...given, scan };
    this.#store.addFile(ws, { ref, owner, place });
    return ref;
  }

  /** A new random id, for portals that have none of their own. */
  newId(): Id {
    return randomUUID();
  }
}

function missing(what: string): never {
  throw new ChatError('not-found', `admin: there is no ${what}`);
}
