import type { Id } from '../../src/model/index.js';
import type { Ephemeral } from '../../src/transport/transport.js';

export interface PresenceHooks {
  /** Whether they have the capability, now. */
  may(ws: Id, person: Id): boolean;
  tell(ws: Id, person: Id, event: Ephemeral): void;
  /** Milliseconds without a stream after which somebody is away: a reconnection is no going. */
  awayAfterMs: number;
}

const online = (who: Id): Ephemeral => ({ type: 'presence', who, state: 'online' });

/** Who is there: whoever has a stream of events. It is told among those who have `presence`, and to nobody else. */
export class Presence {
  readonly #hooks: PresenceHooks;
  /** By workspace, then by person; with a timer where they may have gone. */
  readonly #there = new Map<Id, Map<Id, NodeJS.Timeout | undefined>>();

  constructor(hooks: PresenceHooks) {
    this.#hooks = hooks;
  }

  /** Somebody has a stream. Returns what they are to be told first: who else is there; nothing where a long poll `goesOn`, which would end with it at once. */
  came(ws: Id, person: Id, goesOn: boolean): Ephemeral[] {
    if (!this.#hooks.may(ws, person)) return [];
    const there = this.#there.get(ws) ?? new Map<Id, NodeJS.Timeout | undefined>();
    this.#there.set(ws, there);
    const others = this.#others(ws, person);
    const isNew = !there.has(person);
    if (isNew) for (const other of others) this.#hooks.tell(ws, other, online(person));
    clearTimeout(there.get(person));
    there.set(person, undefined);
    return isNew || !goesOn ? others.map(online) : [];
  }

  /** Somebody has no stream any more. */
  went(ws: Id, person: Id): void {
    const there = this.#there.get(ws);
    if (!there?.has(person)) return;
    clearTimeout(there.get(person));
    there.set(person, setTimeout(() => {
      there.delete(person);
      for (const other of this.#others(ws, person)) this.#hooks.tell(ws, other, { type: 'presence', who: person, state: 'offline' });
    }, this.#hooks.awayAfterMs).unref());
  }

  close(): void {
    for (const there of this.#there.values()) for (const timer of there.values()) clearTimeout(timer);
    this.#there.clear();
  }

  #others(ws: Id, person: Id): Id[] {
    return [...(this.#there.get(ws)?.keys() ?? [])].filter((id) => id !== person && this.#hooks.may(ws, id));
  }
}
