import { ChatError } from '../../src/base/errors.js';
import type { FileRef, Id, Message, Page, Participant, Position, ServerCommand, Session, Thread } from '../../src/model/index.js';
import type { MessageQuery, ServerEvent, ThreadQuery } from '../../src/transport/transport.js';
import { pageOf } from './page.js';
import type { Plan } from './plan.js';
import { epoch, type World } from './world.js';
import { copyOf } from './words.js';

export interface Member { active: boolean; readUpTo: Position | undefined; muted: boolean; pinned: boolean; archived: boolean }
export interface ThreadRow { id: Id; kind: 'direct' | 'group'; members: Map<Id, Member>; messages: Message[]; activity: number; held: boolean }
interface Entry { seq: number; to: ReadonlySet<Id>; event: (viewer: Id) => ServerEvent | undefined }

/** All that a copy of the server holds. */
interface State {
  threads: Map<Id, ThreadRow>;
  /** By author and command: what was answered. */
  answers: Map<string, unknown>;
  files: Map<Id, { ref: FileRef; owner: Id }>;
  log: Entry[];
  /** One sequence for messages, positions and entries. */
  seq: number;
  /** Entries up to here are forgotten. */
  floor: number;
}

/** The other side of every thread, who is nobody's tab. */
export const other = 'doc';

const positionOf = (seq: number): Position => String(seq).padStart(8, '0');
const refusal = (code: 'not-found' | 'invalid' | 'forbidden' | 'held'): ChatError => new ChatError(code, `the server says: ${code}`);

/** The server as an oracle: one thing after the other, nothing lost, nothing twice. It knows no faults but what is done to it from outside. */
export class Server {
  state: State = { threads: new Map(), answers: new Map(), files: new Map(), log: [], seq: 0, floor: 0 };
  /** Grows as the server is started from an older copy: cursors of before mean nothing. */
  age = 0;
  /** Nothing is answered until then. */
  downUntil = 0;
  /** Whose tokens, all of them, are refused until when. */
  readonly refusedUntil = new Map<Id, number>();
  readonly #tokens = new Map<Id, number>();
  /** Told of every message as it is written, and of entries. */
  onWritten: (message: Message) => void = () => undefined;
  onEntries: () => void = () => undefined;
  onUploaded: (id: Id, name: string) => void = () => undefined;
  /** Every message that there ever was, whatever copy the server was started from since. */
  readonly #had = new Set<string>();
  /** The last entry that told of a message. */
  readonly #announced = new Map<Id, number>();
  readonly #world: World;
  readonly #plan: Plan;
  #copy: { state: State; age: number } | undefined;

  constructor(world: World, plan: Plan) {
    this.#world = world;
    this.#plan = plan;
    for (const { id, members, messages } of plan.threads) {
      const row: ThreadRow = { id, kind: members.length > 1 ? 'group' : 'direct', members: new Map(), messages: [], activity: 0, held: false };
      for (const member of [...members, other]) row.members.set(member, { active: true, readUpTo: undefined, muted: false, pinned: false, archived: false });
      this.state.threads.set(id, row);
      for (let i = 0; i < messages; i++) this.write(row, other, { kind: 'text', payload: { text: `before ${i}`, format: 'plain' } });
    }
    this.state.log = [];
    this.state.floor = this.state.seq;
  }

  /** The one token of a person that is good now. */
  tokenOf(viewer: Id): string {
    return `${viewer} ${this.#tokens.get(viewer) ?? 0}`;
  }

  /** The token of a person is good no more. */
  expireToken(viewer: Id): void {
    this.#tokens.set(viewer, (this.#tokens.get(viewer) ?? 0) + 1);
  }

  get head(): number {
    return this.state.seq;
  }

  cursor(seq: number): string {
    return `${this.age}.${seq}`;
  }

  /** Where a cursor stands; undefined where it means nothing (any more). */
  seqOf(cursor: string): number | undefined {
    const [age, seq] = cursor.split('.').map(Number) as [number, number];
    return age === this.age && seq >= this.state.floor && seq <= this.state.seq ? seq : undefined;
  }

  /** What a viewer is to be told after an entry. */
  since(seq: number, viewer: Id): ServerEvent[] {
    const { log } = this.state;
    let from = log.length;
    while (from > 0 && (log[from - 1] as Entry).seq > seq) from -= 1;
    return log.slice(from).filter(({ to }) => to.has(viewer)).map(({ event }) => copyOf(event(viewer))).filter((event) => event !== undefined);
  }

  /** Whether it was ever here, by its id or by author and client id. */
  hasHad(id: Id, key: string): boolean {
    return this.#had.has(id) || this.#had.has(key);
  }

