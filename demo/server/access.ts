import { ChatError } from '../../src/base/errors.js';
import {
  can, capabilitiesOf, composePolicy, deniedIn, directTitle, isPatientSide, isStaff,
  type Capability, type Message, type MessageKind, type Participant, type Policy, type Session, type Thread, type Viewer, type Workspace,
} from '../../src/model/index.js';
import { positionOf, type Member, type MessageRow, type Person, type Scope, type Store, type ThreadRow } from './store.js';

/** Who asks, with all that decides what they may see and do. Made anew for every request: a right that is taken away is gone at once. */
export interface Who extends Scope {
  person: Person;
  viewer: Viewer;
  workspace: Workspace;
  capabilities: Capability[];
}

/** What of a person others may know. */
export function participantOf({ id, name, role, title, onBehalfOf, active }: Person): Participant {
  return { id, name, role, active, ...(title === undefined ? {} : { title }), ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
}

/** The commands that this server carries out. */
export const commandTypes = ['message.send', 'thread.create', 'thread.rename', 'thread.leave', 'thread.flag', 'read'] as const;

/** Turns rows into what one person may see of them, and says what they may do, by the policy that `src/model` and the kinds' cards make. */
export class Access {
  readonly kinds: ReadonlyMap<string, MessageKind>;
  readonly #policy: Policy;
  readonly #store: Store;

  constructor(store: Store, kinds: readonly MessageKind[]) {
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
    const capabilities = capabilitiesOf(this.#policy, { role: person.role, maySend: person.maySend });
    const side = isPatientSide(person) ? (person.onBehalfOf ?? person.id) : null;
    return { ws, id, staff: isStaff(person), side, person, viewer: participantOf(person), workspace, capabilities };
  }

  session({ viewer, workspace, capabilities, staff }: Who): Session {
    return {
      viewer, workspace, capabilities,
      features: {
        // Typing is passed on among staff only: for patients the channel is not real-time.
        idempotency: 'server', resume: 'cursor', live: 'push', history: 'both', read: true, typing: staff, presence: false, edit: false, search: true,
        files: { resumable: true }, commands: [...commandTypes],
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
    const participants = members.map((m) => ({ ...participantOf(m.person), active: m.active && m.person.active }));
    const last = row.lastSeq === undefined ? undefined : this.#store.messages(who, row.id, { after: row.lastSeq - 1, limit: 1 })[0];
    return {
      id: row.id, kind: row.kind, participants, unread: row.unread, denied: this.denied(who, row), muted: row.muted, pinned: row.pinned, archived: row.archived,
      title: row.title ?? (row.kind === 'direct' ? directTitle(participants, who.viewer) : groupTitle(who, members)),
      ...(row.subject === undefined ? {} : { subject: row.subject }),
      ...(last ? { last: this.message(last) } : {}),
      ...(row.readSeq ? { readUpTo: positionOf(row.readSeq) } : {}),
      // nothing of it for patients and relations.
      ...(who.capabilities.includes('status.read') ? { staff: row.status === undefined ? {} : { status: row.status } } : {}),
    };
  }

  message(row: MessageRow): Message {
    const { seq, ...rest } = row;
    return { ...rest, position: positionOf(seq), delivery: 'sent' };
  }

  denied(who: Who, row: Pick<ThreadRow, 'kind' | 'groupAdmin'>): Capability[] {
    return deniedIn(this.#policy, { role: who.person.role, groupAdmin: row.groupAdmin }, row);
  }

  /** Throws `forbidden` unless they may, anywhere or in this thread. */
  require(who: Who, capability: Capability, row?: Pick<ThreadRow, 'kind' | 'groupAdmin'>): void {
    if (!can(who, capability, row && { denied: this.denied(who, row) })) throw new ChatError('forbidden', `needs the capability ${capability}`);
  }
}

/** A group without a title of its own is named after those in it, without the viewer. */
const groupTitle = (who: Who, members: readonly Member[]): string =>
  members.filter((m) => m.active && m.person.id !== who.id).map((m) => m.person.name).join(', ');
