import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { ChatError } from '../../src/base/errors.js';
import { defaultLimits, isPatient, subjectOf, type FileRef, type Id, type Message, type SavedReply, type Submission } from '../../src/model/index.js';
import { putReply } from './commands-replies.js';
import { cleanName, type FileFolder } from './files.js';
import type { KindWork } from './kind-work.js';
import { pairOf, principalsOf, type Membership } from './membership.js';
import type { Person, Store, WorkspaceRow } from './store.js';
import type { FileSeed, MessageSeed, PersonSeed, ThreadSeed, WorkspaceSeed } from './seeds.js';
import type { Tokens } from './tokens.js';
import type { Writer } from './writer.js';

export interface AdminParts { store: Store; files: FileFolder; tokens: Tokens; writer: Writer; membership: Membership; kindWork: KindWork; now(): number; /** Something was committed. */ changed(ws: Id): void }
/**
 * What the portal does besides the wire: it says who is who, and lets people in. Nothing here asks for permissions. Everything may be put again:
 * the same id changes what can change (workspace, person) and leaves alone what is there (thread, message, file).
 */
export class Admin {
  readonly #parts: AdminParts;
  readonly #store: Store;

  constructor(parts: AdminParts) {
    this.#parts = parts;
    this.#store = parts.store;
  }

  /** A token for one person in one workspace, for `token-url`. Short-lived: the widget asks again. Default five minutes. */
  token(ws: Id, person: Id, seconds = 300): Promise<{ token: string; expiresAt: number }> {
    return this.#parts.tokens.session(ws, person, seconds);
  }

  hasWorkspace(ws: Id): boolean {
    return this.#store.workspace(ws) !== undefined;
  }

  workspace(ws: Id): WorkspaceRow {
    return this.#store.workspace(ws) ?? missing(`workspace ${ws}`);
  }

  people(ws: Id): Person[] {
    return this.#store.people(ws);
  }

  /** Runs many puts as one: all of them or none, and much faster. `work` must not wait for anything. */
  batch(work: () => void): void {
    this.#store.transaction(work);
  }

