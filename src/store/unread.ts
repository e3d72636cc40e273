import type { Id, Message, Position, Thread } from '../model/index.js';

const later = (a: Position | undefined, b: Position | undefined): Position | undefined => (a === undefined || (b !== undefined && b > a) ? b : a);

/**
 * How much of one thread is unread: derived, never counted up. The server's snapshot says how many there were up to its last message; the
 * positions of others' messages seen since say the rest. Told twice, or in another order, it comes to the same.
 */
export class ReadState {
  #snapshot: { unread: number; readUpTo: Position | undefined; top: Position | undefined } = { unread: 0, readUpTo: undefined, top: undefined };
  #readUpTo: Position | undefined;
  /** Messages of others, by their ids: one that the server moves is still one. */
  #others = new Map<Id, Position>();
  /** Their revisions: what an older one says of its place is over. */
  #revisions = new Map<Id, number>();
  /** Nobody here knows whether the snapshot has counted what was seen: a message was moved, or what the thread's last one is was never told. */
  isVague = false;
  /** What has come since the server was asked anew: all that counts besides its answer. */
  #since: { others: Map<Id, Position>; read: Position | undefined } | undefined;

  /** What is known may be wrong, for the server may have been restarted from an older copy: the next snapshot replaces it, but for what the viewer has read. */
  doubt(read: Position | undefined): void {
    this.#since = { others: new Map(), read };
    this.#revisions.clear();
  }

  /** The thread as the server sent it. @param isOlder it was asked for before a message was seen to be moved, or before the viewer had read */
  take(thread: Pick<Thread, 'unread' | 'readUpTo' | 'last'>, isOlder = false): void {
    const mayMiss = isOlder || this.#since !== undefined;
    if (this.#since) ({ others: this.#others, read: this.#readUpTo } = this.#since);
    this.#since = undefined;
    this.isVague &&= isOlder;
    this.#snapshot = { unread: thread.unread, readUpTo: thread.readUpTo, top: thread.last?.position };
    this.#readUpTo = later(this.#readUpTo, thread.readUpTo);
    // One that was moved while this was on its way may have been counted where it stood.
    if (mayMiss) for (const [id, position] of this.#others) this.isVague ||= position > (this.#snapshot.top ?? '') && (this.#revisions.get(id) ?? 0) > 1;
    this.#prune();
  }

  /** One that may be older than what is known since: it counts unless it knows fewer messages than the last one did. */
  takeLate(thread: Pick<Thread, 'unread' | 'readUpTo' | 'last'>, isOlder: boolean): void {
    if (!this.#since && (thread.last?.position ?? '') < (this.#snapshot.top ?? '')) return;
    this.take(thread, isOlder);
  }

  /** Messages, from wherever they come; own ones and those of quiet kinds do not count. Returns 0 where the count is the same, 2 where one was moved: an answer that is on its way may have counted it where it stood. */
  see(messages: readonly Message[], { viewerId, isQuiet }: { viewerId: Id; isQuiet(message: Message): boolean }): 0 | 1 | 2 {
    let news: 0 | 1 | 2 = 0;
    for (const message of messages) {
      const { id, position, author, revision } = message;
      if (position === undefined || author === viewerId || isQuiet(message) || revision < (this.#revisions.get(id) ?? 0)) continue;
      this.#revisions.set(id, revision);
      this.#since?.others.set(id, position);
      const before = this.#others.get(id);
      if (before === position) continue;
      const { readUpTo = '', top = '' } = this.#snapshot;
      if (before === undefined && position <= readUpTo) continue;
      this.isVague ||= before === undefined ? revision > 1 && position > top : before <= top !== position <= top;
      this.#others.set(id, position);
      if (news < 2) news = before === undefined ? 1 : 2;
    }
    return news;
  }

  /** The viewer has read up to here, on this device or on another one. Only forwards; returns whether it moved. */
  read(upTo: Position): boolean {
    // A server that was restarted from an older copy may not know what the one before it knew.
    const known = this.#since ? this.#since.read : this.#readUpTo;
    if (this.#since) this.#since.read = later(known, upTo);
    this.#readUpTo = later(this.#readUpTo, upTo);
    return later(known, upTo) !== known;
  }

  get readUpTo(): Position | undefined {
    return this.#readUpTo;
  }

  get count(): number {
    const { unread, readUpTo, top } = this.#snapshot;
    const read = this.#readUpTo;
    if (top === undefined) return Math.max(read === readUpTo ? unread : 0, this.#between(read, undefined));
    const since = this.#between(later(read, top), undefined);
    if (read === undefined || read === readUpTo) return unread + since;
    if (read >= top) return since;
    return Math.max(0, unread - this.#between(readUpTo, read), this.#between(read, top)) + since;
  }

  /** False where a message was moved, or the viewer has read some but not all of what the snapshot counted, and the messages between are not all known here. */
  get isCertain(): boolean {
    if (this.isVague) return false;
    const { unread, readUpTo, top } = this.#snapshot;
    const read = this.#readUpTo;
    if (top === undefined || read === undefined || read === readUpTo || read >= top) return true;
    return this.#between(readUpTo, top) === unread;
  }

  /** Known messages of others after `from`, up to and with `to`. */
  #between(from: Position | undefined, to: Position | undefined): number {
    let count = 0;
    for (const position of this.#others.values()) {
      if ((from === undefined || position > from) && (to === undefined || position <= to)) count++;
    }
    return count;
  }

  #prune(): void {
    const { readUpTo } = this.#snapshot;
    if (readUpTo === undefined) return;
    for (const [id, position] of this.#others) if (position <= readUpTo && this.#others.delete(id)) this.#revisions.delete(id);
  }
}
