import { atom, batch } from 'nanostores';
import type { Readable } from '../base/readable.js';

/** A value of the store: read by everybody, set by its owner alone. */
export interface Cell<T> extends Readable<T> {
  set(value: T): void;
}

/** What becomes of an error thrown by a listener: it is the host's mistake and must not stop the store in the middle of a change. */
export type OnListenerError = (error: unknown) => void;

export function cell<T>(initial: T, onListenerError: OnListenerError): Cell<T> {
  const inner = atom<T>(initial);
  return {
    get: () => inner.get(),
    // A closure a subscription: within a batch equal listeners would be called for one of their values only.
    subscribe: (listener) => inner.subscribe((value) => listener(value as T)),
    set(value) {
      try {
        inner.set(value);
      } catch (error) {
        onListenerError(error);
      }
    },
  };
}

/** Makes several changes look like one: listeners run at the end, so that nobody sees a state between. */
export function together(change: () => void, onListenerError: OnListenerError): void {
  let failed: { error: unknown } | undefined;
  try {
    batch(() => {
      try {
        change();
      } catch (error) {
        failed = { error };
      }
    });
  } catch (error) {
    onListenerError(error);
  }
  if (failed) throw failed.error;
}
