import type { FileRef } from './file.js';
import type { Limits } from './limits.js';
import { isPatient, type Participant } from './participant.js';
import type { Id } from './primitives.js';
import type { Hold } from './thread.js';

/** What a kind may know of the thread in which one of its messages is sent or acted on. */
export interface KindScene {
  /** Who sends or acts. */
  readonly who: Participant;
  /** Who is in the thread now. */
  readonly people: readonly Participant[];
  /** The patient whom the message addresses, for kinds that do (`MessageKind.addressed`). */
  readonly patient: Participant | undefined;
  readonly limits: Limits;
  /** What the server knows of the message's files: of one that is sent, those that come with it. */
  readonly files: readonly FileRef[];
  /** The message that is acted on. */
  readonly messageId?: Id;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** whether `who` assists this practitioner. */
  assists(practitioner: Id): boolean;
  /** What is known of a file that `who` has uploaded; undefined where it is none of theirs. */
  file(id: Id): FileRef | undefined;
  /** An entry of one of the workspace's lists, for example of `services`. */
  entry(list: string, id: Id): unknown;
}

/** What a verb makes of a message. */
export interface Acted<P> {
  payload: P;
  /** Files of the one who acts, which become the message's own. */
  files?: readonly Id[];
  /** What goes into the patient's profile besides; it stays there when the thread is erased. */
  record?: unknown;
}

/** What a message has brought into a patient's profile. */
export interface Submission { message: Id; thread: Id; kind: string; record: unknown; /** Milliseconds since the epoch. */ at: number }

/**
 * What a server does with a kind's messages, as pure functions: the reference server and the in-memory transport ask the same ones, so that they
 * cannot differ. Every function throws `ChatError`: `invalid` for what is not right, `conflict` for what comes too late.
 */
export interface KindAuthority<P = unknown> {
  /** What is kept of what was sent: checked, and completed from the workspace's lists. */
  create(payload: unknown, scene: KindScene): P;
  /** Verbs that the card's `needs.act` names are a person's, asked after its capabilities; all others the portal's own, whose `who` has no id. */
  act?(payload: P, act: { verb: string; data: unknown }, scene: KindScene): Acted<P>;
}

/** the one whom a message addresses: the patient who was named, or the only one in the thread. Undefined: there is none, or one must be chosen. */
export function addresseeOf(people: readonly Participant[], named: Id | undefined): Participant | undefined {
  const patients = people.filter((who) => who.active && isPatient(who));
  return named === undefined ? (patients.length === 1 ? patients[0] : undefined) : patients.find(({ id }) => id === named);
}

/** a request that keeps one patient's side from sending until it is answered. */
export interface OpenRequest {
  message: Id;
  thread: Id;
  patient: Id;
  /** Who asked, or for whom a coordinator asked. */
  practitioner: Id;
}

/** the first request that holds a patient's side in a thread: one of this thread, or in a 1:1 one of its practitioner's. */
export function holdAmong(requests: readonly OpenRequest[], thread: { id: Id | undefined; kind: 'direct' | 'group'; members: readonly Id[] }, by: (request: OpenRequest) => Id[]): Hold | undefined {
  const found = requests.find((one) => one.thread === thread.id || (thread.kind === 'direct' && thread.members.includes(one.practitioner)));
  return found && { reason: 'payment', message: found.message, by: by(found) };
}
