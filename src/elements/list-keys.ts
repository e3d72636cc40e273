import type { ClinicMessage } from './message.js';

/**
 * The keys of the list of messages: Up, Down, Home and End go from message to message, Enter goes into one, Escape comes back.
 * Returns the key (`data-key`) of the message that has the focus now, if it was moved.
 */
export function onListKey(event: KeyboardEvent, messages: readonly ClinicMessage[]): string | undefined {
  if (event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const path = event.composedPath();
  const at = messages.findIndex((message) => path.includes(message));
  const current = messages[at];
  if (!current) return undefined;
  if (current.isEntered) {
    if (event.key !== 'Escape') return undefined;
    // One level at a time: a popup around must not close with it.
    event.preventDefault();
    event.stopPropagation();
    current.focus();
    return undefined;
  }
  if (event.key === 'Enter') {
    event.preventDefault();
    void current.enter();
    return undefined;
  }
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: messages.length - 1 }[event.key];
  if (to === undefined) return undefined;
  event.preventDefault();
  const next = messages[Math.min(Math.max(to, 0), messages.length - 1)];
  next?.focus();
  return next?.dataset['key'];
}
