import { browserPlatform } from '../../base/browser-platform.js';
import type { Clock } from '../../base/platform.js';
import { capabilitiesOf, composePolicy, defaultLimits, foldersOf, isCoordinator, isPatientSide, isQuietKind, isRelation, isStaff, subjectOf } from '../../model/index.js';
import type {
  Belonging, Capability, Cursor, Features, FileRef, GrantFacts, Id, KindAuthority, Message, OpenRequest, Participant, Policy, SavedReply, Submission, ThreadStatus,
  Workspace,
} from '../../model/index.js';
import type { MemoryOptions, MemorySeed, SeedFile, SeedMessage, SeedThread, Signals } from './seed.js';
import type { Pieces } from './files.js';
import { newMember, pad, replyKey, type DocumentRow, type FileRow, type LogEntry, type PersonRow, type ThreadRow } from './rows.js';

const cursorPrefix = 'log-';
let newestAge = 0;

const standardFeatures: Features = {
  idempotency: 'server', resume: 'cursor', live: 'push', history: 'both', read: true, typing: true, presence: true, edit: false, search: true,
  files: { resumable: true }, documents: true,
};

/** The rows of one embedded workspace and its log. Everything is changed in one turn, as in a transaction. */
export class State {
  readonly clock: Clock;
  readonly policy: Policy;
  readonly workspace: Workspace;
  readonly features: Features;
  readonly people = new Map<Id, PersonRow>();
  readonly threads = new Map<Id, ThreadRow>();
  readonly files = new Map<Id, FileRow>();
  /** R-06: the patients' folders, by patient and file. No thread's end takes anything away. */
  readonly documents = new Map<string, DocumentRow>();
  readonly statuses: readonly ThreadStatus[];
  readonly linkDays: number;
  readonly catalogs: Readonly<Record<string, readonly unknown[]>>;
  /** What each command was and how it was answered, by author and id. */
  readonly answers = new Map<string, { content: string; answer: unknown }>();
  readonly uploads = new Map<string, Promise<FileRef>>();
  /** What the kinds' cards do with their messages, once it has come. */
  readonly authorities = new Map<string, KindAuthority>();
  /** by owner and id. */
  readonly replies = new Map<string, SavedReply>();
  /** by message. */
  readonly requests = new Map<Id, OpenRequest>();
  /** R-20: what has come into the patients' profiles, by patient. No thread's end takes it away. */
  readonly submissions = new Map<Id, Submission[]>();
  /** What has arrived of uploads that are not whole, by uploader and id. */
  readonly pieces = new Map<string, Pieces>();
  /** Told after each entry of the log. */
  readonly listeners = new Set<() => void>();
  readonly #log: LogEntry[] = [];
  readonly #logLimit: number;
  readonly #coordinates: Map<Id, Set<Id>>;
  readonly #signals: Signals;
  #next = 1;
  #forgotten = 0;
  #documents = 0;
  /** How often it has gone back to a copy: part of every cursor. */
  #age = 0;
  /** Of earlier ages: up to which number what happened in them happened still. */
  #ages: ReadonlyMap<number, number> = new Map();

