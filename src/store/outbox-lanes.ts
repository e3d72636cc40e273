import type { Id } from '../model/index.js';
import type { Item } from './outbox-item.js';

/** One thread's queue. */
export interface Lane {
  items: Item[];
  /** A message is on its way to the server. */
  isBusy: boolean;
  stopTimer?: () => void;
}

/** The outbox's queues, one a thread, each in the order of sending. */
export class Lanes {
  readonly #lanes = new Map<Id, Lane>();

  get all(): Iterable<[Id, Lane]> {
    return this.#lanes;
  }

  /** The threads that have a queue now, whatever is done to the queues meanwhile. */
  get threads(): Id[] {
    return [...this.#lanes.keys()];
  }

  get(threadId: Id): Lane | undefined {
    return this.#lanes.get(threadId);
  }

  /** The thread's queue; made where there is none. */
  open(threadId: Id): Lane {
    let lane = this.#lanes.get(threadId);
    if (!lane) {
      lane = { items: [], isBusy: false };
      this.#lanes.set(threadId, lane);
    }
    return lane;
  }

  /** Takes the queue away with its timer; what was in it. */
  close(threadId: Id): Item[] {
    const lane = this.#lanes.get(threadId);
    this.#lanes.delete(threadId);
    lane?.stopTimer?.();
    return lane?.items ?? [];
  }

  items(threadId: Id): Item[] {
    return this.#lanes.get(threadId)?.items ?? [];
  }

  find(threadId: Id, clientId: Id): Item | undefined {
    return this.items(threadId).find((item) => item.clientId === clientId);
  }

  has(item: Item): boolean {
    return this.items(item.threadId).includes(item);
  }

  /** The temporary id of the thread that this message is to create. */
  creating(clientId: Id): Id | undefined {
    return this.threads.find((threadId) => this.find(threadId, clientId)?.createId !== undefined);
  }
}
