import { ChatError } from '../base/errors.js';
import type { Id, Message, Position } from '../model/index.js';
import type { Core } from './core.js';
import { History } from './history.js';
import { Timeline } from './timeline.js';

export interface Room { id: Id; timeline: Timeline; history: History }

export interface RoomHooks {
  isPending(threadId: Id): boolean;
  readUpTo(threadId: Id): Position | undefined;
  /** Messages of a thread from pages, before they are shown; as they are to be shown. */
  seen(threadId: Id, messages: Message[]): Message[];
}

/** The open threads' timelines, and where those that were created here under a temporary id live now. */
export class Rooms {
  readonly #core: Core;
  readonly #hooks: RoomHooks;
  readonly #rooms = new Map<Id, Room>();
  readonly #moved = new Map<Id, Id>();

  constructor(core: Core, hooks: RoomHooks) {
    this.#core = core;
    this.#hooks = hooks;
  }

  resolve(threadId: Id): Id {
    return this.#moved.get(threadId) ?? threadId;
  }

  get(threadId: Id): Room {
    const id = this.resolve(threadId);
    const known = this.#rooms.get(id);
    if (known) return known;
    const timeline = new Timeline(id, this.#core.onListenerError);
    const room: Room = {
      id, timeline,
      history: new History(this.#core, timeline, {
        threadId: () => (this.#hooks.isPending(room.id) ? undefined : room.id),
        seen: (messages) => this.#hooks.seen(room.id, messages),
        readUpTo: () => this.#hooks.readUpTo(room.id),
      }),
    };
    this.#rooms.set(id, room);
    return room;
  }

  /** The room, if somebody has asked for it before. */
  find(threadId: Id): Room | undefined {
    return this.#rooms.get(this.resolve(threadId));
  }

  all(): Room[] {
    return [...new Set(this.#rooms.values())];
  }

  /** The thread `from` has become `to`: who watches its timeline goes on watching the right one. */
  move(from: Id, to: Id): void {
    const room = this.#rooms.get(from);
    this.#moved.set(from, to);
    this.#rooms.delete(from);
    if (!room) return;
    const target = this.#rooms.get(to);
    if (target) {
      const mirror = room.timeline.state;
      target.timeline.state.subscribe((state) => mirror.set(state));
      return;
    }
    room.id = to;
    this.#rooms.set(to, room);
    room.timeline.patch({ threadId: to });
    // It may have been there before: writing to somebody with whom there is a 1:1 goes on in it.
    if (room.timeline.state.get().phase === 'ready') room.history.load('reload');
  }

  isGone(threadId: Id): boolean {
    return this.find(threadId)?.timeline.state.get().error?.code === 'gone';
  }

  gone(threadId: Id): void {
    this.find(threadId)?.history.gone(new ChatError('gone', 'The thread is not there any more.'));
  }

  clear(): void {
    for (const room of this.all()) {
      room.timeline.clear();
      room.timeline.patch({ phase: 'idle', older: { state: 'more' }, newer: { state: 'more' }, firstUnread: undefined as never });
    }
  }
}