  putWorkspace({ limits, switches, notices, signals, statuses = [], lists = {}, linkDays = 7, ...seed }: WorkspaceSeed): void {
    this.#store.transaction(() => {
      this.#store.putWorkspace({
        ...seed,
        limits: { ...defaultLimits, ...limits },
        switches: { plan: false, ...switches, messaging: switches?.messaging ?? true },
        notices: { emergencyNumber: seed.region ? '' : '112', ...notices },
        signals: { typing: 'staff', presence: 'staff', receipts: 'staff', ...signals },
        statuses, lists, linkDays,
      });
      this.#store.append(seed.id, { type: 'session' });
    });
    this.#parts.changed(seed.id);
  }

  /** Changes some of what holds in a workspace, and leaves the rest; everybody who has the chat open is told. Texts of notices are replaced together. */
  changeWorkspace(ws: Id, { switches, ...change }: Partial<Omit<WorkspaceSeed, 'id'>>): void {
    const workspace = this.workspace(ws);
    this.putWorkspace({ ...workspace, ...change, switches: { ...workspace.switches, ...switches } });
  }

  /** off, everything but the session answers `forbidden`, and the streams end. */
  setMessaging(ws: Id, on: boolean): void {
    this.changeWorkspace(ws, { switches: { messaging: on } });
  }

  /** a group whose admin is deactivated goes to its oldest practitioner. */
  putPerson(ws: Id, { active = true, portalAccess = true, maySend = true, mayAct = false, followsPatient = false, ...seed }: PersonSeed): void {
    this.#store.transaction(() => {
      this.#store.putPerson(ws, { ...seed, active, portalAccess, maySend, mayAct, followsPatient });
      if (!active) this.#parts.membership.handOver(ws, seed.id);
      this.#store.append(ws, { type: 'session', person: seed.id });
      for (const thread of this.#store.threadsWith(ws, [seed.id])) this.#store.append(ws, { type: 'thread', thread });
    });
    this.#parts.changed(ws);
  }

  /** Changes some of what is known of a person, and leaves the rest. */
  changePerson(ws: Id, id: Id, change: Partial<Omit<PersonSeed, 'id'>>): void {
    this.putPerson(ws, { ...this.#person(ws, id), ...change });
  }

  /** coordinators join the threads that hold the practitioner and a patient: those to come, and from now on those that there are. */
  attach(ws: Id, coordinators: Id | readonly Id[], practitioner: Id): void {
    const { membership } = this.#parts;
    this.#store.transaction(() => {
      for (const one of [coordinators].flat()) this.#store.attach(ws, one, practitioner);
      for (const thread of this.#store.threadsWith(ws, [practitioner])) {
        const came = membership.follow(ws, thread);
        if (came.coordinators.length + came.relations.length === 0) continue;
        this.#store.append(ws, { type: 'thread', thread });
        membership.welcome(ws, thread, came.coordinators);
      }
    });
    this.#parts.changed(ws);
  }

  /** The other way round: they leave the threads in which no other practitioner of theirs is. */
  detach(ws: Id, coordinators: Id | readonly Id[], practitioner: Id): void {
    const going = [coordinators].flat();
    this.#store.transaction(() => {
      for (const one of going) this.#store.detach(ws, one, practitioner);
      for (const thread of this.#store.threadsWith(ws, [practitioner])) {
        const isAboutPatient = this.#store.members(ws, thread).some((m) => m.active && isPatient(m.person));
        if (isAboutPatient) this.#parts.membership.release(ws, thread, this.#person(ws, practitioner), going);
      }
    });
    this.#parts.changed(ws);
  }

  /** The coordinators of a practitioner. */
  coordinatorsOf(ws: Id, practitioner: Id): Id[] {
    return this.#store.coordinatorsOf(ws, [practitioner]);
  }

  /** Makes a thread, with those who belong to it besides. A thread that is there stays as it is. Returns whether it was made. */
  putThread(ws: Id, seed: ThreadSeed): boolean {
    const made = this.#store.transaction(() => {
      const people = seed.participants.map((id) => this.#person(ws, id));
      const createdAt = seed.createdAt ?? this.#parts.now();
      if (this.#store.members(ws, seed.id).length > 0) return false;
      const pair = seed.kind === 'direct' ? principalsOf(people) : undefined;
      const key = pair && pairOf(...pair);
      const subject = seed.subject ?? subjectOf(people);
      this.#store.addThread(ws, {
        id: seed.id, kind: seed.kind, createdAt,
        ...(seed.title === undefined ? {} : { title: seed.title }),
        ...(subject === undefined ? {} : { subject }),
        ...(seed.status === undefined ? {} : { status: seed.status }),
        // A second 1:1 of the same two can only be seeded; writing goes on in the first.
        ...(key !== undefined && this.#store.directOf(ws, key) === undefined ? { pair: key } : {}),
      });
      people.forEach((person, i) => this.#store.addMember(ws, seed.id, person.id, { groupAdmin: seed.kind === 'group' && i === 0, fromSeq: 0 }));
      const { coordinators } = this.#parts.membership.follow(ws, seed.id);
      this.#store.append(ws, { type: 'thread', thread: seed.id });
      this.#parts.membership.welcome(ws, seed.id, coordinators, createdAt);
      return true;
    });
    this.#parts.changed(ws);
    return made;
  }

  /** Lets somebody into a thread; they see what is written from now on, or with `history` everything. */
  addParticipant(ws: Id, thread: Id, person: Id, { history = false } = {}): void {
    this.#store.transaction(() => {
      this.#parts.membership.add(ws, thread, [this.#person(ws, person)], { event: 'participants-added' });
      if (history) this.#store.setMember(ws, thread, person, { fromSeq: 0 });
    });
    this.#parts.changed(ws);
  }

  removeParticipant(ws: Id, thread: Id, person: Id): void {
    this.#store.transaction(() => this.#parts.membership.remove(ws, thread, this.#person(ws, person), 'removed', { event: 'participant-removed' }));
    this.#parts.changed(ws);
  }

  setStatus(ws: Id, thread: Id, status: Id | null): void {
    this.#store.transaction(() => {
      this.#store.setThread(ws, thread, { status });
      this.#store.append(ws, { type: 'thread', thread, staff: true });
    });
    this.#parts.changed(ws);
  }

  /** A message of any kind, sent at a given time, in the order of the calls. One that is there stays as it is. */
  putMessage(ws: Id, seed: MessageSeed): void {
    this.#store.transaction(() => {
      if (this.#store.hasMessage(ws, seed.id)) return;
      const known = this.#store.members(ws, seed.threadId);
      if (known.length === 0) missing(`thread ${seed.threadId}`);
      const behalf = seed.onBehalfOf ?? this.#store.person(ws, seed.author)?.onBehalfOf;
      this.#parts.writer.write(ws, { ...seed, files: seed.files ?? [], ...(behalf === undefined ? {} : { onBehalfOf: behalf }) });
    });
    this.#parts.changed(ws);
  }

  /** A message, whoever may see it. */
  message(ws: Id, id: Id): Pick<Message, 'id' | 'threadId' | 'kind' | 'payload' | 'for'> | undefined {
    return this.#store.anyMessage(ws, id);
  }

  /** A verb of a kind that is the portal's own, for example `confirm` of `payment`: it has been paid. Rejects with ChatError, like the verbs of people. */
  async act(ws: Id, id: Id, verb: string, data: unknown = {}): Promise<void> {
    const { kindWork, writer } = this.#parts;
    await kindWork.bring();
    this.#store.transaction(() => {
      const workspace = this.#store.workspace(ws) ?? missing(`workspace ${ws}`);
      const message = this.#store.anyMessage(ws, id) ?? missing(`message ${id}`);
      writer.change(ws, message, kindWork.byPortal(workspace, message, verb, data));
    });
    this.#parts.changed(ws);
  }

  /** what the patient's side has handed in, the newest first, also from threads that are not there any more. */
  submissions(ws: Id, patient: Id): Submission[] {
    return this.#store.submissions(ws, patient);
  }

  /** a practitioner's saved reply. The same owner and id again change it. */
  putReply(ws: Id, reply: SavedReply): void {
    this.#store.transaction(() => putReply(this.#store, ws, { ...reply, owner: this.#person(ws, reply.owner).id }));
    this.#parts.changed(ws);
  }

  /** a file of `putFile` comes into a patient's *Images & documents*, for example from another system of the clinic. */
  putDocument(ws: Id, patient: Id, file: Id, savedAt = this.#parts.now()): void {
    this.#store.addDocument(ws, this.#person(ws, patient).id, { file, author: (this.#store.file(ws, file) ?? missing(`file ${file}`)).owner, savedAt, byStaff: true });
  }

  /** Takes a file out of a patient's *Images & documents*. Messages that hold it keep it. */
  async removeDocument(ws: Id, patient: Id, file: Id): Promise<void> {
    await this.#parts.files.discard(this.#store.transaction(() => this.#store.dropDocument(ws, patient, file)));
  }

  /** Sets how many of the newest messages a person has not read. */
  setUnread(ws: Id, thread: Id, person: Id, count: number): void {
    const scope = { ws, id: person, staff: true, side: null, plan: true };
    const others = this.#store.messages(scope, thread, { limit: 1_000 }).filter((m) => m.author !== person && !this.#parts.writer.access.visibilityOf(m.kind).quiet);
    const newestRead = others.at(-1 - count);
    this.#store.setMember(ws, thread, person, { readSeq: newestRead?.seq ?? 0 });
    this.#parts.changed(ws);
  }

  /** A file with its bytes. One that is there stays as it is. */
  async putFile(ws: Id, { id, owner, name, bytes, type, width, height, duration, scan = 'clean' }: FileSeed): Promise<FileRef> {
    const known = this.#store.file(ws, id);
    if (known) return known.ref;
    const body = bytes instanceof Uint8Array ? Readable.from([bytes]) : bytes;
    const { place, facts } = await this.#parts.files.receive(body, { fileBytes: Number.MAX_SAFE_INTEGER });
    const given = Object.fromEntries(Object.entries({ type, width, height, duration }).filter(([, value]) => value !== undefined));
    const ref: FileRef = { id, name: cleanName(name), ...facts, ...given, scan };
    this.#store.addFile(ws, { ref, owner, place });
    return ref;
  }

  #person(ws: Id, id: Id): Person {
    return this.#store.person(ws, id) ?? missing(`person ${id}`);
  }

  /** A new random id, for portals that have none of their own. */
  readonly newId = (): Id => randomUUID();
}

function missing(what: string): never {
  throw new ChatError('not-found', `admin: there is no ${what}`);
}
