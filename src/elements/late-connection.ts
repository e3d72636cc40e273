import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Chat, Connection } from '../store/types.js';
import { Watch } from './watch.js';

/** Milliseconds after the connection is there: what tells that it is gone comes while it can. */
const ahead = 3_000;

/**
 * Brings the code of `<clinic-connection>`, and of whatever else says what is the matter and offers a way out: with the first trouble, else a
 * moment after all is well. Until then the element is empty.
 */
export class LateConnection implements ReactiveController {
  readonly #connection: Watch<Connection>;
  readonly #kept: Watch<boolean>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, chat: () => Chat | undefined) {
    this.#connection = new Watch(host, () => chat()?.connection);
    this.#kept = new Watch(host, () => chat()?.kept);
    host.addController(this);
  }

  hostUpdate(): void {
    const { state, error } = this.#connection.value ?? {};
    if (state === 'offline' || error || this.#kept.value === false) this.#bring();
    else if (state !== 'connecting') this.#timer ??= setTimeout(this.#bring, ahead);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Where it cannot come, the next change tries again. */
  readonly #bring = (): void => {
    for (const late of [import('./connection.js'), import('./message-actions.js'), import('./state-panel.js'), import('./composer-words.js'), import('./gap.js'), import('./list-latest.js')]) late.catch(() => undefined);
  };
}