  /** Whether it is here now: a server that was started from an older copy has lost some. */
  has(threadId: Id, id: Id): boolean {
    return this.state.threads.get(threadId)?.messages.some((message) => message.id === id) === true;
  }

  announced(id: Id): number {
    return this.#announced.get(id) ?? 0;
  }

  isNeighbour(row: ThreadRow, a: Message, b: Message): boolean {
    const at = row.messages.findIndex(({ id }) => id === a.id);
    return at >= 0 && row.messages[at + 1]?.id === b.id;
  }

  participant(id: Id): Participant {
    return { id, name: id, role: id === other ? 'practitioner' : 'patient', active: true };
  }

  session(viewer: Id): Session {
    return {
      viewer: this.participant(viewer),
      workspace: {
        id: 'w', name: 'W', limits: { textLength: 5_000, fileBytes: 209_715_200, filesPerMessage: 20, videoSeconds: 45, voiceSeconds: 120 },
        switches: { messaging: true, plan: true }, notices: { emergencyNumber: '112' },
      },
      capabilities: ['message.send', 'file.send', 'thread.create', 'thread.mute', 'thread.leave'],
      features: { idempotency: 'server', resume: 'cursor', live: 'push', history: 'both', read: true, typing: false, presence: false, edit: true, search: false, files: { resumable: false } },
    };
  }

  thread(row: ThreadRow, viewer: Id): Thread {
    const member = row.members.get(viewer)!;
    const last = row.messages.at(-1);
    return {
      id: row.id, kind: row.kind, title: row.id, participants: [...row.members].map(([id, { active }]) => ({ ...this.participant(id), active })),
      ...(last ? { last } : {}), unread: this.unread(row, viewer), ...(member.readUpTo === undefined ? {} : { readUpTo: member.readUpTo }), denied: [],
      ...(row.held ? { hold: { reason: 'payment' as const, message: last?.id ?? '', by: [other] } } : {}),
      muted: member.muted, pinned: member.pinned, archived: member.archived,
    };
  }

  unread(row: ThreadRow, viewer: Id): number {
    const read = row.members.get(viewer)?.readUpTo ?? '';
    return row.messages.filter((message) => message.author !== viewer && (message.position ?? '') > read).length;
  }

  /** The thread, if the viewer is in it now. */
  threadOf(viewer: Id, threadId: Id): ThreadRow | undefined {
    const row = this.state.threads.get(threadId);
    return row?.members.get(viewer)?.active ? row : undefined;
  }

  threadsOf(viewer: Id): ThreadRow[] {
    return [...this.state.threads.values()].filter((row) => row.members.get(viewer)?.active).sort((a, b) => b.activity - a.activity);
  }

