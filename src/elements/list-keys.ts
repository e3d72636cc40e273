import type { ClinicMessage } from './message.js';

/** Where a key leads: so many messages on or back, to the first or last one, or one view on or back. */
export type Step = number | 'first' | 'last' | 'page-up' | 'page-down';

const steps: Readonly<Record<string, Step>> = { ArrowUp: -1, ArrowDown: 1, Home: 'first', End: 'last', PageUp: 'page-up', PageDown: 'page-down' };

/**
 * The keys of the list of messages: Up, Down, Home, End, PageUp and PageDown go from message to message, Enter goes into one, Escape comes
 * back. Returns where to go from the message that has the focus, if the key says so.
 */
export function onListKey(event: KeyboardEvent): Step | undefined {
  if (event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const current = event.composedPath().find((node) => node instanceof HTMLElement && node.localName === 'clinic-message') as ClinicMessage | undefined;
  if (!current) return undefined;
  if (current.isEntered) {
    if (event.key !== 'Escape') return undefined;
    // One level at a time: a popup around must not close with it.
    event.preventDefault();
    event.stopPropagation();
    current.focus();
    return undefined;
  }
  if (event.key === 'Enter') void current.enter();
  else if (!(event.key in steps)) return undefined;
  event.preventDefault();
  return steps[event.key];
}
