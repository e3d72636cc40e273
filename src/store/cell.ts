import type { Readable } from '../base/readable.js';

/** A value of the store: read by everybody, set by its owner alone. */
export interface Cell<T> extends Readable<T> {
  set(value: T): void;
}

/** What becomes of an error thrown by a listener: it is the host's mistake and must not stop the store in the middle of a change. */
export type OnListenerError = (error: unknown) => void;

interface Subscription<T> { listener: (value: T) => void; told: T }

let depth = 0;
/** Cells that have changed and have not told so yet. */
const changed = new Set<() => void>();

function tell(): void {
  if (depth > 0) return;
  depth++;
  // What listeners change in their turn is added to the set, and told by this same loop.
  for (const notify of changed) {
    changed.delete(notify);
    notify();
  }
  depth--;
}

/**
 * A small observable atom. It is our own because the store must run where there is no build step: the usual libraries read Node's `process`,
 * and share one queue with whatever else on the page uses them.
 */
export function cell<T>(initial: T, onListenerError: OnListenerError): Cell<T> {
  let value = initial;
  const subscriptions = new Set<Subscription<T>>();
  const call = (subscription: Subscription<T>): void => {
    subscription.told = value;
    try {
      subscription.listener(value);
    } catch (error) {
      onListenerError(error);
    }
  };
  const notify = (): void => {
    for (const subscription of [...subscriptions]) {
      if (subscriptions.has(subscription) && !Object.is(subscription.told, value)) call(subscription);
    }
  };
  return {
    get: () => value,
    subscribe(listener) {
      const subscription = { listener, told: value };
      subscriptions.add(subscription);
      call(subscription);
      return () => subscriptions.delete(subscription);
    },
    set(next) {
      if (Object.is(value, next)) return;
      value = next;
      changed.add(notify);
      tell();
    },
  };
}

/** Makes several changes look like one: listeners run at the end, so that nobody sees a state between. */
export function together(change: () => void): void {
  depth++;
  try {
    change();
  } finally {
    depth--;
    tell();
  }
}
