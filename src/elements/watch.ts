import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Readable } from '../base/readable.js';

/**
 * Watches one value of the store for a host: subscribes while it is connected and asks for an update at each change, or at those that `matters`
 * is for. `source` is asked again before every update of the host, so that it may depend on the host's properties.
 */
export class Watch<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #source: () => Readable<T> | undefined;
  /** Of values that nobody but this watch gives it: a watch of one type may stand for one of a wider. */
  readonly #matters: (now: never, before: never) => boolean;
  #watched: Readable<T> | undefined;
  #stop: (() => void) | undefined;
  #connected = false;

  constructor(host: ReactiveControllerHost, source: () => Readable<T> | undefined, matters: (now: T, before: T) => boolean = () => true) {
    this.#host = host;
    this.#source = source;
    this.#matters = matters;
    host.addController(this);
  }

  get value(): T | undefined {
    return this.#source()?.get();
  }

  hostConnected(): void {
    this.#connected = true;
    this.#follow();
  }

  hostUpdate(): void {
    this.#follow();
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#stop?.();
    this.#stop = this.#watched = undefined;
  }

  #follow(): void {
    const source = this.#connected ? this.#source() : undefined;
    if (source === this.#watched) return;
    this.#stop?.();
    this.#watched = source;
    let first = true;
    let before: T;
    this.#stop = source?.subscribe((now) => {
      if (!first && this.#matters(now as never, before as never)) this.#host.requestUpdate();
      before = now;
    });
    first = false;
  }
}