  threads(viewer: Id, query: ThreadQuery): Page<Thread> {
    if (query.id !== undefined) {
      const row = this.threadOf(viewer, query.id);
      if (!row) throw refusal('not-found');
      return { items: [this.thread(row, viewer)] };
    }
    const found = this.threadsOf(viewer).filter((row) => query.before === undefined || row.activity < Number(query.before))
      .filter((row) => query.filter?.unread === undefined || this.unread(row, viewer) > 0 === query.filter.unread);
    const page = found.slice(0, Math.min(query.limit ?? 50, Math.max(2, this.#plan.page)));
    return { items: page.map((row) => this.thread(row, viewer)), ...(found.length > page.length ? { older: String(page.at(-1)?.activity) } : {}) };
  }

  messages(viewer: Id, threadId: Id, query: MessageQuery): Page<Message> {
    const all = this.threadOf(viewer, threadId)?.messages;
    if (!all) throw refusal('not-found');
    const page = pageOf(all, query, this.#plan.page);
    if (!page) throw refusal('not-found');
    return page;
  }

  /** Carries a command out, once for ever. */
  submit(viewer: Id, command: ServerCommand): unknown {
    const key = `${viewer} ${command.id}`;
    if (this.state.answers.has(key)) return this.state.answers.get(key);
    const answer = copyOf(this.#carryOut(viewer, command));
    this.state.answers.set(key, answer);
    return answer;
  }

  hasAnswered(viewer: Id, command: Id): boolean {
    return this.state.answers.has(`${viewer} ${command}`);
  }

  /** Puts a message at the end of a thread. */
  write(row: ThreadRow, author: Id, content: { clientId?: Id; kind: string; payload: unknown; files?: FileRef[] }): Message {
    const seq = ++this.state.seq;
    const { clientId, kind, payload, files = [] } = content;
    const message: Message = {
      id: `m${this.age ? `${this.age}-` : ''}${seq}`, ...(clientId === undefined ? {} : { clientId }), threadId: row.id, author, sentAt: epoch + Math.floor(this.#world.now), position: positionOf(seq),
      revision: 1, kind, payload: copyOf(payload), files: copyOf(files), delivery: 'sent',
    };
    row.messages.push(message);
    row.activity = seq;
    this.#had.add(message.id);
    if (clientId !== undefined) this.#had.add(`${author} ${clientId}`);
    this.onWritten(message);
    this.announce(row, message);
    return message;
  }

  /** What was there is there in another form: edited, retracted, or elsewhere. */
  change(row: ThreadRow, message: Message, change: Partial<Message>): void {
    const next = { ...message, ...change, revision: message.revision + 1 };
    row.messages = row.messages.map((one) => (one === message ? next : one)).sort((a, b) => (a.position! < b.position! ? -1 : 1));
    this.announce(row, next);
  }

  nextPosition(): Position {
    return positionOf(++this.state.seq);
  }

  announce(row: ThreadRow, message: Message): void {
    const snapshot = { ...message };
    this.tell(row, () => ({ type: 'message', message: snapshot }));
    this.#announced.set(message.id, this.state.seq);
  }

  announceThread(row: ThreadRow, to?: readonly Id[]): void {
    this.tell(row, (viewer) => (row.members.get(viewer)?.active ? { type: 'thread', thread: this.thread(row, viewer) } : undefined), to);
  }

  tell(row: ThreadRow, event: (viewer: Id) => ServerEvent | undefined, to: readonly Id[] = [...row.members].filter(([, { active }]) => active).map(([id]) => id)): void {
    this.state.log.push({ seq: ++this.state.seq, to: new Set(to), event });
    this.onEntries();
  }

  upload(viewer: Id, ref: FileRef): FileRef {
    const known = this.state.files.get(ref.id);
    if (known) return known.ref;
    this.state.files.set(ref.id, { ref, owner: viewer });
    this.onUploaded(ref.id, ref.name);
    return ref;
  }

  /** Keeps a copy of all that is here now. */
  copy(): void {
    this.#copy = { state: this.#cloned(this.state), age: this.age };
  }

  /** Goes on from the copy. Returns false where there is none. */
  restore(): boolean {
    if (!this.#copy) return false;
    this.state = this.#cloned(this.#copy.state);
    this.age += 1;
    // What was announced after the copy is not announced any more; what is there again was there before.
    for (const [id, at] of this.#announced) if (at > this.state.seq) this.#announced.set(id, this.state.seq);
    // What was told before means nothing now.
    Object.assign(this.state, { log: [], floor: this.state.seq });
    return true;
  }

  #cloned(state: State): State {
    const threads = new Map([...state.threads].map(([id, row]) => [id, { ...row, messages: [...row.messages], members: new Map([...row.members].map(([who, member]) => [who, { ...member }])) }]));
    return { ...state, threads, answers: new Map(state.answers), files: new Map(state.files), log: [...state.log] };
  }

  #carryOut(viewer: Id, command: ServerCommand): unknown {
    const threadId = 'threadId' in command ? command.threadId : undefined;
    const row = threadId === undefined ? undefined : this.threadOf(viewer, threadId);
    if (!row) throw refusal('not-found');
    switch (command.type) {
      case 'message.send': {
        if (row.held) throw refusal('held');
        const files = command.files.map((id) => {
          const file = this.state.files.get(id);
          if (file?.owner !== viewer) throw refusal('invalid');
          return file.ref;
        });
        return this.write(row, viewer, { clientId: command.id, kind: command.kind, payload: command.payload, files });
      }
      case 'read': {
        const member = row.members.get(viewer)!;
        if (!row.messages.some(({ position }) => position === command.upTo)) throw refusal('invalid');
        if (command.upTo > (member.readUpTo ?? '')) this.read(row, viewer, command.upTo);
        return {};
      }
      case 'thread.flag': {
        const member = row.members.get(viewer)!;
        Object.assign(member, { muted: command.muted ?? member.muted, pinned: command.pinned ?? member.pinned, archived: command.archived ?? member.archived });
        this.announceThread(row, [viewer]);
        return this.thread(row, viewer);
      }
      default: throw refusal('invalid');
    }
  }

  read(row: ThreadRow, viewer: Id, upTo: Position): void {
    row.members.get(viewer)!.readUpTo = upTo;
    this.tell(row, () => ({ type: 'read', threadId: row.id, by: viewer, upTo }), [viewer]);
  }
}
