import { ChatError } from '../../src/base/errors.js';
import {
  can, capabilitiesOf, composePolicy, deniedIn, directTitle, holdAmong, isPatient, isPatientSide, isQuietKind, isStaff,
  type Capability, type Hold, type Id, type Message, type MessageKind, type Participant, type Policy, type Position, type Session, type Thread, type Viewer, type Workspace,
} from '../../src/model/index.js';
import { positionOf, type Member, type MessageRow, type Person, type Scope, type Signals, type Store, type ThreadRow, type WorkspaceRow } from './store.js';

/** Who asks, with all that decides what they may see and do. Made anew for every request: a right that is taken away is gone at once. */
export interface Who extends Scope {
  person: Person;
  viewer: Viewer;
  workspace: WorkspaceRow;
  capabilities: Capability[];
}

/** What of a person somebody else may know. The date of birth is the second identifier, for staff alone. */
export function participantOf({ id, name, role, title, onBehalfOf, birthDate, active }: Person, viewer: { staff: boolean }): Participant {
  return {
    id, name, role, active,
    ...(title === undefined ? {} : { title }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(birthDate !== undefined && viewer.staff && isPatient({ role }) ? { birthDate } : {}),
  };
}

/** The commands that this server carries out. */
export const commandTypes = [
  'message.send', 'message.act', 'thread.create', 'thread.rename', 'thread.invite', 'thread.remove-participant', 'thread.link', 'thread.join', 'thread.leave', 'thread.flag',
  'status.set', 'reply.save', 'reply.delete', 'read',
] as const;

/** Turns rows into what one person may see of them, and says what they may do, by the policy that `src/model` and the kinds' cards make. */
export class Access {
  readonly kinds: ReadonlyMap<string, MessageKind>;
  readonly #policy: Policy;
  readonly #store: Store;

  constructor(store: Store, kinds: readonly MessageKind[], readonly now: () => number) {
    this.#store = store;
    this.kinds = new Map(kinds.map((kind) => [kind.kind, kind]));
    this.#policy = composePolicy(kinds.flatMap((kind) => (kind.grants ? [kind.grants] : [])));
  }

  /** Who they are in this workspace. Throws `unauthenticated` where they are nobody, `forbidden` where the clinic has shut the door. */
  who(ws: string, id: string): Who {
    const workspace = this.#store.workspace(ws);
    const person = workspace && this.#store.person(ws, id);
    if (!person) throw new ChatError('unauthenticated', 'the token names nobody in its workspace');
    if (!person.active || !person.portalAccess) throw new ChatError('forbidden', 'no access to the portal');
    const scope = this.scopeOf(ws, person);
    return {
      ...scope, plan: workspace.switches.plan, person, viewer: participantOf(person, scope), workspace, capabilities: this.#capabilities(workspace, person),
    };
  }

  /** On which side somebody reads. */
  scopeOf(ws: string, person: Person): Omit<Scope, 'plan'> {
    return { ws, id: person.id, staff: isStaff(person), side: isPatientSide(person) ? (person.onBehalfOf ?? person.id) : null };
  }

  /** Whether somebody else has a capability of the session: among those who have it, signals are passed on. */
  has(workspace: WorkspaceRow, person: Person, capability: keyof Signals): boolean {
    return person.active && person.portalAccess && this.#capabilities(workspace, person).includes(capability);
  }

  /** Whether others who may know are told that somebody is there. */
  isPresent(ws: string, id: string): boolean {
    const [workspace, person] = [this.#store.workspace(ws), this.#store.person(ws, id)];
    return !!workspace && !!person && this.has(workspace, person, 'presence');
  }

  /** By the policy, but for the signals, whose level the workspace decides. */
  #capabilities({ signals }: WorkspaceRow, person: Person): Capability[] {
    const byPolicy = capabilitiesOf(this.#policy, { role: person.role, maySend: person.maySend, mayAct: person.mayAct });
    const levels = Object.entries(signals) as [keyof Signals, Signals[keyof Signals]][];
    const off = new Set<Capability>(levels.filter(([, level]) => level === 'off').map(([signal]) => signal));
    const forAll = isPatientSide(person) ? levels.filter(([, level]) => level === 'all').map(([signal]) => signal) : [];
    return [...byPolicy.filter((capability) => !off.has(capability)), ...forAll];
  }

  session({ viewer, workspace, capabilities }: Who): Session {
    return {
      viewer, workspace: sharedPart(workspace), capabilities,
      features: {
        idempotency: 'server', resume: 'cursor', live: 'push', history: 'both', read: true, typing: capabilities.includes('typing'),
        presence: capabilities.includes('presence'), edit: false, search: true, files: { resumable: true }, documents: true, commands: [...commandTypes],
      },
    };
  }

  /** The thread as `who` may see it; throws the same `not-found` whether it is foreign or not there at all. */
  thread(who: Who, id: string): Thread {
    return this.view(who, this.row(who, id));
  }

  row(who: Who, id: string): ThreadRow {
    const row = this.#store.thread(who, id);
    if (!row) throw new ChatError('not-found', 'no such thread');
    return row;
  }

  view(who: Who, row: ThreadRow): Thread {
    const members = this.#store.members(who.ws, row.id);
    const participants = members.map((m) => ({ ...participantOf(m.person, who), active: m.active && m.person.active }));
    const groupAdmin = row.kind === 'group' ? members.find((m) => m.groupAdmin && m.active)?.person.id : undefined;
    const reads = this.#reads(who, members);
    const hold = this.holdIn(who, { id: row.id, kind: row.kind, members: members.filter((m) => m.active).map((m) => m.person.id) });
    const last = row.lastSeq === undefined ? undefined : this.#store.messages(who, row.id, { after: row.lastSeq - 1, limit: 1 })[0];
    return {
      id: row.id, kind: row.kind, participants, unread: row.unread, denied: this.denied(who, row), muted: row.muted, pinned: row.pinned, archived: row.archived,
      title: row.title ?? (row.kind === 'direct' ? directTitle(participants, who.viewer) : groupTitle(who, members)),
      ...(row.subject === undefined ? {} : { subject: row.subject }),
      ...(last ? { last: this.message(last) } : {}),
      ...(row.readSeq ? { readUpTo: positionOf(row.readSeq) } : {}),
      ...(hold ? { hold } : {}),
      ...(groupAdmin === undefined ? {} : { groupAdmin }),
      ...(row.marked ? { markedUnread: true } : {}),
      ...(reads ? { reads } : {}),
      // nothing of it for patients and relations.
      ...(who.capabilities.includes('status.read') ? { staff: {
        ...(row.status === undefined ? {} : { status: row.status }),
        ...(row.waitingSince === undefined ? {} : { waitingSince: row.waitingSince }),
      } } : {}),
    };
  }

  /** How far others have read, among those who have `receipts`. */
  #reads(who: Who, members: readonly Member[]): Record<Id, Position> | undefined {
    if (!who.capabilities.includes('receipts')) return undefined;
    const others = members.filter((m) => m.active && m.readSeq > 0 && m.person.id !== who.id && this.has(who.workspace, m.person, 'receipts'));
    return others.length > 0 ? Object.fromEntries(others.map((m) => [m.person.id, positionOf(m.readSeq)])) : undefined;
  }

  /** what keeps this person from sending in a thread, or in one that is about to begin: the patient's side alone is ever bound. */
  holdIn(who: Who, thread: { id: Id | undefined; kind: 'direct' | 'group'; members: readonly Id[] }): Hold | undefined {
    if (who.side === null) return undefined;
    return holdAmong(this.#store.requestsOf(who.ws, who.side), thread, ({ patient }) => this.side(who.ws, patient)
      .filter((person) => person.active && this.#capabilities(who.workspace, person).includes('payment.answer')).map(({ id }) => id));
  }

  isHeld(who: Who, row: Pick<ThreadRow, 'id' | 'kind'>): boolean {
    const members = (): Id[] => this.#store.members(who.ws, row.id).filter((m) => m.active).map((m) => m.person.id);
    return who.side !== null && this.#store.requestsOf(who.ws, who.side).length > 0 && this.holdIn(who, { id: row.id, kind: row.kind, members: members() }) !== undefined;
  }

  /** A patient and their relations. */
  side(ws: Id, patient: Id): Person[] {
    const person = this.#store.person(ws, patient);
    return [...(person ? [person] : []), ...this.#store.relationsOf(ws, [patient])];
  }

  /** What a kind's card says of its messages' place in the list: see `MessageKind`. */
  visibilityOf(kind: string): { quiet: boolean; shownWith?: string } {
    const card = this.kinds.get(kind);
    return { quiet: isQuietKind(card), ...(card?.shownWith === undefined ? {} : { shownWith: card.shownWith }) };
  }

  message(row: MessageRow): Message {
    const { seq, ...rest } = row;
    return { ...rest, position: positionOf(seq), delivery: 'sent' };
  }

  denied(who: Who, row: Pick<ThreadRow, 'kind' | 'groupAdmin'>): Capability[] {
    return deniedIn(this.#policy, { role: who.person.role, groupAdmin: row.groupAdmin }, row);
  }

  /** A command that this server does not carry out is refused all the same to whoever has not the capability of its name. */
  requireNamed(who: Who, { type, threadId }: { type?: unknown; threadId?: unknown }): void {
    if (typeof type !== 'string' || !Object.hasOwn(this.#policy, type)) return;
    this.require(who, type, typeof threadId === 'string' ? this.row(who, threadId) : undefined);
  }

  /** Throws `forbidden` unless they may, anywhere or in this thread. */
  require(who: Who, capability: Capability, row?: Pick<ThreadRow, 'kind' | 'groupAdmin'>): void {
    if (!can(who, capability, row && { denied: this.denied(who, row) })) throw new ChatError('forbidden', `needs the capability ${capability}`);
  }
}

/** A group without a title of its own is named after those in it, without the viewer. */
const groupTitle = (who: Who, members: readonly Member[]): string =>
  members.filter((m) => m.active && m.person.id !== who.id).map((m) => m.person.name).join(', ');

/** The workspace without what stays with the server: its list of statuses above all. */
function sharedPart({ id, name, region, limits, switches, notices, phone }: WorkspaceRow): Workspace {
  return { id, name, limits, switches, notices, ...(region === undefined ? {} : { region }), ...(phone === undefined ? {} : { phone }) };
}
