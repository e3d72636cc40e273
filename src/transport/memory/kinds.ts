import { ChatError } from '../../base/errors.js';
import { addresseeOf, isStaff, type Acted, type FileRef, type FirstMessage, type Id, type KindScene, type Message, type Participant, type ServerCommand } from '../../model/index.js';
import { invalid } from './demands.js';
import type { PersonRow, ThreadRow } from './rows.js';
import type { State } from './state.js';

type Card = NonNullable<State['options']['kinds']>[number];

export const cardOf = (state: State, kind: string): Card | undefined => state.options.kinds?.find((one) => one.kind === kind);

/** Brings the authority of the kind that a command is about, where it has one that has not come yet. */
export function bringAuthority(state: State, command: ServerCommand): Promise<void> | undefined {
  const kind = command.type === 'message.send' ? command.kind
    : command.type === 'message.act' ? state.threads.get(command.threadId)?.messages.find(({ id }) => id === command.messageId)?.kind : undefined;
  const card = kind === undefined ? undefined : cardOf(state, kind);
  if (!card?.authority || state.authorities.has(card.kind)) return undefined;
  return card.authority().then((authority) => void state.authorities.set(card.kind, authority));
}

/** whom a message addresses. Throws where one of its kind needs a patient and none is meant. */
export function addresseeFor(state: State, viewer: PersonRow, thread: ThreadRow | undefined, kind: string, named: Id | undefined): Id | undefined {
  if (named === undefined && !cardOf(state, kind)?.addressed) return undefined;
  if (!isStaff(viewer)) throw new ChatError('forbidden', 'only staff address one patient');
  const people = thread ? state.activeMembers(thread).flatMap((id) => state.person(id) ?? []) : [];
  const patient = addresseeOf(people, named);
  if (!patient) throw invalid({ for: named === undefined ? 'missing' : 'not a patient of this thread' });
  return patient.id;
}

/** What is kept of a payload. */
export function created(state: State, viewer: PersonRow, thread: ThreadRow | undefined, { kind, payload }: Pick<FirstMessage, 'kind' | 'payload'>, files: readonly FileRef[], patient: Id | undefined): unknown {
  const authority = state.authorities.get(kind);
  return authority ? authority.create(payload, sceneFor(state, viewer, thread, files, patient)) : structuredClone(payload);
}

/** What a verb makes of a message. Whether it may be asked for is the caller's question. */
export function acted(state: State, viewer: Participant, thread: ThreadRow, message: Message, verb: string, data: unknown): Acted<unknown> {
  const act = state.authorities.get(message.kind)?.act;
  if (!act) throw new ChatError('unsupported', 'this kind does not know the verb');
  return act(message.payload, { verb, data }, { ...sceneFor(state, viewer, thread, message.files, message.for), messageId: message.id });
}

/** what a verb has brought into the patient's profile. */
export function keepRecord(state: State, { id: message, threadId: thread, kind, for: patient }: Message, record: unknown): void {
  if (record === undefined || patient === undefined) return;
  const known = state.submissions.get(patient) ?? [];
  state.submissions.set(patient, [{ message, thread, kind, record: structuredClone(record), at: state.clock.now() }, ...known]);
}

function sceneFor(state: State, viewer: Participant, thread: ThreadRow | undefined, files: readonly FileRef[], patient: Id | undefined): KindScene {
  const participant = (id: Id) => state.participant(id, viewer);
  return {
    who: participant(viewer.id) ?? viewer,
    people: thread ? state.activeMembers(thread).flatMap((id) => participant(id) ?? []) : [],
    patient: patient === undefined ? undefined : participant(patient),
    files,
    limits: state.workspace.limits,
    now: state.clock.now(),
    assists: (practitioner) => state.assists(viewer.id, practitioner),
    file: (id) => {
      const row = state.files.get(id);
      return row?.owner === viewer.id && row.held.size === 0 ? row.ref : undefined;
    },
    entry: (list, id) => state.catalogs[list]?.find((one) => (one as { id?: unknown } | null)?.id === id),
  };
}
