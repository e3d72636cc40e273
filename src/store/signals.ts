import { can, type Id, type Message } from '../model/index.js';
import type { Ephemeral } from '../transport/transport.js';
import type { ExtrasHost, ExtraValues } from './extra-values.js';

/** Milliseconds for which somebody who has been seen typing counts as typing. */
const typingFor = 6_000;
/** Milliseconds between two hints of the viewer's own. */
const hintEvery = 3_000;

/** Who types and who is there: told by the server now and then, forgotten by itself. */
export class Signals {
  readonly #host: ExtrasHost;
  readonly #values: ExtraValues;
  /** Ends the typing of a person in a thread. */
  readonly #stops = new Map<Id, Map<Id, () => void>>();
  /** When the viewer was last said to be typing. */
  readonly #hinted = new Map<Id, number>();

  constructor(host: ExtrasHost, values: ExtraValues) {
    this.#host = host;
    this.#values = values;
    // Without a connection nobody knows who types and who is there.
    host.core.line.watch(() => {
      if (host.core.line.blocked()) this.clear();
    });
  }

  take(event: Ephemeral): void {
    const { core, threads } = this.#host;
    if (event.type === 'presence' && can(core.current, 'presence')) {
      const presence = new Map(this.#values.presence.get());
      if (event.state === 'offline') presence.delete(event.who);
      else presence.set(event.who, event.state);
      this.#values.presence.set(presence);
    } else if (event.type === 'typing' && event.by !== core.viewerId && threads.get(event.threadId) && can(core.current, 'typing')) {
      const { threadId, by } = event;
      this.#stop(threadId, by);
      const stops = this.#stops.get(threadId) ?? new Map<Id, () => void>();
      this.#stops.set(threadId, stops);
      stops.set(by, core.platform.clock.after(typingFor, () => {
        stops.delete(by);
        this.#tell(threadId);
      }));
      this.#tell(threadId);
    }
  }

  /** Whoever has written types no more. */
  told(threadId: Id, messages: readonly Message[]): void {
    if (messages.filter(({ author }) => this.#stop(threadId, author)).length) this.#tell(threadId);
  }

  hint(threadId: Id, hint: 'typing' | 'idle'): void {
    const { core } = this.#host;
    const id = this.#host.serverId(threadId);
    if (id === undefined || !core.current?.features.typing || !can(core.current, 'typing', this.#host.threads.get(id))) return;
    const now = core.platform.clock.now();
    const age = now - (this.#hinted.get(id) ?? Number.NEGATIVE_INFINITY);
    if (hint === 'typing' ? Math.abs(age) < hintEvery : !this.#hinted.delete(id) || age > typingFor) return;
    if (hint === 'typing') this.#hinted.set(id, now);
    // The line is down, or messaging switched off: a hint may be lost, and nothing is asked of the server.
    if (!core.line.blocked()) core.transport.hint(id, hint);
  }

  clear(): void {
    for (const [threadId, stops] of this.#stops) {
      for (const stop of stops.values()) stop();
      stops.clear();
      this.#tell(threadId);
    }
    if (this.#values.presence.get().size) this.#values.presence.set(new Map());
  }

  #stop(threadId: Id, by: Id): boolean {
    const stops = this.#stops.get(threadId);
    stops?.get(by)?.();
    return stops?.delete(by) ?? false;
  }

  #tell(threadId: Id): void {
    const now = [...(this.#stops.get(threadId)?.keys() ?? [])];
    const cell = this.#values.typing.get(threadId);
    if (now.length !== cell.get().length || now.some((id) => !cell.get().includes(id))) cell.set(now);
  }
}