  constructor(seed: MemorySeed, readonly options: MemoryOptions) {
    this.clock = (options.platform ?? browserPlatform()).clock;
    this.#logLimit = options.logLimit ?? Infinity;
    this.policy = composePolicy([...(options.policies ?? []), ...(options.kinds ?? []).map((kind) => kind.grants ?? {})]);
    this.features = { ...standardFeatures, ...options.features };
    this.catalogs = seed.catalogs ?? {};
    this.statuses = seed.statuses ?? [];
    const { limits, switches, notices, signals, linkDays = 7, ...workspace } = seed.workspace ?? {};
    this.linkDays = linkDays;
    this.#signals = { typing: 'staff', presence: 'staff', receipts: 'staff', ...signals };
    this.workspace = {
      id: 'clinic', name: 'Clinic', ...workspace,
      limits: { ...defaultLimits, ...limits },
      switches: { messaging: true, plan: false, ...switches },
      notices: { emergencyNumber: workspace.region ? '' : '112', ...notices },
    };
    this.#coordinates = new Map(Object.entries(seed.coordinates ?? {}).map(([id, whom]) => [id, new Set(whom)]));
    for (const { portalAccess = true, maySend = true, mayAct = false, followsPatient = false, capabilities, active = true, ...person } of seed.people) {
      this.people.set(person.id, { ...person, active, portalAccess, followsPatient, capabilities: capabilities ?? this.#capabilities({ role: person.role, maySend, mayAct }) });
    }
    for (const reply of seed.replies ?? []) this.replies.set(replyKey(reply.owner, reply.id), reply);
    for (const thread of seed.threads ?? []) this.#plant(thread);
  }

  /** By the policy, but for the signals, whose level the workspace decides. */
  #capabilities(person: GrantFacts): Capability[] {
    const levels = Object.entries(this.#signals);
    const byPolicy = capabilitiesOf(this.policy, person).filter((one) => !levels.some(([signal, level]) => signal === one && level === 'off'));
    return isPatientSide(person) ? [...byPolicy, ...levels.filter(([, level]) => level === 'all').map(([signal]) => signal)] : byPolicy;
  }

  /** The next number: of a message, a position, an entry. One sequence serves all. */
  number(): number {
    return this.#next++;
  }

  person(id: Id): PersonRow | undefined {
    return this.people.get(id);
  }

  /** The participants' part of a person, without what is the server's own; the date of birth is for staff alone. */
  participant(id: Id, viewer: Pick<Participant, 'role'>, active = true): Participant | undefined {
    const row = this.people.get(id);
    if (!row) return undefined;
    const { capabilities: _, portalAccess: __, followsPatient: ___, birthDate, ...person } = row;
    return { ...person, ...(birthDate !== undefined && isStaff(viewer) && { birthDate }), active: person.active && active };
  }

  /** The thread, if this person takes part in it now: nobody else learns that it exists, whatever their role. */
  threadOf(viewer: Id, threadId: Id): ThreadRow | undefined {
    const thread = this.threads.get(threadId);
    return thread?.members.get(viewer)?.active ? thread : undefined;
  }

  /** Who belongs to whom: for the model, which decides who comes and goes with whom. */
  readonly belonging: Belonging<PersonRow> = {
    coordinatorsOf: (practitioners) => [...this.#coordinates].filter(([, whom]) => practitioners.some((id) => whom.has(id))).map(([id]) => id),
    listedRelations: (patient) => [...this.people.values()].filter((who) => who.followsPatient && who.onBehalfOf === patient),
    person: (id) => this.people.get(id),
  };

  assists(coordinator: Id, practitioner: Id): boolean {
    return this.#coordinates.get(coordinator)?.has(practitioner) ?? false;
  }

  coordinate(coordinator: Id, practitioner: Id, does: boolean): void {
    const whom = this.#coordinates.get(coordinator) ?? new Set();
    this.#coordinates.set(coordinator, whom);
    if (does) whom.add(practitioner);
    else whom.delete(practitioner);
  }

  activeMembers(thread: ThreadRow): Id[] {
    return [...thread.members].filter(([, member]) => member.active).map(([id]) => id);
  }

  /** Whether a message never counts. Our own notices do not, whatever kinds there are. */
  isQuiet({ kind }: Message): boolean {
    return kind === 'notice' || isQuietKind(this.options.kinds?.find((one) => one.kind === kind));
  }

  /** Whether messages of this kind are left out unless they are asked for; and `off` where the workspace has none. */
  shownOnWish({ kind }: Message): boolean | 'off' {
    const shownWith = this.options.kinds?.find((one) => one.kind === kind)?.shownWith;
    return shownWith !== undefined && (this.workspace.switches[shownWith] ? true : 'off');
  }

  /** Whether this message is for this person's eyes: not what was there before them; in a thread with several patients it may address one of them. */
  sees(viewer: PersonRow, message: Message): boolean {
    if (this.shownOnWish(message) === 'off' || message.position! <= (this.threads.get(message.threadId)?.members.get(viewer.id)?.from ?? '')) return false;
    return !message.for || isStaff(viewer) || message.author === viewer.id || viewer.id === message.for || viewer.onBehalfOf === message.for;
  }

  append(to: Iterable<Id>, event: LogEntry['event']): void {
    this.#log.push({ n: this.number(), to: new Set(to), event });
    while (this.#log.length > this.#logLimit) this.#forgotten = this.#log.shift()!.n;
    for (const listener of [...this.listeners]) listener();
  }

  /** The entries after a number, and the number after which one stands then. */
  since(n: number): { entries: readonly LogEntry[]; head: number } {
    return { entries: this.#log.filter((entry) => entry.n > n), head: this.#next - 1 };
  }

  get head(): number {
    return this.#next - 1;
  }

  cursor(n: number): Cursor {
    return `${cursorPrefix}${this.#age}-${pad(n)}`;
  }

  isOfThisAge(cursor: Cursor | undefined): boolean {
    return !!cursor?.startsWith(`${cursorPrefix}${this.#age}-`);
  }

  /** The number behind a cursor of ours that can still be replayed. */
  numberOf(cursor: Cursor): number | undefined {
    const [, age, place] = /^log-(\d+)-(\d+)$/.exec(cursor) ?? [];
    const n = Number(place);
    const end = Number(age) === this.#age ? this.head : this.#ages.get(Number(age));
    return end !== undefined && n >= this.#forgotten && n <= end ? n : undefined;
  }

  /** Keeps a copy of all that is here. The function returned goes back to it, as a server does that is restarted from an older copy. */
  copy(): () => void {
    const threads = [...this.threads.values()].map((row) => ({ row, was: structuredClone(row) }));
    const maps = [this.answers, this.files, this.documents, this.uploads, this.requests, this.replies].map((map: Map<string, unknown>) => ({ map, was: [...map] }));
    const log = [...this.#log];
    const { head } = this;
    const forgotten = this.#forgotten;
    const ages = new Map(this.#ages).set(this.#age, head);
    return () => {
      this.threads.clear();
      for (const { row, was } of threads) {
        for (const name of Object.keys(row)) Reflect.deleteProperty(row, name);
        this.threads.set(was.id, Object.assign(row, structuredClone(was)));
      }
      for (const { map, was } of maps) {
        map.clear();
        for (const [key, value] of was) map.set(key, value);
      }
      this.#log.splice(0, Infinity, ...log);
      this.#next = head + 1;
      this.#forgotten = forgotten;
      this.#ages = ages;
      this.#age = ++newestAge;
      for (const listener of [...this.listeners]) listener();
    };
  }

  /** Makes every cursor so far expire. */
  forget(): void {
    this.#forgotten = this.number();
    this.#log.length = 0;
  }

  addMessage(thread: ThreadRow, author: Id, content: Omit<SeedMessage, 'author' | 'files' | 'text' | 'markdown' | 'kind'> & { kind: string; payload: unknown; clientId?: Id; files: FileRef[] }): Message {
    const n = this.number();
    const writer = this.people.get(author);
    const message: Message = {
      id: content.id ?? `message-${n}`, threadId: thread.id, author, sentAt: content.sentAt ?? this.clock.now(), position: pad(n), revision: 1,
      kind: content.kind, payload: content.payload, files: content.files, delivery: 'sent',
      ...(content.clientId !== undefined && { clientId: content.clientId }),
      ...(content.preview !== undefined && { preview: content.preview }),
      ...(content.for !== undefined && { for: content.for }),
      ...(writer && isRelation(writer) && writer.onBehalfOf !== undefined && { onBehalfOf: writer.onBehalfOf }),
    };
    thread.messages.push(message);
    if (!this.isQuiet(message)) thread.activity = n;
    this.hold(thread, message, content.files.map(({ id }) => id), message.sentAt);
    return message;
  }

  /** From now on the message holds these files. R-06: they are kept in the folders of the patients whom they concern. */
  hold(thread: ThreadRow, { id, for: addressee }: Message, files: readonly Id[], savedAt: number): void {
    const people = [...thread.members].flatMap(([who, { active }]) => ({ ...this.people.get(who)!, active }));
    for (const file of files) {
      const row = this.files.get(file);
      if (!row) continue;
      row.held = new Map(row.held).set(id, thread.id);
      for (const patient of foldersOf(this.people.get(row.owner), people, addressee)) {
        const key = `${patient}/${file}`;
        if (!this.documents.has(key)) this.documents.set(key, { patient, file, author: row.owner, savedAt, n: this.#documents++ });
      }
    }
  }

  /** Registers a file of the seed or of `say`. */
  plantFile(thread: ThreadRow, owner: Id, { blob, ...file }: SeedFile): FileRef {
    const type = file.type ?? (blob?.type || 'application/octet-stream');
    const bytes = blob ?? new Blob([new Uint8Array(Math.min(file.size ?? 1, 1_000_000))], { type });
    const ref: FileRef = { scan: 'clean', ...file, id: file.id ?? `file-${this.number()}`, type, size: file.size ?? bytes.size };
    this.files.set(ref.id, { ref, blob: bytes, threadId: thread.id, owner, held: new Map() });
    return ref;
  }

  #plant(seed: SeedThread): void {
    const roles = seed.participants.map((id) => this.people.get(id)).filter((person) => person !== undefined);
    const subject = seed.subject ?? subjectOf(roles);
    const principals = roles.filter((person) => !isCoordinator(person) && !isRelation(person));
    const thread: ThreadRow = {
      id: seed.id, kind: seed.kind ?? (principals.length > 2 ? 'group' : 'direct'), members: new Map(), messages: [], activity: this.number(),
      ...(seed.title !== undefined && { title: seed.title }),
      ...(subject !== undefined && { subject }),
      ...(seed.groupAdmin !== undefined && { groupAdmin: seed.groupAdmin }),
      ...(seed.status !== undefined && { status: seed.status }),
      ...(seed.hold && { hold: seed.hold }),
    };
    this.threads.set(thread.id, thread);
    for (const id of seed.participants) thread.members.set(id, newMember());
    const messages = seed.messages ?? [];
    let sentAt = this.clock.now() - (messages.length + 5) * 60_000;
    for (const message of messages) {
      sentAt = message.sentAt ?? sentAt + 60_000;
      const files = (message.files ?? []).map((file) => this.plantFile(thread, message.author, file));
      this.addMessage(thread, message.author, { ...message, ...contentOf(message, files), sentAt, files });
    }
    for (const id of seed.participants) {
      const readTo = thread.messages[messages.length - 1 - (seed.unread?.[id] ?? 0)]?.position;
      Object.assign(thread.members.get(id)!, {
        ...(readTo !== undefined && { readUpTo: readTo }), muted: !!seed.muted?.includes(id), pinned: !!seed.pinned?.includes(id), archived: !!seed.archived?.includes(id),
      });
    }
  }
}

/** Kind and payload of a message that was given in short. */
export function contentOf(message: Omit<SeedMessage, 'author'>, files: readonly FileRef[]): { kind: string; payload: unknown } {
  const text = message.markdown ?? message.text;
  const payload = message.payload ?? (text === undefined ? {} : { text, format: message.markdown === undefined ? 'plain' : 'markdown' });
  const withoutText = files.length > 0 && files.every((file) => file.type.startsWith('image/')) ? 'image' : 'file';
  return { kind: message.kind ?? (text === undefined && files.length > 0 ? withoutText : 'text'), payload };
}
