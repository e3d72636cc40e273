import { ChatError } from '../../src/base/errors.js';
import { addresseeOf, type Acted, type FileRef, type FirstMessage, type KindAuthority, type KindScene, type Participant } from '../../src/model/index.js';
import { participantOf, type Access, type Who } from './access.js';
import { held, invalid } from './content.js';
import type { MessageRow, Store, ThreadRow, WorkspaceRow } from './store.js';

type Actor = Pick<Who, 'ws' | 'id' | 'staff' | 'viewer' | 'workspace'>;

const unknownVerb = (): ChatError => new ChatError('unsupported', 'this kind does not know the verb');

/** What the kinds' cards make of payloads and verbs. Their code comes once, before the first command. */
export class KindWork {
  readonly #authorities = new Map<string, KindAuthority>();
  #coming: Promise<unknown> | undefined;

  constructor(readonly store: Store, readonly access: Access) {}

  /** To be awaited before anything is sent or acted on. */
  bring(): Promise<unknown> {
    this.#coming ??= Promise.all([...this.access.kinds.values()].map(async (card) => {
      await card.load?.();
      const authority = await card.authority?.();
      if (authority) this.#authorities.set(card.kind, authority);
    }));
    // What did not come now may come with the next command.
    this.#coming.catch(() => (this.#coming = undefined));
    return this.#coming;
  }

  /** whom a message addresses. In a thread with several patients nobody else's side receives it. */
  addressee(who: Who, row: ThreadRow, kind: string, named: string | undefined): string | undefined {
    const isAddressed = this.access.kinds.get(kind)?.addressed === true;
    if (named === undefined && !isAddressed) return undefined;
    if (!who.staff) throw new ChatError('forbidden', 'only staff address one patient');
    const patient = addresseeOf(this.#people(who, row), named);
    if (patient) return patient.id;
    const why = named === undefined ? 'missing' : 'not a patient of this thread';
    throw invalid('for', why);
  }

  /** What is kept of a payload. */
  created(who: Who, row: ThreadRow, { kind, payload, files }: FirstMessage, patient: string | undefined): unknown {
    const authority = this.#authorities.get(kind);
    const refs = files.flatMap((id) => this.store.file(who.ws, id)?.ref ?? []);
    return authority ? authority.create(payload, this.#scene(who, row, refs, patient)) : payload;
  }

  /** What a verb makes of a message. Throws where the card names no such verb, or asks for more than the one who acts may. */
  acted(who: Who, row: ThreadRow, message: MessageRow, verb: string, data: unknown): Acted<unknown> {
    const needs = this.access.kinds.get(message.kind)?.needs.act?.[verb];
    if (!needs) throw unknownVerb();
    for (const capability of needs) this.access.require(who, capability, row);
    const done = this.#act(who, message, verb, data);
    const files = done.files ?? [];
    if (files.length > 0) this.#requireFiles(who, row, files);
    return done;
  }

  /** an answer that brings files is sent like any other file. */
  #requireFiles(who: Who, row: ThreadRow, files: readonly string[]): void {
    this.access.require(who, 'file.send', row);
    if (this.access.isHeld(who, row)) throw held();
    for (const id of files) {
      const file = this.#ownFile(who, id);
      if (!file || file.scan === 'blocked') throw invalid('files', file ? 'blocked' : 'unknown');
    }
  }

  #ownFile(who: Actor, id: string): FileRef | undefined {
    const file = this.store.file(who.ws, id);
    return file?.owner === who.id ? file.ref : undefined;
  }

  /** A verb that is the portal's own, for example that a request has been paid. */
  byPortal(workspace: WorkspaceRow, message: MessageRow, verb: string, data: unknown): Acted<unknown> {
    if (this.access.kinds.get(message.kind)?.needs.act?.[verb]) throw new ChatError('forbidden', 'this verb is a person’s');
    const viewer = { id: '', name: workspace.name, role: 'portal', active: true };
    const done = this.#act({ ws: workspace.id, id: '', staff: true, viewer, workspace }, message, verb, data);
    if (done.files?.some((id) => !this.store.file(workspace.id, id))) throw invalid('files', 'unknown');
    return done;
  }

  #act(who: Actor, message: MessageRow, verb: string, data: unknown): Acted<unknown> {
    const act = this.#authorities.get(message.kind)?.act;
    if (!act) throw unknownVerb();
    return act(message.payload, { verb, data }, { ...this.#scene(who, { id: message.threadId }, message.files, message.for), messageId: message.id });
  }

  #people(who: Actor, row: Pick<ThreadRow, 'id'>): Participant[] {
    return this.store.members(who.ws, row.id).filter((m) => m.active).map((m) => participantOf(m.person, who));
  }

  #scene(who: Actor, row: Pick<ThreadRow, 'id'>, files: readonly FileRef[], patient: string | undefined): KindScene {
    const people = this.#people(who, row);
    return {
      who: who.viewer, people, patient: people.find(({ id }) => id === patient), limits: who.workspace.limits, files, now: this.access.now(),
      assists: (practitioner) => this.store.assists(who.ws, who.id, practitioner),
      file: (id) => this.#ownFile(who, id),
      entry: (list, id) => who.workspace.lists[list]?.find((one) => one.id === id),
    };
  }
}
