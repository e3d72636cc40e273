import { ChatError } from '../base/errors.js';
import type { Command, Id, Message, Thread } from '../model/index.js';
import type { Ephemeral } from '../transport/transport.js';
import type { Core } from './core.js';
import { ExtraValues, idle, type ExtrasHost } from './extra-values.js';
import type { Arrival } from './types.js';

/** What fills the values of `Extras`; its code comes with the first use of each. */
interface Makers {
  signals: import('./signals.js').Signals;
  view: import('./threads-view.js').View;
  catalogs: import('./catalogs.js').Catalogs;
  arrivals: import('./arrivals.js').Arrivals;
}

/** What a plain thread can be shown without: its values are here from the beginning, the code that fills them comes with the first use. */
export class Extras extends ExtraValues {
  readonly #host: ExtrasHost;
  readonly #core: Core;
  #planWish = false;
  readonly #made: Partial<Makers> = {};
  readonly #making: { [K in keyof Makers]?: Promise<Makers[K]> } = {};

  constructor(host: ExtrasHost) {
    super(host);
    this.#host = host;
    this.#core = host.core;
  }

  ephemeral(event: Ephemeral): void {
    this.#with('signals', (signals) => signals.take(event));
  }

  hint(threadId: Id, hint: 'typing' | 'idle'): void {
    this.#with('signals', (signals) => signals.hint(threadId, hint));
  }

  /** What was being written is sent, or wiped: nobody types any more. */
  wrote(threadId: Id): void {
    this.#made.signals?.hint(threadId, 'idle');
  }

  load(command: Extract<Command, { type: 'catalog.load' }>): void {
    this.#with('catalogs', (catalogs) => void catalogs.load(command));
  }

  view(command: Extract<Command, { type: 'threads.view' }>): void {
    this.#with('view', (view) => view.change(command));
  }

  /** True where a view is set: it has loaded its next page, and the list itself need not. */
  loadView(): boolean {
    return this.#made.view?.load() ?? false;
  }

  arrivals(listener: (batch: readonly Arrival[]) => void): () => void {
    this.listeners.add(listener);
    this.#with('arrivals', () => undefined);
    return () => this.listeners.delete(listener);
  }

  /** Threads from pages of the server: what they hold is no news. */
  paged(threads: readonly Thread[]): void {
    this.#made.arrivals?.paged(threads);
  }

  /** Messages by event. */
  told(threadId: Id, messages: readonly Message[]): void {
    this.#made.arrivals?.told(threadId, messages);
    this.#made.signals?.told(threadId, messages);
  }

  changed(threadId: Id): void {
    this.#made.view?.changed(threadId);
  }

  /** the viewer's wish, as it was stored or is now. */
  planWished(isWished: boolean): void {
    this.#planWish = isWished;
    this.planSwitched();
  }

  /** The wish, or the workspace's switch, has changed: what is shown has to follow. */
  planSwitched(): void {
    const isShown = this.#planWish && this.#core.current?.workspace.switches.plan === true;
    if (isShown === this.#core.planShown.get()) return;
    this.#core.planShown.set(isShown);
    this.#host.together(() => {
      for (const { timeline, history } of this.#host.rooms.all()) {
        for (const message of isShown ? [] : timeline.confirmed.filter((one) => this.#core.isHidden(one))) timeline.drop(message);
        if (isShown) history.reread();
      }
    });
  }

  /** Everything may have changed while nobody watched. */
  resync(): void {
    this.#made.view?.reload();
  }

  gone(threadId: Id): void {
    this.links.get(threadId).set(undefined);
  }

  clear(): void {
    this.#made.signals?.clear();
    this.#made.view?.clear();
    this.listeners.clear();
    this.links.setAll(undefined);
    this.joined.set(undefined);
    this.catalogs.setAll(idle);
    this.people.clear();
  }

  /** In the order in which it is asked for, at once where the code is there. */
  #with<K extends keyof Makers>(name: K, work: (maker: Makers[K]) => void): void {
    const made = this.#made[name];
    if (made) return work(made);
    const making = (this.#making[name] ??= this.#make(name) as never) as Promise<Makers[K]>;
    making.then((maker) => {
      this.#made[name] = maker;
      if (!this.#core.over) work(maker);
    }, (cause: unknown) => {
      delete this.#making[name];
      this.#core.report(new ChatError('unavailable', 'The code for this could not be loaded.', { cause }));
    });
  }

  async #make(name: keyof Makers): Promise<Makers[keyof Makers]> {
    switch (name) {
      case 'signals': return new (await import('./signals.js')).Signals(this.#host, this);
      case 'view': return new (await import('./threads-view.js')).View(this.#host, this);
      case 'catalogs': return new (await import('./catalogs.js')).Catalogs(this.#host, this);
      case 'arrivals': return new (await import('./arrivals.js')).Arrivals(this.#host, this);
    }
  }
}
